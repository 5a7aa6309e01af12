"""Builds statements in numbered stages.

1. drafts from the model's groups, a tag right behind a quotation with it;
2. content fitted to the quotation marks, each quotation in one draft;
3. quotations that no label covers, where the text beside them shows whose they are, signed ones, and
   those that a colon leads to;
4. quotations that go on with the statement before joined to it;
5. the writer's inference taken out;
6. turns of a transcript put over what the model found inside them, reports inside reports found;
7. form, act, quoted stretches and id of each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from onrecord.language.pieces import is_shouted
from onrecord.statements.acts import act_of, weigh_act
from onrecord.statements.announced import announced_quotations, ascribe_announced
from onrecord.statements.completion import (
    Coverage,
    complete,
    drop_headings,
    drop_names,
)
from onrecord.statements.confidence import confidence_of
from onrecord.statements.continued import join_continued
from onrecord.statements.doubtful import drop_doubtful
from onrecord.statements.drafts import Draft, drafts_of, in_order
from onrecord.statements.edges import settle_edges
from onrecord.statements.inference import drop_inference
from onrecord.statements.nested import find_nested
from onrecord.statements.relayed import find_relayed
from onrecord.statements.signed import sign
from onrecord.statements.snapping import Marks, share_out, snap
from onrecord.statements.sources import Scene, settle_sources
from onrecord.statements.splitting import take_apart
from onrecord.statements.tagged import ascribe_tagged
from onrecord.statements.turns import find_turns
from onrecord.values import Article, Chunk, Form, Reading, Span, Statement


def build_statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of an article in text order, speaker and occasion not yet settled."""
    reading = in_small_letters(reading)
    marks = marks_of(reading)
    drafts = settle_drafts(reading, marks)
    heard = {chunk.span: chunk for chunk in reading.labels.chunks if chunk.act}
    made = (make_statement(draft, reading.article, marks, heard) for draft in drafts)  # 7
    unique = {statement.id: statement for statement in made}
    return tuple(unique.values())


def marks_of(reading: Reading) -> Marks:
    """The quotations of an article, announced ones too, with what the model says of their marks."""
    held = reading.layout.quotations
    quoting = dict(zip((q.span for q in held), reading.labels.quoting, strict=False))
    return Marks([*held, *announced_quotations(reading)], quoting)


def in_small_letters(reading: Reading) -> Reading:
    """The reading of a text that is set in capitals throughout with its letters made small, place by place:
    capitals that say nothing would pass for names. Any other reading as it is; the version stays too."""
    text = reading.article.text
    if not is_shouted(text):
        return reading
    small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return replace(reading, article=replace(reading.article, text=small))


def settle_drafts(reading: Reading, marks: Marks) -> list[Draft]:
    """The finished drafts in text order: all stages but the last."""
    text = reading.article.text
    drafts = ascribe_tagged(drafts_of(reading.labels), reading.labels, text)  # 1
    drafts = [snap(draft, marks, text) for draft in drafts]  # 2
    drafts = in_order(take_apart(drafts, reading, marks))
    scene = Scene(reading, marks, drafts)
    drafts = settle_edges(settle_sources(drafts, scene), scene, marks)
    drafts = share_out(drafts, marks)
    drafts = in_order([*drafts, *find_relayed(drafts, reading)])
    drafts = sign(complete(drafts, reading, marks), reading, marks)  # 3
    drafts = ascribe_announced(drafts, reading, scene)
    drafts = drop_names(join_continued(drafts, marks, text), marks, text)  # 4
    drafts = drop_inference(drop_headings(drafts, reading, marks), reading, marks)  # 5
    drafts = drop_doubtful(drafts, marks, text)
    drafts = lay_turns_over(drafts, find_turns(reading))  # 6
    return in_order(find_nested(drafts, reading))


def lay_turns_over(drafts: list[Draft], turns: list[Draft]) -> list[Draft]:
    """Turns, and the drafts outside them: whatever is told inside a turn is words of the turn's speaker."""
    spoken = Coverage(turns)
    outside = (
        draft
        for draft in drafts
        if not any(spoken.touches(span) for span in (*draft.content, *draft.source))
    )
    return [*turns, *outside]


def make_statement(
    draft: Draft, article: Article, marks: Marks, heard: Mapping[Span, Chunk]
) -> Statement:
    """The statement of a finished draft."""
    text = article.text
    quoted = quoted_stretches(draft, marks)
    form = "turn" if draft.turn else form_of(draft, marks, text)
    cues = [heard[span] for span in draft.cue if span in heard]
    cue = " ".join(span.of(text) for span in draft.cue)
    return Statement(
        id=statement_id(article, draft.content),
        form=form,
        act=weigh_act(act_of(cue, quoted=bool(quoted)), cues),
        content=draft.content,
        quoted=quoted if not draft.turn else draft.content,
        cue=draft.cue,
        source=draft.source,
        confidence=confidence_of(draft),
    )


def quoted_stretches(draft: Draft, marks: Marks) -> tuple[Span, ...]:
    """The marked stretches inside the content, without their marks, paragraph by paragraph."""
    found = [q for span in draft.content for q in marks.within(span) if q.span in span]
    parts = [part for q in found for part in q.inner_parts]
    parts += [part for span in draft.content for part in marks.nested(span)]
    return tuple(part for part in dict.fromkeys(parts) if part.start < part.end)


def form_of(draft: Draft, marks: Marks, text: str) -> Form:
    """direct: nothing but marked words; mixed: some marked words; indirect: none."""
    quoted = unquoted = 0
    for span in draft.content:
        position = span.start
        for quotation in marks.within(span):
            unquoted += letters(text[position : max(position, quotation.span.start)])
            quoted += letters(
                text[max(position, quotation.span.start) : min(span.end, quotation.span.end)]
            )
            position = max(position, min(span.end, quotation.span.end))
        unquoted += letters(text[position : span.end])
    if not quoted:
        return "indirect"
    return "mixed" if unquoted else "direct"


def letters(piece: str) -> int:
    """Letters and digits in a piece of text."""
    return sum(character.isalnum() for character in piece)


def statement_id(article: Article, content: tuple[Span, ...]) -> str:
    """Twelve hexadecimal digits over key, version and content: the same on every run and machine."""
    places = ",".join(f"{span.start}-{span.end}" for span in content)
    return hashlib.sha256(f"{article.key}\n{article.version}\n{places}".encode()).hexdigest()[:12]
