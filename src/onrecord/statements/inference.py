"""The writer's own inference about a speaker, which is no statement of the speaker's.

"It seems that Lund was referring to a reunion" tells what the writer makes of Lund's words. The
unquoted part of such content goes; words in marks inside it stay the speaker's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from onrecord.statements.drafts import Draft
from onrecord.statements.snapping import Marks
from onrecord.values import Reading, Span

MODAL = r"(?:could|may|might|would)"
HEDGE = re.compile(
    r"\b(?:it|this|that|which|all of (?:this|which))\s+(?:\w+\s+)?"
    rf"(?:seems?|appears?|seemed|appeared|suggests?|implies|hints?|{MODAL} (?:seem|mean|imply|suggest))\b"
    r"|\b(?:seems?|seemed|appears?|appeared) to (?:be |have )?(?:been )?"
    r"(?:referring|suggest|imply|hint|allud|mean|saying|believe|think|feel|want|regard|see)\w*"
    r"|\b(?:perhaps|presumably|apparently|seemingly|arguably)\b"
    r"|\b(?:one|you|we|viewers?|audiences?|fans) (?:could|might|may|can) "
    r"(?:argue|read|infer|interpret|assume|conclude)\b",
    re.IGNORECASE,
)
MEANT = re.compile(
    r"\b(?:referring|refers?|referred|alluding|alludes?|suggesting|suggests?|implying|implies|hinting|hints?|meant|means|"
    r"talking about|getting at|hoping|saying|trying|wanted|wants|intended|believes?|thinks?|sees?)\b",
    re.IGNORECASE,
)


def drop_inference(drafts: list[Draft], reading: Reading, marks: Marks) -> list[Draft]:
    """The drafts without content that is the writer's guess; quoted words in it are kept."""
    starts = [sentence.start for sentence in reading.layout.sentences]
    kept: list[Draft] = []
    for draft in drafts:
        if draft.turn or not is_inferred(draft, reading, marks, starts):
            kept.append(draft)
            continue
        quoted = tuple(
            q.span for span in draft.content for q in marks.within(span) if q.span in span
        )
        if quoted:
            kept.append(replace(draft, content=quoted))
    return kept


def is_inferred(draft: Draft, reading: Reading, marks: Marks, starts: list[int]) -> bool:
    """Whether a hedge of the writer governs the draft: before its content, outside marks, same sentence."""
    text, content = reading.article.text, draft.content[0]
    index = bisect_right(starts, content.start) - 1
    sentence = reading.layout.sentences[index] if index >= 0 else content
    outside = Span(sentence.start, max(content.start, sentence.start))
    if any(cue.end <= content.start for cue in draft.cue):
        # a verb of saying before the hedge makes the hedge the speaker's: "She said it seems …"
        outside = Span(sentence.start, min(cue.start for cue in draft.cue))
        governed = Span(outside.start, max(cue.end for cue in draft.cue))
    else:
        governed = Span(outside.start, min(content.start + 60, content.end))
    for hedge in HEDGE.finditer(text, outside.start, governed.end):
        if marks.at(hedge.start()) is None and hedge.start() <= max(outside.end, outside.start):
            return bool(MEANT.search(text, hedge.start(), min(sentence.end, governed.end + 40)))
    return False
