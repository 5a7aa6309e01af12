"""Copies of a text as other hands would set it: marks in other styles, without marks, case or paragraphs.

Every copy has the length of the original, so that labels keep their places. Comes before `attributions.py`.
"""

from __future__ import annotations

from onrecord.values import Quotation

from .data import layout_of

MARKS = {
    # the marks of a quotation, and of one inside it
    "single": ("‘’", "“”"),
    "straight": ('""', "''"),
    "curly": ("“”", "‘’"),
    "straight single": ("''", '""'),
    "guillemets": ("«»", "“”"),
    "unmarked": ("  ", "  "),
}
STYLES = (*MARKS, "lower", "joined", "unmarked lower")


def restyle(text: str, style: str) -> str:
    """A copy of equal length in one of STYLES.

    PolNeAR's papers are American; British pages quote in single marks, wires in straight ones, captions
    and careless copies have no marks, no capitals or no paragraphs.
    """
    if style == "lower":
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if style == "joined":
        return text.replace("\n", " ")
    if style == "unmarked lower":
        return restyle(restyle(text, "unmarked"), "lower")
    signs = list(text)
    for quotation in layout_of(text).quotations:
        replace_marks(signs, quotation, *MARKS[style])
    return "".join(signs)


def replace_marks(signs: list[str], quotation: Quotation, outer: str, nested: str) -> None:
    """Replaces the marks of one quotation in place, each by as many signs as it has."""
    span, inner = quotation.span, quotation.inner
    opening, closing = outer if quotation.depth % 2 == 0 else nested
    if quotation.style == "block" or not quotation.closed or len(quotation.inner_parts) > 1:
        return
    before, after = inner.start - span.start, span.end - inner.end
    if (before == after == 1) or opening == " ":
        signs[span.start : inner.start] = opening.ljust(before)[:before]
        signs[inner.end : span.end] = closing.ljust(after)[:after]
