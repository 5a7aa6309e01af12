"""What a notice of the editors is about: its date, the words it quotes, and the statements concerned.

Before: `statements` has found the notices, speakers and occasions are settled. After: the record keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.occasions.times import Time, find_times
from onrecord.statements.notices import Notice
from onrecord.values import Dispute, Evidence, Named, Person, Reading, Span, Statement
from onrecord.variants.comparison import compare_wordings
from onrecord.variants.contested import is_of, reported_words
from onrecord.variants.relations import quoted_words
from onrecord.variants.speakers import same_name

NEAR_LABEL = 16
"""Characters between a label, or "was amended", and the notice's own date."""
WRONG = re.compile(
    r"misquot|incorrect|wrong|mistaken|erroneous|attributed|quot(?:ed|ing)\b.*\bas\s+saying|version|instead\s+of"
    r"|rather\s+than|(?:^|[\s,])not\s*$",
    re.I | re.S,
)
RIGHT = re.compile(
    r"\b(?:said|told|says|reads?|spoke|reflect|to\s+say|in\s+fact|actually)\b[^.!?]*$", re.I
)
OF_WORDS = re.compile(
    r"\b(?:misquot\w+|quot(?:e|es|ed|ation|ations)|remarks?|comments?|words|conversation|interview|statements?)\b",
    re.I,
)
WHOLE = re.compile(
    r"\b(?:retracted|withdrawn|removed)\s+this\s+\w+|\bthis\s+\w+\s+(?:has\s+been|was|is)\s+(?:retracted|withdrawn)",
    re.I,
)


def settle_notices(
    reading: Reading,
    notices: Sequence[Notice],
    statements: Sequence[Statement],
    people: Sequence[Person],
) -> Iterator[Dispute]:
    """The notices of an article, each with what it is about."""
    for notice in notices:
        told = read_told(reading, notice)
        named = tuple(names_in(notice.span, reading.article.text, statements, people))
        time = date_of(reading, notice)
        when = time.interval if time else None
        yield Dispute(
            notice.kind,
            notice.span,
            told.wrong,
            told.right,
            named,
            statements=concerned(reading, notice, told, named, statements),
            said=when.said if when else None,
            earliest=when.earliest if when else None,
            latest=when.latest if when else None,
            evidence=(Evidence("said", time.span),) if time else (),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """The words in marks of a notice: what was wrong or is only named, and what is right."""

    wrong: tuple[Span, ...]
    right: tuple[Span, ...]


def read_told(reading: Reading, notice: Notice) -> Told:
    """The words that a notice quotes, by what it says in front of them."""
    text, at = reading.article.text, notice.span.start
    wrong: list[Span] = []
    right: list[Span] = []
    for quotation in reading.layout.quotations:
        if quotation.depth or quotation.span not in notice.span:
            continue
        before = text[at : quotation.span.start]
        last = re.split(r"(?<=[.!?])\s+", before)[-1]
        is_right = RIGHT.search(last) is not None and WRONG.search(last) is None
        (right if is_right else wrong).append(quotation.inner)
        at = quotation.span.end
    return Told(tuple(wrong), tuple(right))


def names_in(
    span: Span, text: str, statements: Sequence[Statement], people: Sequence[Person]
) -> Iterator[Named]:
    """The people whom a notice names, by the names that the article quotes them by."""
    words = span.of(text)
    seen: set[str] = set()
    spoken = [(s.speaker.name, s.speaker.kind) for s in statements]
    for name, kind in [*((p.name, p.kind) for p in people), *spoken]:
        if name is None or kind is None or kind in ("unnamed", "character") or name in seen:
            continue
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
            seen.add(name)
            yield Named(name, kind)


def date_of(reading: Reading, notice: Notice) -> Time | None:
    """The date that stands beside a notice's label, or beside the verb that says what was done."""
    words = Span(notice.named, notice.span.end).of(reading.article.text)
    for time in find_times(words, None, notice.named):
        if time.interval is not None and time.span.start - notice.named <= NEAR_LABEL:
            return time
    return None


def concerned(
    reading: Reading,
    notice: Notice,
    told: Told,
    named: tuple[Named, ...],
    statements: Sequence[Statement],
) -> tuple[str, ...]:
    """The ids of the statements that a notice is about.

    All of an article that is retracted as a whole; those with the words that it quotes; where it speaks of
    words and quotes none, those that it paraphrases, or the only quotation that it can mean.
    """
    text = reading.article.text
    words = notice.span.of(text)
    if notice.kind == "retraction" and not told.wrong and WHOLE.search(words):
        return tuple(statement.id for statement in statements)
    quoting = [s for s in statements if quoted_words(s) and may_concern(s, named)]
    if told.wrong or told.right:
        quoted = [span.of(text) for span in (*told.wrong, *told.right)]
        return tuple(s.id for s in quoting if any(is_wording(q, s, text) for q in quoted))
    if notice.kind == "update" or OF_WORDS.search(words) is None:
        return ()
    meant = [s for s in quoting if is_of(reported_words(s, text), words)]
    meant = meant or (quoting if len(quoting) == 1 else [])
    return tuple(statement.id for statement in meant)


def may_concern(statement: Statement, named: tuple[Named, ...]) -> bool:
    """Whether a notice that names these people may be about a statement."""
    name = statement.speaker.name
    return not named or (name is not None and any(same_name(name, each.name) for each in named))


def is_wording(quoted: str, statement: Statement, text: str) -> bool:
    """Whether words that a notice quotes are a statement's, right or wrong."""
    for span in quoted_words(statement):
        short, long = sorted((quoted, span.of(text)), key=len)
        found = compare_wordings(short, long)
        if found is not None and found.kind != "spliced":
            return True
    return False
