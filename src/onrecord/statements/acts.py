"""Whether a cue reports speech, writing or thought, by its verb."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.values import Act, Chunk

SURE = 0.9
"""Probability at which the model's act of a cue beats the rules."""
WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")

# Stems of verbs and nouns of the mind: in PolNeAR's guidelines "beliefs and intentions". A word counts
# when it begins with a stem and adds at most a grammatical ending.
THOUGHT = frozenset(
    """believe belief think thought feel felt hope want wish know knew fear worry expect plan intend
    intent consider regard see saw view realise realize understand understood learn learnt discover
    find found decide decision doubt suspect assume imagine dream remember recall forget forgot
    notice wonder prefer like love hate dislike trust mistrust concerned afraid convinced confident
    sure certain aware seek sought aim desire determine agree accept mean meant guess presume
    suppose anticipate envision envisage perceive conclude opinion mind sense interpret need refuse
    reluctant eager hesitate resolve choose chose willing ready want support oppose favor favour
    interested bored curious unaware back envy resent
    appreciate enjoy mourn regret ponder figure reckon judge deem picture""".split()
)
WRITING = frozenset(
    """write wrote written writes tweet retweet post posted pen penned text email e-mail blog
    message caption scribble inscribe publish print letter memo tweeting note-read""".split()
)
# verbs of both mind and mouth that, with quoted words, are said: "X recalled: '…'"
SPOKEN_TOO = frozenset(
    "recall remember conclude agree insist wonder muse reckon guess note".split()
)
ENDINGS = ("", "s", "es", "d", "ed", "ing", "ting", "ning", "ies", "ied", "ped", "ping")


def act_of(cue: str, quoted: bool) -> Act:
    """The act that the words of a cue report. `quoted` tells whether marked words are reported.

    >>> act_of("has long believed", quoted=False), act_of("wrote on", True), act_of("said", True)
    ('thought', 'writing', 'speech')
    """
    words = WORD.findall(cue.lower())
    if any(stem_in(word, WRITING) for word in words):
        return "writing"
    minds = [word for word in words if stem_in(word, THOUGHT)]
    if (
        minds
        and not says(words)
        and not (quoted and all(stem_in(word, SPOKEN_TOO) for word in minds))
    ):
        return "thought"
    return "speech"


def weigh_act(ruled: Act, cues: Iterable[Chunk]) -> Act:
    """The act that the words of a cue have by rule, unless the model is sure of another in its sentence.

    Verbs of writing are plain enough: what is written by rule stays so.
    """
    surest = max(cues, key=lambda chunk: chunk.act_score, default=None)
    if ruled == "writing" or surest is None or surest.act is None:
        return ruled
    return surest.act if surest.act_score >= SURE else ruled


def says(words: list[str]) -> bool:
    """Whether a plain verb of saying stands in the cue, which beats a verb of the mind beside it."""
    return any(
        word in {"said", "says", "say", "saying", "told", "tells", "telling", "tell"}
        for word in words
    )


def stem_in(word: str, stems: frozenset[str]) -> bool:
    """Whether `word` is one of `stems` with a grammatical ending, a dropped e or a doubled consonant."""
    for ending in ENDINGS:
        if ending and not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)]
        if (
            stem in stems
            or (ending and stem + "e" in stems)
            or (ending == "ied" and stem + "y" in stems)
        ):
            return True
        if ending == "ies" and stem + "y" in stems:
            return True
    return False
