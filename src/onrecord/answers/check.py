"""Check a draft: are these the words, all of them, in their sense, and from that mouth?

Every quotation of the draft is looked up in the record and in the draft itself. 1. the quotations and
whose they are; 2. the articles that may hold the words; 3. the best source; 4. the verdict. Before: the
pipeline reads the draft, the record names candidate articles. After: the command line prints.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, get_args

from onrecord.answers.disputes import with_disputes
from onrecord.answers.findings import (
    SIGNATURE_WORDS,
    Finding,
    find_sources,
    find_splice,
    is_plain,
)
from onrecord.answers.held_words import OWN_WORDS
from onrecord.answers.notes import (
    changes_note,
    cut_note,
    occasion_note,
    other_note,
    same_words_note,
    told_by_note,
)
from onrecord.answers.qualifiers import judge_context, words_around
from onrecord.answers.shelf import Shelf
from onrecord.text import blank_markup, lay_out
from onrecord.text.unmarked import JOINER
from onrecord.values import (
    Account,
    Article,
    Attribution,
    Context,
    Quotation,
    Source,
    Span,
    Speaker,
    Statement,
    Verdict,
    Wording,
)
from onrecord.variants import Wording as QuotedWords
from onrecord.variants import may_be_same, quoted_words, read_wording, same_name, split_words

if TYPE_CHECKING:
    from onrecord.record import Store

FAILING: tuple[str, ...] = ("altered", "spliced", "not_found", "qualifier_cut", "other_speaker")
"""The verdicts that are findings unless the user lists others."""
SURROUNDINGS = 120
"""Characters of the draft around a quotation in which it may itself say "not" or "if"."""
NO_RECORD = "no record to look in, and nothing like it elsewhere in the draft"
NOT_REPORTED = "not reported as anybody's words"
SURE_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation of the draft with the statement that reports it, or None (a title, scare marks)."""

    place: Span
    spans: tuple[Span, ...]
    statement: Statement | None


def check(draft: Account, store: Store | None = None) -> tuple[Verdict, ...]:
    """A verdict on every outermost quotation of a draft, in text order.

    `store` may be None: then the draft is checked against itself only, and what differs from nothing
    in it is not held. The draft's own version in the record is no source.
    """
    given = draft.article
    draft = replace(draft, article=blank_markup(given))
    shelf = Shelf(draft, store)
    with store.reading() if store else nullcontext():
        verdicts = (_judge(quote, shelf) for quote in find_quotes(draft))
        return tuple(_as_given(verdict, given) for verdict in with_disputes(verdicts, store))


def _as_given(verdict: Verdict, draft: Article) -> Verdict:
    """The verdict with the draft's words as they are written in it, mark-up included."""
    if not draft.markup:
        return verdict
    source = verdict.source
    if source is not None and source.article == draft.key:
        source = replace(source, text=draft.text[source.start : source.end])
    text = draft.text[verdict.start : verdict.end]
    changes = tuple(
        replace(c, before=c.before.replace(JOINER, ""), after=c.after.replace(JOINER, ""))
        for c in verdict.changes
    )
    note = verdict.note.replace(JOINER, "")
    return replace(verdict, text=text, source=source, changes=changes, note=note)


def summarise(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """How often each wording was met, each finding of context and attribution, and what is disputed."""
    verdicts = tuple(verdicts)
    counts = Counter(verdict.wording for verdict in verdicts)
    summary = {name: counts[name] for name in get_args(Wording) if counts[name]}
    cut = sum(verdict.context == "qualifier_cut" for verdict in verdicts)
    other = sum(verdict.attribution == "other_speaker" for verdict in verdicts)
    summary |= {"qualifier_cut": cut} if cut else {}
    summary |= {"other_speaker": other} if other else {}
    disputed = sum(bool(verdict.disputed) for verdict in verdicts)
    return summary | ({"disputed": disputed} if disputed else {})


# --- 1. the quotations ---------------------------------------------------------------------------


def find_quotes(draft: Account) -> Iterator[Quote]:
    """The outermost quotations of a draft; of a block quote with marks inside, what is marked."""
    quotations = lay_out(draft.article).quotations
    marked = {q.parent for q in quotations if q.parent is not None}
    for number, quotation in enumerate(quotations):
        block = quotation.style == "block"
        parent = None if quotation.parent is None else quotations[quotation.parent]
        inside = parent is not None and (parent.style != "block" or parent.parent is not None)
        if inside or (block and number in marked):
            continue
        yield Quote(
            quotation.inner,
            quotation.inner_parts or (quotation.inner,),
            _statement_of(quotation, draft.statements),
        )


def _statement_of(quotation: Quotation, statements: Sequence[Statement]) -> Statement | None:
    """The statement whose words a quotation is, or None."""
    for statement in statements:
        if any(span.overlaps(quotation.inner) for span in quoted_words(statement)):
            return statement
    return None


# --- 2. to 4. source and verdict ---------------------------------------------------------------------


def _judge(quote: Quote, shelf: Shelf) -> Verdict:
    """The verdict on one quotation."""
    text = shelf.draft.article.text
    wording = read_wording(text, quote.spans)
    speaker = quote.statement.speaker if quote.statement else Speaker()
    held = shelf.candidates(quote.place.of(text), wording)
    found = find_sources(wording, speaker, held, quote.place)
    found = [each for each in found if _may_judge(each, speaker, shelf.draft.article.published)]
    best = found[0] if found else None
    if best is None or not best.clean:
        best = find_splice(wording, held, best) or best
    if best is None:
        return _not_found(quote, shelf)
    if quote.statement is not None and _only_repeats(best) and not shelf.holds(quote.statement):
        return _not_found(quote, shelf, best)
    earlier = _contradicted(found, best) or _told_earlier(found, best, wording)
    return _verdict(quote, wording, shelf, earlier or best, found)


def _may_judge(finding: Finding, speaker: Speaker, published: date | None) -> bool:
    """Whether a source is no later than the draft, or agrees with it: later copies prove nothing."""
    later = published is not None and (finding.held.published or date.min) > published
    same = finding.statement is None or may_be_same(finding.statement.speaker, speaker)
    return not later or (finding.clean and same)


def _only_repeats(best: Finding) -> bool:
    """Whether a source has no more than these very words inside a sentence of its own."""
    form = best.statement.form if best.statement else None
    return form == "mixed" and not best.held.draft and _wording(best) == "verbatim"


def _told_earlier(found: Sequence[Finding], best: Finding, wording: QuotedWords) -> Finding | None:
    """An earlier source of the same speaker that contradicts the one with these very words, or None.

    It has another number, or denies; or it has any other word, where the later source shows by itself that it
    is not where the words come from, or stands alone against two that agree. One that only begins later or
    ends sooner contradicts nothing.
    """
    if not best.clean or best.statement is None or len(wording.keys) < SIGNATURE_WORDS:
        return None
    whole = wording.slice(0, len(wording.words))
    latest = best.held.published or date.max
    others = [each for each in found if _prints_otherwise(each, best)]
    alone = len({each.held.key for each in found if each.clean}) == 1
    for other in others:
        graver = any(
            change.grave
            and not (change.op == "insert" and whole.startswith(change.after))
            and not (change.op == "insert" and whole.endswith(change.after))
            for change in other.comparison.changes
        )
        altered = other.comparison.kind == "altered"
        outvoted = alone and len({o.held.key for o in others if _agree(o, other)}) > 1
        published = other.held.published or date.max
        if graver and published < latest:
            return other
        if altered and published <= latest and (outvoted or _is_second_hand(best, other)):
            return other
    return None


def _prints_otherwise(other: Finding, best: Finding) -> bool:
    """Whether another article has these words, of the same speaker or of one whom this does not name, and has
    them differently."""
    return (
        not other.clean
        and other.statement is not None
        and best.statement is not None
        and other.held.key != best.held.key
        and other.comparison.score >= SURE_SHARE
        and (
            best.statement.speaker.name is None
            or may_be_same(other.statement.speaker, best.statement.speaker)
        )
    )


def _agree(one: Finding, other: Finding) -> bool:
    """Whether two sources differ from a quotation in the same words."""
    return one.comparison.changes == other.comparison.changes


def _is_second_hand(copy: Finding, other: Finding) -> bool:
    """Whether a source shows that it has its words from elsewhere: it prints them otherwise itself, names the
    other's outlet as where they were said, or reports what the other writes down as it was spoken."""
    if copy.statement is None or other.statement is None:
        return False
    at_odds = any(relation.kind in ("altered", "spliced") for relation in copy.statement.relations)
    outlet = copy.statement.occasion.outlet
    named = outlet is not None and outlet in (other.held.outlet, other.statement.occasion.outlet)
    own = other.statement.form == "turn" and copy.statement.form != "turn"
    return at_odds or own or (named and copy.held.outlet != outlet)


def _contradicted(found: Sequence[Finding], best: Finding) -> Finding | None:
    """The draft's own fuller quotation that differs, where the record only repeats the words."""
    if not best.clean or best.held.draft or best.comparison.kind != "verbatim":
        return None
    own = [each for each in found if each.held.draft and not each.clean]
    return own[0] if own and own[0].comparison.score >= SURE_SHARE else None


def _not_found(quote: Quote, shelf: Shelf, repeated: Finding | None = None) -> Verdict:
    """The verdict where neither the draft nor the record has the words, or only repeats them."""
    text, statement = shelf.draft.article.text, quote.statement
    count = len(split_words(quote.place.of(text)))
    wording: Wording = "not_found"
    note = "no held article has these words"
    if statement is None and count < OWN_WORDS:
        wording, note = "source_not_held", NOT_REPORTED
    elif statement is not None and not shelf.holds(statement):
        wording, note = "source_not_held", occasion_note(statement.occasion)
        note += f"; {repeated.held.label} prints the same words" if repeated else ""
    elif not shelf.has_record:
        wording, note = "source_not_held", NO_RECORD
    return Verdict(
        start=quote.place.start,
        end=quote.place.end,
        text=quote.place.of(text),
        claimed_speaker=statement.speaker.name if statement else None,
        wording=wording,
        context="unknown",
        attribution=judge_attribution(statement.speaker, repeated.statement)
        if statement and repeated
        else "unknown",
        note=note,
    )


def _verdict(
    quote: Quote, words: QuotedWords, shelf: Shelf, best: Finding, found: Sequence[Finding]
) -> Verdict:
    """The verdict where a source was found."""
    text, comparison, held = shelf.draft.article.text, best.comparison, best.held
    before, after = _surroundings(text, quote.place)
    context = judge_context(best.told.wording, comparison, before, after)
    claimed = quote.statement.speaker if quote.statement else None
    attribution = judge_attribution(claimed, best.statement)
    by_chance = attribution == "other_speaker" and is_plain(words)
    note = _note(quote, best, found, context)
    if by_chance and best.statement is not None:
        attribution, theirs = "unknown", same_words_note(best.statement.speaker.name, held.label)
        note = "; ".join(part for part in (note, theirs) if part)
    return Verdict(
        start=quote.place.start,
        end=quote.place.end,
        text=quote.place.of(text),
        claimed_speaker=claimed.name if claimed else None,
        wording=_wording(best),
        context=context,
        attribution=attribution,
        source=Source(
            article=held.key,
            url=held.url,
            start=comparison.start,
            end=comparison.end,
            text=held.text[comparison.start : comparison.end],
            statement=best.statement.id if best.statement else None,
        ),
        changes=comparison.changes,
        note=note,
    )


def _wording(best: Finding) -> Wording:
    """The wording's verdict; the whole of a marked stretch is verbatim."""
    kind = best.comparison.kind
    if kind == "fragment" and best.statement is not None:
        place = Span(best.comparison.start, best.comparison.end)
        for span in quoted_words(best.statement):
            edges = span.of(best.held.text)
            inner = split_words(edges)
            if inner and place == Span(
                span.start + inner[0].span.start, span.start + inner[-1].span.end
            ):
                return "verbatim"
    return kind


def judge_attribution(claimed: Speaker | None, source: Statement | None) -> Attribution:
    """Whether the draft gives the words to the one to whom the source gives them.

    >>> judge_attribution(Speaker(kind="unnamed"), None)
    'unnamed'
    """
    if claimed is None or (claimed.name is None and claimed.kind is None):
        return "unknown"
    if claimed.name is None:
        return "unnamed"
    if source is None or source.speaker.name is None:
        return "unknown"
    return "same" if same_name(claimed.name, source.speaker.name) else "other_speaker"


def _surroundings(text: str, place: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of the draft's own words right before and after a quotation, in its sentence."""
    before = text[max(0, place.start - SURROUNDINGS) : place.start]
    after = text[place.end : place.end + SURROUNDINGS]
    before = re.split(r"[.!?]\s|\n", before)[-1]
    after = re.split(r"[.!?]\s|\n", after)[0]
    own = re.compile(r"[\"“”«»]")
    before, after = own.split(before.rstrip("\"“«'‘"))[-1], own.split(after.lstrip("\"”»'’"))[0]
    return (
        tuple(word.key for word in split_words(before)[-8:]),
        tuple(word.key for word in split_words(after)[:8]),
    )


def claimed_by(quote: Quote) -> Speaker:
    """Whose words the draft says a quotation is."""
    return quote.statement.speaker if quote.statement else Speaker()


def _note(quote: Quote, best: Finding, found: Sequence[Finding], context: Context) -> str:
    """What differs and from which source, what was cut, or that it is no statement."""
    notes = []
    if quote.statement is None:
        notes.append(NOT_REPORTED)
    if context == "qualifier_cut":
        notes.append(cut_note(*words_around(best.told.wording, best.comparison)))
    if best.comparison.kind == "spliced":
        notes.append(f"joins passages that stand apart in {best.held.label}")
    if best.comparison.changes:
        notes.append(changes_note(best.comparison.changes, best.held.label))
        same = next((each for each in found if each.clean), None)
        if same is not None:
            notes.append(f"{same.held.label} prints the draft's words")
    elif best.clean:
        notes += _other_transcript(best, found)
    if best.statement is not None:
        notes += told_by_note(claimed_by(quote), best.statement.speaker)
    if best.statement is None:
        printed = best.told is best.held.whole
        notes.append(
            f"in {best.held.label} these words are nobody's quotation"
            if printed
            else f"{best.held.label} names nobody for these words"
        )
    return "; ".join(notes)


def _other_transcript(best: Finding, found: Sequence[Finding]) -> list[str]:
    """How another source of the same speaker prints these words, where it differs."""
    if best.statement is None:
        return []
    for other in found:
        if other.clean or other.statement is None or other.comparison.score < SURE_SHARE:
            continue
        quoted = other.told is not other.held.whole
        same = may_be_same(best.statement.speaker, other.statement.speaker)
        if quoted and same and other.comparison.kind == "altered":
            return [other_note(other.comparison.changes, other.held.label)]
    return []
