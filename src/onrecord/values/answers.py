"""What the record hands out and what it says to a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, Self, TypeAlias

from onrecord.values.statements import (
    Change,
    DisputeKind,
    Occasion,
    Passage,
    RelationKind,
    Speaker,
    SpoilerClass,
    Statement,
)
from onrecord.values.texts import Article

# --- answers -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation:
    """One slice of one article. `prefix` and `suffix` are up to 32 characters on each side.

    `seconds` is where the slice begins in the recording that the article writes down, if it is told.
    """

    article: str
    url: str | None
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Retelling(Citation):
    """Another place that reports words which are shown: how its words stand to those, and where they differ.

    `relation` is null where the place only stands for the same utterance and was not compared.
    """

    relation: RelationKind | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Disputed:
    """What an article says against words that are shown: `text` is exactly the slice that `citation` names.

    `date` is the day or other time (EDTF) that a notice bears, else its article's day of publication; `by` is
    who denies or takes back, of a notice the outlet; both are null where the article does not tell.
    """

    kind: DisputeKind
    text: str
    citation: Citation
    date: str | None = None
    by: str | None = None


EntryKind: TypeAlias = Literal["statement", "passage", "refusal"]
"""Somebody's words; an article's own; words in which somebody declines to explain."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote an article's own words: the byline, or null with the reason."""

    name: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Against:
    """What an entry's words stand against. `text` are the words that prove it, the slice of `citation`.

    `changed`: the same speaker said otherwise before. `disagreement`: with somebody else, whose `speaker`
    name is null where nobody is named. `entry` is the slice that is shown of the other words, if one is.
    """

    kind: Literal["changed", "disagreement"]
    speaker: str | None
    entry: Citation | None
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of an answer: `text` is exactly the slice that `citation` names.

    `also` are the other places that report the same words, `disputed` what is held against them, `against`
    what they are held against. `writer` is who guesses, in a writer's inference; null everywhere else.
    """

    text: str
    speaker: Speaker
    occasion: Occasion
    citation: Citation
    also: tuple[Citation, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    kind: EntryKind = "statement"
    spoiler: SpoilerClass = "none"
    writer: Writer | None = None
    against: tuple[Against, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One of several things that a question asks, in its own words, and what the record says to it."""

    question: str
    answers: tuple[Entry, ...] = ()
    nearest: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the record says to a question: entries, best first, or none (`answered` false).

    `nearest` are entries that come near and do not answer, where none does. A question for several things
    has a part for each, and their entries one after the other in `answers`.
    """

    question: str
    answered: bool
    answers: tuple[Entry, ...] = ()
    nearest: tuple[Entry, ...] = ()
    parts: tuple[AnswerPart, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact of a work with its proof. `as_of` is the article's date of publication.

    `role` is whom a member of the cast plays; `earliest` and `latest` are the days that a time of showing
    means as of that date. `also` are the other articles that state the fact.
    """

    name: str
    value: str
    as_of: date | None
    citation: Citation
    role: str | None = None
    earliest: date | None = None
    latest: date | None = None
    also: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an explanation: its entries stand in reading order; `spoiler` hides it until asked for.

    `order` says by what they stand: as told in one article, by date, or by speaker and then by date.
    `tellings` are where other articles tell the same story, the fullest first.
    """

    key: str
    heading: str
    spoiler: bool
    entries: tuple[Entry, ...]
    order: Literal["text", "date", "speaker"] = "date"
    tellings: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """What to look for to find an original: words that it has, and the days between which it appeared."""

    words: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """An original that articles cite and the record does not hold, and what to look for."""

    speaker: Speaker
    occasion: Occasion
    cited_by: tuple[Citation, ...]
    lead: Lead = Lead()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A work explained from the record, in the words of its articles and speakers only.

    With `as_of`, only from articles published by that day; `undated` counts the articles about the work that
    were left out because their day is not known.
    """

    work: str
    facts: tuple[CitedFact, ...]
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...]
    as_of: date | None = None
    undated: int = 0


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
Policy = Literal["strict", "edited"]
Rule = Literal["disfluency", "repetition", "false_start", "grammar"]


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
    """What `check` says of one quotation of a draft; offsets count in the draft's text.

    `excused` has for each change the rule of the house's policy that allows it, or None; it is empty where
    no policy was asked.
    """

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
    disputed: tuple[Disputed, ...] = ()
    excused: tuple[Rule | None, ...] = ()

    @property
    def is_excused(self) -> bool:
        """Whether a policy excuses every change, so that the wording is no finding."""
        return bool(self.excused) and None not in self.excused


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
class OccasionReport:
    """What one article tells of an occasion: its statements by id, the occasion as told, each phrase for the
    days in its words."""

    article: ArticleHead
    occasion: Occasion
    statements: tuple[str, ...]
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldOccasion:
    """One occasion of one person with all its reports. `said`, `earliest` and `latest` are the days that
    all reports have in common."""

    id: str
    person: str
    medium: str | None
    outlet: str | None
    programme: str | None
    interviewer: str | None
    said: str | None
    earliest: date | None
    latest: date | None
    reports: tuple[OccasionReport, ...]


BasisKind: TypeAlias = Literal["named", "altered", "copied"]
"""What shows where an article has words from: it names the source beside the words, in its byline or in a
credit; it has a change of the words that only the source has; most of its text is the source's."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What shows where an article has words from. `text` are the words that show it, exactly the slice that
    `citation` names; without a citation they stand in the byline that the page gives outside its text.

    `share` is that of the text which two copies have in common, null for other kinds.
    """

    kind: BasisKind
    text: str
    citation: Citation | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Descent:
    """One article of a trace and where it most likely has the words from.

    `tellings` are those of the trace that are its own, by their number from 0. `source` is the key of the
    article that it hangs on, `original` the number of the cited original that is not held; neither for an
    article that others go back to. `basis` is null where nothing shows it: then `reason` says what was
    done instead. `origin` is the number of what it goes back to, `sure` whether that is told or shown.
    """

    article: str
    tellings: tuple[int, ...]
    source: str | None
    original: int | None
    basis: Basis | None
    reason: str
    origin: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """What tellings go back to: a cited original that is not held, by its number, or the article that has
    the words first; the occasion as far as it is told.

    `articles` counts those that go back to it, near-identical `copies` apart; `unsure` those of both of
    which nothing shows that they do.
    """

    article: str | None
    original: int | None
    occasion: Occasion
    articles: int
    copies: int = 0
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class SharedChange:
    """One change of the fullest wording that several articles have, by their keys; the first has it first."""

    changes: tuple[Change, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """How the words of a trace travelled: every article after the one it hangs on, the roots by date.

    `originals` are cited and not held; `origins` is what the coverage goes back to.
    """

    descents: tuple[Descent, ...] = ()
    originals: tuple[Gap, ...] = ()
    origins: tuple[Origin, ...] = ()
    shared: tuple[SharedChange, ...] = ()


LinkKind: TypeAlias = Literal["apart", "other_speaker", "overlap"]


@dataclass(frozen=True, slots=True)
class Linked:
    """A statement that has words of a trace and is none of its tellings.

    `apart`: the same words, taken for another utterance: plain words of another day, or a fragment that
    several quotations have. `other_speaker`: the same words, given to somebody else. `overlap`: some of them.
    `shared` are the words in common, as the statement has them.
    """

    kind: LinkKind
    statement: str
    text: str
    shared: str
    speaker: Speaker
    published: date | None
    outlet: str | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Trace:
    """One utterance across the record: fullest wording, earliest held source, every telling by date,
    the occasions on which tellings say that it was said, and how it travelled from article to article.

    `linked` are statements that have some of the words and are not counted to it, by date.
    """

    wording: str
    speaker: Speaker
    earliest: Citation
    tellings: tuple[Telling, ...]
    occasions: tuple[HeldOccasion, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    lineage: Lineage = Lineage()
    linked: tuple[Linked, ...] = ()


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

    @classmethod
    def of(cls, article: Article) -> Self:
        """An article as a record lists it."""
        return cls(
            article.key,
            article.version,
            article.url,
            article.outlet,
            article.headline,
            article.byline,
            article.published,
        )


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
