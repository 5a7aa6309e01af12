"""What the language model sees in an article: what the package `language` hands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from onrecord.values.statements import Act, Medium
from onrecord.values.texts import Article, Layout, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from onrecord.values.statements import Statement

# --- what the language model sees (language/) ---------------------------------------------------

Role = Literal["content", "source", "cue"]
EntityLabel = Literal["person", "organisation", "place", "work", "event"]
MentionKind = Literal["pronoun", "nominal", "name"]
ModelName = Literal["default", "fast"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch that the model labels as content, source or cue. `score` is its probability, 0 to 1.

    `act` is what a cue reports, with its probability in `act_score`; None on content and source, and
    where the model does not say.
    """

    role: Role
    span: Span
    score: float
    act: Act | None = None
    act_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text as the model labels it. `score` is its probability, 0 to 1."""

    label: EntityLabel
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Antecedent:
    """An earlier mention that one may stand for: its index, and the probability of that, 0 to 1."""

    mention: int
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for a person or a body: a name, a nominal ("the director") or a pronoun.

    `antecedents` are the likeliest earlier mentions of the same one, best first; `first` is the probability
    that there is none.
    """

    kind: MentionKind
    span: Span
    score: float
    antecedents: tuple[Antecedent, ...] = ()
    first: float = 1.0


@dataclass(frozen=True, slots=True)
class SeenPart:
    """Words that the model takes for a part of a statement's venue. `score` is its probability, 0 to 1."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class SeenVenue:
    """The venue of one statement as the model sees it: likeliest words for each part, however unlikely.

    `media` are the likeliest media with their probabilities, best first; None is that no venue is named.
    """

    media: tuple[tuple[Medium | None, float], ...] = ()
    medium: SeenPart | None = None
    outlet: SeenPart | None = None
    programme: SeenPart | None = None
    interviewer: SeenPart | None = None
    time: SeenPart | None = None


class Sight(Protocol):
    """The model's view of an article, to be asked for the venues of its statements."""

    def see(self, statements: Sequence[Statement]) -> tuple[SeenVenue, ...]:
        """The venue of each statement; the statements are all of the article."""
        ...


class TitleSight(Protocol):
    """The model's view of an article, to be asked for titles of works."""

    def chances(self, spans: Sequence[Span], told: NDArray[np.float32]) -> tuple[float, ...]:
        """The probability that each stretch is a title; `told` (stretches, n) is what form and neighbouring
        words say of it."""
        ...


class Gist(Protocol):
    """The model's view of an article, to be asked for the topics of its stretches."""

    def chances(
        self, numbers: Sequence[float], own: Sequence[Span], block: Span
    ) -> dict[str, float]:
        """The probability of each topic for a stretch, of one span or more, inside a block, given what rules
        have counted there; and that it "tells the plot" or "tells the end"."""
        ...


@dataclass(frozen=True, slots=True)
class Labels:
    """The model's view of an article.

    `groups` lists, for each attribution, the indices into `chunks` that belong together (at least one
    of them content, at most all of one cue). Text order. `entities` do not overlap. `mentions` are in text
    order. `quoting` has, for each quotation of the layout in its order, the probability that somebody's words
    stand in the marks and not a title, a nickname or a scare quote. `sight` is asked for venues once the
    statements are known, `titles` once stretches that could be one are, `gist` for topics. They are empty or
    None where the model has no such heads.
    """

    chunks: tuple[Chunk, ...]
    groups: tuple[tuple[int, ...], ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...] = ()
    quoting: tuple[float, ...] = ()
    sight: Sight | None = field(default=None, compare=False, repr=False)
    titles: TitleSight | None = field(default=None, compare=False, repr=False)
    gist: Gist | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is known of an article before its statements are built."""

    article: Article
    layout: Layout
    labels: Labels
