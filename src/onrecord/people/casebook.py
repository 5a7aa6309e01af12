"""All that is known while an article's speakers are settled: names, figures, findings, results.

Opened by `settle`, read by `by_source`, `by_context` and `turns`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from onrecord.people.characters import mark_characters
from onrecord.people.names import Name, find_names
from onrecord.people.roles import find_role_mentions, introduced_roles
from onrecord.people.roster import Figure, Roster, gather_figures
from onrecord.people.scene import Finding, set_scene
from onrecord.people.walk import Walk
from onrecord.people.words import Page, lay_words
from onrecord.values import (
    Article,
    Evidence,
    Person,
    Reading,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    Work,
)
from onrecord.works import tell_works


@dataclass(frozen=True, slots=True)
class Settled:
    """A statement's speaker and the figure it is: negative for one not named, null for none."""

    speaker: Speaker
    figure: int | None = None


@dataclass
class Casebook:
    """What the walks found in one article, and the statements settled so far."""

    article: Article
    page: Page
    names: tuple[Name, ...]
    roster: Roster
    walk: Walk
    statements: tuple[Statement, ...]
    works: tuple[Work, ...]
    narration: frozenset[int]
    settled: dict[int, Settled] = field(default_factory=dict)
    by_block: dict[int, list[int]] = field(default_factory=dict)
    by_place: list[tuple[int, int]] = field(default_factory=list)
    first_turn: int = 0
    dialogue: bool = False
    narrator: int | None = None

    def __post_init__(self) -> None:
        """Index the statements by block and by the place of their source words; `first_turn` is where the
        words of a transcript's first turn begin, 0 without turns."""
        order = sorted((s.content[0].start, n) for n, s in enumerate(self.statements) if s.content)
        for start, number in order:
            at = self.page.first_from(start)
            if at < len(self.page.words):
                self.by_block.setdefault(self.page.words[at].block, []).append(number)
        turns = (s.content[0].start for s in self.statements if s.form == "turn" and s.content)
        self.first_turn = min(turns, default=0)
        self.by_place = sorted(
            (span.start, n) for n, s in enumerate(self.statements) for span in s.source[:1]
        )

    @property
    def findings(self) -> dict[int, Finding]:
        """The finding of each mention, by its first word."""
        return self.walk.findings

    @property
    def name_at(self) -> dict[int, int]:
        """The index of the name that begins at a word."""
        return self.walk.name_at

    def figure(self, number: int) -> Figure:
        """The figure of that number (not negative)."""
        return self.roster.figures[number]

    def named(self, number: int, mention: Span | None, reason: str, confidence: float) -> Settled:
        """A named figure as the speaker."""
        figure = self.figure(number)
        evidence = [Evidence("name", figure.fullest)]
        if mention is not None:
            evidence.append(Evidence("mention", mention))
        kind = speaker_kind(figure)
        if figure.kind == "unknown":
            confidence *= 0.9
        return Settled(
            Speaker(figure.name, kind, reason, round(confidence, 2), tuple(evidence)), number
        )

    def nobody(
        self, kind: SpeakerKind | None, mention: Span | None, reason: str, figure: int | None = None
    ) -> Settled:
        """A speaker without a name, with the reason."""
        evidence = [] if mention is None else [Evidence("mention", mention)]
        if figure is not None and figure < 0:
            described = self.walk.memory.unnamed[-1 - figure].span
            evidence += [Evidence("description", described)] if described != mention else []
        return Settled(Speaker(None, kind, reason, 0.6 if kind else 0.0, tuple(evidence)), figure)

    def from_finding(self, finding: Finding, mention: Span) -> Settled:
        """The speaker that a resolved mention makes."""
        if finding.figure is None:
            kind: SpeakerKind | None = "person" if finding.form != "name" else None
            return self.nobody(kind, mention, finding.reason)
        if finding.figure < 0:
            return self.nobody("unnamed", mention, finding.reason, finding.figure)
        return self.named(finding.figure, mention, finding.reason, finding.confidence)

    def writer(self, mention: Span) -> int:
        """The figure of whoever tells the article and is not named, first met at `mention`."""
        if self.narrator is None:
            self.narrator = self.walk.stranger(mention)
        return self.narrator

    def statements_of(self, block: int) -> list[int]:
        """The statements whose words begin in a block, in text order."""
        return self.by_block.get(block, [])

    def sourced_between(self, start: int, end: int) -> list[int]:
        """The statements whose source words begin from `start` up to `end`, in text order."""
        left = bisect_left(self.by_place, (start, -1))
        right = bisect_left(self.by_place, (end, -1))
        return [number for _, number in self.by_place[left:right]]

    def enclosing(self, number: int, span: Span) -> int | None:
        """The statement whose content holds `span`: the smallest one, another than `number`."""
        best: tuple[int, int] | None = None
        for other, statement in enumerate(self.statements):
            if other == number:
                continue
            for content in statement.content:
                if span in content and (best is None or content.end - content.start < best[0]):
                    best = (content.end - content.start, other)
        return best[1] if best else None

    def people(self) -> tuple[Person, ...]:
        """Everybody the article names, with all mentions, in order of first mention."""
        mentions: dict[int, set[Span]] = {}
        for finding in self.findings.values():
            if finding.figure is not None and finding.figure >= 0:
                mentions.setdefault(finding.figure, set()).add(finding.span)
        spoke = {s.figure for s in self.settled.values()}
        found: list[Person] = []
        for figure in self.roster.figures:
            wanted = figure.kind in ("person", "organisation", "group", "character")
            if figure.number not in mentions or not (wanted or figure.number in spoke):
                continue
            if figure.kind == "work":
                continue
            spans = tuple(sorted(mentions[figure.number]))
            roles = tuple(dict.fromkeys(role.word for role in figure.roles))
            works = tuple(w.title for w in self.works) if figure.kind == "character" else ()
            found.append(Person(figure.name, speaker_kind(figure), spans, roles, works[:1]))
        return tuple(sorted(found, key=lambda p: (p.mentions[0], p.name)))


def speaker_kind(figure: Figure) -> SpeakerKind:
    """The kind of speaker that a figure is; a place that speaks is an organisation."""
    match figure.kind:
        case "organisation" | "place" | "work":
            return "organisation"
        case "group":
            return "group"
        case "character":
            return "character"
        case _:
            return "person"


def open_casebook(
    reading: Reading,
    works: tuple[Work, ...],
    statements: tuple[Statement, ...],
    told: frozenset[int] | None = None,
) -> Casebook:
    """The casebook of an article, its mentions walked through twice.

    `told` are the blocks that tell a plot; None looks for them.

    The second walk knows the genders that the first one learned from pronouns further on.
    """
    page = lay_words(reading.article.text, reading.layout)
    sources = [span for s in statements for span in s.source]
    names = find_names(reading, works, page, sources)
    roles = introduced_roles(page, names, works)
    roster = gather_figures(page, names, roles, sources)
    narration = tell_works(reading, works, statements) if told is None else told
    roster = mark_characters(page, names, roster, works, statements, narration)
    mentions = find_role_mentions(page, names)
    scene = set_scene(page, statements)
    pointed = reading.labels.mentions
    first = Walk(page, names, roster, mentions, scene, told=narration)
    first.run()
    genders = first.memory.genders
    walk = Walk(page, names, roster, mentions, scene, genders, narration, pointed)
    walk.run()
    return Casebook(reading.article, page, names, roster, walk, statements, works, narration)
