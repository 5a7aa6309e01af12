"""Where the words of one wording stand in another: blocks of equal words, in the wording's order.

Seeds are shared pairs of words and shared rare words; a chain of them is the best account of the
wording (as in the alignment of genomes: gaps cost by length, a jump elsewhere costs more); the
holes between and the edges are then filled word by word with rapidfuzz. Cost is linear in the
target's length. Before: `wordings`. After: `edits`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from rapidfuzz.distance import Indel

from onrecord.variants.commonness import FUNCTION_WEIGHT, total_weight, word_weight
from onrecord.variants.wordings import Wording

_Seed = TypeVar("_Seed", str, tuple[str, str])

MARKED_REACH = 60
"""Words that a marked omission may skip inside one passage."""
UNMARKED_REACH = 20
"""Words that may be left out or crossed without a mark and still be one passage."""
JUMP_COST = 2.9
"""What going to another passage costs: about three rare words."""
SKIP_COST = 0.1
MOST_BLOCKS = 160
MOST_REPEATS = 40
"""A word or pair that stands more often in a wording says nothing of where the wording stands."""


@dataclass(frozen=True, slots=True)
class EqualRun:
    """Words `here` … of a wording that equal words `there` … of the target, `length` of them."""

    here: int
    there: int
    length: int

    @property
    def here_end(self) -> int:
        """The index after the last word in the wording."""
        return self.here + self.length

    @property
    def there_end(self) -> int:
        """The index after the last word in the target."""
        return self.there + self.length

    def after(self, before: EqualRun) -> EqualRun:
        """The part of this run that shares no word with the run `before` it; length may be 0."""
        cut = max(0, before.here_end - self.here)
        if before.there < self.there + cut < before.there_end:
            cut = before.there_end - self.there
        cut = min(cut, self.length)
        return EqualRun(self.here + cut, self.there + cut, self.length - cut)


def align(wording: Wording, target: Wording) -> tuple[EqualRun, ...]:
    """The runs of equal words that best account for `wording`, in its order; none may be shared.

    The runs may stand in another order in the target, or far apart; `edits` judges that.
    """
    whole = _find_whole(wording, target)
    if whole is not None:
        return (whole,)
    chain = best_chain(wording, find_runs(wording, target))
    return fill_holes(wording, target, chain) if chain else ()


def has_on_end(wording: Wording, target: Wording) -> bool:
    """Whether the target has all words of the wording on end."""
    return _find_whole(wording, target) is not None


def _find_whole(wording: Wording, target: Wording) -> EqualRun | None:
    """All words of the wording on end, where the target first has them so."""
    if wording.bracketed or not wording.keys:
        return None
    keys = f" {' '.join(target.keys)} "
    at = keys.find(f" {' '.join(wording.keys)} ")
    return None if at < 0 else EqualRun(0, keys.count(" ", 0, at), len(wording.keys))


# --- seeds ---------------------------------------------------------------------------------------


def find_runs(wording: Wording, target: Wording) -> list[EqualRun]:
    """The longest runs of shared words, heaviest first, at most `MOST_BLOCKS`, then in order."""
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    rare: dict[str, list[int]] = defaultdict(list)
    keys = wording.keys
    for here, key in enumerate(keys):
        if here in wording.bracketed:
            continue
        if word_weight(key) > FUNCTION_WEIGHT:
            rare[key].append(here)
        if here + 1 < len(keys) and here + 1 not in wording.bracketed:
            pairs[key, keys[here + 1]].append(here)
    runs = _merge_seeds(_find_seeds(target.keys, _seldom(pairs), _seldom(rare)))
    runs.sort(key=lambda run: (-_weight(wording, run), run.there))
    return sorted(runs[:MOST_BLOCKS], key=lambda run: (run.here, run.there))


def _seldom(places: Mapping[_Seed, list[int]]) -> dict[_Seed, list[int]]:
    """The words or pairs that do not stand everywhere in the wording."""
    return {seed: here for seed, here in places.items() if len(here) <= MOST_REPEATS}


def _find_seeds(
    keys: Sequence[str],
    pairs: dict[tuple[str, str], list[int]],
    rare: dict[str, list[int]],
) -> Iterable[EqualRun]:
    """Each shared pair and each shared word that is no function word, in the target's order."""
    last = len(keys) - 1
    for there, key in enumerate(keys):
        for here in rare.get(key, ()):
            yield EqualRun(here, there, 1)
        if there < last:
            for here in pairs.get((key, keys[there + 1]), ()):
                yield EqualRun(here, there, 2)


def _merge_seeds(seeds: Iterable[EqualRun]) -> list[EqualRun]:
    """Seeds that follow or overlap one another on one diagonal, as one run each."""
    done: list[EqualRun] = []
    last: dict[int, EqualRun] = {}
    for seed in seeds:
        diagonal = seed.there - seed.here
        before = last.get(diagonal)
        if before is not None and seed.there <= before.there_end:
            length = max(before.length, seed.there_end - before.there)
            last[diagonal] = EqualRun(before.here, before.there, length)
            continue
        if before is not None:
            done.append(before)
        last[diagonal] = seed
    return done + list(last.values())


def _weight(wording: Wording, run: EqualRun) -> float:
    """What the words of a run are worth together."""
    return total_weight(wording.keys[run.here : run.here_end])


# --- the chain -----------------------------------------------------------------------------------


def best_chain(wording: Wording, runs: list[EqualRun]) -> list[EqualRun]:
    """The runs that together account for most of the wording, less what their gaps cost."""
    whole = next((run for run in runs if run.length == len(wording.keys)), None)
    if whole is not None:
        return [whole]
    scores: list[float] = []
    steps: list[tuple[int, EqualRun]] = []
    for number, run in enumerate(runs):
        score, step = _weight(wording, run), (-1, run)
        for earlier in range(number):
            before = steps[earlier][1]
            trimmed = run.after(before)
            if runs[earlier].here >= run.here or trimmed.length <= 0:
                continue
            cost = gap_cost(wording, before, trimmed)
            total = scores[earlier] + _weight(wording, trimmed) - cost
            if total > score + 1e-9:
                score, step = total, (earlier, trimmed)
        scores.append(score)
        steps.append(step)
    return _walk_back(scores, steps)


def _walk_back(scores: list[float], steps: list[tuple[int, EqualRun]]) -> list[EqualRun]:
    """The chain that ends with the highest score, in order."""
    chain: list[EqualRun] = []
    at = max(range(len(scores)), key=lambda number: (scores[number], -number), default=-1)
    while at >= 0:
        chain.append(steps[at][1])
        at = steps[at][0]
    return chain[::-1]


def gap_cost(wording: Wording, before: EqualRun, after: EqualRun) -> float:
    """What it costs to go from one run to the next: words skipped, order broken, passage left."""
    skipped = after.there - before.there_end
    if skipped < 0:
        back = before.there - after.there_end
        if back < 0:
            return JUMP_COST + 10 * SKIP_COST
        return min(JUMP_COST, 5 * SKIP_COST + SKIP_COST * back)
    if is_marked(wording, before, after):
        return min(JUMP_COST, 0.01 * skipped)
    inserted = after.here - before.here_end
    return min(JUMP_COST, SKIP_COST * abs(skipped - inserted))


def is_marked(wording: Wording, before: EqualRun, after: EqualRun) -> bool:
    """Whether an omission mark stands between two runs of the wording."""
    return any(mark in wording.omissions for mark in range(before.here_end, after.here + 1))


# --- holes and edges -----------------------------------------------------------------------------


def fill_holes(wording: Wording, target: Wording, chain: list[EqualRun]) -> tuple[EqualRun, ...]:
    """The chain with the equal words between its runs and at its edges, too common to be seeds."""
    filled = [*_fill_front(wording, target, chain[0]), chain[0]]
    for before, after in pairwise(chain):
        if 0 < after.there - before.there_end <= MARKED_REACH + UNMARKED_REACH:
            holes = (before.here_end, after.here), (before.there_end, after.there)
            filled += _equal_runs(wording, target, *holes)
        filled.append(after)
    filled += _fill_back(wording, target, chain[-1])
    taken = _without_shared(filled)
    return tuple(_join_runs(taken))


def _equal_runs(
    wording: Wording, target: Wording, here: tuple[int, int], there: tuple[int, int]
) -> list[EqualRun]:
    """The equal words of a hole, by the fewest words dropped and inserted."""
    ours = ["" if number in wording.bracketed else wording.keys[number] for number in range(*here)]
    theirs = target.keys[there[0] : there[1]]
    if not ours or not theirs:
        return []
    return [
        EqualRun(here[0] + op.dest_start, there[0] + op.src_start, op.src_end - op.src_start)
        for op in Indel.opcodes(theirs, ours)
        if op.tag == "equal"
    ]


def _fill_front(wording: Wording, target: Wording, first: EqualRun) -> list[EqualRun]:
    """The equal words before the first run: from where in the target they cost least."""
    count = first.here
    if not count:
        return []
    ours = set(wording.keys[:count])
    best: tuple[float, list[EqualRun]] = (0.0, [])
    for start in range(first.there - 1, max(-1, first.there - 2 * min(count, 40) - 6), -1):
        if target.keys[start] in ours:
            runs = _equal_runs(wording, target, (0, count), (start, first.there))
            best = _better(best, wording, runs, first.there - start)
    return best[1]


def _fill_back(wording: Wording, target: Wording, last: EqualRun) -> list[EqualRun]:
    """The equal words after the last run: up to where in the target they cost least."""
    here = (last.here_end, len(wording.keys))
    count = here[1] - here[0]
    if not count:
        return []
    ours = set(wording.keys[here[0] :])
    best: tuple[float, list[EqualRun]] = (0.0, [])
    reach = min(len(target.keys), last.there_end + 2 * min(count, 40) + 5)
    for end in range(last.there_end, reach):
        if target.keys[end] in ours:
            runs = _equal_runs(wording, target, here, (last.there_end, end + 1))
            best = _better(best, wording, runs, end + 1 - last.there_end)
    return best[1]


def _better(
    best: tuple[float, list[EqualRun]], wording: Wording, runs: list[EqualRun], width: int
) -> tuple[float, list[EqualRun]]:
    """The better of two ways to fill an edge: words matched less words skipped."""
    matched = sum(run.length for run in runs)
    value = sum(_weight(wording, run) for run in runs) - SKIP_COST * (width - matched)
    return (value, runs) if value > best[0] + 1e-9 else best


def _without_shared(runs: list[EqualRun]) -> list[EqualRun]:
    """The runs without those that use words of the target that a heavier run has."""
    kept: list[EqualRun] = []
    for run in sorted(runs, key=lambda run: -run.length):
        if not any(run.there < other.there_end and other.there < run.there_end for other in kept):
            kept.append(run)
    return sorted(kept, key=lambda run: run.here)


def _join_runs(runs: list[EqualRun]) -> list[EqualRun]:
    """Runs that touch in both texts joined to one."""
    joined: list[EqualRun] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before and (before.here_end, before.there_end) == (run.here, run.there):
            joined[-1] = EqualRun(before.here, before.there, before.length + run.length)
        else:
            joined.append(run)
    return joined
