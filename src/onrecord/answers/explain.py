"""Explain a work from the record: what happens, how it ends, what it means and according to whom.

    1. the work that the title names, namesakes apart        explain_works
    2. its statements and passages                           explain_coverage
    3. one telling of the plot, whole                        explain_tellings
    4. statements, each utterance once                       explain_statements
    5. sections by topic: people's words, articles' reports
    6. facts, and the originals that are cited and not held  explain_facts, gaps

No sentence is made: every entry is a slice of an article. What people say about a story never stands in
its telling, and what a writer makes of it never among what people said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.answers.explain_coverage import Coverage, Order, gather, order_of_place
from onrecord.answers.explain_facts import tell_facts
from onrecord.answers.explain_statements import Utterance, tell_utterances
from onrecord.answers.explain_tellings import Story, choose_story
from onrecord.answers.explain_works import find_subject
from onrecord.answers.gaps import find_gaps
from onrecord.values import Entry, Explanation, HeldPassage, HeldStatement, Section, Span, Topic

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
FIRST_TOPICS = 2
"""So many of a statement's or passage's topics, the clearest first, say where it stands."""
BRIEF = frozenset(["awards", "availability", "business"])
"""Topics on which a few words beside something else, "It opens on Friday", are worth an entry."""
FEWEST_WORDS, FEWEST_IF_BRIEF = 7, 4
"""Words of a report that says something by itself."""
SENTENCE_ENDS = tuple(".!?…”\"'’)]")
NEWEST_FIRST = frozenset(["availability"])


def explain(store: Store, title: str, *, spoilers: bool = True) -> Explanation:
    """The work of that title, in the words of its articles and of those who spoke of it.

    Without `spoilers` the sections and entries that give the story away are left out. Raises
    NotOnRecord, with the titles that are on record.
    """
    subject = find_subject(store, title)  # 1
    coverage = gather(store, subject)  # 2
    story = choose_story(coverage)  # 3
    utterances = tell_utterances(coverage)  # 4
    sections = list(build_sections(coverage, story, utterances, spoilers=spoilers))  # 5
    if not any(section.entries for section in sections) and not tells_story(coverage, spoilers):
        sections = [build_section("other", mentions_of(coverage))]
    return Explanation(
        subject.label,
        tell_facts(coverage),  # 6
        tuple(section for section in sections if section.entries),
        find_gaps(coverage),
    )


def build_sections(
    coverage: Coverage, story: Story, utterances: Sequence[Utterance], *, spoilers: bool
) -> Iterator[Section]:
    """All sections in their order, empty ones too."""
    if spoilers:
        yield build_section("plot", story.plot)
        yield build_section("ending", story.ending)
        yield build_section("meaning", said_about("meaning", utterances))
        yield build_section("inference", guesses(coverage))
    else:
        yield Section("plot", PREMISE, spoiler=False, entries=story.premise)
    for topic in REPORTED:
        if spoilers or topic not in SPOILERS:
            found = list(reported(topic, coverage, utterances, spoilers=spoilers))
            found.sort(key=lambda pair: pair[0])
            if topic in NEWEST_FIRST:
                found.sort(key=lambda pair: pair[0][1], reverse=True)
            yield build_section(topic, tuple(entry for _, entry in found))


def build_section(key: str, entries: tuple[Entry, ...]) -> Section:
    """A section under its heading."""
    return Section(key, HEADINGS[key], key in SPOILERS, entries)


# --- people's words -----------------------------------------------------------------------------------


def said_about(section: str, utterances: Sequence[Utterance]) -> tuple[Entry, ...]:
    """What people said that belongs in the section, by when it was said."""
    return tuple(each.entry for each in utterances if section in sections_of(each.topics))


def sections_of(topics: Sequence[Topic]) -> tuple[str, ...]:
    """The sections in which words on these topics stand.

    What was cut stands there, whatever else it is about; talk of an ending is talk of its meaning.

    >>> sections_of(("making", "cut")), sections_of(("ending", "meaning", "cut"))
    (('cut',), ('cut', 'meaning'))
    >>> sections_of(("person", "ending")), sections_of(("making", "meaning"))
    (('meaning',), ('making',))
    """
    first = topics[:FIRST_TOPICS]
    if "cut" in topics:
        return ("cut", "meaning") if "meaning" in topics else ("cut",)
    if first and first[0] in REPORTED:
        return (first[0],)
    return ("meaning",) if {"meaning", "ending"}.intersection(first) else ()


# --- articles' own words -----------------------------------------------------------------------------


def reported(
    topic: Topic, coverage: Coverage, utterances: Sequence[Utterance], *, spoilers: bool
) -> Iterator[tuple[Order, Entry]]:
    """What people said on the topic and what articles report of it, with their order."""
    for each in utterances:
        if topic in sections_of(each.topics) and (spoilers or not gives_away(each.topics)):
            yield each.order, each.entry
    for held in reports_on(topic, coverage):
        if not spoilers and held.passage.spoiler:
            continue
        if not any(covers(utterance, held) for utterance in utterances):
            order = order_of_place(held.article, held.passage.span)
            yield order, coverage.clippings.of_passage(held)


def gives_away(topics: Sequence[Topic]) -> bool:
    """Whether words on these topics may tell how the story goes."""
    return bool(SPOILERS.intersection(topics) or "ending" in topics)


def reports_on(topic: Topic, coverage: Coverage) -> Iterator[HeldPassage]:
    """The passages in which an article reports on the topic; of the same words the first only."""
    seen: set[tuple[str, ...]] = set()
    said = {held.statement.id: held for held in coverage.statements}
    for held in coverage.passages:
        passage = held.passage
        words = tuple(held.text.split())
        fewest = FEWEST_IF_BRIEF if topic in BRIEF else FEWEST_WORDS
        is_report = passage.voice == "report" or (
            passage.voice == "statement" and not quotes(held, said, coverage)
        )
        whole = len(words) >= fewest and words[-1].endswith(SENTENCE_ENDS)
        if is_report and whole and topic in reports_of(passage.topics):
            if words not in seen:
                yield held
            seen.add(words)


def quotes(held: HeldPassage, said: Mapping[str, HeldStatement], coverage: Coverage) -> bool:
    """Whether a passage holds somebody's very words, which stand under their name or not at all.

    One word in marks ("a so-called “bridge”") is the writer's as much as anybody's.
    """
    text = coverage.clippings.text(held.article.key)
    inside = [said[name].statement for name in held.passage.statements if name in said]
    return any(
        statement.form == "turn" or any(" " in span.of(text) for span in statement.quoted)
        for statement in inside
    )


def reports_of(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """The sections in which an article's report on these topics stands.

    Its first topics, and what is a plain fact beside them; what was cut stands there only.

    >>> reports_of(("making", "cut")), reports_of(("ending", "making", "business"))
    (('cut',), ('making', 'business'))
    """
    if "cut" in topics[:FIRST_TOPICS]:
        return ("cut",)
    return tuple(
        topic
        for topic in topics
        if topic in BRIEF or (topic in REPORTED and topic in topics[:FIRST_TOPICS])
    )


def covers(utterance: Utterance, held: HeldPassage) -> bool:
    """Whether what somebody said, shown or told again elsewhere, stands in a passage."""
    places = (utterance.entry.citation, *utterance.entry.also)
    span = held.passage.span
    return bool(sections_of(utterance.topics)) and any(
        place.article == held.article.key and span.overlaps(Span(place.start, place.end))
        for place in places
    )


def guesses(coverage: Coverage) -> tuple[Entry, ...]:
    """What writers themselves make of the work, by date."""
    found = [held for held in coverage.passages if held.passage.voice == "inference"]
    found.sort(key=lambda held: order_of_place(held.article, held.passage.span))
    return tuple(coverage.clippings.of_passage(held) for held in found)


def tells_story(coverage: Coverage, spoilers: bool) -> bool:
    """Whether what is left out for its spoilers is all that the record has of the work."""
    giving_away = {"plot", "ending", "meaning"}
    return not spoilers and any(
        held.passage.spoiler or giving_away & set(held.passage.topics) for held in coverage.passages
    )


def mentions_of(coverage: Coverage) -> tuple[Entry, ...]:
    """The sentences that name a work of which nothing else is told."""
    found: dict[tuple[str, int], Entry] = {}
    for key, work in coverage.subject.works.items():
        for mention in work.mentions:
            span = coverage.whole_sentences(key, mention)
            entry = coverage.clippings.of_slice(coverage.subject.heads[key], span)
            found.setdefault((key, span.start), entry)
    return tuple(found.values())
