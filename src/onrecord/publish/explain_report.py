"""An explanation as lines to print: what text, Markdown and HTML pages show of it, in words and in order.

Before: `answers.explain`. After: `explain_markdown`, `explain_page` and the command line, which only lay out.
Labels only: no sentence here says anything that the record does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from onrecord.answers.refusals import refusal_of
from onrecord.publish.fact_words import fact_source, fact_words
from onrecord.publish.phrases import (
    at_words,
    counted,
    day_words,
    disputed_words,
    joined,
    occasion_words,
    said_words,
    source_words,
    speaker_words,
)
from onrecord.values import (
    Against,
    ArticleHead,
    Change,
    Citation,
    Entry,
    Explanation,
    Gap,
    RelationKind,
    Retelling,
    Section,
    SpoilerClass,
)

Heads = Mapping[str, ArticleHead]
"""The articles of the record by key."""

MOST_SOURCES = 4
"""Sources that are named before the rest is counted."""
MOST_CHANGES = 3
FIRST_WORDS = 12
"""Words by which an entry that is shown elsewhere is called."""
NOT_NAMED = "Speaker not named"
RELATIONS: tuple[tuple[RelationKind | None, str], ...] = (
    ("verbatim", "also in"),
    (None, "also in"),
    ("fragment", "as a fragment in"),
    ("shortened", "shortened in"),
    ("bracketed", "with words in brackets in"),
    ("altered", "altered in"),
    ("spliced", "joined with other words in"),
)
"""How other tellings stand to the words shown, in the order in which they are named."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One entry: its words, who said them (empty for an article's own), where and when, where they stand.

    `marks` are what is to be known of them, `also` where else they stand; `above` is the heading under which
    the whole of it stands already. `goes_on` says that the next entry has the same source.
    """

    text: str
    speaker: str
    occasion: str
    source: str
    url: str | None
    marks: tuple[str, ...]
    also: str
    spoiler: SpoilerClass
    above: str | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its entries, in groups under a speaker's name, or in one under none."""

    key: str
    heading: str
    spoiler: bool
    groups: tuple[tuple[str, tuple[Quoted, ...]], ...]
    tellings: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A whole explanation: notes under the title, facts (name, value, source), parts, lines of each gap."""

    title: str
    notes: tuple[str, ...]
    facts: tuple[tuple[str, str, str], ...]
    parts: tuple[Part, ...]
    gaps: tuple[tuple[str, ...], ...]


def tell(explanation: Explanation, heads: Heads) -> Told:
    """The explanation in words."""
    facts = ((fact.name, fact_words(fact), fact_source(fact, heads)) for fact in explanation.facts)
    shown: dict[Citation, str] = {}
    return Told(
        explanation.work,
        tuple(notes_of(explanation)),
        tuple(facts),
        tuple(part_of(section, heads, shown) for section in explanation.sections),
        tuple(tuple(gap_lines(gap, heads)) for gap in explanation.gaps),
    )


def notes_of(explanation: Explanation) -> Iterator[str]:
    """What is to be known of the whole: as of which day, and what was left out."""
    if explanation.as_of is not None:
        yield f"As of {day_words(explanation.as_of.isoformat())}: from what was published by then."
    if explanation.undated:
        articles = counted(explanation.undated, "article")
        verb = "has" if explanation.undated == 1 else "have"
        yield f"{articles} about it {verb} no date of publication, left out."


# --- sections -------------------------------------------------------------------------------------


def part_of(section: Section, heads: Heads, shown: dict[Citation, str]) -> Part:
    """One section; adds to `shown` under which heading each entry stood first."""
    by_speaker = section.order == "speaker"
    groups = []
    for name, entries in groupby(section.entries, key=name_of if by_speaker else lambda _: ""):
        own = list(entries)
        quoted = (
            quote(entry, following, heads, section, shown, named=not name)
            for entry, following in zip(own, [*own[1:], None], strict=True)
        )
        groups.append((name, tuple(quoted)))
    tellings = ""
    if section.tellings:
        tellings = f"also told by {sources_words(section.tellings, heads, most=len(heads))}"
    return Part(section.key, section.heading, section.spoiler, tuple(groups), tellings)


def name_of(entry: Entry) -> str:
    """What stands above the entries of one speaker."""
    return entry.speaker.name or NOT_NAMED


def quote(
    entry: Entry,
    following: Entry | None,
    heads: Heads,
    section: Section,
    shown: dict[Citation, str],
    *,
    named: bool,
) -> Quoted:
    """One entry in words; without the speaker's name where that stands above."""
    above = shown.setdefault(entry.citation, section.heading)
    cited = entry.citation
    said = is_attributed(entry)
    via = joined(*(f"as told by {t.name or 'somebody not named'}" for t in entry.speaker.via))
    return Quoted(
        text=entry.text if above == section.heading else first_words(entry.text),
        speaker=(speaker_words(entry.speaker) if named or not entry.speaker.name else via)
        if said
        else "",
        occasion=occasion_words(entry.occasion) if said else "",
        source=joined(
            source_words(heads.get(cited.article), cited.article), at_words(cited.seconds)
        ),
        url=cited.url,
        marks=tuple(marks_of(entry, heads)) if above == section.heading else (),
        also=also_words(entry, heads) if above == section.heading else "",
        spoiler=entry.spoiler,
        above=None if above == section.heading else above,
        goes_on=goes_on(entry, following),
    )


def is_attributed(entry: Entry) -> bool:
    """Whether the words are somebody's, and not the article's own."""
    return bool(entry.speaker.name or entry.speaker.kind)


def goes_on(entry: Entry, following: Entry | None) -> bool:
    """Whether the same article is told from in its own words again, so that one source will do."""
    return (
        following is not None
        and not is_attributed(entry)
        and not is_attributed(following)
        and entry.citation.article == following.citation.article
        and not entry.also
        and not following.also
    )


def first_words(text: str) -> str:
    """The first words of an entry that stands whole elsewhere.

    >>> first_words("one two three")
    'one two three'
    """
    words = text.split()
    return " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")


def marks_of(entry: Entry, heads: Heads) -> Iterator[str]:
    """What is to be known of an entry: who wrote it, that it refuses, disputes, changes, disagreements."""
    if entry.writer is not None:
        yield (
            f"written by {entry.writer.name}"
            if entry.writer.name
            else f"writer not known: {entry.writer.reason}"
        )
    if entry.kind == "refusal":
        words = refusal_of(entry.text)
        yield (
            f"declines to explain: “{' '.join(words.split())}”" if words else "declines to explain"
        )
    for against in entry.against:
        yield against_words(against, entry, heads)
    yield from (f"disputed: {disputed_words(each)}" for each in entry.disputed)


def against_words(against: Against, entry: Entry, heads: Heads) -> str:
    """A change of mind or a disagreement, with the words that prove it.

    >>> from onrecord.values import Occasion, Speaker
    >>> place = Citation("a.txt", None, 0, 9)
    >>> entry = Entry("I was wrong.", Speaker("Ada Moll"), Occasion(), place)
    >>> against_words(Against("changed", "Ada Moll", None, "I was wrong", place), entry, {})
    'changed: “I was wrong”'
    >>> against_words(Against("disagreement", "Tom Rusk", None, "I disagree", place), entry, {})
    'disagrees with Tom Rusk: “I disagree”'
    """
    proof = f"“{' '.join(against.text.split())}”"
    if against.citation.article != entry.citation.article:
        key = against.citation.article
        proof = f"{proof} ({source_words(heads.get(key), key)})"
    if against.kind == "changed":
        return f"changed{' what is said right above' if against.entry else ''}: {proof}"
    return f"disagrees with {against.speaker or 'what was put to them'}: {proof}"


# --- other tellings -----------------------------------------------------------------------------------


def also_words(entry: Entry, heads: Heads) -> str:
    """Where else the words stand, and how they differ there; empty where nothing is to be said.

    In its own article only what is altered is named.
    """
    parts: dict[str, list[str]] = {}
    for relation, label in RELATIONS:
        for cited in entry.also:
            own = cited.article == entry.citation.article
            if relation_of(cited) == relation and (not own or relation == "altered"):
                source = source_words(heads.get(cited.article), cited.article)
                named = "the same article" if own else source
                parts.setdefault(label, []).append(named + difference_words(cited))
    told = (
        f"{label} {short_list(list(dict.fromkeys(named)), by='; ')}"
        for label, named in without_repeats(parts).items()
    )
    return "; ".join(told)


def without_repeats(parts: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The sources by label, each only under the first that names it; what is altered is always named."""
    seen: set[str] = set()
    kept: dict[str, list[str]] = {}
    for label, named in parts.items():
        new = [name for name in named if name not in seen or label == "altered in"]
        seen.update(named)
        if new:
            kept[label] = new
    return kept


def relation_of(cited: Citation) -> RelationKind | None:
    """How the words at a place stand to those shown, if they were compared."""
    return cited.relation if isinstance(cited, Retelling) else None


def difference_words(cited: Citation) -> str:
    """The word differences of an altered telling, in brackets.

    >>> change = Change("substitute", before="anybody", after="anyone")
    >>> difference_words(Retelling("a", None, 0, 5, relation="altered", changes=(change,)))
    ' (“anyone” for “anybody”)'
    """
    if not isinstance(cited, Retelling) or cited.relation != "altered" or not cited.changes:
        return ""
    told = [swap_words(change) for change in cited.changes[:MOST_CHANGES]]
    left = len(cited.changes) - len(told)
    return f" ({', '.join([*told, f'{left} more'] if left else told)})"


def swap_words(change: Change) -> str:
    """One difference of words, shortly.

    >>> swap_words(Change("drop", before="that", after="")), swap_words(Change("insert", "", "still"))
    ('without “that”', '“still” added')
    """
    return {
        "substitute": f"“{change.after}” for “{change.before}”",
        "drop": f"without “{change.before}”",
        "insert": f"“{change.after}” added",
        "move": f"“{change.after or change.before}” moved",
    }[change.op]


def sources_words(citations: Sequence[Citation], heads: Heads, most: int = MOST_SOURCES) -> str:
    """The sources by name, each once; past a few the rest is counted."""
    named = [source_words(heads.get(cited.article), cited.article) for cited in citations]
    return short_list(list(dict.fromkeys(named)), most=most)


def short_list(named: Sequence[str], *, by: str = "; ", most: int = MOST_SOURCES) -> str:
    """The first few, and how many more there are.

    >>> short_list(["a", "b", "c"], most=2)
    'a; b; 1 more'
    """
    more = f"{len(named) - most} more" if len(named) > most else None
    return joined(*named[:most], more, by=by)


# --- gaps ---------------------------------------------------------------------------------------------


def gap_lines(gap: Gap, heads: Heads) -> Iterator[str]:
    """An original that is cited and not held: what it is, what to look for, who cites it."""
    yield joined(gap.speaker.name, occasion_words(gap.occasion), by=" · ")
    between = between_words(gap.lead.earliest, gap.lead.latest)
    quoted = joined(*(f"“{words}”" for words in gap.lead.words))
    if quoted or between:
        yield f"look for {joined(quoted, between)}"
    yield f"cited by {sources_words(gap.cited_by, heads)}"


def between_words(earliest: date | None, latest: date | None) -> str:
    """Between which days something appeared, as far as that is known.

    >>> between_words(date(2025, 11, 1), date(2025, 12, 3)), between_words(None, None)
    ('published between 1 November 2025 and 3 December 2025', '')
    """
    if earliest is None and latest is None:
        return ""
    first, last = (day.isoformat() if day else ".." for day in (earliest, latest))
    return f"published {said_words(f'{first}/{last}')}"
