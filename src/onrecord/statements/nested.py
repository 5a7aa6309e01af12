"""Reports inside reports: 'Ruiz said Lund had told her: “I quit.”' is Ruiz's statement, with Lund's in it.

The labels cannot lie over one another, so that the model finds one of the two at most. Both become drafts,
the inner one with content, cue and source inside the outer one's content; `chains` links them once speakers
are settled. Comes after the turns of a transcript are laid over the drafts.

1. an inner report at the head of what somebody reports
2. words in marks inside somebody's marks or turn, with their own verb of saying
3. whoever passes on what the labels give to its first mouth alone
4. "quoting Lund": the words of one source are another's
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.statements.drafts import Draft, merge_spans
from onrecord.statements.phrases import NAME
from onrecord.statements.told import (
    AFTER_SOURCE,
    AS_TOLD,
    BEFORE_SOURCE,
    IN_MARKS,
    PASSED_ON,
    PASSING_ON,
    SAID_AFTER,
    SHAPES,
    TAG_INSIDE,
)
from onrecord.values import Quotation, Reading, Span

REACH = 120
"""Characters before nested words or a source that may hold who passes them on."""
FAITH = 0.9
"""What the probability of an outer draft's labels is worth for the inner one."""
MOST_LINKS = 3
FIRST_PERSON = re.compile(r"(?:I|[Ww]e|[Yy]ou)\b")
PLACED = re.compile(r"\b(?:on|in|at|of|with|from|by|about)\s+$")
NAMED = re.compile(rf"(?:[Tt]he )?{NAME}")
SAID_BEFORE = re.compile(rf"\s+(?P<cue>{PASSING_ON})\s+$")


@dataclass(frozen=True, slots=True)
class Flat:
    """The words of some spans as one string, with the place in the article of each character."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The place of a stretch of the string."""
        return Span(self.places[start], self.places[end - 1] + 1)


def flatten(spans: tuple[Span, ...], text: str) -> Flat:
    """The spans in a row, a space between them.

    >>> flatten((Span(0, 3), Span(6, 9)), "She xx ran").text
    'She  ra'
    """
    words: list[str] = []
    places: list[int] = []
    for span in spans:
        if words:
            words.append(" ")
            places.append(span.start - 1)
        words.append(span.of(text))
        places.extend(range(span.start, span.end))
    return Flat("".join(words), tuple(places))


def find_nested(drafts: list[Draft], reading: Reading) -> list[Draft]:
    """The drafts, and those of the reports inside and around them, in no order."""
    text, quotations = reading.article.text, reading.layout.quotations
    drafts = [straighten(part, text) for draft in drafts for part in part_misled(draft, text)]
    found: list[Draft] = []
    for draft in drafts:
        found += [*heads_of(draft, text), *in_marks(draft, quotations, text)]  # 1, 2
        outer = teller_of(draft, drafts, reading)  # 3
        found += [outer] if outer else []
    drafts = [part for draft in drafts for part in quoting(draft, text)]  # 4
    known = {draft.content for draft in drafts}
    return [*drafts, *(draft for draft in found if draft.content not in known)]


# --- what the labels have mixed up -------------------------------------------------------------------


def straighten(draft: Draft, text: str) -> Draft:
    """The draft without content that is its own source: "Lund" twice in "recalls Lund saying"."""
    rest = tuple(span for span in draft.content if span not in draft.source)
    return replace(draft, content=rest) if rest else draft


def part_misled(draft: Draft, text: str) -> Iterator[Draft]:
    """The draft; or the two of 'Ruiz said a friend told her “…”' where the labels give Ruiz "told"."""
    yield draft
    if len(draft.content) != 2 or len(draft.cue) != 1 or len(draft.source) != 1 or draft.turn:
        return
    first, rest, cue, source = *draft.content, draft.cue[0], draft.source[0]
    said = (
        SAID_BEFORE.fullmatch(text[source.end : first.start]) if source.end <= first.start else None
    )
    if said is None or not first.end <= cue.start or text[first.end : cue.start].strip():
        return
    if cue.end > rest.start or "\n" in text[first.start : rest.end]:
        return
    place = Span(source.end + said.start("cue"), source.end + said.end("cue"))
    yield replace(draft, content=(rest,), source=(first,))
    yield replace(draft, content=(Span(first.start, rest.end),), cue=(place,))


# --- 1. a report at the head of a report ----------------------------------------------------------------


def heads_of(draft: Draft, text: str) -> list[Draft]:
    """The reports that a draft's content begins with, each inside the one before."""
    found: list[Draft] = []
    if draft.turn or not draft.source:
        return found
    for _ in range(MOST_LINKS):
        inner = head_of(found[-1] if found else draft, text)
        if inner is None:
            break
        found.append(inner)
    tagged = None if found else tagged_inside(draft, text)
    return [tagged] if tagged else found


def head_of(draft: Draft, text: str) -> Draft | None:
    """The report that a draft's content begins with, outside marks, or None."""
    flat = flatten(draft.content, text)
    for shape in SHAPES:
        match = shape.match(flat.text)
        if match is not None and not FIRST_PERSON.match(match["source"]):
            break
    else:
        return None
    cue = next(name for name in match.groupdict() if name != "source" and match[name])
    if match.end() >= len(flat.text.rstrip(' .”"')):
        return None
    places = flat.places[match.end() :]
    content = tuple(
        Span(max(span.start, places[0]), span.end) for span in draft.content if span.end > places[0]
    )
    return Draft(
        merge_spans(content, text),
        (flat.span(*match.span(cue)),),
        (flat.span(*match.span("source")),),
        draft.score * FAITH,
    )


def tagged_inside(draft: Draft, text: str) -> Draft | None:
    """The report that a stretch of a draft's content ends by telling whose it is: '“Never,” Lund said'."""
    for number, span in enumerate(draft.content):
        match = TAG_INSIDE.search(text[span.start : span.end])
        if match is None or FIRST_PERSON.match(match["source"]):
            continue
        marked = Span(span.start, span.start + match.start() + 1)
        return Draft(
            (*draft.content[:number], marked, *draft.content[number + 1 :]),
            (shifted(match.span("cue"), span.start),),
            (shifted(match.span("source"), span.start),),
            draft.score * FAITH,
        )
    return None


# --- 2. words in marks inside marks ----------------------------------------------------------------------


def in_marks(draft: Draft, quotations: tuple[Quotation, ...], text: str) -> Iterator[Draft]:
    """The drafts of words in marks inside a draft's own marks, or inside its turn."""
    first = bisect_right(quotations, draft.content[0].start, key=lambda q: q.span.start)
    for quotation in quotations[max(0, first - 1) :]:
        if quotation.span.start >= draft.content[-1].end:
            return
        holder = next(
            (s for s in draft.content if quotation.span in s and quotation.span != s), None
        )
        nested = quotation.parent is not None or draft.turn
        if holder is None or not nested or quotation.style == "block":
            continue
        start = max(holder.start, quotation.span.start - REACH)
        match = IN_MARKS.search(text, start, quotation.span.start)
        if match is None or FIRST_PERSON.match(match["source"]):
            continue
        if PLACED.search(text, start, match.start("source")):
            continue  # "you hear her on the trail saying"
        if draft.turn and not NAMED.fullmatch(match["source"]):
            continue  # "The doctor said, “Choose”" tells a story, not whose words these are
        cue, source = Span(*match.span("cue")), Span(*match.span("source"))
        yield Draft((quotation.span,), (cue,), (source,), draft.score * FAITH)


# --- 3. whoever passes words on ----------------------------------------------------------------------------


def teller_of(draft: Draft, drafts: list[Draft], reading: Reading) -> Draft | None:
    """The report that a draft is told in, where no other draft is it: "Ruiz recalls Lund saying"."""
    if draft.turn or not draft.source or not draft.cue:
        return None
    text, sentences = reading.article.text, reading.layout.sentences
    inside = draft.reach
    at = bisect_right(sentences, draft.source[0].start, key=lambda s: s.start) - 1
    begin = max(sentences[at].start if at >= 0 else 0, draft.source[0].start - REACH)
    before = text[begin : draft.source[0].start]
    match = AS_TOLD.search(before) or PASSED_ON.search(before)
    if match is not None and draft.source[0].start == inside.start:
        names = [n for n in ("source", "s1", "s2") if match.groupdict().get(n)]
        cues = [n for n in ("cue", "c1", "c2") if match.groupdict().get(n)]
        if FIRST_PERSON.match(match[names[0]]) or is_held(draft, drafts):
            return None
        return told_by(
            draft, shifted(match.span(cues[0]), begin), shifted(match.span(names[0]), begin)
        )
    after = SAID_AFTER.match(text, inside.end)
    if after is None or is_held(draft, drafts):
        return None
    return told_by(draft, Span(*after.span("cue")), Span(*after.span("source")))


def is_held(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether another draft is the report that a draft is told in."""
    return any(other is not draft and holds(other, draft) for other in drafts)


def holds(outer: Draft, inner: Draft) -> bool:
    """Whether content, cue and source of one draft all lie in the content of another."""
    spans = (*inner.content, *inner.cue, *inner.source)
    return all(any(span in content for content in outer.content) for span in spans)


def shifted(place: tuple[int, int], by: int) -> Span:
    """A place in a part of the text as one in the whole."""
    return Span(place[0] + by, place[1] + by)


def told_by(draft: Draft, cue: Span, source: Span) -> Draft:
    """The report of a whole draft by another source."""
    return Draft((draft.reach,), (cue,), (source,), draft.score * FAITH)


# --- 4. quoting -----------------------------------------------------------------------------------------


def quoting(draft: Draft, text: str) -> tuple[Draft, ...]:
    """The draft; where its source quotes another, the other's words too, the name in what it reports."""
    if draft.turn or not draft.source or not draft.cue:
        return (draft,)
    source, cue = draft.source[0], draft.cue[0]
    match = AFTER_SOURCE.fullmatch(text, source.end, cue.start)
    if match is None:
        match = BEFORE_SOURCE.search(text, max(0, source.start - REACH), source.start)
    if match is None:
        return (draft,)
    quoted, by = Span(*match.span("source")), Span(*match.span("cue"))
    inner = replace(draft, cue=(by,), source=(quoted,), score=draft.score * FAITH)
    return replace(draft, content=(Span(by.start, quoted.end), *draft.content)), inner
