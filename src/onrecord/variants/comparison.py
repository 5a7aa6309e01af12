"""How one wording stands to another: the answer that `check`, `trace` and `relate` build on.

Before: `words` splits texts, `wordings` reads their marks, `alignment` finds the equal runs,
`edits` says what lies between. After: `relations` within an article, the answers across articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.values import Change, RelationKind, Span
from onrecord.variants.alignment import EqualRun, align
from onrecord.variants.commonness import (
    FUNCTION_WEIGHT,
    RARE_WEIGHT,
    is_grave,
    is_negation,
    is_number,
    is_stock_phrase,
    total_weight,
    word_weight,
)
from onrecord.variants.edits import Edit, Passage, find_passages, hidden_words
from onrecord.variants.wordings import Wording, read_wording

LEAST_SHARE = 0.6
"""The share of a wording, by weight, that an altered wording must still have of its target."""
SHORT_SHARE = 0.7
SHORT_WORDS = 10
"""Under so many words, more of them must match."""
LEAST_WEIGHT = 2.0
LEAST_RUN = 3
LEAST_ALTERED = 4
"""Shorter wordings must match exactly."""
LEAST_EXACT = 1.5
LONG_WORD = 7
TRUSTED_WEIGHT = 1.5
TRUSTED_RUN = 2
TRUSTED_SHARE = 0.75
"""Where the speaker is known to be the same, less weight is evidence, if more of it matches."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a wording stands to the best matching stretch of a target.

    `kind` is the first that holds of spliced, altered, bracketed, shortened, fragment, verbatim;
    verbatim means the whole of the target. `changes` turn the target's words into the wording, in
    reading order. `start` and `end` bound the stretch in the target's text, `parts` are its pieces
    (more than one where words were left out or pieces joined). `missing` are stretches of the
    wording that the target does not have. `score` is the share of the wording that matches, 0 to 1.
    `stands_in` says that a bracket stands for words or adds some, not only for the case of a letter.
    """

    kind: RelationKind
    changes: tuple[Change, ...]
    start: int
    end: int
    parts: tuple[Span, ...] = ()
    missing: tuple[Span, ...] = ()
    score: float = 1.0
    stands_in: bool = False


def compare_wordings(words: str, target: str) -> Comparison | None:
    """How `words` stands to the best matching stretch of `target`; None where there is none.

    Typography is never a difference. None too where the two only share common words, and for two or
    three words that do not match exactly. Spliced: the pieces stand more than 20 words or two
    sentences apart in the target (60 words where an omission mark stands between them and the order
    is kept).

    >>> found = compare_wordings("the end is open", "I think the end is still open, you see.")
    >>> found.kind, found.changes
    ('altered', (Change(op='drop', before='still', after='', grave=False),))
    """
    return compare(read_wording(words), read_wording(target))


def compare(wording: Wording, target: Wording, *, trusted: bool = False) -> Comparison | None:
    """`compare_wordings` for wordings that have been read; offsets count in the target's text.

    `trusted` says that one speaker is named for both: then any exact match of two words or more
    counts that is no set phrase, and an altered one needs less in common.
    """
    if not wording.keys or not target.keys:
        return None
    if wording.bracketed and target.bracketed:
        wording = _without_shared_brackets(wording, target)
    runs = align(wording, target)
    if not runs:
        return None
    passages = find_passages(wording, target, runs)
    score = _share(wording, target, passages)
    if not _is_evidence(wording, passages, score, trusted):
        return None
    changes = tuple(_find_changes(wording, target, passages))
    return Comparison(
        kind=_kind(wording, target, passages, changes),
        changes=changes,
        start=min(target.words[passage.there[0]].span.start for passage in passages),
        end=max(target.words[passage.there[1] - 1].span.end for passage in passages),
        parts=tuple(part for passage in passages for part in _parts(target, passage)),
        missing=tuple(_missing(wording, passages)),
        score=score,
        stands_in=any(edit.how == "bracketed" for each in passages for edit in each.edits),
    )


def _without_shared_brackets(wording: Wording, target: Wording) -> Wording:
    """The wording with those brackets read as plain words that the target has too.

    A bracket that is repeated excuses nothing: it stands for what it stood for in the target.
    """
    theirs = {tuple(target.keys[at] for at in group) for group in _groups(target.bracketed)}
    kept = [
        group
        for group in _groups(wording.bracketed)
        if tuple(wording.keys[at] for at in group) not in theirs
    ]
    return replace(wording, bracketed=frozenset(at for group in kept for at in group))


def _groups(numbers: frozenset[int]) -> list[list[int]]:
    """Numbers in runs that follow one another."""
    groups: list[list[int]] = []
    for number in sorted(numbers):
        if groups and groups[-1][-1] == number - 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def is_distinctive(wording: Wording) -> bool:
    """Whether an exact match of these words is evidence of one origin.

    A single word, alone or after "a", must be long and rare; a set phrase never is evidence.
    """
    keys = wording.keys
    if is_stock_phrase(word.key for word in wording.words):
        return False
    telling = [key for key in keys if word_weight(key) > FUNCTION_WEIGHT]
    if (
        len(telling) == 1
        and word_weight(telling[0]) == RARE_WEIGHT
        and len(telling[0]) >= LONG_WORD
    ):
        return True
    return bool(telling) and len(keys) > 1 and total_weight(keys) >= LEAST_EXACT


def _share(wording: Wording, target: Wording, passages: tuple[Passage, ...]) -> float:
    """The share of the wording outside brackets, by weight, that the target has too.

    A word whose ending stands in brackets ("sign[s]") and differs counts for neither, nor does a number
    that stands for another beside words that are the same.
    """
    matched = {number for here, end in _matched(passages) for number in range(here, end)}
    declared = wording.bracketed | (wording.stems.keys() - matched)
    declared |= set(_other_numbers(wording, target, passages))
    weights = {
        number: word_weight(key)
        for number, key in enumerate(wording.keys)
        if number not in declared
    }
    found = sum(weights.get(number, 0.0) for number in matched)
    return min(1.0, found / (sum(weights.values()) or 1.0))


def _other_numbers(
    wording: Wording, target: Wording, passages: tuple[Passage, ...]
) -> Iterator[int]:
    """The places of numbers that stand for another number of the target, next to three equal words."""
    for passage in passages:
        if max(run.length for run in passage.runs) < LEAST_RUN:
            continue
        for edit in passage.edits:
            one = edit.here_end - edit.here == edit.there_end - edit.there == 1
            if one and is_number(wording.keys[edit.here]) and is_number(target.keys[edit.there]):
                yield edit.here


def _matched(passages: tuple[Passage, ...]) -> Iterator[tuple[int, int]]:
    """The ranges of the wording's words that the target has."""
    for passage in passages:
        yield from ((run.here, run.here_end) for run in passage.runs)
        for edit in passage.edits:
            if edit.how in ("same", "moved"):
                yield edit.here, edit.here_end


def _is_evidence(
    wording: Wording, passages: tuple[Passage, ...], score: float, trusted: bool
) -> bool:
    """Whether what the two share is more than common words."""
    plain = len(wording.keys) - len(wording.bracketed)
    as_written = all(edit.how == "same" for passage in passages for edit in passage.edits)
    if score >= 1.0 and len(passages) == 1 and as_written:
        exact = trusted and plain > 1 and not is_stock_phrase(word.key for word in wording.words)
        return exact or is_distinctive(wording)
    ranges = list(_matched(passages))
    telling = [
        [n for n in range(here, end) if score >= 1.0 or not _is_name(wording, n)]
        for here, end in ranges
    ]
    weight = sum(word_weight(wording.keys[n]) for numbers in telling for n in numbers)
    longest = max(end - here for here, end in ranges)
    plainly = max(map(len, telling))
    trusted = trusted and score >= TRUSTED_SHARE
    least = TRUSTED_WEIGHT if trusted else LEAST_WEIGHT
    run = TRUSTED_RUN if trusted else LEAST_RUN
    enough = plain >= LEAST_ALTERED or (score >= 1.0 and is_distinctive(wording))
    return (
        enough
        and score >= (LEAST_SHARE if plain >= SHORT_WORDS else SHORT_SHARE)
        and (weight >= least or plainly > LEAST_ALTERED)
        and (longest >= run or weight >= 2 * LEAST_WEIGHT)
    )


def _is_name(wording: Wording, number: int) -> bool:
    """Whether a word has a capital inside a sentence: two quotations may name the same people."""
    inside = number > 0 and number not in wording.ends
    return inside and wording.text[wording.words[number].span.start].isupper()


def _kind(
    wording: Wording,
    target: Wording,
    passages: tuple[Passage, ...],
    changes: tuple[Change, ...],
) -> RelationKind:
    """The first of the kinds that holds."""
    hows = {edit.how for passage in passages for edit in passage.edits}
    if len(passages) > 1:
        return "spliced"
    if changes:
        return "altered"
    if "bracketed" in hows or _has_own_brackets(wording, target, passages):
        return "bracketed"
    if "marked" in hows:
        return "shortened"
    return "verbatim" if passages[0].there == (0, len(target.keys)) else "fragment"


def _has_own_brackets(wording: Wording, target: Wording, passages: tuple[Passage, ...]) -> bool:
    """Whether a word or letters of it stand in brackets ("[S]he") that the target has without them."""
    declared = wording.stems.keys() | wording.bracketed
    if not declared:
        return False
    parts: list[EqualRun | Edit] = [run for passage in passages for run in passage.runs]
    parts += [each for passage in passages for each in passage.edits if each.how == "same"]
    places = {
        here: there
        for part in parts
        for here, there in zip(
            range(part.here, part.here_end), range(part.there, part.there_end), strict=False
        )
    }
    return any(at in places and places[at] not in target.stems for at in declared)


def _find_changes(
    wording: Wording, target: Wording, passages: tuple[Passage, ...]
) -> Iterator[Change]:
    """The changes of words in reading order."""
    for passage in passages:
        for edit in passage.edits:
            if edit.how in ("unmarked", "moved"):
                yield _change(wording, target, edit)
            elif edit.how == "marked":
                hidden = hidden_words(target, edit)
                if hidden is not None:
                    word = target.slice(hidden.start, hidden.stop)
                    yield Change("drop", word, "", is_negation(target.keys[hidden.start]))


def _change(wording: Wording, target: Wording, edit: Edit) -> Change:
    """One edit as a change, with the words as the two texts write them."""
    before = target.slice(edit.there, edit.there_end)
    after = wording.slice(edit.here, edit.here_end)
    if edit.how == "moved":
        return Change("move", before, after)
    theirs = target.keys[edit.there : edit.there_end]
    ours = wording.keys[edit.here : edit.here_end]
    grave = _grave_words(theirs) != _grave_words(ours)
    if before and after:
        return Change("substitute", before, after, grave)
    return Change("drop", before, "", grave) if before else Change("insert", "", after, grave)


def _grave_words(keys: tuple[str, ...]) -> list[str]:
    """The numbers among these words, and "not" for each negation, sorted."""
    return sorted("not" if is_negation(key) else key for key in keys if is_grave(key))


def _parts(target: Wording, passage: Passage) -> Iterator[Span]:
    """The stretches of the target that one passage of the wording uses, cut at omission marks."""
    start, end = passage.there
    for edit in passage.edits:
        if edit.how == "marked" and start < edit.there:
            yield target.span(start, edit.there)
            start = edit.there_end
    if start < end:
        yield target.span(start, end)


def _missing(wording: Wording, passages: tuple[Passage, ...]) -> Iterator[Span]:
    """The stretches of the wording that are not in the target."""
    for passage in passages:
        for edit in passage.edits:
            if edit.how == "unmarked" and edit.here < edit.here_end:
                yield wording.span(edit.here, edit.here_end)


__all__ = ["Comparison", "compare", "compare_wordings", "is_distinctive"]
