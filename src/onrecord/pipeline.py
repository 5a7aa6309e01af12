"""From an article to its account: calls the packages in order. Everything onrecord finds starts here.

1. layout: blocks, sentences, quotation marks        (text)
2. labels of the language model                      (language)
3. statements                                        (statements)
4. works and their characters                        (works)
5. speakers                                          (people)
6. occasions                                         (occasions)
7. works and topics of each statement                (works)
8. fragments and altered wordings                    (variants)
9. passages, and what happens in a story kept apart from what is said of it  (works)
"""

from __future__ import annotations

from onrecord.language import Model
from onrecord.occasions import settle_occasions
from onrecord.people import settle_speakers
from onrecord.statements import build_statements
from onrecord.text import lay_out
from onrecord.values import Account, Article, Passage, Reading, Statement
from onrecord.variants import relate_wordings
from onrecord.works import find_passages, find_works, settle_topics


def read_article(article: Article, model: Model) -> Account:
    """All that onrecord finds in one article. The same article gives the same account, always."""
    layout = lay_out(article)  # 1
    reading = Reading(article, layout, model.label(article, layout))  # 2
    statements = build_statements(reading)  # 3
    works = find_works(reading, statements)  # 4
    statements, people = settle_speakers(reading, works, statements)  # 5
    statements = settle_occasions(reading, statements)  # 6
    statements = settle_topics(reading, works, statements)  # 7
    statements = relate_wordings(reading, statements)  # 8
    passages = find_passages(reading, works, statements)  # 9
    statements = leave_story_out(statements, passages)
    return Account(article, statements, passages, works, people)


def leave_story_out(
    statements: tuple[Statement, ...], passages: tuple[Passage, ...]
) -> tuple[Statement, ...]:
    """The statements without what characters say or write in a plot that is told; thoughts stay,
    with a speaker of kind character."""
    told = [passage.span for passage in passages if passage.voice == "narration"]
    return tuple(
        s
        for s in statements
        if s.act == "thought"
        or s.speaker.kind != "character"
        or not any(s.content[0] in span for span in told)
    )
