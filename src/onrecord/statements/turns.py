"""Speaker turns of a transcript: "NAME: words", one block or several each.

What a transcript's format tells (captions, podcast transcripts) is taken as it is. In other texts labels
are looked for, and without labels the questions of an interview (`interviews`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.statements.drafts import Draft
from onrecord.statements.interviews import find_interview, is_spoken, stressed_words
from onrecord.values import Block, Reading, Span

TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
NAME = r"[A-Z][\w.'’-]*(?:[ \u00a0](?:\((?!\d)[^)\n]{1,40}\)|[\w.'’&-]+)){0,5}?"
LABEL = re.compile(
    rf"(?:[*_]{{0,2}}[\[(]?{TIME}[\])]?[*_]{{0,2}}\s+)?[*_]{{0,2}}(?P<name>{NAME})"
    rf"[*_]{{0,2}}(?:\s?[\[(]{TIME}[\])])?[*_]{{0,2}}\s?:[*_]{{0,2}}\s+(?=\S)"
)
ALONE = re.compile(
    rf"(?:[\[(]?{TIME}[\])]?\s+)?[*_]{{0,2}}(?P<name>{NAME})[*_]{{0,2}}"
    rf"(?:\s?:\s*[\[(]?{TIME}[\])]?|\s*[,|–-]?\s*[\[(]?{TIME}[\])]?\s?:?|\s?:)[*_]{{0,2}}\s*"
)
STAGE = re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\)|\d{1,2}:\d{2}(?::\d{2})?)\s*$")
SENTENCE_END = re.compile(r"[.?!…—–-][\"”’')\]*_]*\s*$")
WORDED = re.compile(r"[^\W\d_]{2}")
BRACKETS = re.compile(r"[ \u00a0]?\([^)]*\)")
NOTE = re.compile(
    r"\s{0,3}[\[(](?:(?:both|all|everyone|everybody|audience|crowd|he|she|they|long|brief|short|more)\s)?"
    r"(?:(?:laugh\w*|applau\w*|paus\w*|sigh\w*|chuckl\w*|smil\w*|giggl\w*|grin\w*|cough\w*|inaudible|unintelligible"
    r"|indistinct|crosstalk|cheer\w*|nods?|shrugs?|sobs?|cries)(?:\s[a-z]+){0,3}|music|beat|silence)"
    rf"(?:\s{TIME})?[.!]?[\])]",
    re.I,
)
"""Notes of sounds and gestures: not so wide as what captions have, as editors put words in brackets too."""
FEWEST_TURNS = 4
DENSE = 0.8
NO_NAMES = frozenset(
    """note source related photo image credit credits update correction read warning spoiler price rating
    director cast starring genre runtime release where when what why how score verdict episode""".split()
)


@dataclass(frozen=True, slots=True)
class Label:
    """The name that a block begins with, and where the words after it begin: none if it stands alone."""

    name: Span
    words: int | None


def find_turns(reading: Reading) -> list[Draft]:
    """The turns of a transcript in order, without notes of sounds; none where the article has none."""
    told = reading.article.turns
    if told:
        return [
            Draft(turn.words, (), (turn.label,) if turn.label else (), 0.9, turn=True)
            for turn in told
        ]
    text = reading.article.text
    drafts = find_labelled(reading) or find_interview(reading)
    said = (tuple(s for span in d.content for s in without_notes(text, span)) for d in drafts)
    spoken = [replace(d, content=content) for d, content in zip(drafts, said, strict=True)]
    return [draft for draft in spoken if draft.content]


def find_labelled(reading: Reading) -> list[Draft]:
    """The turns that labels begin, in order; none where the article has no such turns.

    A transcript has at least four labelled blocks that end like sentences, two labels that come back,
    and labels on a third of its blocks from the first to the last. A block without a label goes on
    with the turn before it; what follows the last label does so only if that happened before. A
    block set off throughout (in bold) right before a label is a turn of whoever asks, without a name; a plain
    question there is nobody's.
    """
    text, blocks = reading.article.text, reading.layout.blocks
    labels = called_labels(text, blocks)
    places = [number for number, label in enumerate(labels) if label]
    if len(places) < FEWEST_TURNS or not reads_as_turns(text, blocks, places, labels):
        return []
    drafts: list[Draft] = []
    continued = False
    first = places[0] - bool(asked_before(text, blocks, labels, places[0] - 1))
    for number in range(first, len(blocks)):
        label, span = labels[number], blocks[number].span
        if label:
            words = () if label.words is None else (Span(label.words, span.end),)
            drafts.append(Draft(words, (), (label.name,), 0.9, turn=True))
            continue
        if asked := asked_before(text, blocks, labels, number):
            drafts.append(Draft((asked,), (), (), 0.85, turn=True))
            continue
        last = drafts[-1]
        if not last.content:
            drafts[-1] = replace(last, content=(span,))
        elif any(labels[number + 1 : number + 2]) and asks(text, blocks[number]):
            continue
        elif goes_on(text, blocks[number]) and (number < places[-1] or continued):
            continued = True
            drafts[-1] = replace(last, content=(*last.content, span))
    return drafts


def asked_before(
    text: str, blocks: tuple[Block, ...], labels: list[Label | None], number: int
) -> Span | None:
    """The words of a block without a label that is set off throughout, right before a label: whoever asks."""
    if number < 0 or labels[number] or not any(labels[number + 1 : number + 2]):
        return None
    words = stressed_words(text, blocks[number]) if blocks[number].kind != "heading" else None
    return words if words and is_spoken(words.of(text)) else None


def called_labels(text: str, blocks: tuple[Block, ...]) -> list[Label | None]:
    """The label of each block, none where it has none or one that names no speaker."""
    labels = [label_of(text, block) for block in blocks]
    labels = without_headline(text, blocks, labels)
    called = speakers_called([label.name.of(text) for label in labels if label])
    if called:
        called |= speaking_once(text, labels, called)
    return [label if label and label.name.of(text) in called else None for label in labels]


def without_headline(
    text: str, blocks: tuple[Block, ...], labels: list[Label | None]
) -> list[Label | None]:
    """The labels but for a headline's at the top: "Lund: Nobody Swam That Month"."""
    first = next((n for n, label in enumerate(labels) if label), None)
    if first is None or (first > 0 and blocks[first].kind != "heading"):
        return labels
    label, words = labels[first], blocks[first].span.of(text)
    spoken = label is None or label.words is None or SENTENCE_END.search(words)
    return labels if spoken else [*labels[:first], None, *labels[first + 1 :]]


def speaking_once(text: str, labels: list[Label | None], called: set[str]) -> set[str]:
    """Labels that do not come back, but stand among those that do and look like a name: two words with
    capitals, or capitals throughout; one word too where nearly every block has a label."""
    names = [label.name.of(text) if label else None for label in labels]
    known = [number for number, name in enumerate(names) if name in called]
    inside = names[known[0] : known[-1] + 1]
    dense = sum(name is not None for name in inside) >= DENSE * len(inside)
    return {
        name
        for name in inside
        if name
        and all(word[0].isupper() for word in BRACKETS.sub("", name).split())
        and (dense or name.isupper() or " " in name)
    }


def label_of(text: str, block: Block) -> Label | None:
    """The label that a block begins with, or is; a short question in plain text looks like a heading."""
    start, end = block.span.start, block.span.end
    match = LABEL.match(text, start, end)
    alone = None if match else ALONE.fullmatch(text, start, end)
    found = match or alone
    if found is None or found.group("name").split()[0].lower() in NO_NAMES:
        return None
    return Label(Span(*found.span("name")), None if alone else found.end())


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


def reads_as_turns(
    text: str, blocks: tuple[Block, ...], places: list[int], labels: list[Label | None]
) -> bool:
    """Whether labelled blocks are dense enough, and end like sentences of words, so that no list of facts
    ("Price: £5", "Lund: 1,769.") is taken for talk."""
    ends = [n if (label := labels[n]) and label.words is not None else n + 1 for n in places]
    begins = [label.words or label.name.end for label in labels if label]
    said = [
        text[max(b, blocks[n].span.start) : blocks[n].span.end]
        for b, n in zip(begins, ends, strict=True)
        if n < len(blocks)
    ]
    ended = sum(bool(SENTENCE_END.search(words) and WORDED.search(words)) for words in said)
    return len(places) * 3 >= places[-1] - places[0] + 1 and ended * 10 >= len(places) * 7


def goes_on(text: str, block: Block) -> bool:
    """Whether a block without a label can be words of the turn before: no heading, no stage direction."""
    return block.kind != "heading" and not STAGE.match(block.span.of(text))


def asks(text: str, block: Block) -> bool:
    """Whether a block ends on a question."""
    return block.span.of(text).rstrip().endswith("?")


def without_notes(text: str, span: Span) -> Iterator[Span]:
    """The span, cut where a note of a sound or gesture stands in it.

    >>> list(without_notes("It was cold. [laughs] And wet.", Span(0, 30)))
    [Span(start=0, end=12), Span(start=22, end=30)]
    """
    at = span.start
    for note in NOTE.finditer(text, span.start, span.end):
        if text[at : note.start()].strip():
            yield Span(at, note.start())
        at = note.end()
        at += len(text[at : span.end]) - len(text[at : span.end].lstrip())
    if text[at : span.end].strip():
        yield Span(at, span.end)
