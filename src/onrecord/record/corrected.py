"""What the user's corrections make of the statements of an article, as it was read.

    1. each correction finds its statement again: by its place in the same text, else by its words
    2. speaker, content, rejection or acceptance are applied one after another
    3. what depends on them follows: marked stretches, form, relations, passages, disputes

Nothing is changed where a statement is not found: that is said instead. Comes after `corrections`, before
`store`, which keeps the account as it was read beside the corrected one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.record.corrections import Anchor, Correction
from onrecord.record.wordings import normal_words
from onrecord.statements.build import form_of, quoted_stretches
from onrecord.statements.drafts import Draft
from onrecord.statements.snapping import Marks
from onrecord.text import lay_out
from onrecord.values import (
    Account,
    Article,
    Corrected,
    Dispute,
    Labels,
    Occasion,
    Passage,
    Reading,
    Relation,
    Span,
    Speaker,
    Statement,
    Teller,
)
from onrecord.variants import relate_wordings

LEAST_SHARED = 0.5
"""A new reading may give a statement other edges: it shares at least so much of what both cover."""
CARRIED = "the venue was carried over from another statement of whom this was read as"


@dataclass(frozen=True, slots=True)
class Applied:
    """The account as corrected, and why a correction (by number) found nothing to correct."""

    account: Account
    misfits: Mapping[int, str]


def standing_of(corrections: Iterable[Correction], article: str) -> tuple[Correction, ...]:
    """The corrections of an article's statements that stand, in the order in which they were made."""
    return tuple(
        each
        for each in corrections
        if each.statement is not None and each.statement.article == article and not each.undone
    )


def correct_account(account: Account, corrections: Sequence[Correction]) -> Applied:
    """The account with the standing corrections of its statements applied."""
    read = {statement.id: statement for statement in account.statements}
    now: dict[str, Statement | None] = dict(read)
    misfits: dict[int, str] = {}
    for correction in corrections:
        found = find_anchored(account, correction.statement)  # 1
        held = now[found.id] if isinstance(found, Statement) else None
        if isinstance(found, str):
            misfits[correction.number] = found
        elif held is not None:
            made = _corrected(account.article, held, correction)  # 2
            if isinstance(made, str):
                misfits[correction.number] = made
            else:
                now[found.id] = made
    if now == read:
        return Applied(account, misfits)
    kept = tuple(s for s in (now[name] for name in read) if s is not None)
    return Applied(_followed(account, kept), misfits)


# --- finding again --------------------------------------------------------------------------------


def find_anchored(account: Account, anchor: Anchor | None) -> Statement | str:
    """The statement that a correction means, or why there is none."""
    if anchor is None:
        return "it speaks of no statement"
    if account.article.version == anchor.version:
        return _by_place(account.statements, anchor)
    return _by_words(account, anchor)


def _by_place(statements: Sequence[Statement], anchor: Anchor) -> Statement | str:
    """The statement with the very places, else the one that shares most of them."""
    best = max(statements, key=lambda s: _shared(s.content, anchor.content), default=None)
    if best is None or _shared(best.content, anchor.content) < LEAST_SHARED:
        return "no statement is read in its place any more"
    return best


def _shared(ours: Sequence[Span], theirs: Sequence[Span]) -> float:
    """Characters in both, as a share of those in either.

    >>> _shared([Span(0, 10)], [Span(5, 15)])
    0.3333333333333333
    """
    one = {at for span in ours for at in range(span.start, span.end)}
    other = {at for span in theirs for at in range(span.start, span.end)}
    return len(one & other) / len(one | other) if one | other else 0.0


def _by_words(account: Account, anchor: Anchor) -> Statement | str:
    """The statement of another text of the article with the same words, the nearest if several."""
    if not anchor.words:
        return "its words were taken off the record with an earlier text of the article"
    text, wanted = account.article.text, _words(anchor.words)
    able = [s for s in account.statements if _words(span.of(text) for span in s.content) == wanted]
    if not able:
        return "the text of the article has changed, and no statement in it has these words"
    start = anchor.content[0].start
    return min(able, key=lambda s: abs(s.content[0].start - start))


def _words(pieces: Iterable[str]) -> tuple[str, ...]:
    return normal_words(" ".join(pieces))


# --- applying -------------------------------------------------------------------------------------


def _corrected(
    article: Article, statement: Statement, correction: Correction
) -> Statement | str | None:
    """The statement once corrected, None where it is rejected, or why it cannot be."""
    if correction.action == "reject":
        return None
    if correction.action == "speaker":
        return _signed(_with_speaker(statement, correction), correction, "speaker")
    if correction.action == "content":
        content = _content_in(article, correction)
        if content is None:
            return "the text of the article has changed, and the corrected words are not in it"
        return _signed(with_content(article, statement, content), correction, "content")
    return _signed(statement, correction)


def _signed(statement: Statement, by: Correction, *fields: str) -> Statement:
    before = statement.corrected.fields if statement.corrected else ()
    told = tuple(name for name in ("speaker", "content") if name in (*before, *fields))
    return replace(statement, corrected=Corrected(by.who, by.made, by.why, told))


def _with_speaker(statement: Statement, by: Correction) -> Statement:
    """The statement with the speaker that the user names; what rested on the other one is let go."""
    reason = f"as corrected by {by.who} on {by.made[:10]}: {by.why}"
    told = tuple(teller for teller in statement.speaker.via if teller.name != by.name)
    speaker = Speaker(by.name, by.kind, reason, 1.0, via=told)  # type: ignore[arg-type]
    same = by.name is not None and by.name == statement.speaker.name
    carried = statement.occasion.carried and not same
    occasion = Occasion(reason=CARRIED) if carried else statement.occasion
    return replace(statement, speaker=speaker, occasion=occasion)


def _content_in(article: Article, correction: Correction) -> tuple[Span, ...] | None:
    """The corrected places in the text as it is now."""
    at = correction.statement
    if at is not None and at.version == article.version:
        return correction.content
    found: list[Span] = []
    for words, span in zip(correction.words, correction.content, strict=False):
        place = nearest(article.text, words, span.start)
        if place is None or (found and place.start < found[-1].end):
            return None
        found.append(place)
    return tuple(found) or None


def nearest(text: str, words: str, start: int) -> Span | None:
    """The place of the words that is nearest to `start`.

    >>> nearest("no, no, yes", "no", 5)
    Span(start=4, end=6)
    """
    at, found = text.find(words), []
    while at >= 0 and words:
        found.append(at)
        at = text.find(words, at + 1)
    best = min(found, key=lambda each: abs(each - start), default=None)
    return None if best is None else Span(best, best + len(words))


def with_content(article: Article, statement: Statement, content: tuple[Span, ...]) -> Statement:
    """The statement with other content, and the marked stretches and the form that it then has."""
    marks = Marks(lay_out(article).quotations)
    draft = Draft(content, statement.cue, statement.source, turn=statement.form == "turn")
    if draft.turn:
        return replace(statement, content=content, quoted=content)
    return replace(
        statement,
        content=content,
        quoted=quoted_stretches(draft, marks),
        form=form_of(draft, marks, article.text),
    )


# --- what follows ---------------------------------------------------------------------------------


def _followed(account: Account, statements: tuple[Statement, ...]) -> Account:
    """The account with these statements, and all else in it in keeping with them."""
    kept = {statement.id for statement in statements}
    statements = _retold(statements)
    ordered = tuple(sorted(statements, key=lambda s: (s.content[0], s.content[-1].end)))
    return replace(
        account,
        statements=_related(account.article, ordered),
        passages=tuple(_passage(passage, kept) for passage in account.passages),
        disputes=tuple(_dispute(dispute, kept) for dispute in account.disputes),
    )


def _retold(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements with tellers by the names that their own statements now have."""
    named = {s.id: s.speaker for s in statements if s.corrected and "speaker" in s.corrected.fields}
    return tuple(
        replace(s, speaker=replace(s.speaker, via=tuple(_teller(t, named) for t in s.speaker.via)))
        if any(teller.statement in named for teller in s.speaker.via)
        else s
        for s in statements
    )


def _teller(teller: Teller, named: Mapping[str, Speaker]) -> Teller:
    now = named.get(teller.statement)
    return replace(teller, name=now.name, kind=now.kind) if now is not None else teller


def _related(article: Article, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements with relations found anew; in Markdown, whose signs are no words, with those that
    still hold."""
    if article.markup:
        held = {statement.id: statement for statement in statements}
        return tuple(
            replace(s, relations=tuple(r for r in s.relations if _holds(r, s, held)))
            for s in statements
        )
    bare = [replace(statement, relations=()) for statement in statements]
    return relate_wordings(Reading(article, lay_out(article), Labels((), (), ())), bare)


def _holds(relation: Relation, statement: Statement, held: Mapping[str, Statement]) -> bool:
    """Whether the relation is still one between words of two statements that nobody corrected."""
    other = held.get(relation.to)
    return other is not None and not any(
        each.corrected is not None and each.corrected.fields for each in (statement, other)
    )


def _passage(passage: Passage, kept: set[str]) -> Passage:
    """The passage without statements that are none; with none left, its words are the article's."""
    left = tuple(name for name in passage.statements if name in kept)
    if len(left) == len(passage.statements):
        return passage
    voice = "report" if passage.voice == "statement" and not left else passage.voice
    return replace(passage, statements=left, voice=voice)


def _dispute(dispute: Dispute, kept: set[str]) -> Dispute:
    left = tuple(name for name in dispute.statements if name in kept)
    return dispute if left == dispute.statements else replace(dispute, statements=left)
