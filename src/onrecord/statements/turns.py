"""Speaker turns of a transcript: "NAME: words", one block or several each."""

from __future__ import annotations

import re
from collections import Counter

from onrecord.statements.drafts import Draft
from onrecord.values import Block, Reading, Span

LABEL = re.compile(
    r"[*_]{0,2}(?P<name>[A-Z][\w.'’-]*(?:[ \u00a0](?:\([^)\n]{1,40}\)|[\w.'’&-]+)){0,5})"
    r"[*_]{0,2}\s?:[*_]{0,2}\s+(?=\S)"
)
STAGE = re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\)|\d{1,2}:\d{2}(?::\d{2})?)\s*$")
SENTENCE_END = re.compile(r"[.?!…—–-][\"”’')\]*_]*\s*$")
BRACKETS = re.compile(r"[ \u00a0]?\([^)]*\)")
FEWEST_TURNS = 4
NO_NAMES = frozenset(
    """note source related photo image credit credits update correction read warning spoiler price rating
    director cast starring genre runtime release where when what why how score verdict episode""".split()
)


def find_turns(reading: Reading) -> list[Draft]:
    """The turns of a transcript in order; none where the article has none.

    A transcript has at least four labelled blocks that end like sentences, two labels that come back,
    and labels on a third of its blocks from the first to the last. A block without a label goes on
    with the turn before it; what follows the last label does so only if that happened before. A
    question of its own right before a label is whoever asks, without a name ("Is the band over?" in bold).
    """
    text, blocks = reading.article.text, reading.layout.blocks
    labels = [label_of(text, block) for block in blocks]
    called = speakers_called([match.group("name") for match in labels if match])
    labels = [match if match and match.group("name") in called else None for match in labels]
    places = [number for number, match in enumerate(labels) if match]
    if len(places) < FEWEST_TURNS or not reads_as_turns(text, blocks, places):
        return []
    drafts: list[Draft] = []
    continued = False
    for number in range(places[0], len(blocks)):
        match, span = labels[number], blocks[number].span
        if match:
            source = Span(*match.span("name"))
            drafts.append(Draft((Span(match.end(), span.end),), (), (source,), 0.9, turn=True))
        elif any(labels[number + 1 : number + 2]) and asks(text, blocks[number]):
            continue
        elif goes_on(text, blocks[number]) and (number < places[-1] or continued):
            continued = True
            last = drafts[-1]
            drafts[-1] = Draft((*last.content, span), (), last.source, last.score, turn=True)
    return drafts


def label_of(text: str, block: Block) -> re.Match[str] | None:
    """The label that a block begins with; a short question in plain text looks like a heading."""
    match = LABEL.match(text, block.span.start, block.span.end)
    return match if match and match.group("name").split()[0].lower() not in NO_NAMES else None


def speakers_called(names: list[str]) -> set[str]:
    """The labels that name speakers: those that come back, and longer forms of those ("MAUD FERRIBY"
    once, then "FERRIBY"; "Maud Ferriby (host)", then "Ferriby"); none where fewer than two come back."""
    plain = {name: BRACKETS.sub("", name).lower().split() or [name] for name in names}
    counts = Counter(plain[name][-1] for name in names)
    exact = Counter(names)
    recurring = {name for name in exact if exact[name] >= 2 or counts[plain[name][-1]] >= 2}
    last = {plain[name][-1] for name in recurring}
    first = {plain[name][0] for name in recurring}
    longer = {name for name in exact if plain[name][-1] in last or plain[name][0] in first}
    return recurring | longer if len(last) >= 2 else set()


def reads_as_turns(text: str, blocks: tuple[Block, ...], places: list[int]) -> bool:
    """Whether labelled blocks are dense enough, and end like sentences, so that no list of facts
    ("Price: £5") is taken for talk."""
    ended = sum(bool(SENTENCE_END.search(blocks[n].span.of(text))) for n in places)
    return len(places) * 3 >= places[-1] - places[0] + 1 and ended * 10 >= len(places) * 7


def goes_on(text: str, block: Block) -> bool:
    """Whether a block without a label can be words of the turn before: no heading, no stage direction."""
    return block.kind != "heading" and not STAGE.match(block.span.of(text))


def asks(text: str, block: Block) -> bool:
    """Whether a block ends on a question."""
    return block.span.of(text).rstrip().endswith("?")
