"""The nouns of onrecord as frozen values: what one stage hands to the next.

No logic lives here. Every package imports this module and `errors`; this module imports neither
them nor anything outside the standard library. One word stands for one thing everywhere; the
glossary is `docs/design.md`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# --- places in a text ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of an article's text, in code points from 0."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that this span covers.

        >>> Span(4, 9).of("The ending")
        'endin'
        """
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words in the article that prove one field of a speaker or an occasion."""

    field: str
    span: Span


# --- articles ------------------------------------------------------------------------------

BlockKind = Literal["paragraph", "heading", "quote", "item"]
"""What a block of an article is: running text, a heading, a block quote, a list item."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like stretch of the text, without the line breaks around it."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One document in one version. Its text never changes; every span points into it.

    `version` is the SHA-256 (hex) of the text in UTF-8. `blocks` holds what the mark-up said and is
    empty for plain text, whose blocks the text package finds. `repairs` are sentences for the
    user: what was changed in the text before it was stored, or what was dropped, and why.
    """

    key: str
    version: str
    text: str
    path: str | None = None
    url: str | None = None
    source_id: str | None = None
    outlet: str | None = None
    headline: str | None = None
    byline: str | None = None
    published: date | None = None
    language: str | None = None
    metadata: dict[str, object] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read: where, and why, in one clear line."""

    path: str
    reason: str


# --- typography (text/) ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, or a block quote. Typography only, no meaning yet.

    `span` includes the marks, `inner` leaves them out. `depth` is 0 for outermost quotations and
    `parent` is the index of the enclosing one in the article's list. `closed` is false where the
    closing mark is missing. `inner_parts` are the pieces of `inner` that are words of the quotation: one,
    or one a paragraph where each paragraph re-opens the marks.
    """

    span: Span
    inner: Span
    style: Literal["double", "single", "guillemet", "low", "backtick", "block"]
    depth: int = 0
    parent: int | None = None
    closed: bool = True
    inner_parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The typography of an article: its blocks, sentences and quotations, each in text order.

    Sentences never cross a block. Blocks cover all text but white space.
    """

    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]


# --- what the language model sees (language/) ---------------------------------------------------

Role = Literal["content", "source", "cue"]
EntityLabel = Literal["person", "organisation", "place", "work"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch that the model labels as content, source or cue. `score` is its probability, 0 to 1."""

    role: Role
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text as the model labels it. `score` is its probability, 0 to 1."""

    label: EntityLabel
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Labels:
    """The model's view of an article.

    `groups` lists, for each attribution, the indices into `chunks` that belong together (at least one
    of them content, at most all of one cue). Text order. `entities` do not overlap.
    """

    chunks: tuple[Chunk, ...]
    groups: tuple[tuple[int, ...], ...]
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is known of an article before its statements are built."""

    article: Article
    layout: Layout
    labels: Labels


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
RelationKind = Literal["spliced", "altered", "bracketed", "shortened", "fragment", "verbatim"]
ChangeOp = Literal["drop", "insert", "substitute", "move"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: the fullest name that the article itself gives, or null with the reason.

    `name` is null whenever nobody is named ("a studio source" has kind unnamed and a null name).
    `reason` says in words what the name rests on, or why there is none. `evidence` are the words
    themselves (field "name" for the fullest mention, "mention" for the words at the statement).
    """

    name: str | None = None
    kind: SpeakerKind | None = None
    reason: str = "not settled"
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where and when the words were said. `said` is EDTF; `earliest` and `latest` bound it, inclusive.

    `carried` is true where the venue was named at an earlier statement of the same speaker.
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
class Statement:
    """Somebody's words or thoughts as one article reports them.

    `content` includes quotation marks and an introducing "that", not the final full stop of an
    indirect one (PolNeAR's convention). `quoted` are the marked stretches without their marks.
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
    """One fact of a work as an article states it: name ("director"), value, the words that say so."""

    name: str
    value: str
    span: Span


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
    statement (the block holds statements, listed by id). `heading` is the last heading above it.
    """

    span: Span
    voice: Literal["narration", "inference", "report", "statement"]
    topics: tuple[Topic, ...]
    spoiler: bool = False
    works: tuple[str, ...] = ()
    heading: Span | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """All that onrecord finds in one article: what the pipeline returns and the record stores."""

    article: Article
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...] = ()
    works: tuple[Work, ...] = ()
    people: tuple[Person, ...] = ()


# --- answers -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation:
    """One slice of one article. `prefix` and `suffix` are up to 32 characters on each side."""

    article: str
    url: str | None
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of an answer: `text` is exactly the slice that `citation` names.

    `also` are the other places that report the same words.
    """

    text: str
    speaker: Speaker
    occasion: Occasion
    citation: Citation
    also: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the record says to a question: entries, best first, or none (`answered` false)."""

    question: str
    answered: bool
    answers: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact of a work with its proof. `as_of` is the article's date of publication."""

    name: str
    value: str
    as_of: date | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an explanation: its entries stand in reading order; `spoiler` hides it until asked for."""

    key: str
    heading: str
    spoiler: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """An original that articles cite and the record does not hold."""

    speaker: Speaker
    occasion: Occasion
    cited_by: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A work explained from the record, in the words of its articles and speakers only."""

    work: str
    facts: tuple[CitedFact, ...]
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...]


Wording = Literal[
    "verbatim",
    "fragment",
    "shortened",
    "bracketed",
    "altered",
    "spliced",
    "not_found",
    "source_not_held",
]
Context = Literal["kept", "qualifier_cut", "unknown"]
Attribution = Literal["same", "other_speaker", "unnamed", "unknown"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where checked words were found: `text` is the slice of that article, `statement` an id or null."""

    article: str
    url: str | None
    start: int
    end: int
    text: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `check` says of one quotation of a draft; offsets count in the draft's text."""

    start: int
    end: int
    text: str
    claimed_speaker: str | None
    wording: Wording
    context: Context
    attribution: Attribution
    source: Source | None = None
    changes: tuple[Change, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement's place in an utterance: its relation to the fullest wording."""

    statement: str
    text: str
    speaker: Speaker
    occasion: Occasion
    published: date | None
    outlet: str | None
    kind: RelationKind
    changes: tuple[Change, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Trace:
    """One utterance across the record: fullest wording, earliest held source, every telling by date."""

    wording: str
    speaker: Speaker
    earliest: Citation
    tellings: tuple[Telling, ...]


# --- what the record hands out ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """An article as the record lists it, without its text."""

    key: str
    version: str
    url: str | None = None
    outlet: str | None = None
    headline: str | None = None
    byline: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class HeldStatement:
    """A statement in the record with its article. `text` is the slice from its first to its last
    content span; `utterance` the id of the utterance it belongs to (the least id of its statements)."""

    article: ArticleHead
    statement: Statement
    text: str
    utterance: str


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """A passage in the record with its article. `text` is the slice of its span."""

    article: ArticleHead
    passage: Passage
    text: str
