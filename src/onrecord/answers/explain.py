"""Explain a work from the record: what happens, how it ends, what it means and according to whom.

    1. the work that the title names, namesakes apart        explain_works
    2. its statements and passages                           explain_coverage
    3. one telling of the plot, whole                        explain_tellings
    4. statements, each utterance once, and their headings   explain_statements, explain_headings
    5. who disagrees, who has changed                        explain_against
    6. sections: people's words, articles' reports           explain_reports, explain_spoilers
    7. facts, and the originals that are cited and not held  explain_facts, gaps

No sentence is made: every entry is a slice of an article. What people say about a story never stands in
its telling, and what a writer makes of it never among what people said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.answers.explain_against import mark_opposed
from onrecord.answers.explain_coverage import Coverage, Order, gather
from onrecord.answers.explain_facts import tell_facts
from onrecord.answers.explain_headings import place_utterances
from onrecord.answers.explain_reports import find_reports, guesses
from onrecord.answers.explain_spoilers import Secrets, find_secrets
from onrecord.answers.explain_statements import tell_utterances
from onrecord.answers.explain_tellings import Story, choose_story
from onrecord.answers.explain_utterances import Utterance
from onrecord.answers.explain_works import Subject, find_subject, sightings_of
from onrecord.answers.gaps import find_gaps
from onrecord.errors import NotOnRecord
from onrecord.record.as_of import StoreAsOf
from onrecord.values import Citation, Entry, Explanation, Gap, Section, Topic

if TYPE_CHECKING:
    from onrecord.record import Store

HEADINGS: dict[str, str] = {
    "plot": "What happens",
    "ending": "How it ends",
    "meaning": "What it means, and according to whom",
    "inference": "What writers make of it",
    "cut": "What was cut or never shot",
    "making": "How it was made",
    "reception": "How it was received",
    "awards": "Awards",
    "availability": "Where to see it",
    "business": "Money",
    "other": "Mentioned",
}
"""The sections in their order, with what stands above each."""

PREMISE = "What it is about"
SPOILERS = frozenset(["plot", "ending", "meaning", "inference", "cut"])
REPORTED: tuple[Topic, ...] = ("cut", "making", "reception", "awards", "availability", "business")
"""Topics on which an article's own report counts as much as what people say."""
NEWEST_FIRST = frozenset(["availability"])
BY_SPEAKER = 2
"""The meaning is told by speaker where so many speakers have so many entries each."""


def explain(
    store: Store, title: str, *, spoilers: bool = True, as_of: date | None = None
) -> Explanation:
    """The work of that title, in the words of its articles and of those who spoke of it.

    Without `spoilers` the sections and entries that give the story away are left out; with `as_of` only
    articles published by that day count. Raises NotOnRecord, with the titles that are on record.
    """
    shown = StoreAsOf(store, as_of)
    subject = find_by(shown, title, as_of)  # 1
    coverage = gather(shown, subject)  # 2
    story = choose_story(coverage)  # 3
    secrets = find_secrets(coverage)
    utterances = place_utterances(tell_utterances(coverage), coverage, secrets)  # 4
    page = Page(coverage, mark_opposed(utterances, coverage), secrets, spoilers)  # 5
    sections = list(page.sections(story))  # 6
    if not any(section.entries for section in sections) and not page.hides_story():
        sections = [build_section("other", mentions_of(coverage))]
    return Explanation(
        subject.label,
        tell_facts(coverage),  # 7
        tuple(section for section in sections if section.entries),
        find_gaps(coverage) if spoilers else safe_gaps(find_gaps(coverage), secrets),
        as_of,
        0 if as_of is None else count_undated(store, subject.title),
    )


def safe_gaps(gaps: Sequence[Gap], secrets: Secrets) -> tuple[Gap, ...]:
    """The gaps without quotations to look for that give the story away."""
    return tuple(
        replace(
            gap,
            lead=replace(
                gap.lead,
                words=tuple(w for w in gap.lead.words if secrets.class_of(w) == "none"),
            ),
        )
        for gap in gaps
    )


def without_margins(explained: Explanation) -> Explanation:
    """The explanation without what stands around its citations, which may give the story away."""
    return replace(
        explained,
        facts=tuple(
            replace(fact, citation=bare(fact.citation), also=tuple(map(bare, fact.also)))
            for fact in explained.facts
        ),
        sections=tuple(
            replace(section, entries=tuple(map(bare_entry, section.entries)))
            for section in explained.sections
        ),
        gaps=tuple(replace(gap, cited_by=tuple(map(bare, gap.cited_by))) for gap in explained.gaps),
    )


def bare_entry(entry: Entry) -> Entry:
    """An entry without what stands around its citations."""
    return replace(
        entry, citation=bare(entry.citation), also=tuple(map(bare, entry.also)), disputed=()
    )


def bare(cited: Citation) -> Citation:
    """A citation without the characters around it."""
    return replace(cited, prefix="", suffix="")


def find_by(store: Store, title: str, as_of: date | None) -> Subject:
    """The work of that title as of a day. Raises NotOnRecord, which names the day."""
    try:
        return find_subject(store, title)
    except NotOnRecord as error:
        if as_of is None:
            raise
        day = f"{as_of.day} {as_of:%B %Y}"
        raise NotOnRecord(f"of what was published by {day}: {error}") from error


def count_undated(store: Store, title: str) -> int:
    """How many articles about works of that title have no day of publication."""
    heads = {head.key: head for _, head in sightings_of(store.works(), title)}
    return sum(head.published is None for head in heads.values())


def build_section(key: str, entries: tuple[Entry, ...]) -> Section:
    """A section under its heading."""
    return Section(key, HEADINGS[key], key in SPOILERS, entries)


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of a work: people's words and articles' reports, sorted into sections."""

    coverage: Coverage
    told: Sequence[Utterance]
    secrets: Secrets
    spoilers: bool

    def sections(self, story: Story) -> Iterator[Section]:
        """All sections in their order, empty ones too."""
        if self.spoilers:
            for key, entries in (("plot", story.plot), ("ending", story.ending)):
                section = build_section(key, entries)
                yield replace(section, order="text", tellings=story.tellings if entries else ())
            yield self.meaning()
            yield build_section("inference", guesses(self.coverage, self.secrets))
        else:
            yield Section("plot", PREMISE, spoiler=False, entries=story.premise, order="text")
        reports = find_reports(self.coverage, self.told, self.secrets)
        for topic in REPORTED:
            if self.spoilers or topic not in SPOILERS:
                yield self.about(topic, reports.get(topic, []))

    def meaning(self) -> Section:
        """What people said of the meaning: by speaker where several said several things, else by date."""
        own = [one for one in self.told if "meaning" in one.headings]
        groups = group_by_speaker(own)
        several = sum(len(group) >= BY_SPEAKER for group in groups) >= BY_SPEAKER
        ordered = [one for group in groups for one in group] if several else own
        section = build_section("meaning", tuple(one.entry for one in side_by_side(ordered)))
        return replace(section, order="speaker" if several else "date")

    def about(self, topic: Topic, reports: Sequence[tuple[Order, Entry]]) -> Section:
        """What people said on a topic and what articles report of it, by date."""
        said = [(one.order, one.entry) for one in self.told if topic in one.headings]
        found = [pair for pair in (*said, *reports) if self.spoilers or pair[1].spoiler == "none"]
        found.sort(key=lambda pair: pair[0])
        if topic in NEWEST_FIRST:
            found.sort(key=lambda pair: pair[0][1], reverse=True)
        return build_section(topic, tuple(entry for _, entry in found))

    def hides_story(self) -> bool:
        """Whether what is left out for its spoilers is all that the record has of the work."""
        giving_away = {"plot", "ending", "meaning"}
        return not self.spoilers and any(
            held.passage.spoiler or giving_away & set(held.passage.topics)
            for held in self.coverage.passages
        )


def group_by_speaker(told: Sequence[Utterance]) -> list[list[Utterance]]:
    """The utterances of each speaker in their order, who spoke first in front; nobody named last."""
    groups: dict[str, list[Utterance]] = {}
    for one in told:
        speaker = one.entry.speaker
        groups.setdefault(speaker.person or speaker.name or "", []).append(one)
    unnamed = groups.pop("", [])
    return [*groups.values(), *([unnamed] if unnamed else [])]


def side_by_side(told: Sequence[Utterance]) -> list[Utterance]:
    """The utterances with each that changes what its speaker said before right behind that."""
    ordered = list(told)
    for one in told:
        for against in one.entry.against:
            places = [n for n, other in enumerate(ordered) if other.entry.citation == against.entry]
            if against.kind == "changed" and places:
                ordered.remove(one)
                after = next(n for n, o in enumerate(ordered) if o.entry.citation == against.entry)
                ordered.insert(after + 1, one)
                break
    return ordered


def mentions_of(coverage: Coverage) -> tuple[Entry, ...]:
    """The sentences that name a work of which nothing else is told."""
    found: dict[tuple[str, int], Entry] = {}
    for key, work in coverage.subject.works.items():
        for mention in work.mentions:
            span = coverage.whole_sentences(key, mention)
            entry = coverage.clippings.of_slice(coverage.subject.heads[key], span)
            found.setdefault((key, span.start), entry)
    return tuple(found.values())
