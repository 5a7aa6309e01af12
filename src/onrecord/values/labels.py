"""What the language model sees in an article: what the package `language` hands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.values.texts import Article, Layout, Span

# --- what the language model sees (language/) ---------------------------------------------------

Role = Literal["content", "source", "cue"]
EntityLabel = Literal["person", "organisation", "place", "work", "event"]
MentionKind = Literal["pronoun", "nominal"]


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
