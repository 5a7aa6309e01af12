"""Quotations with the name of who said them behind a dash or in brackets, as in lists and on posters.

"“A slow, sad film.” — Ann Lowe, Quay Gazette". A cue is never there, so the model has nothing to hold on to;
the form alone says whose words they are. Comes after content has been settled.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from onrecord.statements.completion import Coverage
from onrecord.statements.drafts import Draft, in_order
from onrecord.statements.phrases import NAME
from onrecord.statements.snapping import Marks, line_before
from onrecord.values import Quotation, Reading, Span

DASHED = re.compile(rf"[ \t]*\n{{0,2}}[ \t]*(?:[—–―]|--?)[ \t]*(?P<source>{NAME}[^\n]*)")
BRACKETED = re.compile(rf"[ \t]*\n?[ \t]*\((?P<source>{NAME}[^()\n]*)\)[ \t.]*(?=\n|$)")
ROLE_END = re.compile(
    r"[,;:(]?\s+(?:on|at|in|to|during|speaking|via|when|after|before|as)\b|[;:(.]\s|[;:(.]$"
)
LONGEST = 140
"""Characters of a line with a name and a role; a longer one is a sentence."""
MOST_ROLE_WORDS = 10
SURE = 0.7


def sign(drafts: list[Draft], reading: Reading, marks: Marks) -> list[Draft]:
    """The drafts in text order, those that nobody is said to speak with the name that signs them as source;
    a signed quotation that no draft covers, however short, makes one."""
    text = reading.article.text
    people = [e.span for e in reading.labels.entities if e.label in ("person", "organisation")]
    covered = Coverage(drafts)
    made = [
        Draft((quotation.span,), (), (source,), SURE)
        for quotation in marks.outer
        if not covered.touches(quotation.span)
        and begins_line(text, quotation)
        and (source := signature_of(text, quotation, people))
    ]
    return in_order([*(signed(draft, text, marks, people) for draft in drafts), *made])


def signed(draft: Draft, text: str, marks: Marks, people: list[Span]) -> Draft:
    """The draft with its signature as source, if it has neither cue nor source but a signature."""
    if draft.cue or draft.source or draft.turn or len(draft.content) != 1:
        return draft
    quotation = marks.at(draft.content[0].start)
    if quotation is None or not begins_line(text, quotation):
        return draft
    source = signature_of(text, quotation, people)
    return replace(draft, source=(source,)) if source else draft


def begins_line(text: str, quotation: Quotation) -> bool:
    """Whether nothing but a bullet or a number stands before the marks in their line."""
    line = line_before(text, quotation.span.start)
    return not re.sub(r"[\d.)\s•*·–—-]+", "", line)


def signature_of(text: str, quotation: Quotation, people: list[Span]) -> Span | None:
    """Name and role behind the dash or in the brackets after a quotation, or None.

    In brackets, which hold much else, only a name that the model takes for one.
    """
    dashed = DASHED.match(text, quotation.span.end)
    found = dashed or BRACKETED.match(text, quotation.span.end)
    if found is None or len(found.group("source")) > LONGEST:
        return None
    start = found.start("source")
    if not dashed and not names_somebody(start, people):
        return None
    return Span(start, start + len(with_role(found.group("source"))))


def names_somebody(start: int, people: list[Span]) -> bool:
    """Whether a name begins at a place."""
    at = bisect_left([span.start for span in people], start)
    return at < len(people) and people[at].start == start


def with_role(words: str) -> str:
    """The name and what is said of it in apposition, without a paper's name and without where and when.

    >>> with_role("Mara Lund, director of the film, at a festival"), with_role("Ann Lowe, The Herald")
    ('Mara Lund, director of the film', 'Ann Lowe')
    """
    end = ROLE_END.search(words)
    words = words[: end.start()] if end else words
    name, comma, role = words.partition(",")
    fitting = role.strip()[:1].islower() and len(role.split()) <= MOST_ROLE_WORDS
    return (name + comma + role if fitting else name).rstrip(" ,.;:—–-")
