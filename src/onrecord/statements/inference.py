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
from onrecord.values import Reading

MODAL = r"(?:could|may|might|would)"
OPENING = 60  # characters of content that may hold the hedge
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
    r"\b(?:referring|refers?|referred|alluding|alludes?|suggesting|suggests?|implying|implies|hinting|hints?|meant|means"
    r"|talking about|thinking|implied|intends|getting at|hoping|saying|trying|wanted|wants|intended"
    r"|believes?|thinks?|sees?)\b",
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
            cue = draft.cue if draft.source else ()  # "it seems" is the writer's word, nobody's cue
            kept.append(replace(draft, content=quoted, cue=cue))
    return kept


def is_inferred(draft: Draft, reading: Reading, marks: Marks, starts: list[int]) -> bool:
    """Whether a hedge of the writer governs the draft: outside marks, in the sentence of its cue, no later
    than the cue or the first words of the content. "She said it seems …" is the speaker's own hedge."""
    text, first = reading.article.text, draft.content[0]
    governing = min((draft.cue[0], first)) if draft.cue else first
    index = bisect_right(starts, governing.start) - 1
    sentence = reading.layout.sentences[index] if index >= 0 else governing
    last = max([cue.end for cue in draft.cue] + [min(first.start + OPENING, first.end)])
    for hedge in HEDGE.finditer(text, sentence.start, min(last, sentence.end)):
        said_before = any(cue.end <= hedge.start() for cue in draft.cue)
        if marks.at(hedge.start()) is None and not said_before:
            return bool(MEANT.search(text, hedge.start(), min(sentence.end, last + 40)))
    return False
