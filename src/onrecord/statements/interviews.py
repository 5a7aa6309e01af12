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
SAYS = re.compile(
    r"\b(?:interview(?:ed|s)?|Q&A|(?:spoke|speaks|talk(?:s|ed)?) (?:to|with)|in conversation|we met|met us"
    r"|we asked|sat down with|caught up with|tells? us)\b",
    re.I,
)
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
    said = bool(SAYS.search(text, 0, blocks[questions[0]].span.start)) if questions else False
    if not are_asked(text, blocks, answered, said):
        return []
    first = first_asked(text, words, questions[0])
    return _walk(text, blocks, words, (first, questions[-1]))


def stressed_words(text: str, block: Block) -> Span | None:
    """The words of a block that is set off throughout: by its mark-up, by Markdown's signs, or as a
    heading that asks; none of any other block."""
    match = STRESS.fullmatch(text, block.span.start, block.span.end)
    if match:
        return Span(*match.span("words"))
    asks = block.kind == "heading" and QUESTION_END.search(block.span.of(text))
    return block.span if block.stressed or asks else None


def are_asked(text: str, blocks: tuple[Block, ...], answered: list[int], said: bool) -> bool:
    """Whether questions speak to somebody who answers for themselves: three of them, "you" in two of five
    and "I" in half of the answers; or two with both; or "I" alone, where the text above says that this is
    an interview."""
    asked = sum(bool(ASKED.search(blocks[n].span.of(text))) for n in answered)
    own = sum(bool(OWN.search(blocks[n + 1].span.of(text))) for n in answered)
    if said and len(answered) >= FEWEST_QUESTIONS - 1:
        return own * 2 >= len(answered)
    if len(answered) < FEWEST_QUESTIONS:
        return len(answered) == FEWEST_QUESTIONS - 1 and asked == own == len(answered)
    return asked * 5 >= len(answered) * 2 and own * 2 >= len(answered)


def first_asked(text: str, words: list[Span | None], question: int) -> int:
    """The block in which whoever asks begins: the first question, or set-off words to "you" before it
    ("You have been away for a year.")."""
    before = (n for n, span in enumerate(words[:question]) if span and ASKED.search(span.of(text)))
    return next(before, question)


def is_spoken(words: str) -> bool:
    """Whether set-off words are somebody's, and not a heading's: a sentence, or said to "you"."""
    return bool(SPOKEN_END.search(words) or ASKED.search(words))


def _walk(
    text: str, blocks: tuple[Block, ...], words: list[Span | None], ends: tuple[int, int]
) -> list[Draft]:
    drafts: list[Draft] = []
    asking = several = False
    for number in range(ends[0], len(blocks)):
        block, span = blocks[number], words[number]
        past = number > ends[1]
        if span is not None and not is_spoken(span.of(text)):
            continue
        if span is not None and past:
            break  # "This conversation has been edited." in italics
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
