"""Talk about a story by people outside it: "I think she is free", "the page is blank", "it was Emeric".

What makers, actors and critics say of characters, in the present tense of stories, says what a work means.
Before `settle`, which adds it to the evidence for the topic of a statement.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Collection

STANCE = re.compile(
    r"\b(?:I(?:[’'](?:d|ve))? (?:\w+ ){0,2}?(?:think|thought|believe|see|saw|feel|felt|read|imagine|suspect|hope|wanted|played|say)\b"
    r"|I (?:don[’']t|do not|never) (?:\w+ )?(?:think|believe|see|saw|know|buy|wanted)\b"
    r"|(?:for|to) me\b|in my (?:mind|view|head|reading)\b|my (?:own )?(?:reading|view|theory|answer|guess)\b)",
    re.I,
)  # fmt: skip
ACTING = re.compile(
    r"\b(?:she|he|they)(?:[’'](?:s(?! (?:been|got|had))|re)| (?:is|are|has|have|isn[’']t|aren[’']t|does|do|doesn[’']t|don[’']t|can|cannot|can[’']t|never|still|finally|(?!was|says|has)[a-z]+s))(?![\w’'])",
    re.I,
)  # fmt: skip
DEFINES = re.compile(
    r"\b(?:the|that|this) [a-z]+ (?:is|means|was always|isn[’']t) (?:not )?(?:the|an?|only|just|my|her|his|their|our)\b",
    re.I,
)
SENTENCE = re.compile(r"[^.!?]+")
NAMED_WEIGHT, ACTING_WEIGHT, DEFINES_WEIGHT, STANCE_WEIGHT = 1.25, 1.1, 0.8, 1.4
MOST = 3.5


def story_talk(text: str, characters: Collection[str], outsiders: Collection[str]) -> float:
    """How much words of somebody outside a story speak of what happens in it, 0 to 3.5.

    >>> story_talk("I don't think she forgives him.", (), ()) > 2
    True
    >>> story_talk("She learned to pilot the boat in nine weeks.", (), ())
    0.0
    """
    names = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))
    strangers = names & set(outsiders)
    known = set(characters) - set(outsiders)
    sentences = [set(re.findall(r"[^\W\d_]+", s)) for s in SENTENCE.findall(text)]
    named = sum(bool(words & known) for words in sentences)
    acting = 0 if strangers and not named else len(ACTING.findall(text))
    score = NAMED_WEIGHT * min(2, named) + ACTING_WEIGHT * min(2, acting)
    score += DEFINES_WEIGHT * min(1, len(DEFINES.findall(text)))
    if score and STANCE.search(text):
        score += STANCE_WEIGHT
    return min(MOST, score)
