"""An article as the encoder sees it: word pieces with their places, and bits for what pieces lose.

The encoder is uncased and knows no paragraphs; so each piece carries bits for title case, upper
case, standing inside a quotation and being a quotation mark, and a piece of its own marks each
break between blocks. Training and run time share this module, so that both see the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.values import Layout

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PAD, BREAK, CLS, SEP = 0, 1, 101, 102  # BREAK is the vocabulary's [unused0]
TITLE, UPPER, INSIDE, MARK = 1, 2, 4, 8
LEFT, RIGHT = 64, 48
"""Pieces of context before and after what is kept of a window: chosen on the held-out train articles."""
SURROGATE = re.compile("[\ud800-\udfff]")
SHOUTED_SHARE = 0.8
"""A text with more capitals than this among its letters says nothing by them; PolNeAR's have 0.24 at most."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text. All arrays have one entry a piece, in text order.

    `ids` int64, `starts` and `ends` int64 code points, `bits` int64 (TITLE | UPPER | INSIDE | MARK),
    `first` bool: the piece begins a word, `block` int64: the block it belongs to.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    bits: NDArray[np.int64]
    first: NDArray[np.bool_]
    block: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def cut_pieces(tokenizer: Tokenizer, text: str, layout: Layout) -> Pieces:
    """The pieces of all blocks of `text`, with a BREAK piece between blocks.

    A BREAK covers the white space between two blocks.
    """
    rows: list[tuple[int, int, int, bool, int]] = []
    for number, block in enumerate(layout.blocks):
        if rows:
            rows.append((BREAK, rows[-1][2], block.span.start, True, number))
        # the tokenizer takes UTF-8 only; a replacement of one code point keeps all places
        encoding = tokenizer.encode(
            SURROGATE.sub("\ufffd", block.span.of(text)), add_special_tokens=False
        )
        base = block.span.start
        for piece, token, (start, end) in zip(
            encoding.ids, encoding.tokens, encoding.offsets, strict=True
        ):
            rows.append((piece, base + start, base + end, not token.startswith("##"), number))
    ids, starts, ends, first, blocks = (
        (np.array(column) for column in zip(*rows, strict=True))
        if rows
        else (np.zeros(0, int),) * 5
    )
    bits = piece_bits(
        text, layout, ids.astype(np.int64), starts.astype(np.int64), ends.astype(np.int64)
    )
    return Pieces(
        ids.astype(np.int64),
        starts.astype(np.int64),
        ends.astype(np.int64),
        bits,
        first.astype(bool),
        blocks.astype(np.int64),
    )


def piece_bits(
    text: str,
    layout: Layout,
    ids: NDArray[np.int64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
) -> NDArray[np.int64]:
    """The bits of each piece: letter case from the text, quotation bits from the layout.

    A text set in capitals throughout gets no bits of case: the network was taught on text without any,
    not on text that is all capitals.
    """
    inside, mark = quotation_maps(len(text), layout)
    shouted = is_shouted(text)
    bits = np.zeros(len(ids), np.int64)
    for index, (piece, start, end) in enumerate(
        zip(ids.tolist(), starts.tolist(), ends.tolist(), strict=True)
    ):
        if piece == BREAK:
            bits[index] = INSIDE * bool(inside[start] and inside[end - 1])
            continue
        word = text[start:end]
        if word[:1].isupper() and not shouted:
            bits[index] = UPPER if len(word) > 1 and word.isupper() else TITLE
        bits[index] |= INSIDE * bool(inside[start]) | MARK * bool(mark[start])
    return bits


def is_shouted(text: str) -> bool:
    """Whether nearly all letters of a text are capitals.

    >>> is_shouted("THE FERRY IS LATE, SAYS McKAY"), is_shouted("BBC: The ferry is late")
    (True, False)
    """
    capitals = sum(character.isupper() for character in text)
    small = sum(character.islower() for character in text)
    return capitals > SHOUTED_SHARE * (capitals + small)


def quotation_maps(length: int, layout: Layout) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Two bool arrays over the characters: standing inside a quotation, being one of its marks."""
    inside, mark = np.zeros(length + 1, bool), np.zeros(length + 1, bool)
    for quotation in layout.quotations:
        inside[quotation.span.start : quotation.span.end] = True
        mark[quotation.span.start : quotation.inner.start] = True
        mark[quotation.inner.end : quotation.span.end] = True
    return inside, mark


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces from `context` up to `last` go through the network; those from `core` up to `end` are kept."""

    context: int
    core: int
    end: int
    last: int


def cut_windows(
    pieces: Pieces, size: int = 256, left: int = LEFT, right: int = RIGHT
) -> list[Window]:
    """Windows of at most `size` pieces (two of them the encoder's own) that keep every piece once.

    What is kept ends on a block break where one is in reach. The left context is whole blocks, at most
    `left` pieces, else the last `left` pieces; the right context is the next `right` pieces.
    """
    breaks = (np.flatnonzero(pieces.ids == BREAK) + 1).tolist()
    total, room, windows, core = len(pieces), size - 2, [], 0
    edges = np.array([0, *breaks, total])
    while core < total:
        context = core
        if left and core:
            before = edges[np.searchsorted(edges, core - left) :]
            context = max(0, int(before[0]) if before[0] < core else core - left)
        end = min(total, context + room)
        if end < total:
            end -= right
            fitting = int(edges[np.searchsorted(edges, end, "right") - 1])
            end = fitting if fitting > core else end
        windows.append(Window(context, core, end, min(total, end + right)))
        core = end
    return windows
