"""What turns the target's words into the wording: edits, from the runs of equal words.

An edit is marked (an omission mark stands where the words are missing), bracketed (the wording says
so) or unmarked: only the last is a change. Before: `alignment`. After: `comparison`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.variants.alignment import (
    MARKED_REACH,
    UNMARKED_REACH,
    EqualRun,
    is_marked,
)
from onrecord.variants.commonness import is_negation, total_weight, word_list
from onrecord.variants.spelling import same_words
from onrecord.variants.wordings import Wording

SENTENCES_CROSSED = 2
"""Ends of sentences that an unmarked gap may cross and still be one passage."""
WRITER_REACH = 30
"""Words of the writer ("he said, and smiled") that may part what is still one passage."""
PASSAGE_REACH = 100
"""Words, the writer's counted, that a marked omission may skip inside one passage."""
BRACKET_REACH = 8
"""Words of the target that one bracket may stand for."""
PLAIN_REACH = 3
"""Plain words that may stand where the target itself has a bracket: "it" for "[the film]"."""
CLOSE_OMISSION = 8
LIMITER_OMISSION = 6
NEGATION_REACH = 3
CONDITIONS = frozenset({"if", "unless", "except"})
LIMITS = frozenset({"only", "almost", "nearly", "alone"})
"""Limiters that turn the sense of what they stand right behind, however much else is left out."""

How = Literal["unmarked", "marked", "bracketed", "moved", "same"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Words `here` to `here_end` of a wording that stand for `there` to `there_end` of the target.

    Either range may be empty. `how` says what excuses it: an omission mark, brackets, spelling
    (same), or nothing; moved words are the same words in another place.
    """

    how: How
    here: int
    here_end: int
    there: int
    there_end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Runs from one place of the target, in its order, and the edits between and around them."""

    runs: tuple[EqualRun, ...]
    edits: tuple[Edit, ...]

    @property
    def there(self) -> tuple[int, int]:
        """The first word of the target that it touches, and the one after the last."""
        starts = [run.there for run in self.runs] + [edit.there for edit in self._touching()]
        ends = [run.there_end for run in self.runs] + [edit.there_end for edit in self._touching()]
        return min(starts), max(ends)

    def _touching(self) -> list[Edit]:
        return [edit for edit in self.edits if edit.there < edit.there_end]


def find_passages(
    wording: Wording, target: Wording, runs: Sequence[EqualRun]
) -> tuple[Passage, ...]:
    """The passages of the target that the wording is made of, in the wording's order."""
    groups = _part_where_far(wording, target, tuple(_split_where_parted(target, runs)))
    passages = []
    for number, group in enumerate(groups):
        start = 0 if number == 0 else groups[number - 1][-1].here_end
        end = groups[number + 1][0].here if number + 1 < len(groups) else len(wording.keys)
        passages.append(_read_passage(wording, target, group, (start, end)))
    return tuple(passages)


def _split_where_parted(target: Wording, runs: Sequence[EqualRun]) -> Iterator[EqualRun]:
    """The runs, cut where too much of the writer's own stands between two words of the target."""
    wide = sorted(at for at, count in target.parted.items() if count > WRITER_REACH)
    for run in runs:
        here, there = run.here, run.there
        for at in wide:
            if there < at < run.there_end:
                yield EqualRun(here, there, at - there)
                here, there = here + at - there, at
        yield EqualRun(here, there, run.there_end - there)


def _part_where_far(
    wording: Wording, target: Wording, runs: Sequence[EqualRun]
) -> list[list[EqualRun]]:
    """The runs in groups, a new one wherever the next is in a distant passage."""
    groups = [[runs[0]]]
    for before, after in pairwise(runs):
        if is_far(wording, target, before, after):
            groups.append([after])
        else:
            groups[-1].append(after)
    return groups


def is_far(wording: Wording, target: Wording, before: EqualRun, after: EqualRun) -> bool:
    """Whether two runs that follow one another in the wording are distant in the target.

    Distant: more than `UNMARKED_REACH` words, `SENTENCES_CROSSED` ends of sentences or `WRITER_REACH`
    words of the writer apart, in either direction; where an omission mark stands between them and
    the order is kept, more than `MARKED_REACH` words, or `PASSAGE_REACH` with the writer's.
    """
    forward = after.there >= before.there_end
    start, end = (before.there_end, after.there) if forward else (after.there_end, before.there)
    written = sum(count for at, count in target.parted.items() if start <= at <= end)
    if forward and is_marked(wording, before, after):
        return end - start > MARKED_REACH or end - start + written > PASSAGE_REACH
    if written > WRITER_REACH:
        return True
    crossed = sum(number in target.ends for number in range(start, end + 1))
    return end - start > UNMARKED_REACH or crossed > SENTENCES_CROSSED


def _read_passage(
    wording: Wording, target: Wording, runs: list[EqualRun], bounds: tuple[int, int]
) -> Passage:
    """The edits of one group of runs, from word `bounds[0]` to `bounds[1]` of the wording."""
    kept = _heaviest_in_order(wording, runs)
    moved = [run for run in runs if run not in kept]
    main = _slide_holes(wording, target, kept)
    edits = [Edit("moved", r.here, r.here_end, r.there, r.there_end) for r in moved]
    edits += _front_edits(wording, target, main[0], bounds[0], moved)
    for before, after in pairwise(main):
        edits += _hole_edits(wording, target, before, after, moved)
    edits += _back_edits(wording, target, main[-1], bounds[1], moved)
    edits += _dropped_beside(main, moved)
    edits = _join_moves(_pair_moves(wording, target, edits))
    return Passage(tuple(main), tuple(sorted(edits, key=lambda edit: (edit.here, edit.there))))


def _slide_holes(wording: Wording, target: Wording, runs: list[EqualRun]) -> list[EqualRun]:
    """The runs with each hole of one text where a reader would see it.

    "free. I was tired. I think" shortened to "free … I think" has lost "I was tired", at the mark,
    and not "was tired. I".
    """
    slid = list(runs)
    for number in range(len(slid) - 1):
        before, after = slid[number], slid[number + 1]
        hole = after.here - before.here_end, after.there - before.there_end
        if 0 not in hole or hole == (0, 0):
            continue
        keys, end = (target.keys, before.there_end) if hole[1] else (wording.keys, before.here_end)
        size = max(hole)
        shifts = [0]
        while -shifts[-1] + 1 < before.length and (
            keys[end + shifts[-1] - 1] == keys[end + size + shifts[-1] - 1]
        ):
            shifts.append(shifts[-1] - 1)
        ahead = 0
        while ahead + 1 < after.length and keys[end + ahead] == keys[end + size + ahead]:
            ahead += 1
            shifts.append(ahead)
        best = max(shifts, key=lambda by: (_hole_fits(wording, target, before, by), -abs(by)))
        slid[number] = EqualRun(before.here, before.there, before.length + best)
        slid[number + 1] = EqualRun(after.here + best, after.there + best, after.length - best)
    return slid


def _hole_fits(wording: Wording, target: Wording, before: EqualRun, by: int) -> int:
    """How well a hole stands `by` words further on: at an omission mark, at a sentence's start."""
    at_mark = before.here_end + by in wording.omissions
    return 2 * at_mark + (before.there_end + by in target.ends)


def _dropped_beside(main: list[EqualRun], moved: list[EqualRun]) -> Iterator[Edit]:
    """The target's words between its moved parts and the rest, where those stand outside it."""
    first, last = main[0], main[-1]
    taken = [(run.there, run.there_end) for run in moved]
    for start, end in _pieces(min([first.there, *(r.there for r in moved)]), first.there, taken):
        yield Edit("unmarked", first.here, first.here, start, end)
    after = max([last.there_end, *(run.there_end for run in moved)])
    for start, end in _pieces(last.there_end, after, taken):
        yield Edit("unmarked", last.here_end, last.here_end, start, end)


def _heaviest_in_order(wording: Wording, runs: list[EqualRun]) -> list[EqualRun]:
    """The runs of the heaviest part that keeps the target's order; the others have been moved."""
    best: list[tuple[float, int]] = []
    for number, run in enumerate(runs):
        weight = total_weight(wording.keys[run.here : run.here_end]) + run.length * 1e-3
        before = [
            (best[earlier][0], earlier)
            for earlier in range(number)
            if runs[earlier].there_end <= run.there
        ]
        score, step = max(before, default=(0.0, -1))
        best.append((score + weight, step))
    at = max(range(len(runs)), key=lambda number: best[number][0])
    chain = []
    while at >= 0:
        chain.append(runs[at])
        at = best[at][1]
    return chain[::-1]


# --- holes and edges -----------------------------------------------------------------------------


def _hole_edits(
    wording: Wording, target: Wording, before: EqualRun, after: EqualRun, moved: list[EqualRun]
) -> Iterator[Edit]:
    """The edits between two runs that keep their order."""
    ours = _pieces(before.here_end, after.here, [(r.here, r.here_end) for r in moved])
    theirs = _pieces(before.there_end, after.there, [(r.there, r.there_end) for r in moved])
    if not ours and not theirs:
        return
    if is_marked(wording, before, after) and theirs:
        for start, end in theirs:
            yield Edit("marked", before.here_end, before.here_end, start, end)
        for start, end in ours:
            yield from _insertions(wording, start, end, before.there_end)
        return
    for number in range(max(len(ours), len(theirs))):
        here = ours[number] if number < len(ours) else (after.here, after.here)
        there = theirs[number] if number < len(theirs) else (after.there, after.there)
        yield from _substitution(wording, target, here, there)


def _pieces(start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a range without the taken ranges, in order."""
    pieces = []
    for first, last in sorted(taken):
        if last <= start or first >= end:
            continue
        if start < first:
            pieces.append((start, first))
        start = max(start, last)
    return [*pieces, (start, end)] if start < end else pieces


def _substitution(
    wording: Wording, target: Wording, here: tuple[int, int], there: tuple[int, int]
) -> Iterator[Edit]:
    """One hole in both texts: nothing, a bracket that stands for words, or a change of words."""
    ours, theirs = wording.keys[here[0] : here[1]], target.keys[there[0] : there[1]]
    plain = [number for number in range(*here) if number not in wording.bracketed]
    if same_words(ours, theirs):
        yield Edit("same", *here, *there)
    elif len(plain) < len(ours) and not _hides(target, *there, ours):
        if there[1] - there[0] > BRACKET_REACH:
            yield Edit("unmarked", here[0], here[0], *there)
            there = (there[1], there[1])
        yield Edit("bracketed", *here, *there)
        for number in plain:
            yield Edit("unmarked", number, number + 1, there[1], there[1])
    elif _completes(wording, here, theirs) or (
        theirs and len(ours) <= PLAIN_REACH and target.bracketed.issuperset(range(*there))
    ):
        yield Edit("bracketed", *here, *there)
    else:
        yield Edit("unmarked", *here, *there)


def _insertions(wording: Wording, start: int, end: int, there: int) -> Iterator[Edit]:
    """Words that only the wording has: bracketed ones are declared, others are not."""
    at = start
    while at < end:
        bracketed = at in wording.bracketed
        last = at
        while last < end and (last in wording.bracketed) == bracketed:
            last += 1
        yield Edit("bracketed" if bracketed else "unmarked", at, last, there, there)
        at = last


def _hides(target: Wording, start: int, end: int, ours: Sequence[str]) -> bool:
    """Whether a bracket stands for a negation that it does not itself contain."""
    return any(is_negation(key) for key in target.keys[start:end]) and not any(
        is_negation(key) for key in ours
    )


def _completes(wording: Wording, here: tuple[int, int], theirs: Sequence[str]) -> bool:
    """Whether one word with brackets inside ("work[ed]") keeps the letters of the target's word."""
    stem = wording.stems.get(here[0]) if here[1] - here[0] == 1 and len(theirs) == 1 else None
    return stem is not None and (theirs[0].startswith(stem) or theirs[0].endswith(stem))


def _front_edits(
    wording: Wording, target: Wording, first: EqualRun, start: int, moved: list[EqualRun]
) -> Iterator[Edit]:
    """The edits before the first run: what stands in the place of the target's words there."""
    pieces = _pieces(start, first.here, [(run.here, run.here_end) for run in moved])
    for number, here in enumerate(pieces):
        if number < len(pieces) - 1 or here[1] != first.here:
            yield from _insertions(wording, *here, first.there)
            continue
        reach = first.there if moved else _reach_back(wording, target, here, first.there)
        there = (reach, first.there)
        yield from _edge_edit(wording, target, here, there)


def _back_edits(
    wording: Wording, target: Wording, last: EqualRun, end: int, moved: list[EqualRun]
) -> Iterator[Edit]:
    """The edits after the last run."""
    pieces = _pieces(last.here_end, end, [(run.here, run.here_end) for run in moved])
    for number, here in enumerate(pieces):
        if number or here[0] != last.here_end:
            yield from _insertions(wording, *here, last.there_end)
            continue
        reach = last.there_end if moved else _reach_on(wording, target, here, last.there_end)
        there = (last.there_end, reach)
        yield from _edge_edit(wording, target, here, there)


def _edge_edit(
    wording: Wording, target: Wording, here: tuple[int, int], there: tuple[int, int]
) -> Iterator[Edit]:
    """An edit at the edge: bracketed words need no counterpart there."""
    if all(number in wording.bracketed for number in range(*here)):
        ours, theirs = wording.keys[here[0] : here[1]], target.keys[there[0] : there[1]]
        keep = same_words(ours, theirs)
        yield Edit("same" if keep else "bracketed", *here, *(there if keep else there[:1] * 2))
    else:
        yield from _substitution(wording, target, here, there)


def _reach_back(wording: Wording, target: Wording, here: tuple[int, int], there: int) -> int:
    """Where in the target the words begin that the wording's first words stand for."""
    ours, count = wording.keys[here[0] : here[1]], here[1] - here[0]
    for start in range(max(0, there - count - 1), there):
        if same_words(ours, target.keys[start:there]):
            return start
    start = there
    while start > max(0, there - count) and start not in target.ends:
        start -= 1
    return start


def _reach_on(wording: Wording, target: Wording, here: tuple[int, int], there: int) -> int:
    """Where in the target the words end that the wording's last words stand for."""
    ours, count = wording.keys[here[0] : here[1]], here[1] - here[0]
    for end in range(there + 1, min(len(target.keys), there + count + 1) + 1):
        if same_words(ours, target.keys[there:end]):
            return end
    end = there
    while end < min(len(target.keys), there + count) and end not in target.ends:
        end += 1
    return end


# --- moves and omissions -------------------------------------------------------------------------


def _pair_moves(wording: Wording, target: Wording, edits: list[Edit]) -> list[Edit]:
    """The edits with words dropped in one place and inserted in another as one move."""
    drops = [edit for edit in edits if edit.how == "unmarked" and edit.there < edit.there_end]
    left = list(edits)
    for drop in drops:
        words = sorted(target.keys[drop.there : drop.there_end])
        for insert in left:
            ours = sorted(wording.keys[insert.here : insert.here_end])
            if insert.how == "unmarked" and ours == words and drop in left:
                left.remove(insert)
                if drop in left:
                    left.remove(drop)
                left.append(Edit("moved", insert.here, insert.here_end, drop.there, drop.there_end))
                left += _remainders(insert, drop)
                break
    return left


def _join_moves(edits: list[Edit]) -> list[Edit]:
    """The edits with moves that touch in both texts, in whatever order, as one."""
    moves = sorted((e for e in edits if e.how == "moved"), key=lambda edit: edit.here)
    joined: list[Edit] = []
    for move in moves:
        last = joined[-1] if joined else None
        touch = last is not None and (last.there_end == move.there or move.there_end == last.there)
        if last is not None and last.here_end == move.here and touch:
            there = min(last.there, move.there), max(last.there_end, move.there_end)
            joined[-1] = Edit("moved", last.here, move.here_end, *there)
        else:
            joined.append(move)
    return [edit for edit in edits if edit.how != "moved"] + joined


def _remainders(insert: Edit, drop: Edit) -> list[Edit]:
    """What two substitutions leave when the words of one moved to the other."""
    if insert == drop:
        return []
    rest = []
    if insert.there < insert.there_end:
        rest.append(Edit("unmarked", insert.here, insert.here, insert.there, insert.there_end))
    if drop.here < drop.here_end:
        rest.append(Edit("unmarked", drop.here, drop.here_end, drop.there, drop.there))
    return rest


def hidden_words(target: Wording, edit: Edit) -> range | None:
    """The word of a marked omission whose loss turns the sense, or None.

    A negation within a short omission, or next to the words kept with no stop between; a condition ("if") or
    a limiter ("only", "alone") where hardly more than it was left out, or where it comes first.
    """
    start, end = edit.there, edit.there_end
    if (
        any(number in target.ends for number in range(start + 1, end))
        and end - start > NEGATION_REACH
    ):
        near = [number for number in range(start, end) if _touches(target, number, start, end)]
    elif end - start <= CLOSE_OMISSION and end not in target.ends and start not in target.ends:
        near = list(range(start, end))
    else:
        near = [number for number in range(start, end) if _touches(target, number, start, end)]
    for number in near:
        key, adjoins = target.keys[number], number == start
        if is_negation(key):
            return range(number, number + 1)
        if key in CONDITIONS and (adjoins or end - start <= CLOSE_OMISSION):
            return range(number, number + 1)
        if key in LIMITS and adjoins:
            return range(number, number + 1)
        limits = key in word_list("limiters") or key == "alone"
        if limits and end - start <= LIMITER_OMISSION:
            return range(number, number + 1)
    return None


def _touches(target: Wording, number: int, start: int, end: int) -> bool:
    """Whether no stop parts a word of an omission from the kept words that it stands next to."""
    if number - start < NEGATION_REACH and not _has_stop(target, start - 1, number):
        return True
    return end - number <= NEGATION_REACH and not _has_stop(target, number, end)


def _has_stop(target: Wording, first: int, last: int) -> bool:
    """Whether a comma, dash or full stop stands between two words of the target."""
    if first < 0 or last >= len(target.words):
        return True
    between = target.text[target.words[first].span.start : target.words[last].span.end]
    return any(sign in between for sign in ",;:.!?—–…")
