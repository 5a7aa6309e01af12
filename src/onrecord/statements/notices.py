"""Notices of an article's editors: corrections, clarifications, editor's notes, retractions, updates.

A notice stands in a block of its own and is nobody's statement. It is found by its label ("Correction:") or
by what it says of the article it stands in ("This article was amended on …"). `variants` settles what it is
about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.values import DisputeKind, Layout, Reading, Span, Statement

ARTICLE = r"(?:article|story|piece|post|report|interview|page|column|review|feature|profile|item|headline)"
OPENING = r"[\[(•*·>–—\s-]*"
DATED = (
    r"(?:[,.]?\s*[(\[]?\s*(?:on\s+)?(?:\d{1,2}\w{0,2}\s+[A-Z][a-z]+\.?|[A-Z][a-z]+\.?\s+\d{1,2}|\d{4}-\d\d-\d\d|\d{1,2}[./]\d)"
    r"[^\n:]{0,14}[)\]]?)"
)
LABELS: tuple[tuple[DisputeKind, str], ...] = (
    (
        "editors_note",
        r"(?:[Ee]ditor(?:['’]s|s['’]|s)?|EDITOR(?:['’]S|S['’]|S)?|[Ee]d\.)\s+(?:[Nn]ote|NOTE)",
    ),
    (
        "correction",
        r"(?:Corrections?(?:\s+(?:and|&)\s+[Cc]larifications?)?|CORRECTIONS?|CORRECTED)",
    ),
    ("clarification", r"(?:Clarifications?|CLARIFICATIONS?)"),
    ("retraction", r"(?:Retraction|RETRACTION|RETRACTED)"),
    ("update", r"(?:Update|UPDATED?)"),
)
LABEL = re.compile(
    rf"{OPENING}(?:"
    + "|".join(f"(?P<{kind}>{label})" for kind, label in LABELS)
    + rf")(?P<date>{DATED})?\s*(?P<end>[:.—–]|[)\]]|$)"
)
VERSION = (
    rf"(?:earlier|previous|original|prior|first)\s+versions?\s+of\s+(?:this|the|our)\s+{ARTICLE}"
)
SAYS = re.compile(
    rf"{OPENING}(?:(?:NOTE|Note):\s+)?(?:"
    rf"(?P<changed>(?:This|The)\s+{ARTICLE}(?:\s+of\s+this\s+{ARTICLE})?\s+(?:was|has\s+been|is)\s+(?:since\s+)?"
    r"(?P<verb>amended|corrected|updated|edited|changed|revised|clarified|modified|retracted|removed)\b)"
    rf"|(?P<version>(?:In\s+)?[Aa]n?\s+{VERSION}|(?:Because\s+of|Due\s+to)\s+an?\s+[a-z]+\s+error,\s+[^\n]{{0,30}}{VERSION})"
    rf"|(?P<corrects>Corrects\s+(?:the\s+)?(?:\w+\s+)?(?:paragraph|headline|quote|quotation|name|spelling|date|figure|to)\b)"
    rf"|(?P<removed>We\s+have\s+(?:removed|deleted|withdrawn|retracted|corrected|amended)\s+[^\n]{{0,80}}\b(?:from\s+)?this\s+{ARTICLE}"
    rf"|(?:[A-Z][\w'’-]*\s+){{1,6}}[^\n]{{0,60}}\b(?:has|have)\s+been\s+(?:removed|deleted|withdrawn)\s+from\s+this\s+{ARTICLE})"
    r")"
)
NOTICE_OF: dict[str, DisputeKind] = {
    "updated": "update",
    "clarified": "clarification",
    "retracted": "retraction",
    "removed": "retraction",
}
TO_CORRECT = re.compile(
    r"\b(?:to\s+correct|to\s+fix|misquot|misattribut|incorrect|wrong|error)", re.I
)
LABEL_ONLY = 40
"""A block this short that is no sentence is a label: the notice goes on in the block after it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The place of a notice, its kind, and where its label, or the verb that says what was done, ends."""

    kind: DisputeKind
    span: Span
    named: int


def find_notices(reading: Reading) -> tuple[Notice, ...]:
    """The notices of an article's editors, in text order."""
    return tuple(_notices(reading.article.text, reading.layout))


def _notices(text: str, layout: Layout) -> Iterator[Notice]:
    taken = -1
    for number, block in enumerate(layout.blocks):
        if number <= taken or block.kind == "quote":
            continue
        found = read_notice(text, block.span)
        if found is None:
            continue
        whole = block.span
        after = layout.blocks[number + 1 : number + 2]
        if is_label(whole.of(text)) and after and after[0].kind in ("paragraph", "item"):
            whole, taken = Span(whole.start, after[0].span.end), number + 1
        elif is_label(whole.of(text)):
            continue
        yield Notice(found[0], whole, found[1])


def read_notice(text: str, block: Span) -> tuple[DisputeKind, int] | None:
    """The kind of notice that a block is, and where its label ends; None for any other block.

    >>> text = "Correction: The ferry is the Maren. "
    >>> read_notice(text, Span(0, len(text)))
    ('correction', 10)
    """
    label = LABEL.match(text, block.start, block.end)
    if label is not None and (label["end"] or is_label(block.of(text))):
        kind = next(kind for kind, _ in LABELS if label[kind])
        return kind, label.end(kind)
    said = SAYS.match(text, block.start, block.end)
    if said is None:
        return None
    if said["removed"]:
        return "retraction", said.end()
    if said["verb"]:
        kind = NOTICE_OF.get(said["verb"], "correction")
        corrects = kind == "update" and TO_CORRECT.search(text, said.end(), block.end)
        return ("correction" if corrects else kind), said.end()
    return "correction", said.end()


def is_label(words: str) -> bool:
    """Whether a block only announces a notice: "Correction", "Editors’ Note: May 9, 2024"."""
    return len(words) <= LABEL_ONLY and words.rstrip()[-1:] not in (".", "!", "?", "]", ")", "”")


def outside_notices(
    statements: Sequence[Statement], notices: Sequence[Notice]
) -> tuple[Statement, ...]:
    """The statements that do not stand in a notice: what it quotes is nobody's statement there."""
    return tuple(
        statement
        for statement in statements
        if not any(span.overlaps(notice.span) for notice in notices for span in statement.content)
    )
