"""Cues in the order of their times, without the lines that rolling captions show again.

Before: `captions`, `podcast_json`. After: `said`. Automatic captions show each line twice or three
times as it rolls up; live ones show a line again each time it grows. Nobody said those words twice.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from onrecord.article.cues import Cue, counted

_ROLLS = 0.3
"""A file rolls where this share of its cues begins with the line before. Of 38 talks of GUM's train part,
written as captions that do not roll, none has more than 4.5% ("No." / "No.")."""
_LONG_PART = 5
"""So many cues in order make a part of a recording, whose clock may begin anew."""


def put_in_order(cues: tuple[Cue, ...]) -> tuple[tuple[Cue, ...], tuple[str, ...]]:
    """The cues by time, and what was moved; two parts of a recording, each with its clock, stay apart."""
    runs = _runs(cues)
    if len(runs) == 1:
        return cues, ()
    if _are_parts(runs):
        return cues, (
            f"The clock goes back {counted(len(runs) - 1, 'time')}: the captions stay in the file's order.",
        )
    ordered = sorted(_with_times(cues), key=lambda pair: pair[0])
    moved = sum(one[1] is not other for one, other in zip(ordered, cues, strict=True))
    return tuple(cue for _, cue in ordered), (
        f"{counted(moved, 'caption')} stood out of order: sorted by time.",
    )


def _runs(cues: tuple[Cue, ...]) -> list[list[Cue]]:
    """The cues cut where their time goes back."""
    runs: list[list[Cue]] = [[]]
    last = float("-inf")
    for cue in cues:
        if cue.start is not None and cue.start < last:
            runs.append([])
        runs[-1].append(cue)
        last = cue.start if cue.start is not None else last
    return runs


def _are_parts(runs: list[list[Cue]]) -> bool:
    """Whether runs are parts of a recording: all long, and their times would fall into one another."""
    ranges = sorted(
        (min(times), max(times))
        for run in runs
        if (times := [cue.start for cue in run if cue.start is not None])
    )
    mixed = any(first[1] > second[0] for first, second in pairwise(ranges))
    return mixed and all(len(run) >= _LONG_PART for run in runs)


def _with_times(cues: tuple[Cue, ...]) -> list[tuple[float, Cue]]:
    """Each cue with its time, one without a time with that of the cue before."""
    found, last = [], float("-inf")
    for cue in cues:
        last = cue.start if cue.start is not None else last
        found.append((last, cue))
    return found


def drop_repeats(cues: tuple[Cue, ...]) -> tuple[tuple[Cue, ...], tuple[str, ...]]:
    """The cues without what the cue before shows already, where a file rolls; and how much that was."""
    cues, twice = _drop_twins(cues)
    shown = [_shown_before(one, other) for one, other in pairwise(cues)]
    if sum(count > 0 for count in shown) < max(2, _ROLLS * len(cues)):
        return cues, twice
    kept = [cues[0]] if cues else []
    for cue, count in zip(cues[1:], shown, strict=True):
        words = cue.text.split()[count:]
        if words:
            kept.append(replace(cue, lines=(" ".join(words),)))
    repeats = counted(sum(count > 0 for count in shown), "caption")
    return tuple(kept), (
        *twice,
        f"Rolling captions: words that {repeats} showed again were left out.",
    )


def _drop_twins(cues: tuple[Cue, ...]) -> tuple[tuple[Cue, ...], tuple[str, ...]]:
    """The cues without any that stand there twice, words and times alike."""
    once: dict[tuple[object, ...], Cue] = {}
    kept = []
    for cue in cues:
        key = (cue.start, cue.end, cue.lines, cue.voice)
        if cue.start is None or key not in once:
            kept.append(cue)
        once[key] = cue
    dropped = len(cues) - len(kept)
    told = (f"{counted(dropped, 'caption')} left out that came twice at the same time.",)
    return tuple(kept), told if dropped else ()


def _shown_before(earlier: Cue, later: Cue) -> int:
    """How many words at the beginning of a cue the cue before shows too, in whole lines.

    >>> _shown_before(Cue(0, 1, ("we cut", "the bell")), Cue(1, 2, ("the bell", "and the rope")))
    2
    """
    if earlier.voice != later.voice:
        return 0
    shown, words = earlier.text.split(), later.text.split()
    begins = 0
    for line in earlier.lines:
        tail = shown[begins:]
        if len(tail) <= len(words) and words[: len(tail)] == tail:
            return len(tail)
        begins += len(line.split())
    return 0
