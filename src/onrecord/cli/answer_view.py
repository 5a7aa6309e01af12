"""How `explain`, `ask` and `search` print what the record says: quotation, speaker, source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from onrecord.cli.page import NAME, QUIET, WARN, Page, Piece, joined
from onrecord.publish.phrases import (
    at_words,
    disputed_words,
    occasion_words,
    source_words,
    speaker_words,
)
from onrecord.values import (
    Answer,
    ArticleHead,
    Citation,
    CitedFact,
    Entry,
    Explanation,
    Gap,
    Section,
    Speaker,
)

Heads = Mapping[str, ArticleHead]
"""The articles of the record by key."""

MARGIN = 2
MOST_SOURCES = 4
"""Sources that are named before the rest is counted."""


def print_explanation(page: Page, explanation: Explanation, heads: Heads) -> None:
    """The work, its facts, the sections in their order, and what is cited but not held."""
    page.heading(explanation.work)
    if explanation.facts:
        print_facts(page, explanation.facts, heads)
    for section in explanation.sections:
        print_section(page, section, heads)
    if explanation.gaps:
        print_gaps(page, explanation.gaps, heads)


def print_facts(page: Page, facts: Sequence[CitedFact], heads: Heads) -> None:
    """Each fact with its source behind it."""
    margin = MARGIN + 2 + max(len(fact.name) for fact in facts)
    for fact in facts:
        source = source_words(heads.get(fact.citation.article), fact.citation.article)
        page.paragraph(
            fact.value, (f" · {source}", QUIET), margin=margin, label=" " * MARGIN + fact.name
        )
    page.space()


def print_section(page: Page, section: Section, heads: Heads) -> None:
    """A heading and its entries in reading order."""
    page.heading(section.heading)
    for entry, following in zip_longest(section.entries, section.entries[1:]):
        print_entry(page, entry, heads, sourced=not goes_on(entry, following))


def goes_on(entry: Entry, following: Entry | None) -> bool:
    """Whether the same article is told from in its own words again, so that one source will do."""
    return (
        following is not None
        and not is_attributed(entry.speaker)
        and not is_attributed(following.speaker)
        and entry.citation.article == following.citation.article
        and not entry.also
        and not following.also
    )


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


def sources_words(citations: Iterable[Citation], heads: Heads) -> str:
    """The sources by name, each once; past a few the rest is counted."""
    named = [source_words(heads.get(cited.article), cited.article) for cited in citations]
    once = list(dict.fromkeys(named))
    more = f"{len(once) - MOST_SOURCES} more" if len(once) > MOST_SOURCES else None
    return joined(*once[:MOST_SOURCES], more, by="; ")


def print_gaps(page: Page, gaps: Iterable[Gap], heads: Heads) -> None:
    """Originals that articles name and the record does not hold."""
    page.heading("Cited, not held")
    for gap in gaps:
        speaker = gap.speaker.name
        page.paragraph(joined(speaker, occasion_words(gap.occasion), by=" · "), margin=MARGIN)
        page.paragraph((f"cited by {sources_words(gap.cited_by, heads)}", QUIET), margin=MARGIN + 2)
        page.space()


def print_answer(page: Page, answer: Answer, heads: Heads) -> None:
    """The entries that answer, best first."""
    print_entries(page, answer.answers, heads)


def print_entries(page: Page, entries: Iterable[Entry], heads: Heads) -> None:
    """Entries with their numbers."""
    for number, entry in enumerate(entries, 1):
        print_entry(page, entry, heads, label=f"{number:>3}")
