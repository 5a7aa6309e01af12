"""From an article to its account: calls the packages in order. Everything onrecord finds starts here.

1. layout: blocks, sentences, quotation marks        (text)
2. labels of the language model                      (language)
3. statements; notices of the editors are nobody's   (statements)
4. works and their characters                        (works)
5. speakers                                          (people),
   and who passes on whose words                     (statements)
6. occasions                                         (occasions)
7. works and topics of each statement                (works)
8. fragments and altered wordings                    (variants)
9. what is denied, corrected or taken back           (variants)
10. passages, and what happens in a story kept apart from what is said of it  (works)
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.language import Model
from onrecord.occasions import settle_occasions
from onrecord.people import settle_speakers
from onrecord.statements import (
    build_statements,
    find_notices,
    link_chains,
    outside_notices,
    own_occasions,
)
from onrecord.text import lay_out, unmark
from onrecord.values import Account, Article, Passage, Reading, Statement
from onrecord.variants import find_disputes, relate_wordings
from onrecord.works import find_passages, settle_topics, survey_works


def read_article(article: Article, model: Model) -> Account:
    """All that onrecord finds in one article. The same article gives the same account, always."""
    if article.markup:
        words = unmark(article)
        return replace(words.put_back(read_article(words.article, model)), article=article)
    layout = lay_out(article)  # 1
    reading = Reading(article, layout, model.label(article, layout))  # 2
    notices = find_notices(reading)
    statements = outside_notices(build_statements(reading), notices)  # 3
    ground = survey_works(reading, statements)  # 4
    statements, people = settle_speakers(reading, ground.works, statements, ground.told())  # 5
    statements = link_chains(reading, statements)
    statements = own_occasions(settle_occasions(reading, statements))  # 6
    statements = settle_topics(ground, statements)  # 7
    statements = relate_wordings(reading, statements)  # 8
    disputes = find_disputes(reading, notices, statements, people)  # 9
    passages = find_passages(ground, statements)  # 10
    statements = leave_story_out(statements, passages)
    return Account(article, statements, passages, ground.works, people, disputes)


def leave_story_out(
    statements: tuple[Statement, ...], passages: tuple[Passage, ...]
) -> tuple[Statement, ...]:
    """The statements without what only happens in a plot that is told.

    A passage of narration lists the thoughts in it, which stay, and has no room for what anybody said
    outside the story: `works` sees to both.
    """
    told = [passage for passage in passages if passage.voice == "narration"]
    return tuple(
        s
        for s in statements
        if not any(
            s.content[0] in passage.span and s.id not in passage.statements for passage in told
        )
    )
