"""Statements with speaker and occasion; works, people, passages: what an article amounts to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from onrecord.values.texts import Article, Evidence, Span

# --- statements ------------------------------------------------------------------------------

Form = Literal["direct", "mixed", "indirect", "turn"]
Act = Literal["speech", "writing", "thought"]
SpeakerKind = Literal["person", "organisation", "group", "character", "unnamed"]
Medium = Literal[
    "interview",
    "podcast",
    "broadcast",
    "panel",
    "press_conference",
    "speech",
    "red_carpet",
    "post",
    "statement",
    "email",
    "book",
    "film",
    "testimony",
    "review",
    "other",
]
Topic = Literal[
    "plot",
    "ending",
    "meaning",
    "making",
    "cut",
    "reception",
    "awards",
    "availability",
    "business",
    "person",
    "other",
]
SpoilerClass = Literal["none", "plot", "ending"]
"""How much of the story words give away: nothing, some of what happens, or how it ends."""
DisputeKind = Literal[
    "correction",
    "clarification",
    "editors_note",
    "retraction",
    "update",
    "denial",
    "withdrawal",
]
RelationKind = Literal["spliced", "altered", "bracketed", "shortened", "fragment", "verbatim"]
ChangeOp = Literal["drop", "insert", "substitute", "move"]


@dataclass(frozen=True, slots=True)
class Teller:
    """Who passes on what somebody else said: Ruiz, in "Ruiz said Lund had told her". `name` and `kind` are a
    speaker's; `source` and `cue` are the words that say so; `statement` is the id of the teller's own
    statement, which holds the other's."""

    name: str | None
    kind: SpeakerKind | None
    statement: str
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: the fullest name that the article itself gives, or null with the reason.

    `name` is null whenever nobody is named ("a studio source" has kind unnamed and a null name).
    `reason` says in words what the name rests on, or why there is none. `evidence` are the words
    themselves (field "name" for the fullest mention, "mention" for the words at the statement).
    `person` is the id that the record gives across articles, null in an article read by itself. `via` are
    those who pass the words on, from the mouth to the article: empty where the article itself reports them.
    """

    name: str | None = None
    kind: SpeakerKind | None = None
    reason: str = "not settled"
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    person: str | None = field(default=None, metadata={"later": True})
    via: tuple[Teller, ...] = field(default=(), metadata={"later": True})


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where and when the words were said. `said` is EDTF; `earliest` and `latest` bound it, inclusive.

    `carried` is true where the venue was named at an earlier statement of the same speaker. `id` is what
    the record gives all reports of one occasion, null in an article read by itself.
    """

    medium: Medium | None = None
    outlet: str | None = None
    programme: str | None = None
    interviewer: str | None = None
    said: str | None = None
    earliest: date | None = None
    latest: date | None = None
    carried: bool = False
    evidence: tuple[Evidence, ...] = ()
    reason: str = "the article names no venue and no time"
    id: str | None = field(default=None, metadata={"later": True})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of words, from the target's words (`before`) to this statement's (`after`).

    `grave` for numbers and negations. In JSON the two are called `from` and `to`.
    """

    op: ChangeOp
    before: str
    after: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """How one marked stretch of a statement stands to a longer or fuller one in the same article.

    `quoted` is the index into the statement's `quoted`, `to` the other statement's id, `target` the
    words there that it matches.
    """

    quoted: int
    to: str
    target: Span
    kind: RelationKind
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """That a user has looked at a statement: who, when (UTC, ISO), why, and which fields are not as they
    were read: speaker, content, or none where it was accepted."""

    by: str
    at: str
    why: str
    fields: tuple[Literal["speaker", "content"], ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words or thoughts as one article reports them.

    `content` includes quotation marks and an introducing "that", not the final full stop of an
    indirect one (PolNeAR's convention). `quoted` are the marked stretches without their marks. `corrected`
    is what the record keeps of a user's correction; the `id` stays that of the statement as it was read.
    """

    id: str
    form: Form
    act: Act
    content: tuple[Span, ...]
    quoted: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: Speaker = Speaker()
    occasion: Occasion = Occasion()
    works: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    relations: tuple[Relation, ...] = ()
    confidence: float = 0.0
    corrected: Corrected | None = field(default=None, metadata={"later": True})


# --- works, people, passages -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Work:
    """A film, series or book that an article speaks of, with its mentions in the text.

    `characters` are names of characters in it; `facts` what the article says of it.
    """

    title: str
    kind: Literal["film", "series", "book", "album", "play", "other"]
    mentions: tuple[Span, ...] = ()
    characters: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a work as an article states it: name ("director"), value, the words that say so.

    `role` is of a member of the cast: whom they play, in the article's words."""

    name: str
    value: str
    span: Span
    role: str | None = field(default=None, metadata={"later": True})


@dataclass(frozen=True, slots=True)
class Person:
    """A person, organisation, group or character within one article: fullest name and all mentions."""

    name: str
    kind: SpeakerKind
    mentions: tuple[Span, ...] = ()
    roles: tuple[str, ...] = ()
    works: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A block, or the part of one that is not somebody's statement, classed by what it is about.

    `voice` keeps what happens in a work and the writer's own inference apart from what anyone said:
    narration (plot told), inference (the writer's guess about a meaning), report (everything else),
    statement (the block holds statements, listed by id). `heading` is the last heading above it. `spoiler`
    says that it gives away some of what happens, `tells_end` that it gives away how it ends.
    """

    span: Span
    voice: Literal["narration", "inference", "report", "statement"]
    topics: tuple[Topic, ...]
    spoiler: bool = False
    works: tuple[str, ...] = ()
    heading: Span | None = None
    statements: tuple[str, ...] = ()
    tells_end: bool = field(default=False, metadata={"later": True})

    @property
    def gives_away(self) -> SpoilerClass:
        """How much of the story it gives away; what was kept before there were classes by its topics."""
        if self.spoiler:
            return "ending" if self.tells_end or "ending" in self.topics else "plot"
        return "none"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by name, as an article's list of people has it."""

    name: str
    kind: SpeakerKind


@dataclass(frozen=True, slots=True)
class Dispute:
    """What an article says against words that were reported: a notice of its editors, or a speaker's denial.

    `words` are those contested, as they are printed here, `instead` those that are right. `of` are the
    people whose words they are, or whom a notice names; `by` is who denies or takes back, null for
    editors. `statements` are ids of statements of the same article that it is about. `said`, `earliest`
    and `latest` are its own date, where it bears one.
    """

    kind: DisputeKind
    span: Span
    words: tuple[Span, ...] = ()
    instead: tuple[Span, ...] = ()
    of: tuple[Named, ...] = ()
    by: str | None = None
    statements: tuple[str, ...] = ()
    said: str | None = None
    earliest: date | None = None
    latest: date | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """All that onrecord finds in one article: what the pipeline returns and the record stores."""

    article: Article
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...] = ()
    works: tuple[Work, ...] = ()
    people: tuple[Person, ...] = ()
    disputes: tuple[Dispute, ...] = ()
