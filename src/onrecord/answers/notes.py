"""The one line that `check` adds to a verdict: a fixed form filled with the sources' own words.

It reports and never accuses: sources may print different transcripts of the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.values import Change, Occasion, Speaker

MOST_CHANGES = 3
MOST_LETTERS = 60


def changes_note(changes: Sequence[Change], label: str) -> str:
    """What the draft changes against a source.

    >>> changes_note([Change("drop", "that", "")], "Harbour Post")
    'against Harbour Post: dropped "that"'
    """
    told = [_change_note(change) for change in changes[:MOST_CHANGES]]
    left = len(changes) - len(told)
    told += [f"{left} more"] if left else []
    return f"against {label}: {', '.join(told)}"


def other_note(changes: Sequence[Change], label: str) -> str:
    """How another source prints the words, where it differs from the one that has them all.

    >>> other_note([Change("substitute", "anyone", "anybody")], "Harbour Post")
    'Harbour Post has "anyone" for "anybody"'
    """
    told = [_other_change(change) for change in changes[:MOST_CHANGES]]
    left = len(changes) - len(told)
    told += [f"{left} more"] if left else []
    return f"{label} has {', '.join(told)}"


def cut_note(before: str, after: str) -> str:
    """What a source has around words whose sense it limits.

    >>> cut_note("", "but only for the length of that crossing")
    'the source goes on "but only for the length of that crossing"'
    """
    told = [f'begins "{_short(before)}"'] if before else []
    told += [f'goes on "{_short(after)}"'] if after else []
    return "the source " + " and ".join(told)


def same_words_note(name: str | None, label: str) -> str:
    """Who else is held to have said words so plain that two people may.

    >>> same_words_note("Ada Moll", "Harbour Post")
    'Harbour Post has these words of Ada Moll'
    """
    return f"{label} has these words of {name}"


def told_by_note(claimed: Speaker, source: Speaker) -> list[str]:
    """Through whom a source has the words, where the draft does not say so too.

    >>> from onrecord.values import Teller
    >>> through = Speaker("Ada Moll", via=(Teller("Tom Rusk", "person", "3f9c"),))
    >>> told_by_note(Speaker("Ada Moll"), through)
    ['as told by Tom Rusk, not by Ada Moll directly']
    """
    tellers = [teller.name for teller in source.via]
    if not tellers or [teller.name for teller in claimed.via] == tellers:
        return []
    told = ", ".join(f"as told by {name or 'somebody not named'}" for name in tellers)
    return [f"{told}, not by {source.name or 'the speaker'} directly"]


def _other_change(change: Change) -> str:
    before, after = _short(change.before), _short(change.after)
    if change.op == "drop":
        return f'also "{before}"'
    if change.op == "insert":
        return f'no "{after}"'
    if change.op == "move":
        return f'"{before}" in another place'
    return f'"{before}" for "{after}"'


def _change_note(change: Change) -> str:
    before, after = _short(change.before), _short(change.after)
    if change.op == "drop":
        return f'dropped "{before}"'
    if change.op == "insert":
        return f'added "{after}"'
    if change.op == "move":
        return f'moved "{after}"'
    return f'"{before}" became "{after}"'


def _short(words: str) -> str:
    """The words on one line, cut in the middle where they are many."""
    words = " ".join(words.split())
    half = MOST_LETTERS // 2
    return (
        words
        if len(words) <= MOST_LETTERS
        else f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
    )


def occasion_note(occasion: Occasion) -> str:
    """The original that a draft names and the record does not hold.

    >>> occasion_note(Occasion(medium="interview", outlet="Harbour Post", said="2024-11"))
    'not held: interview, Harbour Post, 2024-11'
    """
    parts = [occasion.medium, occasion.programme, occasion.outlet, occasion.interviewer]
    named = [part.replace("_", " ") for part in parts if part]
    return "not held: " + ", ".join(named + ([occasion.said] if occasion.said else []))
