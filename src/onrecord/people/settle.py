"""The speaker of every statement, and the people of an article: the entry point of `people`.

Comes after `statements` and `works`; `occasions` follows. In order: names (1), their roles (2), the
figures they stand for (3), characters (4), pronouns and roles in two walks (5), then each
statement by its source phrase (6) or, without one, by what introduces it (7), the lines of a
dialogue by whose turn it is (8).
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.people.by_context import speaker_by_context
from onrecord.people.by_source import speaker_by_source
from onrecord.people.casebook import Casebook, Settled, open_casebook
from onrecord.people.replies import is_dialogue, settle_replies
from onrecord.people.turns import speaker_of_turn
from onrecord.values import Person, Reading, Statement, Work


def settle_speakers(
    reading: Reading,
    works: tuple[Work, ...],
    statements: tuple[Statement, ...],
    told: frozenset[int] | None = None,
) -> tuple[tuple[Statement, ...], tuple[Person, ...]]:
    """The statements with their speakers, and everybody the article speaks of.

    `told` are the blocks that tell a plot, where they are known already.
    """
    book = open_casebook(reading, works, statements, told)
    book.dialogue = is_dialogue(book)
    order = sorted(range(len(statements)), key=lambda n: _start(statements[n]))
    for number in order:
        statement = statements[number]
        if statement.form == "turn":
            book.settled[number] = speaker_of_turn(book, statement)
        elif statement.source:
            book.settled[number] = speaker_by_source(book, number)
    for number in order:
        if number not in book.settled:
            book.settled[number] = speaker_by_context(book, number)
    if book.dialogue:
        settle_replies(book)
    for number in order:
        book.settled[number] = in_story(book, number)
    settled = tuple(
        replace(statement, speaker=book.settled[n].speaker)
        for n, statement in enumerate(statements)
    )
    return settled, book.people()


def in_story(book: Casebook, number: int) -> Settled:
    """The same result, but a character where nobody named is said to think or speak in told plot."""
    settled, statement = book.settled[number], book.statements[number]
    if settled.speaker.name is not None or statement.quoted or not statement.content:
        return settled
    at = min(book.page.first_from(statement.content[0].start), len(book.page.words) - 1)
    if at < 0 or book.page.words[at].block not in book.narration:
        return settled
    mention = statement.source[0] if statement.source else None
    return book.nobody("character", mention, f"{settled.speaker.reason}, in told plot")


def _start(statement: Statement) -> int:
    return statement.content[0].start if statement.content else 0
