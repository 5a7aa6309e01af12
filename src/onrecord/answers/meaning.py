"""How near in meaning a question comes to held texts, by the bundled word vectors.

Each term of a question is compared with each word of a text, so that "trustworthy" finds "reliable", and the
question as a whole with whole sentences. Before: `terms` and `candidates`. After: `features`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from onrecord.answers.terms import Term, is_telling, words_of
from onrecord.language.embeddings import Floats, bundled_embeddings

if TYPE_CHECKING:
    from onrecord.language.embeddings import Embeddings

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+|\n+|\s\|\s")
LONGEST = 4000
"""Characters of a text that are compared: an endless turn is about what it begins with."""


class Meanings:
    """Vectors of the words and texts of one question's candidates, each computed once."""

    def __init__(self, embeddings: Embeddings | None = None) -> None:
        self._embeddings = embeddings or bundled_embeddings()
        self._words: dict[str, int] = {}
        self._vectors = np.zeros((0, self._embeddings.width), np.float32)
        self._texts: dict[str, Floats] = {}
        self._telling: dict[str, tuple[int, ...]] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Take the telling words and the sentences of texts, all in one go."""
        new: dict[str, None] = {}
        sentences: dict[str, None] = {}
        for text in texts:
            cut = text[:LONGEST]
            sentences |= dict.fromkeys(s for s in sentences_of(cut) if s not in self._texts)
            if cut not in self._telling:
                new |= dict.fromkeys(w for w in telling_words(cut) if w not in self._words)
        for word in new:
            self._words[word] = len(self._words)
        if new:
            self._vectors = np.concatenate([self._vectors, self._embeddings.encode(list(new))])
        rows = list(sentences)
        if rows:
            self._texts |= dict(zip(rows, self._embeddings.sums(rows), strict=True))

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of whole texts, (texts, width), of length one."""
        return self._embeddings.encode([text[:LONGEST] for text in texts])

    def words(self, text: str) -> tuple[int, ...]:
        """The numbers of the telling words of a text."""
        cut = text[:LONGEST]
        if cut not in self._telling:
            self.learn([cut])
            self._telling[cut] = tuple(self._words[word] for word in telling_words(cut))
        return self._telling[cut]

    def likeness(self, term: Term) -> Floats:
        """How near each learnt word comes to a term, -1 to 1, by number."""
        asked = self._embeddings.encode([term.label, *_spelled(term)])
        found: Floats = (self._vectors @ asked.T).max(axis=1)
        return found

    def sum_of(self, text: str) -> Floats:
        """The sum of the vectors of a text's sentences, (width,)."""
        found = np.zeros(self._embeddings.width, np.float32)
        for sentence in sentences_of(text[:LONGEST]):
            found = found + self._sentence(sentence)
        return found

    def sentences(self, text: str) -> Floats:
        """The vectors of a text's sentences, (sentences, width)."""
        rows = [self._sentence(sentence) for sentence in sentences_of(text[:LONGEST])]
        return np.stack(rows) if rows else np.zeros((0, self._embeddings.width), np.float32)

    def _sentence(self, sentence: str) -> Floats:
        if sentence not in self._texts:
            self._texts[sentence] = self._embeddings.sums([sentence])[0]
        return self._texts[sentence]


def _spelled(term: Term) -> tuple[str, ...]:
    """A phrase's words, where the term is more than one: its label is of roots."""
    return () if " " not in term.label or term.name else tuple(term.label.split())


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, roughly.

    >>> sentences_of("She left. “Why?” he asked.")
    ('She left.', '“Why?', 'he asked.')
    """
    return tuple(part for part in _SENTENCE.split(text) if part.strip())


@lru_cache(maxsize=16384)
def telling_words(text: str) -> tuple[str, ...]:
    """The words of a text that say something, in small letters, each once.

    >>> telling_words("He said the ferry is late, the FERRY!")
    ('ferry', 'late')
    """
    words = dict.fromkeys(word.lower() for word in words_of(text))
    return tuple(word for word in words if is_telling(word))


def cosine(one: Floats, other: Floats) -> float:
    """The cosine of two vectors, 0 where one is nothing.

    >>> cosine(np.array([1.0, 0.0]), np.array([1.0, 1.0]))
    0.7071
    """
    length = float(np.sqrt((one @ one) * (other @ other)))
    return round(float(one @ other) / length, 4) if length else 0.0


def nearest(asked: Floats, rows: Floats) -> float:
    """The greatest cosine of one vector with rows of vectors, 0 of none."""
    return max((cosine(asked, row) for row in rows), default=0.0)


def mean_of(vectors: Sequence[Floats], weights: Sequence[float]) -> Floats:
    """The sum of vectors at length one, each by its weight."""
    parts = [
        weight * vector / max(1e-9, float(np.sqrt(vector @ vector)))
        for vector, weight in zip(vectors, weights, strict=True)
    ]
    total: Floats = np.sum(parts, axis=0)
    return total
