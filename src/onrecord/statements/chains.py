"""Who passes on whose words: links a statement told inside another's with all who tell it.

"Ruiz said Lund had told her" is Ruiz's statement; the words in it are Lund's as told by Ruiz, never simply
Lund's. Comes once speakers are settled; `nested` has found the two statements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.statements.told import PASSES_ON, TELLS
from onrecord.values import Occasion, Reading, Statement, Teller

PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE)


def link_chains(reading: Reading, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each told inside another's with its tellers, the mouth's side first.

    What a speaker tells of an own statement ("Ruiz said she told him") is one statement and no chain; so is
    what a pronoun tells that may be the speaker again. Words in an inner statement's marks are quoted there
    and no longer in the outer one.
    """
    text = reading.article.text
    held = {s.id: holders_of(s, statements, text) for s in statements}
    kept = [s for s in statements if not any(is_own(s, outer, text) for outer in held[s.id][:1])]
    linked = []
    for statement in kept:
        tellers = tuple(teller(outer) for outer in held[statement.id] if outer in kept)
        speaker = replace(statement.speaker, via=tellers) if tellers else statement.speaker
        linked.append(replace(without_told(statement, kept, text), speaker=speaker))
    return tuple(linked)


def holders_of(inner: Statement, statements: Sequence[Statement], text: str) -> list[Statement]:
    """The statements that one is told in, with cue and source in their content; the smallest first."""
    found = [s for s in statements if s.id != inner.id and holds(s, inner, text)]
    return sorted(found, key=lambda s: sum(span.end - span.start for span in s.content))


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


def without_told(outer: Statement, statements: Sequence[Statement], text: str) -> Statement:
    """A statement without the marked stretches that it passes on whole: those are the inner one's."""
    inner = [s for s in statements if s.id != outer.id and holds(outer, s, text)]
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
