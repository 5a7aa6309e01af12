"""Who passes on whose words: links a statement told inside another's with all who tell it.

"Ruiz said Lund had told her" is Ruiz's statement; the words in it are Lund's as told by Ruiz, never simply
Lund's. Comes once speakers are settled; `nested` has found the two statements.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.statements.told import PASSES_ON, TELLS
from onrecord.values import Occasion, Reading, Span, Statement, Teller

PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE)


def link_chains(reading: Reading, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each told inside another's with its tellers, the mouth's side first.

    What a speaker tells of an own statement ("Ruiz said she told him") is one statement and no chain; so is
    what a pronoun tells that may be the speaker again. Words in an inner statement's marks are quoted there
    and no longer in the outer one.
    """
    text = reading.article.text
    held = find_holders(statements, text)
    kept = [s for s in statements if not any(is_own(s, outer, text) for outer in held[s.id][:1])]
    ids = {statement.id for statement in kept}
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in kept:
        for outer in held[statement.id]:
            told[outer.id].append(statement)
    linked = []
    for statement in kept:
        tellers = tuple(teller(outer) for outer in held[statement.id] if outer.id in ids)
        speaker = replace(statement.speaker, via=tellers) if tellers else statement.speaker
        linked.append(replace(without_told(statement, told[statement.id]), speaker=speaker))
    return tuple(linked)


def find_holders(statements: Sequence[Statement], text: str) -> dict[str, list[Statement]]:
    """For each statement, by id, those that it is told in, the smallest first."""
    begun = sorted((s for s in statements if s.content), key=lambda s: s.content[0].start)
    held: dict[str, list[Statement]] = {}
    around: list[Statement] = []
    at = 0
    for inner in sorted(statements, key=lambda s: reach(s).start):
        start = reach(inner).start
        while at < len(begun) and begun[at].content[0].start <= start:
            around.append(begun[at])
            at += 1
        around = [s for s in around if s.content[-1].end > start]
        found = [s for s in around if s.id != inner.id and holds(s, inner, text)]
        held[inner.id] = sorted(found, key=lambda s: sum(c.end - c.start for c in s.content))
    return held


def reach(statement: Statement) -> Span:
    """From the first to the last character of content, cue and source."""
    spans = (*statement.content, *statement.cue, *statement.source) or (Span(0, 0),)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def holds(outer: Statement, inner: Statement, text: str) -> bool:
    """Whether one statement is told in another: content, cue and source lie in what that reports by a word of
    saying, or in its very words."""
    if not (inner.source and inner.cue):
        return False
    spans = (*inner.content, *inner.cue, *inner.source)
    if not all(any(span in place for place in outer.content) for span in spans):
        return False
    if not any(TELLS.search(cue.of(text)) for cue in inner.cue):
        return False
    signed = outer.source and not outer.cue and outer.form != "turn"
    marked = not signed and any(inner.source[0] in place for place in outer.quoted)
    return marked or any(PASSES_ON.match(cue.of(text)) for cue in outer.cue)


def is_own(inner: Statement, outer: Statement, text: str) -> bool:
    """Whether an inner statement is its teller's own, or may be: "he" in "Ruiz said he believed" may be Ruiz,
    whoever else is named before. Inside marks "he" is never the speaker, nor is he a paper, nor "she"."""
    if inner.speaker.name is not None and inner.speaker.name == outer.speaker.name:
        return True
    words = inner.source[0].of(text).lower()
    marked = outer.form == "turn" or any(inner.source[0] in place for place in outer.quoted)
    if marked or not PRONOUN.fullmatch(words):
        return False
    told = outer.source[0].of(text).lower() if outer.source else ""
    other = outer.speaker.kind == "organisation" or (PRONOUN.fullmatch(told) and told != words)
    after = bool(outer.cue) and outer.cue[0].start > inner.source[0].start
    return inner.speaker.name is None or not (other or after)


def teller(outer: Statement) -> Teller:
    """Who passes on what is told in a statement."""
    return Teller(outer.speaker.name, outer.speaker.kind, outer.id, outer.source, outer.cue)


def without_told(outer: Statement, inner: Sequence[Statement]) -> Statement:
    """A statement without the marked stretches that it passes on whole: those are the inner one's."""
    passed = {span for s in inner for span in s.quoted}
    quoted = tuple(span for span in outer.quoted if span not in passed)
    if quoted == outer.quoted:
        return outer
    return replace(outer, quoted=quoted, form=outer.form if quoted else "indirect")


def own_occasions(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, those that others pass on without the occasion on which they are passed on.

    A venue or time stays where its words stand in what the teller reports: "said Lund told her in June".
    """
    by_id = {statement.id: statement for statement in statements}
    return tuple(
        replace(s, occasion=own_occasion(s, by_id[s.speaker.via[0].statement]))
        if s.speaker.via
        else s
        for s in statements
    )


def own_occasion(inner: Statement, outer: Statement) -> Occasion:
    """The occasion of a statement that another passes on, if what it reports names one."""
    evidence = inner.occasion.evidence
    named = evidence and all(any(e.span in place for place in outer.content) for e in evidence)
    if named:
        return inner.occasion
    return Occasion(reason=f"passed on by {outer.speaker.name or 'another'}, who names no occasion")
