"""Corrections in words: for the command line and for pages.

Comes after `record`, whose corrections these are.
"""

from __future__ import annotations

from onrecord.publish.phrases import counted, joined
from onrecord.record.corrections import Anchor, Correction

SHOWN = 60
"""Characters of a statement's words that name it in a list."""


def correction_words(correction: Correction) -> str:
    """What a correction did, in a line.

    >>> correction_words(Correction(1, "rename", "r-halvane", None, "Ruta Halvane", "Ada", "2026-01-01", ""))
    'r-halvane is called Ruta Halvane'
    """
    if correction.action == "merge":
        return f"{correction.other} is {correction.person}"
    if correction.action == "rename":
        return f"{correction.person} is called {correction.name}"
    if correction.statement is not None:
        return _statement_words(correction, correction.statement)
    articles = dict.fromkeys(key for key, _, _ in correction.other_places)
    names = dict.fromkeys(name for _, name, _ in correction.other_places)
    told = f"{' / '.join(names)} in {counted(len(articles), 'article')}"
    return f"{correction.other} is not {correction.person}: {told}"


def _statement_words(correction: Correction, at: Anchor) -> str:
    """What a correction says of a statement, whose words name it while they are on record."""
    which = f"{at.id} in {at.article}"
    if at.words:
        which = f"“{shortened(' … '.join(at.words))}” ({which})"
    if correction.action == "reject":
        return f"nobody’s statement: {which}"
    if correction.action == "accept":
        return f"right as it is: {which}"
    if correction.action == "content":
        told = " … ".join(correction.words) or "words taken off the record"
        return f"the words are “{shortened(told)}”: {which}"
    return f"the speaker is {correction.name or 'not named'}: {which}"


def shortened(words: str) -> str:
    """The words on one line without their marks, cut where they are long.

    >>> shortened("“The  bell.”")
    'The bell.'
    """
    line = " ".join(words.split()).strip('“”"')
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rstrip()}…"


def signature_words(correction: Correction) -> str:
    """Who made a correction, when and why, and who took it back."""
    made = joined(correction.who, correction.made[:10], correction.why, by=" · ")
    undone = correction.undone
    if undone is None:
        return made
    return f"{made} · undone: {joined(undone.who, undone.made[:10], undone.why, by=' · ')}"
