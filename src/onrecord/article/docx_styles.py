"""What a paragraph of a Word document is by its style: heading, quotation set off, item, or plain.

Built-in styles have English names in every language of Word; their ids do not, so names are looked up. A
style of somebody's own counts as what it is based on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from onrecord.article.docx_parts import name_of, value_of
from onrecord.values import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (
        re.compile(
            r"(?:.*\s)?(?:block\s?)?(?:quotes?|quotations?)(?:\s.*)?|block text|zitat", re.I
        ),
        "quote",
    ),
    (re.compile(r"heading(?:\s\d)?|title|subtitle|headline", re.I), "heading"),
    (re.compile(r"list(?:\s.*)?", re.I), "item"),
)
_PARTS = re.compile(r"(?<=[a-z])(?=[A-Z\d])|[-_\s]+")
_MOST_STEPS = 10


def read_styles(tree: _Element | None) -> dict[str, str]:
    """For each style's id the names that it goes by, its own and those it is based on, one a line."""
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    for style in tree if tree is not None else ():
        told = {name_of(each): value_of(each) for each in style}
        key = value_of(style, "styleId")
        names[key], bases[key] = told.get("name", key), told.get("basedOn", "")
    return {key: "\n".join(_line(key, names, bases)) for key in names}


def _line(key: str, names: Mapping[str, str], bases: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    while key in names and len(found) < _MOST_STEPS:
        found.append(names[key])
        key = bases[key]
    return found


def kind_of_style(key: str, styles: Mapping[str, str]) -> BlockKind:
    """What a paragraph of this style is.

    >>> kind_of_style("IntenseQuote", {}), kind_of_style("a5", {"a5": "Ours\\nheading 2"})
    ('quote', 'heading')
    >>> kind_of_style("BodyTextNoTitle", {})
    'paragraph'
    """
    for name in styles.get(key, key).split("\n"):
        plain = " ".join(_PARTS.sub(" ", name).split())
        for pattern, kind in _KINDS:
            if pattern.fullmatch(plain):
                return kind
    return "paragraph"
