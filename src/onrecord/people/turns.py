"""Speakers of turns in a transcript: "LUND:", "Jo Lund:", "Q:" and "A:".

Called by `settle`. A turn's name is resolved to the fullest name that the introduction gives.
"""

from __future__ import annotations

from onrecord.people.casebook import Casebook, Settled
from onrecord.people.names import fold
from onrecord.people.roster import Figure
from onrecord.values import Evidence, Span, Speaker, Statement

_ASKS = frozenset("q question interviewer host moderator reporter".split())
_ANSWERS = frozenset("a answer".split())


def speaker_of_turn(book: Casebook, statement: Statement) -> Settled:
    """The speaker of a turn, by the words before its colon."""
    if not statement.source:
        return book.nobody(None, None, "the turn names no speaker")
    span = statement.source[0]
    label = " ".join(span.of(book.page.text).strip(" :*[]().-\t").split())
    folded = fold(label)
    if folded in _ASKS:
        return book.nobody("unnamed", span, f"'{label}' is whoever asks, not named")
    if folded in _ANSWERS:
        return _answering(book, span)
    figures = _called(book, folded)
    if len(figures) == 1:
        reason = f"'{label}' is {figures[0].name}, named so in the introduction"
        if fold(figures[0].name) == folded:
            reason = f"the turn is headed by {label}"
        return book.named(figures[0].number, span, reason, 0.95)
    if len(figures) > 1:
        both = " or ".join(f.name for f in figures[:3])
        return book.nobody("person", span, f"'{label}' could be {both}")
    name = label.title() if label.isupper() and len(label) > 3 else label
    evidence = (Evidence("name", span), Evidence("mention", span))
    if not label or not label[0].isupper():
        return book.nobody("unnamed", span, f"'{label}' is not named")
    return Settled(Speaker(name, "person", f"the turn is headed by {label}", 0.8, evidence))


def _called(book: Casebook, folded: str) -> list[Figure]:
    """Persons of this name: in full, by surname, by given name, or by initials; those whom the
    introduction names before those of whom only the turns speak ("Ask Kit.")."""
    persons = [f for f in book.roster.figures if f.kind in ("person", "unknown")]
    introduced = [f for f in persons if f.fullest.end <= book.first_turn]
    return _of_name(introduced, folded) or _of_name(persons, folded)


def _of_name(persons: list[Figure], folded: str) -> list[Figure]:
    """Those of the persons whom the label may call, by the first way of calling that fits any."""
    parts = {f.number: [fold(p) for p in f.name.split()] for f in persons}
    longest = folded.split()
    tests = (
        lambda p: p == longest,
        lambda p: len(p) > 1 and p[-len(longest) :] == longest,
        lambda p: len(p) > 1 and p[: len(longest)] == longest,
        lambda p: len(p) > 1 and "".join(w[0] for w in p) == folded.replace(" ", ""),
    )
    for test in tests:
        found = [f for f in persons if test(parts[f.number])]
        full = [f for f in found if len(parts[f.number]) > 1]
        if found:
            return full or found
    return []


def _answering(book: Casebook, span: Span) -> Settled:
    """The one person whom the text before the first turn names: who is interviewed."""
    before = {
        f.figure: f
        for f in book.findings.values()
        if f.span.end <= book.first_turn
        and f.figure is not None
        and f.figure >= 0
        and (
            book.figure(f.figure).kind == "person"
            or (book.figure(f.figure).kind == "unknown" and " " in book.figure(f.figure).name)
        )
    }
    if len(before) == 1:
        number = next(iter(before))
        name = book.figure(number).name
        return book.named(number, span, f"'A' answers for {name}, the one person introduced", 0.8)
    return book.nobody("person", span, "the introduction does not say who answers")
