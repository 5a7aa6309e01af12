"""What words mean, as vectors: a text is the sum of its word pieces' vectors, of length one.

The vectors are static: a piece has one, whatever stands around it, so that a text costs microseconds. They
were distilled from a sentence encoder (`train/embeddings.py`, the model's card). The record keeps those
of statements and passages, and `answers` compares them with a question's. Comes beside `model`.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.language.model import WEIGHTS
from onrecord.language.pieces import SURROGATE

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FILE = "embeddings.npz"
Floats = NDArray[np.float32]
Small = NDArray[np.int8]


@dataclass(frozen=True)
class Embeddings:
    """The vectors of all word pieces, (pieces, width) int8 with a `scale` a piece, and the tokenizer."""

    vectors: Small
    scale: Floats
    tokenizer: Tokenizer

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """The bundled vectors. Raises ModelError where their file is missing or damaged."""
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            with np.load(folder / FILE) as saved:
                return cls(saved["vectors"], saved["scale"], tokenizer)
        except Exception as error:  # the libraries raise types of their own; all mean the same here
            raise ModelError(
                f"{folder}: the word vectors cannot be loaded ({error}); reinstall onrecord"
            ) from error

    @cached_property
    def name(self) -> str:
        """What tells these vectors from others: a checksum of them."""
        return f"{zlib.crc32(self.vectors.tobytes()):08x}"

    @property
    def width(self) -> int:
        """The numbers of a vector."""
        return int(self.vectors.shape[1])

    def sums(self, texts: list[str]) -> Floats:
        """The sum of the pieces' vectors of each text, (texts, width); zeros for one without pieces."""
        found = np.zeros((len(texts), self.width), np.float32)
        plain = [SURROGATE.sub("\ufffd", text) for text in texts]
        for row, encoding in enumerate(
            self.tokenizer.encode_batch(plain, add_special_tokens=False)
        ):
            ids = np.array(encoding.ids, np.int64)
            if len(ids):
                found[row] = self.scale[ids] @ self.vectors[ids].astype(np.float32)
        return found

    def encode(self, texts: list[str]) -> Floats:
        """The vectors of texts, (texts, width), of length one; zeros for one without words."""
        return unit(self.sums(texts))


def unit(vectors: Floats) -> Floats:
    """The vectors at length one; zeros stay zeros.

    >>> unit(np.array([[3.0, 4.0], [0.0, 0.0]], np.float32)).round(1).tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    length = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    scaled: Floats = vectors / np.maximum(length, 1e-9)
    return scaled


def packed(vectors: Floats) -> Small:
    """Vectors of length one as they are kept, a byte a number: 127 stands for one.

    >>> packed(np.array([[1.0, -0.5]], np.float32)).tolist()
    [[127, -64]]
    """
    return np.rint(vectors * 127).astype(np.int8)


@cache
def bundled_embeddings() -> Embeddings:
    """The bundled vectors, loaded once."""
    return Embeddings.load()
