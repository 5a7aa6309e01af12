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
_REPEATED = 0.8
_MAPPED = 0.6
"""Share of the extraction's words that must be found in our blocks for them to stand for it."""
_MOSTLY = 0.3
"""A page part that holds more of the article than this is not furniture, whatever its name."""
_SLIVER = 100
"""An extraction of fewer words, all of them in furniture, missed the article."""
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{2,}|‘\w[^‘’]{8,}’")
_MOST_LINKED = 0.5
_PARTLY_LINKED = 0.2
_TEASER_WORDS = 14
_PROSE_WORDS = 15
_TEASER = re.compile(
    r"(?:read (?:more|also|next)|related|see also|more (?:on|from)|sign up|subscribe"
    r"|follow (?:us|@)|share this|advertisement|click here|watch:|listen:"
    r"|don.t miss|recommended|also on|getty)\b",
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
    if words < _SLIVER and all(blocks[index].furniture for index in kept):
        return _instead_of_furniture(blocks, kept)
    scope = _Scope(blocks, kept)
    taken = kept
    kept = {index for index in kept if not _is_noise(blocks[index], scope)}
    if not kept:
        return None
    back = _dropped(blocks, kept, scope)
    chosen = _without_last_headings(blocks, sorted(kept | back))
    left = _left_out(blocks, set(chosen), taken, scope)
    return Body(tuple(blocks[index] for index in chosen), _report(blocks, back, left))


def _instead_of_furniture(blocks: Sequence[PageBlock], kept: set[int]) -> Body:
    """All visible blocks where they are more than the furniture that the extraction took; else that."""
    taken = tuple(blocks[index] for index in sorted(kept))
    shown = visible_body(blocks)
    if sum(_count(block.text) for block in shown.blocks) <= sum(_count(b.text) for b in taken):
        return Body(taken)
    said = "The extraction took only furniture of the page: all that stands outside it was read."
    return Body(shown.blocks, (*shown.repairs, said))


def _is_noise(block: PageBlock, scope: _Scope) -> bool:
    """Whether a block that the extraction took is furniture, unseen, or a teaser of a line."""
    if scope.is_furniture(block) or scope.is_unseen(block):
        return True
    teaser = _TEASER.match(block.text) and not _QUOTED.search(block.text)
    return bool(teaser) and (block.linked >= _MOST_LINKED or _count(block.text) <= _TEASER_WORDS)


def _without_last_headings(blocks: Sequence[PageBlock], chosen: list[int]) -> list[int]:
    """The chosen blocks up to the last that is no heading: "Comments" heads what was left out."""
    while len(chosen) > 1 and blocks[chosen[-1]].kind == "heading":
        chosen = chosen[:-1]
    return chosen


def visible_body(blocks: Sequence[PageBlock]) -> Body:
    """All visible blocks outside page furniture: for pages where no extraction finds an article.

    Where that leaves nothing, all visible blocks, and a sentence that says so.
    """
    marked = [block for block in blocks if _inside(block, ("article", "main"))]
    chosen = [
        block
        for block in marked or blocks
        if not block.hidden and not block.furniture and block.linked < _MOST_LINKED
    ]
    if chosen:
        kept = set(chosen)
        left = [i for i, b in enumerate(marked) if not b.hidden and b not in kept and _is_quoted(b)]
        return Body(tuple(chosen), _report(marked, set(), left))
    shown = tuple(block for block in blocks if not block.hidden)
    return Body(shown, ("No article was found on the page: all that it shows was read.",))


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
    order, kept = _best_first(blocks), set()
    for index in order:
        line = " ".join(_words(blocks[index].text))
        if line and lines[line] > 0:
            lines[line] -= 1
            kept.add(index)
    # What equals no paragraph of the extraction was cut or merged by it, or stands twice.
    covered = {shingle for index in kept for shingle in _shingles(_words(blocks[index].text))}
    for index in order:
        shingles = _shingles(_words(blocks[index].text))
        if index in kept or len(shingles) <= _SHORT - _SHINGLE:
            continue
        if _share(shingles, known) >= _MATCHED and _share(shingles, covered) < _REPEATED:
            kept.add(index)
            covered.update(shingles)
    return kept


def _share(shingles: Sequence[tuple[str, ...]], known: set[tuple[str, ...]]) -> float:
    return sum(shingle in known for shingle in shingles) / max(1, len(shingles))


def _best_first(blocks: Sequence[PageBlock]) -> list[int]:
    """Block numbers, visible ones outside furniture first: of two equal texts these are kept."""
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
        self.hidden = 0
        self.weights: Counter[html.HtmlElement] = Counter()
        for index in kept:
            count = _count(blocks[index].text)
            self.total += count
            self.hidden += count * blocks[index].hidden
            self.weights[blocks[index].element] += count
            for step in blocks[index].element.iterancestors():
                self.weights[step] += count
        self.container = self._innermost()
        around = (self.container, *self.container.iterancestors())
        self.article = next((step for step in around if step.tag in ("article", "main")), None)
        self.parents = {
            blocks[index].element.getparent() for index in kept if not _is_short(blocks[index])
        }
        body = [step for step in self.parents if self.weights[step] > _MOSTLY * self.total]
        self.places = {_place(step) for step in body if step.get("class")}

    def _innermost(self) -> html.HtmlElement:
        """The smallest element that holds nine tenths of the words."""
        around = [step for step, count in self.weights.items() if count >= 0.9 * self.total]
        return max(around, key=lambda step: sum(1 for _ in step.iterancestors()))

    def is_furniture(self, block: PageBlock) -> bool:
        return any(self.weights[step] <= _MOSTLY * self.total for step in block.furniture)

    def is_unseen(self, block: PageBlock) -> bool:
        """Whether the page hides the block; an article that it hides for the most part it shows later."""
        return block.hidden and self.hidden <= _MOSTLY * self.total

    def is_beside(self, block: PageBlock) -> bool:
        """Whether the block's parent holds part of the article, or is a twin of one that does.

        Pages cut an article into chunks of one class with adverts between; trafilatura may take
        only the first. A twin stands in the same `<article>`, or the same `<body>` without one. Bare
        text between `<br>` has the element itself for its parent.
        """
        parent = block.element.getparent()
        if block.element in self.parents:
            return True
        return parent in self.parents or (_place(parent) in self.places)

    def holds(self, block: PageBlock) -> bool:
        element = block.element
        inside = element is self.container or self.container in element.iterancestors()
        return inside or self.is_beside(block)

    def is_near(self, block: PageBlock) -> bool:
        """Whether the block stands in the `<article>` around the text, if the page has one."""
        return self.article is not None and self.article in block.element.iterancestors()


def _place(
    element: html.HtmlElement | None,
) -> tuple[str, str | None, html.HtmlElement | None] | None:
    """What twins have in common: tag, class, and the `<article>` around them."""
    if element is None:
        return None
    return element.tag, element.get("class"), next(element.iterancestors("article"), None)


def _dropped(blocks: Sequence[PageBlock], kept: set[int], scope: _Scope) -> set[int]:
    first, last = min(kept), max(kept)
    known = {shingle for index in kept for shingle in _shingles(_words(blocks[index].text))}
    back = set()
    for index, block in enumerate(blocks):
        if block.element.tag == "h1" and index > last:
            break  # the next article of an endless page
        if index in kept or not _is_body_like(block, scope):
            continue
        if _belongs(block, first < index < last, scope) and not _is_repeated(block, known):
            back.add(index)
    return back


def _belongs(block: PageBlock, between: bool, scope: _Scope) -> bool:
    """Whether a dropped block is the article's: by its quoted words, or as prose beside prose."""
    if block.kind == "item" and block.linked > _PARTLY_LINKED:
        return False
    beside = scope.is_beside(block)
    if _is_quoted(block):
        return between or beside
    enough = _SHORT if between else _PROSE_WORDS
    twin = between or not {block.element, block.element.getparent()} & scope.parents
    return beside and twin and _is_prose(block, enough)


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


def _is_quoted(block: PageBlock) -> bool:
    return block.kind == "quote" or bool(_QUOTED.search(block.text))


def _is_short(block: PageBlock) -> bool:
    return _count(block.text) < _SHORT


def _is_prose(block: PageBlock, enough: int) -> bool:
    if _count(block.text) < enough:
        return False
    return block.kind in ("heading", "item") or block.text[-1] in '.!?:”"’)'


def _is_repeated(block: PageBlock, known: set[tuple[str, ...]]) -> bool:
    return _share(_shingles(_words(block.text)), known) >= _REPEATED


def _left_out(
    blocks: Sequence[PageBlock], chosen: set[int], taken: set[int], scope: _Scope
) -> list[int]:
    """Blocks in the article's container with quoted words that no chosen block has.

    What the page hides is listed only if the extraction had `taken` it.
    """
    known = {shingle for index in chosen for shingle in _shingles(_words(blocks[index].text))}
    return [
        index
        for index, block in enumerate(blocks)
        if index not in chosen
        and (not block.hidden or index in taken)
        and (scope.holds(block) or scope.is_near(block))
        and _is_quoted(block)
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
