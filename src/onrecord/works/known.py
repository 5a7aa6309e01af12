"""An article read again with works that are known from elsewhere: "Teasel" is a plant until a film is.

An article that says nothing of what a title stands for is read as it stands; other articles of a record may
tell. Reading it again with the title known costs no language model. Comes last in the package: it takes what
the pipeline has made and makes works, topics and passages of it anew; speakers and occasions stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.text import lay_out
from onrecord.text.whole_words import find_whole
from onrecord.values import Account, Labels, Reading, Work
from onrecord.works.characters import find_story
from onrecord.works.find import build_work, in_headline, lay_ground, place_characters
from onrecord.works.outline import draw_outline
from onrecord.works.passages import find_passages
from onrecord.works.settle import settle_topics
from onrecord.works.titles import Title

OF_A_BOOK = re.compile(
    r"\b(?:novel|novella|book|paperback|hardback|pages|reprint|publisher)s?\b", re.I
)
OF_THE_SCREEN = re.compile(
    r"\b(?:film|movie|picture|cinema|screen|screening|actor|actress|shot|scene|series|episode)s?\b",
    re.I,
)
FEWEST_NAMES = 2
"""Words of the names of a work's people and characters that an article has, if it has none in full."""
LEAST_LETTERS = 4


def names_work(text: str, known: Work, names: Sequence[str]) -> bool:
    """Whether a text that prints a title speaks of the work: it names its people or characters too, and of a
    work on the screen it does not speak as of a book.

    `names` are those of everybody whom any article names as of the work.

    >>> known = Work("Teasel", "film")
    >>> names_work("Teasel is a plant.", known, ["Ada Brandt"])
    False
    >>> names_work("Ada Brandt is filming Teasel.", known, ["Ada Brandt"])
    True
    """
    if not has_whole(known.title, text):
        return False
    in_full = any(" " in name and name in text for name in names)
    words = {word for name in names for word in name.split() if len(word) >= LEAST_LETTERS}
    words -= set(known.title.split())
    beside = sum(has_whole(word, text) for word in words)
    if not in_full and beside < FEWEST_NAMES:
        return False
    on_screen = known.kind in ("film", "series", "other")
    return not on_screen or len(OF_A_BOOK.findall(text)) <= len(OF_THE_SCREEN.findall(text))


def has_whole(words: str, text: str) -> bool:
    """Whether the words stand in a text as they are written."""
    return next(find_whole(words, text), None) is not None


def read_again(account: Account, known: Sequence[Work]) -> Account:
    """The account with these works known: their mentions, and topics and passages as they read then.

    The works that the article itself tells of stay; facts of the known ones are not looked for.
    """
    article = account.article
    reading = Reading(article, lay_out(article), Labels((), (), ()))
    outline = draw_outline(reading)
    own = {work.title: work for work in account.works}
    every = (*account.works, *(work for work in known if work.title not in own))
    titles = tuple(Title(work.title, work.kind, marked=False, weight=0.0) for work in every)
    characters = [name for work in every for name in work.characters]
    story = find_story(reading, outline, account.statements, titles, characters)
    works = [build_work(title, outline, story) for title in titles]
    works = [work for work in works if work.mentions or in_headline(work.title, outline)]
    works.sort(key=lambda work: (-len(work.mentions), work.title))
    placed = tuple(
        replace(work, facts=own[work.title].facts if work.title in own else ())
        for work in place_characters(works, outline, story.characters)
    )
    ground = lay_ground(outline, story.people, story.tellings if placed else (), placed)
    statements = settle_topics(ground, account.statements)
    return replace(
        account,
        statements=statements,
        passages=find_passages(ground, statements),
        works=placed,
    )
