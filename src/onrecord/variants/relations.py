"""Relations inside one article: a fragment and the longer quotation it was cut from.

Before: speakers and occasions are settled. After: the record links the same words across articles.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from onrecord.values import Reading, Relation, Span, Statement
from onrecord.variants.commonness import FUNCTION_WEIGHT, word_weight
from onrecord.variants.comparison import LEAST_SHARE, Comparison, compare
from onrecord.variants.speakers import may_be_same
from onrecord.variants.wordings import Wording, read_wording

MOST_CANDIDATES = 8
LEAST_TRUSTED = 3
LEAST_REPEATED = 4
"""Words that two equally long quotations must share before one is the source of the other."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one statement read as one: a marked stretch, or all that it quotes."""

    statement: int
    spans: tuple[Span, ...]
    wording: Wording


def relate_wordings(reading: Reading, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with each marked stretch linked to the fuller quotation it was cut from.

    A stretch that stands only in itself stays unlinked, and so does a set phrase.
    """
    text = reading.article.text
    targets = list(find_targets(reading, statements))
    index = _index_words(targets)
    related = []
    for number, statement in enumerate(statements):
        relations = [
            relation
            for quoted, span in enumerate(statement.quoted)
            for relation in _relate(text, statements, targets, index, (number, quoted, span))
        ]
        related.append(replace(statement, relations=tuple(relations)) if relations else statement)
    return tuple(related)


def find_targets(reading: Reading, statements: Sequence[Statement]) -> Iterator[Stretch]:
    """What a stretch may be cut from: each stretch, and a direct statement's stretches as one.

    The stretches of one paragraph too: a pull quote may repeat the words of its own statement.
    """
    text = reading.article.text
    starts = [block.span.start for block in reading.layout.blocks]
    for number, statement in enumerate(statements):
        spans = quoted_words(statement)
        for span in spans:
            yield Stretch(number, (span,), read_wording(text, (span,)))
        if len(spans) > 1 and statement.form != "mixed":
            yield Stretch(number, spans, read_wording(text, spans))
            blocks = [
                tuple(held) for _, held in groupby(spans, lambda s: bisect_right(starts, s.start))
            ]
            for held in blocks if len(blocks) > 1 else ():
                if len(held) > 1:
                    yield Stretch(number, held, read_wording(text, held))


def quoted_words(statement: Statement) -> tuple[Span, ...]:
    """The spans of a statement that are somebody's very words: its marked stretches.

    A direct statement or a turn without marks (a block quote, a transcript) is all words.
    """
    if statement.quoted:
        return tuple(sorted(statement.quoted))
    return statement.content if statement.form in ("direct", "turn") else ()


def _index_words(targets: Sequence[Stretch]) -> dict[str, list[int]]:
    """For each word that is no function word, the targets that have it."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, target in enumerate(targets):
        for key in set(target.wording.keys):
            if word_weight(key) > FUNCTION_WEIGHT:
                index[key].append(number)
    return index


def _relate(
    text: str,
    statements: Sequence[Statement],
    targets: Sequence[Stretch],
    index: dict[str, list[int]],
    place: tuple[int, int, Span],
) -> Iterator[Relation]:
    """The relation of one stretch to the best of its fuller wordings, if there is one."""
    number, quoted, span = place
    stretch = Stretch(number, (span,), read_wording(text, (span,)))
    best: tuple[tuple[float, ...], Stretch, Comparison] | None = None
    for target in _candidates(stretch, targets, index):
        speakers = statements[number].speaker, statements[target.statement].speaker
        if not _is_fuller(stretch, target) or not may_be_same(*speakers):
            continue
        named = all(speaker.name is not None for speaker in speakers)
        trusted = named and len(stretch.wording.keys) >= LEAST_TRUSTED
        found = compare(stretch.wording, target.wording, trusted=trusted)
        if found is not None and (best is None or rank(found, target.wording) > best[0]):
            best = rank(found, target.wording), target, found
    if best is not None:
        found = best[2]
        to = statements[best[1].statement].id
        yield Relation(quoted, to, Span(found.start, found.end), found.kind, found.changes)


def rank(found: Comparison, target: Wording) -> tuple[float, ...]:
    """What makes one comparison better than another: no change, one passage, share, length."""
    changed = sum(len(change.before) + len(change.after) for change in found.changes)
    return (
        float(not found.changes and found.kind != "spliced"),
        float(found.kind != "spliced"),
        round(found.score, 6),
        -float(changed),
        float(len(target.keys)),
    )


def _candidates(
    stretch: Stretch, targets: Sequence[Stretch], index: dict[str, list[int]]
) -> list[Stretch]:
    """The targets that share most of the stretch's words, at most `MOST_CANDIDATES`."""
    shared: dict[int, float] = defaultdict(float)
    keys = {key for key in stretch.wording.keys if word_weight(key) > FUNCTION_WEIGHT}
    for key in keys:
        weight = word_weight(key)
        for number in index.get(key, ()):
            shared[number] += weight
    least = (LEAST_SHARE - 0.1) * sum(word_weight(key) for key in keys)
    able = [
        number
        for number, total in shared.items()
        if total >= least and not _overlaps(stretch, targets[number])
    ]
    able.sort(key=lambda number: (-shared[number], -len(targets[number].wording.keys), number))
    return [targets[number] for number in able[:MOST_CANDIDATES]]


def _overlaps(one: Stretch, other: Stretch) -> bool:
    """Whether the two share a place in the article: a stretch is no source of itself."""
    return any(a.overlaps(b) for a in one.spans for b in other.spans)


def _is_fuller(stretch: Stretch, target: Stretch) -> bool:
    """Whether the target has more words, or stands earlier with as many."""
    ours, theirs = len(stretch.wording.keys), len(target.wording.keys)
    if theirs == ours:
        return ours >= LEAST_REPEATED and target.spans[0].start < stretch.spans[0].start
    return theirs > ours
