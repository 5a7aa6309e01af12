"""Which words of a source and of a draft a change is about, as places to light up side by side.

A verdict's changes are told in words; here the two texts are laid beside each other once more to find where
those words stand. Before: a verdict. After: the command line prints draft and source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.values import Change, Span
from onrecord.variants import split_words


@dataclass(frozen=True, slots=True)
class Differing:
    """The stretches of a source that a draft changes, and what the draft has there."""

    source: tuple[Span, ...] = ()
    draft: tuple[Span, ...] = ()


def find_differing(source: str, draft: str, changes: Sequence[Change]) -> Differing:
    """Where the changed words stand; words that only a marked omission leaves out are no change.

    >>> found = find_differing("it was eleven degrees", "it was seven degrees", [
    ...     Change("substitute", "eleven", "seven", grave=True)])
    >>> [span.of("it was eleven degrees") for span in found.source]
    ['eleven']
    """
    theirs, ours = split_words(source), split_words(draft)
    lost = {word.key for change in changes for word in split_words(change.before)}
    new = {word.key for change in changes for word in split_words(change.after)}
    matcher = SequenceMatcher(
        None, [word.key for word in theirs], [word.key for word in ours], autojunk=False
    )
    left: list[Span] = []
    right: list[Span] = []
    for op, low, high, first, last in matcher.get_opcodes():
        if op == "equal":
            continue
        if low < high and all(word.key in lost for word in theirs[low:high]):
            left.append(Span(theirs[low].span.start, theirs[high - 1].span.end))
        if first < last and all(word.key in new for word in ours[first:last]):
            right.append(Span(ours[first].span.start, ours[last - 1].span.end))
    return Differing(tuple(left), tuple(right))
