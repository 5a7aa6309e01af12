"""Who passes on whose words: links a statement told inside another's with all who tell it.

"Ruiz said Lund had told her" is Ruiz's statement; the words in it are Lund's as told by Ruiz, never simply
Lund's. Comes once speakers are settled; `nested` has found the two statements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.values import Occasion, Reading, Statement, Teller

PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE)


def link_chains(reading: Reading, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each told inside another's with its tellers, the mouth's side first.

    What a speaker tells of an own statement ("Ruiz said she told him") is one statement and no chain; so is
    what a pronoun tells that may be the speaker again. Words in an inner statement's marks are quoted there
    and no longer in the outer one.
    """
    held = {s.id: holders_of(s, statements) for s in statements}
    text = reading.article.text
    kept = [s for s in statements if not any(is_own(s, outer, text) for outer in held[s.id][:1])]
    linked = []
    for statement in kept:
        tellers = tuple(teller(outer) for outer in held[statement.id] if outer in kept)
        speaker = replace(statement.speaker, via=tellers) if tellers else statement.speaker
        linked.append(replace(without_told(statement, kept), speaker=speaker))
    return tuple(linked)


def holders_of(inner: Statement, statements: Sequence[Statement]) -> list[Statement]:
    """The statements that one is told in, with cue and source in their content; the smallest first."""
    found = [s for s in statements if s.id != inner.id and holds(s, inner)]
    return sorted(found, key=lambda s: sum(span.end - span.start for span in s.content))


def holds(outer: Statement, inner: Statement) -> bool:
    """Whether content, cue and source of one statement all lie in the content of another."""
    spans = (*inner.content, *inner.cue, *inner.source)
    told = inner.source and inner.cue
    return bool(told) and all(any(span in place for place in outer.content) for span in spans)


def is_own(inner: Statement, outer: Statement, text: str) -> bool:
    """Whether an inner statement is its teller's own, or may be: a pronoun outside marks that stands for
    nobody known. Inside marks "he" is never the speaker."""
    if inner.speaker.name is not None:
        return inner.speaker.name == outer.speaker.name
    pronoun = all(PRONOUN.fullmatch(span.of(text)) for span in inner.source)
    marked = outer.form == "turn" or any(
        span in place for span in inner.source for place in outer.quoted
    )
    return pronoun and not marked


def teller(outer: Statement) -> Teller:
    """Who passes on what is told in a statement."""
    return Teller(outer.speaker.name, outer.speaker.kind, outer.id, outer.source, outer.cue)


def without_told(outer: Statement, statements: Sequence[Statement]) -> Statement:
    """A statement without the marked stretches that it passes on whole: those are the inner one's."""
    inner = [s for s in statements if s.id != outer.id and holds(outer, s)]
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
