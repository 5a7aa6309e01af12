"""How `explain`, `ask` and `search` print what the record says: quotation, speaker, source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.cli.page import NAME, QUIET, WARN, Page, Piece, joined
from onrecord.publish.explain_report import Heads, Part, Quoted, Told, sources_words, tell
from onrecord.publish.phrases import (
    at_words,
    disputed_words,
    occasion_words,
    source_words,
    speaker_words,
)
from onrecord.values import (
    Answer,
    AnswerPart,
    Entry,
    Explanation,
    Speaker,
)

MARGIN = 2


def print_explanation(page: Page, explanation: Explanation, heads: Heads) -> None:
    """The work, its facts, the sections in their order, and what is cited but not held."""
    told = tell(explanation, heads)
    page.heading(told.title)
    for note in told.notes:
        page.paragraph((note, QUIET), margin=MARGIN)
        page.space()
    if told.facts:
        print_facts(page, told)
    for part in told.parts:
        print_part(page, part)
    if told.gaps:
        page.heading("Cited, not held")
        for first, *more in told.gaps:
            page.paragraph(first, margin=MARGIN)
            for line in more:
                page.paragraph((line, QUIET), margin=MARGIN + 2)
            page.space()


def print_facts(page: Page, told: Told) -> None:
    """Each fact with its source behind it."""
    margin = MARGIN + 2 + max(len(name) for name, _, _ in told.facts)
    for name, value, source in told.facts:
        page.paragraph(value, (f" · {source}", QUIET), margin=margin, label=" " * MARGIN + name)
    page.space()


def print_part(page: Page, part: Part) -> None:
    """A heading and its entries in reading order, under their speakers' names where it has such groups."""
    page.heading(part.heading)
    for name, quoted in part.groups:
        if name:
            page.paragraph((name, NAME), margin=MARGIN)
            page.space()
        for one in quoted:
            print_quoted(page, one, MARGIN + 2 if name else MARGIN)
    if part.tellings:
        page.paragraph((part.tellings, QUIET), margin=MARGIN)
        page.space()


def print_quoted(page: Page, quoted: Quoted, margin: int) -> None:
    """The words, who said them, and where they can be read."""
    page.paragraph(quoted.text, margin=margin)
    if quoted.above:
        page.paragraph((f"whole under: {quoted.above}", QUIET), margin=margin + 2)
        page.space()
        return
    dash = "— "
    who = joined(quoted.speaker, quoted.occasion, by=" · ")
    if who:
        pieces = ((quoted.speaker, NAME), who.removeprefix(quoted.speaker))
        page.paragraph(*pieces, margin=margin + 2, label=" " * margin + dash)
        dash = ""
    if not quoted.goes_on:
        page.paragraph((quoted.source, QUIET), margin=margin + 2, label=" " * margin + dash)
    for mark in quoted.marks:
        page.paragraph((mark, WARN), margin=margin + 2)
    if quoted.also:
        page.paragraph((quoted.also, QUIET), margin=margin + 2)
    page.space()


def print_entry(
    page: Page, entry: Entry, heads: Heads, label: str = "", sourced: bool = True
) -> None:
    """The words, who said them, and where they can be read."""
    margin = MARGIN + (3 if label else 0)
    page.paragraph(entry.text, margin=margin, label=label)
    dash = "— "
    if is_attributed(entry.speaker):
        page.paragraph(*attribution_pieces(entry), margin=margin + 2, label=" " * margin + dash)
        dash = ""
    if sourced:
        source = source_words(heads.get(entry.citation.article), entry.citation.article)
        place = joined(source, at_words(entry.citation.seconds))
        page.paragraph((place, QUIET), margin=margin + 2, label=" " * margin + dash)
    for disputed in entry.disputed:
        page.paragraph((f"disputed: {disputed_words(disputed)}", WARN), margin=margin + 2)
    others = [cited for cited in entry.also if cited.article != entry.citation.article]
    if others:
        page.paragraph((f"also in {sources_words(others, heads)}", QUIET), margin=margin + 2)
    page.space()


def is_attributed(speaker: Speaker) -> bool:
    """Whether the words are somebody's, and not the article's own."""
    return bool(speaker.name or speaker.kind)


def attribution_pieces(entry: Entry) -> tuple[Piece, ...]:
    """The speaker, where and when."""
    where = occasion_words(entry.occasion)
    return ((speaker_words(entry.speaker), NAME), f" · {where}" if where else "")


def print_answer(page: Page, answer: Answer, heads: Heads) -> None:
    """The entries that answer, best first, one speaker's together; else those that come nearest."""
    parts = answer.parts or (AnswerPart(answer.question, answer.answers, answer.nearest),)
    number = 1
    for part in parts:
        if answer.parts:
            page.heading(part.question)
        if answer.parts and not part.answers:
            page.paragraph(("nothing on record that answers this", WARN), margin=MARGIN)
            page.space()
        if not part.answers and part.nearest:
            page.paragraph(("nearest:", QUIET), margin=MARGIN)
            page.space()
        for entry in by_speaker(part.answers or part.nearest):
            print_entry(page, entry, heads, label=f"{number:>3}")
            number += 1


def by_speaker(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those of one speaker right after the first of theirs.

    >>> by_speaker([])
    []
    """
    own: dict[object, list[Entry]] = {}
    for at, entry in enumerate(entries):
        own.setdefault(entry.speaker.person or entry.speaker.name or at, []).append(entry)
    return [entry for group in own.values() for entry in group]


def print_entries(page: Page, entries: Iterable[Entry], heads: Heads) -> None:
    """Entries with their numbers."""
    for number, entry in enumerate(entries, 1):
        print_entry(page, entry, heads, label=f"{number:>3}")
