"""Turns of an interview whose questions are set in bold or italics, without a label: who asks, who answers.

Called by `turns` where no labels are found. The typography alone is no proof, as pages of questions and
answers look alike: here questions say "you" and answers say "I".
"""

from __future__ import annotations

import re

from onrecord.statements.drafts import Draft
from onrecord.values import Block, Reading, Span

FEWEST_QUESTIONS = 3
ASKED = re.compile(r"\byou(?:r|rs|rself|'re|’re|'ve|’ve|'d|’d|'ll|’ll)?\b", re.I)
OWN = re.compile(r"\b(?:I|I['’]\w+|me|my|mine|myself|we|we['’]\w+|us|our|ours)\b")
STRESS = re.compile(r"\s*(\*{1,3}|_{1,3})(?=\S)(?P<words>.+?)(?<=\S)\1\s*", re.S)
QUESTION_END = re.compile(r"\?[\"”’')\]*_]*\s*$")
SPOKEN_END = re.compile(r"[.?!…—–][\"”’')\]*_]*\s*$")


def find_interview(reading: Reading) -> list[Draft]:
    """The turns of an interview by its set-off questions, in order; none where the article is none.

    A turn of whoever asks is one or more blocks that are set off throughout, from the first question on;
    the answer is what follows. Set-off lines that do not end like a sentence are headings.
    """
    text, blocks = reading.article.text, reading.layout.blocks
    words = [stressed_words(text, block) for block in blocks]
    questions = [n for n, span in enumerate(words) if span and QUESTION_END.search(span.of(text))]
    answered = [
        n
        for n in questions
        if n + 1 < len(blocks) and words[n + 1] is None and blocks[n + 1].kind != "heading"
    ]
    if len(answered) < FEWEST_QUESTIONS or not are_asked(text, blocks, answered):
        return []
    return list(_walk(text, blocks, words, questions))


def stressed_words(text: str, block: Block) -> Span | None:
    """The words of a block that is set off throughout: by its mark-up, by Markdown's signs, or as a
    heading that asks; none of any other block."""
    match = STRESS.fullmatch(text, block.span.start, block.span.end)
    if match:
        return Span(*match.span("words"))
    asks = block.kind == "heading" and QUESTION_END.search(block.span.of(text))
    return block.span if block.stressed or asks else None


def are_asked(text: str, blocks: tuple[Block, ...], answered: list[int]) -> bool:
    """Whether questions speak to somebody who answers for themselves: "you" in two of five questions,
    "I" in half of the answers."""
    asked = sum(bool(ASKED.search(blocks[n].span.of(text))) for n in answered)
    own = sum(bool(OWN.search(blocks[n + 1].span.of(text))) for n in answered)
    return asked * 5 >= len(answered) * 2 and own * 2 >= len(answered)


def _walk(
    text: str, blocks: tuple[Block, ...], words: list[Span | None], questions: list[int]
) -> list[Draft]:
    drafts: list[Draft] = []
    asking = several = False
    for number in range(questions[0], len(blocks)):
        block, span = blocks[number], words[number]
        past = number > questions[-1]
        if span is not None and (not SPOKEN_END.search(span.of(text)) or past):
            if past and SPOKEN_END.search(span.of(text)):
                break  # "This conversation has been edited." in italics
            continue
        if span is not None:
            drafts = _joined(drafts, span) if asking else [*drafts, _turn(span)]
        elif block.kind == "heading":
            continue
        elif asking:
            drafts.append(_turn(block.span))
        elif past and not (several and OWN.search(block.span.of(text))):
            break
        else:
            several = True
            drafts = _joined(drafts, block.span)
        asking = span is not None
    return drafts


def _turn(span: Span) -> Draft:
    return Draft((span,), (), (), 0.8, turn=True)


def _joined(drafts: list[Draft], span: Span) -> list[Draft]:
    last = drafts[-1]
    return [*drafts[:-1], Draft((*last.content, span), (), (), last.score, turn=True)]
