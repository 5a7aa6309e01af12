"""Sentences among others that tell a plot and yet are the writer's own: a guess at a meaning, a word on where
the work can be seen, a verdict, a warning.

Read by `passages`, which cuts a telling at them.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from onrecord.works.actions import find_actions

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
WORK = r"(?:film|movie|show|series|story|book|play|novel|drama|game|picture|episode|finale|album|comic)"
SCENE = r"(?:scene|sequence|moment|shot|image|passage|performance|film|episode|chapter|thing|part|stretch)"


@cache
def guess_pattern() -> re.Pattern[str]:
    """How writers begin a guess of their own about a story."""
    return re.compile(
        r"^\W*(?:(?:But|And|So|Or),? )?(?:perhaps|maybe|presumably|conceivably)\b"
        r"|\b(?:we|I) (?:\w+ly )?(?:think|believe|suspect|assume|wonder(?:ed)? (?:if|whether)|like to think|take (?:it|this|that)|chose? to (?:think|read|believe)|are (?:meant|invited|left|asked) to)\b"
        r"|\b(?:that|this|which|it) (?:would|might|may|could)(?: well| also| then)? (?:explain|mean|account for|suggest|make (?:it|her|him|them|the))\b"
        r"|\bit (?:would |might |may )?(?:seem|appear)s?,? (?:then|therefore|to (?:me|us)),? (?:that|as)\b|\bit (?:may|might|could) (?:well |also )?be that\b"
        r"|\b(?:our|my) (?:own )?(?:hunch|guess|theory|reading|sense|money)\b"
        rf"|\bthe {WORK} (?:seems|appears) to (?:be )?(?:say|tell|suggest|ask|want|mean|imply|hint|argu)\w*"
        r"|^\W*If so\b|\b(?:one|another|a simpler|the likeliest|the simplest|a third) (?:reading|possibility|explanation|answer|theory|interpretation)\b"
        r"|\b(?:can|could|may|might) (?:just as well|as easily|equally) be\b", re.I,
    )  # fmt: skip


@cache
def aside_pattern() -> re.Pattern[str]:
    """What sentences are made of that leave a story for the world of its audience."""
    return re.compile(
        r"\b(?:in|into|across|to|hits?|reach(?:es)?) (?:(?:[\w.]+) ){0,4}?(?:cinemas|theat(?:er|re)s|screens)\b|\b(?:streaming|available|showing|playing|(?:is|are|now) out) (?:now|on|to|from|in|nationwide)\b"
        rf"|\b(?:opens?|opening|release[ds]?|premieres?|premiered|arrives?|airs?) (?:[\w.]+ ){{0,5}}?(?:(?:on|in|this|next|from) )?(?:{MONTH} \d|\d{{1,2}} {MONTH}|(?:this|next|on) \w+day)"
        rf"|\bthe (?:\w+ )?(?:best|finest|funniest|strongest|weakest|worst|loveliest) {SCENE}\b|\b(?:an?|the) (?:\w+ly )?(?:wonderful|beautiful|brilliant|remarkable|extraordinary|stunning|lovely|terrific|striking|strange|haunting|marvellous) {SCENE}\b"
        rf"|\b(?:is|are) (?:very |really |quite |simply )?(?:superb|excellent|wonderful|terrific|brilliant|magnificent|very good|miscast|wasted)\b|\bthe {WORK}[’']s (?:best|finest|greatest|weakest)\b"
        r"|\b(?:box office|critics|reviewers|audiences (?:have|will|are|were)|viewers (?:have|will|are|were))\b", re.I,
    )  # fmt: skip


WARNING = re.compile(r"\bspoilers?\b", re.I)


def is_guess(own: str) -> bool:
    """Whether a sentence is worded as a writer's guess; of what, its place must tell.

    >>> is_guess("That would explain why the dog never barks."), is_guess("She explains it to him.")
    (True, False)
    """
    return bool(guess_pattern().search(own))


def is_aside(own: str, characters: Collection[str]) -> bool:
    """Whether a sentence inside a telling speaks of the work and not of its story; one in which a character
    acts never does, a warning always.

    >>> is_aside("It opens in U.S. theaters on January 17.", ())
    True
    >>> is_aside("Mara opens the box office on Friday.", ["Mara"])
    False
    """
    if WARNING.search(own):
        return True
    if not aside_pattern().search(own):
        return False
    return not any(
        action.subject in characters and action.tense == "present" for action in find_actions(own)
    )
