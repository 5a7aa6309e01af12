"""Which blocks of a page are its article, and what of it an extraction dropped.

Trafilatura votes with its words; the blocks themselves come from our own walk (`html_blocks`), so
that no inline mark-up is lost and every kind is known. Then a second look puts back what was
dropped in the middle of the article, and reports quotations that were not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from onrecord.article.html_blocks import PageBlock

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_SHORT = 6
"""Blocks of fewer words are matched whole: they have no shingles that tell them apart."""
_MATCHED = 0.5
_MAPPED = 0.6
"""Share of the extraction's words that must be found in our blocks for them to stand for it."""
_MOSTLY = 0.3
"""A page part that holds more of the article than this is not furniture, whatever its name."""
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{2,}|‘\w[^‘’]{8,}’")
_MOST_LINKED = 0.5
_TEASER = re.compile(
    r"(?:read (?:more|also|next)|related|see also|more (?:on|from)|sign up|subscribe"
    r"|follow (?:us|@)|share this|advertisement|click here|watch:|listen:|don.t miss|recommended|also on|getty)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Body:
    """The article's blocks in page order, and what the second look did or left out."""

    blocks: tuple[PageBlock, ...]
    repairs: tuple[str, ...] = ()


def choose_body(blocks: Sequence[PageBlock], extracted: Sequence[str]) -> Body | None:
    """The blocks that an extraction's paragraphs stand for, completed; none if they do not map."""
    kept = _match(blocks, extracted)
    words = sum(_count(text) for text in extracted)
    if sum(_count(blocks[index].text) for index in kept) < _MAPPED * words or not kept:
        return None
    scope = _Scope(blocks, kept)
    kept = {index for index in kept if not scope.is_furniture(blocks[index])}
    if not kept:
        return None
    back = _dropped(blocks, kept, scope)
    chosen = sorted(kept | back)
    left = _left_out(blocks, set(chosen), scope)
    return Body(tuple(blocks[index] for index in chosen), _report(blocks, back, left))


def visible_body(blocks: Sequence[PageBlock]) -> Body:
    """All visible blocks outside page furniture: for pages where no extraction finds an article."""
    marked = [block for block in blocks if _inside(block, ("article", "main"))]
    chosen = [
        block
        for block in marked or blocks
        if not block.hidden and not block.furniture and block.linked < _MOST_LINKED
    ]
    return Body(tuple(chosen))


def _inside(block: PageBlock, tags: tuple[str, ...]) -> bool:
    return block.element.tag in tags or any(True for _ in block.element.iterancestors(*tags))


# --- matching ------------------------------------------------------------------------------------


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _count(text: str) -> int:
    return len(_WORD.findall(text))


def _shingles(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]


def _match(blocks: Sequence[PageBlock], extracted: Sequence[str]) -> set[int]:
    lines = Counter(" ".join(_words(text)) for text in extracted)
    known = set(_shingles([word for text in extracted for word in _words(text)]))
    kept: set[int] = set()
    taken: Counter[str] = Counter()
    for index in _best_first(blocks):
        words = _words(blocks[index].text)
        line = " ".join(words)
        if not words or (taken[line] and taken[line] >= lines[line]):
            continue
        if len(words) < _SHORT:
            fits = lines[line] > 0
        else:
            shingles = _shingles(words)
            fits = sum(shingle in known for shingle in shingles) >= _MATCHED * len(shingles)
        if fits:
            kept.add(index)
            taken[line] += 1
    return kept


def _best_first(blocks: Sequence[PageBlock]) -> list[int]:
    """Block numbers, visible ones outside furniture first: there a text that stands twice is kept."""
    return sorted(
        range(len(blocks)),
        key=lambda index: (blocks[index].hidden, bool(blocks[index].furniture), index),
    )


# --- the second look -----------------------------------------------------------------------------


class _Scope:
    """Where on the page the article lies: its container, and which page parts are too large to be
    furniture."""

    def __init__(self, blocks: Sequence[PageBlock], kept: set[int]) -> None:
        self.total = 0
        self.weights: Counter[html.HtmlElement] = Counter()
        for index in kept:
            count = _count(blocks[index].text)
            self.total += count
            self.weights[blocks[index].element] += count
            for step in blocks[index].element.iterancestors():
                self.weights[step] += count
        self.container = self._innermost()

    def _innermost(self) -> html.HtmlElement:
        """The smallest element that holds nine tenths of the words."""
        around = [step for step, count in self.weights.items() if count >= 0.9 * self.total]
        return max(around, key=lambda step: sum(1 for _ in step.iterancestors()))

    def is_furniture(self, block: PageBlock) -> bool:
        return any(self.weights[step] <= _MOSTLY * self.total for step in block.furniture)

    def holds(self, block: PageBlock) -> bool:
        element = block.element
        return element is self.container or self.container in element.iterancestors()


def _dropped(blocks: Sequence[PageBlock], kept: set[int], scope: _Scope) -> set[int]:
    first, last = min(kept), max(kept)
    parents = {blocks[index].element.getparent() for index in kept if not _is_short(blocks[index])}
    known = {shingle for index in kept for shingle in _shingles(_words(blocks[index].text))}
    back = set()
    for index, block in enumerate(blocks):
        if index in kept or not _is_body_like(block, scope):
            continue
        quoted = block.kind == "quote" or _QUOTED.search(block.text)
        sibling = block.element.getparent() in parents
        between = first < index < last
        wanted = (quoted and (between or sibling)) or (between and sibling and _is_prose(block))
        if wanted and not _is_repeated(block, known):
            back.add(index)
    return back


def _is_body_like(block: PageBlock, scope: _Scope) -> bool:
    return (
        not block.hidden
        and not block.caption
        and scope.holds(block)
        and not scope.is_furniture(block)
        and block.linked < _MOST_LINKED
        and not _TEASER.match(block.text)
        and not any(step.tag == "aside" for step in block.element.iterancestors("aside"))
        and block.element.tag != "aside"
    )


def _is_short(block: PageBlock) -> bool:
    return _count(block.text) < _SHORT


def _is_prose(block: PageBlock) -> bool:
    return block.kind in ("heading", "item") or block.text.rstrip()[-1:] in '.!?:”"’'


def _is_repeated(block: PageBlock, known: set[tuple[str, ...]]) -> bool:
    shingles = _shingles(_words(block.text))
    return bool(shingles) and sum(shingle in known for shingle in shingles) >= 0.8 * len(shingles)


def _left_out(blocks: Sequence[PageBlock], chosen: set[int], scope: _Scope) -> list[int]:
    """Blocks in the article's container with quoted words that no chosen block has."""
    known = {shingle for index in chosen for shingle in _shingles(_words(blocks[index].text))}
    return [
        index
        for index, block in enumerate(blocks)
        if index not in chosen
        and not block.hidden
        and scope.holds(block)
        and _QUOTED.search(block.text)
        and not _is_repeated(block, known)
    ]


def _report(blocks: Sequence[PageBlock], back: set[int], left: list[int]) -> tuple[str, ...]:
    said = []
    if back:
        examples = _examples(blocks, sorted(back))
        said.append(f"Put back, dropped by the extraction within the article: {examples}.")
    if left:
        examples = _examples(blocks, left)
        said.append(f"Left out as no part of the article, though it has quoted words: {examples}.")
    return tuple(said)


def _examples(blocks: Sequence[PageBlock], indices: list[int]) -> str:
    shown = "; ".join(f"[{_opening(blocks[index].text)}]" for index in indices[:3])
    more = f" and {len(indices) - 3} more" if len(indices) > 3 else ""
    return shown + more


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:8])[:80] + ("…" if len(words) > 8 else "")
