"""Where the words of a quotation stand in the held articles: the best source, or a splice of two.

Before: `held_words`. After: `check` turns a finding into a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.answers.held_words import HeldWords, Told
from onrecord.values import Span, Speaker, Statement
from onrecord.variants import Comparison, Wording, compare, may_be_same, same_name
from onrecord.variants.alignment import align, has_on_end
from onrecord.variants.commonness import total_weight, word_weight

LEAST_SHARED = 0.45
"""The share of a quotation's words, by weight, that a source must have to be compared at all."""
SIGNATURE_WORDS = 8
"""From so many words on, nobody says the same by chance: then the earliest source counts."""
PIECE_WORDS = 4
"""Words that each piece of a splice across articles must have on end."""
PIECES_SHARE = 0.9
LEAST_ADDED = 2.0
"""What a second article must add to the best passage of one, by weight: a word changed is no splice."""
SPLICE_COST = 0.15
"""Joined from exact pieces is a better account than one passage with more than this changed."""
ALTERED_WEIGHT = 3.5
"""What another speaker's words must share with a quotation, by weight, to be called its source."""
MISGIVEN_WEIGHT = 2.75
"""Another speaker's words of less weight are no sign of a wrong name: two people may say them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A quotation's words in one source. `statement` is None where the article only prints them."""

    comparison: Comparison
    held: HeldWords
    told: Told
    statement: Statement | None

    @property
    def clean(self) -> bool:
        """Whether the words are the source's words, omissions and brackets marked."""
        return not self.comparison.changes and self.comparison.kind != "spliced"


def find_sources(
    wording: Wording, speaker: Speaker, held: Iterable[HeldWords], place: Span
) -> list[Finding]:
    """The findings for a quotation, best first. `place` is where it stands in the draft itself."""
    found = [
        finding
        for source in held
        for finding in _search(wording, speaker, source, place if source.draft else None)
        if _tells(wording, speaker, finding)
    ]
    return sorted(found, key=lambda finding: _order(wording, speaker, finding))


def _tells(wording: Wording, speaker: Speaker, finding: Finding) -> bool:
    """Whether a finding says anything: a few plain words that another speaker has differently do not."""
    if finding.clean or finding.statement is None:
        return True
    shared = finding.comparison.score * total_weight(wording.keys)
    return may_be_same(finding.statement.speaker, speaker) or shared >= ALTERED_WEIGHT


def is_plain(wording: Wording) -> bool:
    """Whether two people may say these words by chance."""
    return total_weight(wording.keys) < MISGIVEN_WEIGHT


def _search(
    wording: Wording, speaker: Speaker, source: HeldWords, place: Span | None
) -> Iterator[Finding]:
    """The findings of one source: in speech first, else anywhere in its text."""
    clean = complete = False
    weight = total_weight(wording.keys) or 1.0
    for told in source.told if place is None else _elsewhere(wording, source, place):
        shared = set(told.wording.keys)
        if sum(word_weight(key) for key in wording.keys if key in shared) < LEAST_SHARED * weight:
            continue
        trusted = _is_named(speaker, told)
        comparison = compare(wording, told.wording, trusted=trusted)
        if comparison is not None:
            finding = _finding(comparison, source, told)
            clean = clean or finding.clean
            complete = complete or comparison.score >= 1.0
            yield finding
    if clean or place is not None:
        return
    if complete and not has_on_end(wording, source.whole.wording):
        return  # all words are somebody's: what else the article prints has them no better
    for told in _printed(source):
        comparison = compare(wording, told.wording)
        if comparison is not None and (told is source.whole or _of_one(comparison, told)):
            finding = _finding(comparison, source, told)
            yield finding
            if finding.clean:
                return


def _printed(source: HeldWords) -> Iterator[Told]:
    """What a source prints, whoever said it: first what stands in quotation marks."""
    yield source.read_marked()
    yield source.whole


def _of_one(comparison: Comparison, told: Told) -> bool:
    """Whether the words begin and end in statements of speakers who may be one."""
    first, last = told.statement_at(comparison.start), told.statement_at(comparison.end - 1)
    return first is None or last is None or may_be_same(first.speaker, last.speaker)


def _elsewhere(wording: Wording, source: HeldWords, place: Span) -> Iterator[Told]:
    """Words of the draft that may be the source of others in it: fuller, and in another place."""
    for told in source.told:
        spans = tuple(span for span in told.spans if not span.overlaps(place))
        words = told.wording if spans == told.spans else source.whole.wording.within(spans)
        if len(words.keys) > len(wording.keys):
            yield Told(words, spans, told.statements)


def _is_named(speaker: Speaker, told: Told) -> bool:
    """Whether both name the same speaker."""
    names = [statement.speaker.name for statement in told.statements]
    return speaker.name is not None and any(
        name is not None and same_name(name, speaker.name) for name in names
    )


def _finding(comparison: Comparison, source: HeldWords, told: Told) -> Finding:
    return Finding(comparison, source, told, told.statement_at(comparison.start))


def _order(wording: Wording, speaker: Speaker, finding: Finding) -> tuple[object, ...]:
    """What makes one source better than another; the least sorts first."""
    comparison, statement = finding.comparison, finding.statement
    changed = sum(len(each.before) + len(each.after) for each in comparison.changes)
    other = statement is None or not may_be_same(statement.speaker, speaker)
    return (
        not finding.clean,
        -round(comparison.score - SPLICE_COST * (comparison.kind == "spliced"), 2),
        changed,
        finding.held.draft,
        other and len(wording.keys) < SIGNATURE_WORDS,
        statement is None,
        finding.held.published or date.max,
        other,
        -len(finding.told.wording.keys),
        finding.held.key,
        comparison.start,
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `here` to `here_end` of a quotation that stand on end in one source at `span`."""

    here: int
    here_end: int
    held: HeldWords
    span: Span


def find_splice(
    wording: Wording, held: Sequence[HeldWords], best: Finding | None
) -> Finding | None:
    """The source of the first piece, where a quotation is joined from words of several sources.

    `best` is the best passage of one source: where a few common words of another would do no more
    than explain a change in it, it stays altered.
    """
    total = total_weight(wording.keys)
    least = LEAST_ADDED + (best.comparison.score * total if best else 0.0)
    if least > total:
        return None
    pieces = [piece for source in held if not source.draft for piece in _pieces(wording, source)]
    used = _cover(pieces, len(wording.keys))
    words = {number for piece in used for number in range(piece.here, piece.here_end)}
    covered = total_weight(wording.keys[number] for number in words)
    apart = len({piece.held.key for piece in used}) > 1
    alone = max((_weight_of(wording, pieces, key) for key in {p.held.key for p in used}), default=0)
    if not apart or covered < max(PIECES_SHARE * total, least, LEAST_ADDED + alone):
        return None
    first = used[0]
    start, end = first.span.start, first.span.end
    comparison = Comparison("spliced", (), start, end, (first.span,), (), covered)
    return _finding(comparison, first.held, first.held.whole)


def _weight_of(wording: Wording, pieces: Sequence[Piece], key: str) -> float:
    """What the words are worth that one source has on end."""
    own = {n for p in pieces if p.held.key == key for n in range(p.here, p.here_end)}
    return total_weight(wording.keys[number] for number in own)


def _pieces(wording: Wording, source: HeldWords) -> Iterator[Piece]:
    """What a source has of a quotation on end."""
    target = source.whole.wording
    for run in align(wording, target):
        if run.length >= PIECE_WORDS:
            span = target.span(run.there, run.there_end)
            yield Piece(run.here, run.here_end, source, span)


def _cover(pieces: Sequence[Piece], count: int) -> list[Piece]:
    """The fewest pieces that cover the words from the first on, each as far as any reaches."""
    used: list[Piece] = []
    at = 0
    while at < count:
        able = [piece for piece in pieces if piece.here <= at < piece.here_end]
        if able:
            used.append(max(able, key=lambda piece: piece.here_end))
            at = used[-1].here_end
        else:
            at += 1
    return used
