"""Speaker turns of a transcript: "NAME: words", one block or several each."""

from __future__ import annotations

import re
from collections import Counter

from onrecord.statements.drafts import Draft
from onrecord.values import Reading, Span

LABEL = re.compile(
    r"(?P<name>[A-Z][\w.'’-]*(?:[ \u00a0](?:\([^)\n]{1,40}\)|[\w.'’&-]+)){0,5})\s?:\s+(?=\S)"
)
FEWEST_TURNS = 4
NO_NAMES = frozenset(
    "note source related photo image credit credits update correction read warning spoiler".split()
)


def find_turns(reading: Reading) -> list[Draft]:
    """The turns of a transcript in order; none where the article is not one.

    A transcript has at least four labelled blocks, a label that comes back, and labels on a third of
    its blocks. A block without a label goes on with the turn before it.
    """
    text, blocks = reading.article.text, reading.layout.blocks
    labels = [
        LABEL.match(text, b.span.start, b.span.end) if b.kind != "heading" else None for b in blocks
    ]
    labels = [
        m if m and m.group("name").split()[0].lower() not in NO_NAMES else None for m in labels
    ]
    names = Counter(match.group("name") for match in labels if match)
    recurring = {name for name, count in names.items() if count >= 2}
    turns = sum(names[name] for name in recurring)
    if turns < FEWEST_TURNS or len(recurring) < 1 or turns * 3 < len(blocks):
        return []
    drafts: list[Draft] = []
    for block, match in zip(blocks, labels, strict=True):
        if match:
            source = Span(*match.span("name"))
            drafts.append(
                Draft((Span(match.end(), block.span.end),), (), (source,), 0.9, turn=True)
            )
        elif drafts and block.kind != "heading":
            last = drafts[-1]
            drafts[-1] = Draft((*last.content, block.span), (), last.source, last.score, turn=True)
    return drafts
