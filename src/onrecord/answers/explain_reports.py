"""What articles report of a work in their own words, and what their writers make of it.

A report stands in a section only where its own words speak of it: what a paragraph inherits from its
neighbours is no evidence. Before: `explain_coverage`. After: the sections.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.answers.explain_coverage import Coverage, Order, order_of_place
from onrecord.answers.explain_spoilers import Secrets, own_scores
from onrecord.answers.explain_utterances import Utterance
from onrecord.values import Entry, HeldPassage, HeldStatement, Span, Topic, Writer
from onrecord.works.topics import heading_topics

REPORTS: tuple[Topic, ...] = ("cut", "making", "reception", "awards", "availability", "business")
FIRST_TOPICS = 2
"""So many of a passage's topics, the clearest first, say where it stands."""
BRIEF = frozenset(["awards", "availability", "business"])
"""Topics on which a few words beside something else, "It opens on Friday", are worth an entry."""
FEWEST_WORDS, FEWEST_IF_BRIEF = 7, 4
"""Words of a report that says something by itself."""
SENTENCE_ENDS = tuple(".!?…”\"'’)]")
HEAD = 200
"""Characters in which a review calls itself one."""
FEWEST_OF_A_READING = 12
IS_REVIEW = re.compile(r"\breview(?:s|ed|er)?\b|\bour verdict\b|\bverdict:", re.I)
GIVES_MARKS = re.compile(
    r"[★☆✭]{2,}|\b\d(?:\.\d)?/(?:5|10)\b|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?: and a half)? (?:stars\b|out of (?:5|10|five|ten)\b)",
    re.I,
)  # fmt: skip
JUDGES = re.compile(
    r"\b(?:I|me|my|you|film|movie|picture|director|script|screenplay|score|music|performances?|acting|cast|premise|dialogue|camera|photography|scenes?|running time|excellent|superb|fine|dull|clever|tender|funny|moving|beautiful|best|worst|too|never|always|ought|deserves?)\b"
)
OF_SPEAKERS = ("denial", "withdrawal")
OF_WHAT_IS_OVER = 2.5
"""Takings that score so much are told of days that are over, unless something is still to come."""
STILL_TO_SEE = re.compile(
    r"\b(?:is|are|will be|can be|now|still|available|from|opens|arrives|streams|tickets?|until|next|soon)\b"
    r"(?! (?:over|closed|made|taken))",
    re.I,
)
OWN_EVIDENCE = 1.5
"""What a report's own words must score for the section that it stands in."""
OF_MAKING = re.compile(
    r"\b(?:shot|shoot\w*|film(?:ed|ing)|wr(?:ote|itten|iting)|co-wr\w+|drafts?|scripts?|screenplay|cast(?:ing)?|audition\w*|rehears\w+|edit(?:ed|ing)|compos\w+|scor(?:ed|ing)|record(?:ed|ing)|built|build|design\w*"
    r"|learn\w*|train(?:ed|ing)|improvis\w+|adapt(?:ed|ation)|based on|inspired by|takes?|crew of|on set|the set|locations?|rolling|the part|lit|lighting|lens(?:es)?|puppet\w*|costumes?|animat\w+|stunts?|produc(?:ed|ing)|camera\w*|stock|footage|research\w*|dubbed|carved|sewn|painted)\b",
    re.I,
)  # fmt: skip
"""What somebody does who makes a work; a role alone ("her cinematographer groaned") makes nothing."""
BYLINE = re.compile(r"^\s*(?:by|words by|text by|review by)\s+", re.I)


def find_reports(
    coverage: Coverage, told: Sequence[Utterance], secrets: Secrets
) -> dict[Topic, list[tuple[Order, Entry]]]:
    """The reports by section, with their order; what somebody said there stands under their name."""
    covered, notices, reviews = Covered(told), Notices(coverage), Reviews(coverage)
    said = {held.statement.id: held for held in coverage.statements}
    found: dict[Topic, list[tuple[Order, Entry]]] = defaultdict(list)
    seen: set[tuple[Topic, tuple[str, ...]]] = set()
    for held in coverage.passages:
        if not is_report(held, said, coverage) or covered.holds(held) or notices.holds(held):
            continue
        words = tuple(held.text.split())
        topics = list(sections_of(held, words, heading_of(held, coverage)))
        if not topics and reviews.judges(held):
            topics = ["reception"]
        for topic in topics:
            if (topic, words) not in seen:
                entry = coverage.clippings.of_passage(held)
                entry = replace(entry, spoiler=secrets.class_of_passage(held))
                found[topic].append((order_of_place(held.article, held.passage.span), entry))
            seen.add((topic, words))
    return found


class Covered:
    """The places of what people said, as far as it is shown."""

    def __init__(self, told: Iterable[Utterance]) -> None:
        self._spans: dict[str, list[Span]] = defaultdict(list)
        for one in told:
            if one.headings:
                for cited in (one.entry.citation, *one.entry.also):
                    self._spans[cited.article].append(Span(cited.start, cited.end))

    def holds(self, held: HeldPassage) -> bool:
        """Whether what somebody said, shown or told again elsewhere, stands in a passage."""
        return any(span.overlaps(held.passage.span) for span in self._spans[held.article.key])


class Reviews:
    """The articles that review a work, by what they call themselves or by the marks that they give."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self._known: dict[str, bool] = {}

    def holds(self, held: HeldPassage) -> bool:
        """Whether a passage stands in a review."""
        key = held.article.key
        if key not in self._known:
            text = self._coverage.clippings.text(key)
            head = f"{held.article.headline or ''}\n{text[:HEAD]}"
            self._known[key] = bool(IS_REVIEW.search(head) or GIVES_MARKS.search(text))
        return self._known[key]

    def judges(self, held: HeldPassage) -> bool:
        """Whether a passage of a review says what its writer thinks of the work."""
        about_nothing_else = held.passage.topics == ("other",)
        return about_nothing_else and self.holds(held) and bool(JUDGES.search(held.text))

    def reads(self, held: HeldPassage) -> bool:
        """Whether a passage of a review says what its writer, and nobody else, makes of the story."""
        passage = held.passage
        _, people = self._coverage.names
        return (
            passage.voice == "report"
            and passage.topics[:1] in (("meaning",), ("ending",))
            and len(held.text.split()) >= FEWEST_OF_A_READING
            and people.isdisjoint(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", held.text))
            and self.holds(held)
        )


class Notices:
    """The corrections and notes of editors, which report nothing of the work."""

    def __init__(self, coverage: Coverage) -> None:
        self._store = coverage.store
        self._spans: dict[str, tuple[Span, ...]] = {}

    def holds(self, held: HeldPassage) -> bool:
        """Whether a passage is a notice or stands in one."""
        key = held.article.key
        if key not in self._spans:
            found = self._store.disputes_in(key)
            self._spans[key] = tuple(
                each.dispute.span for each in found if each.dispute.kind not in OF_SPEAKERS
            )
        return any(span.overlaps(held.passage.span) for span in self._spans[key])


def is_report(held: HeldPassage, said: Mapping[str, HeldStatement], coverage: Coverage) -> bool:
    """Whether a passage is an article's own report: whole, and nobody's very words."""
    voice = held.passage.voice
    if not held.text.rstrip().endswith(SENTENCE_ENDS):
        return False
    return voice == "report" or (voice == "statement" and not quotes(held, said, coverage))


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


def heading_of(held: HeldPassage, coverage: Coverage) -> str:
    """The words of the heading above a passage, none where there is none."""
    heading = held.passage.heading
    return heading.of(coverage.clippings.text(held.article.key)) if heading else ""


def sections_of(held: HeldPassage, words: Sequence[str], heading: str) -> Iterator[Topic]:
    """The sections of which a report's own words, or the heading above it, speak."""
    own = own_scores(held.text)
    for topic in reports_of(held.passage.topics):
        fewest = FEWEST_IF_BRIEF if topic in BRIEF else FEWEST_WORDS
        headed = bool(heading) and topic in heading_topics(heading)
        if len(words) >= fewest and (headed or is_evident(topic, own, held.text)):
            yield topic


def is_evident(topic: Topic, own: Mapping[Topic, float], text: str) -> bool:
    """Whether words themselves speak of a topic.

    >>> text = "There was an audible groan from her cinematographer."
    >>> is_evident("making", own_scores(text), text)
    False
    """
    if own.get(topic, 0.0) < OWN_EVIDENCE:
        return False
    if topic == "availability" and own.get("business", 0.0) >= OF_WHAT_IS_OVER:
        return own["availability"] > own["business"] and bool(STILL_TO_SEE.search(text))
    return topic != "making" or bool(OF_MAKING.search(text))


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
        if topic in BRIEF or (topic in REPORTS and topic in topics[:FIRST_TOPICS])
    )


# --- what writers make of it --------------------------------------------------------------------------


def guesses(coverage: Coverage, secrets: Secrets) -> tuple[Entry, ...]:
    """What writers themselves make of the work, by date, each under the writer's name."""
    reviews = Reviews(coverage)
    found = [
        held
        for held in coverage.passages
        if held.passage.voice == "inference" or reviews.reads(held)
    ]
    found.sort(key=lambda held: order_of_place(held.article, held.passage.span))
    return tuple(
        replace(
            coverage.clippings.of_passage(held),
            spoiler=max(
                secrets.class_of_passage(held), "plot", key=("none", "plot", "ending").index
            ),
            writer=writer_of(held.article.byline),
        )
        for held in found
    )


def writer_of(byline: str | None) -> Writer:
    """Who wrote an article, by its byline.

    >>> writer_of("By Ada Moll").name, writer_of(None).reason
    ('Ada Moll', 'the article names no writer')
    """
    name = BYLINE.sub("", byline or "").strip()
    if not name:
        return Writer(None, "the article names no writer")
    return Writer(name, "byline")
