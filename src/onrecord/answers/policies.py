"""House policies: which unmarked changes of a quotation a newsroom allows itself.

A policy excuses single changes of a finished verdict by a named rule; it never alters the verdict, and
never excuses a number or a negation. Every place where the source may have lost the words must fit the
rule: where it cannot be told what was dropped, nothing is excused. Before: `check`. After: the command line
counts what is left as findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.answers.agreement import agrees
from onrecord.values import Change, Policy, Rule, Verdict
from onrecord.variants import split_words
from onrecord.variants.words import Word

# Sounds that carry no sense anywhere, and phrases that carry none where commas or dashes set them off.
# "Like", "sort of" and "well" may carry some.
_SOUND = re.compile(r"(?:u+m+|u+h+|e+r+m?|a+h+|h+m+|m+hm+)")
_PHRASES = (("you", "know"), ("i", "mean"))
_SET_OFF = re.compile(r"[,;:–—…(]|--|\s-\s|[.?!][\"'”’)]*\s")
_DASH = re.compile(r"\s*(?:--|[–—]|-(?=\s)|…|\.\.\.)")
_DOUBLED = frozenset({"had", "that"})
"""Words that English sets twice with sense: "I had had enough"."""
_SPOKEN = {
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "hafta": "have to",
    "kinda": "kind of",
    "'cause": "because",
    "cause": "because",
}
_MOST_AGAIN = 5
"""Words of a repetition or a false start at most; a longer one is a sentence of its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words `start` to `end` of a text, which a change may have touched."""

    text: str
    words: Sequence[Word]
    start: int
    end: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The words themselves, as they are compared."""
        return tuple(word.key for word in self.words[self.start : self.end])

    def key(self, at: int) -> str:
        """One word of the text, nothing outside it."""
        return self.words[at].key if 0 <= at < len(self.words) else ""

    def before(self) -> str:
        """The signs between the word before and the first; of the beginning of the text a stop."""
        first = self.words[self.start].span.start
        return self.text[self.words[self.start - 1].span.end : first] if self.start else ". "

    def after(self) -> str:
        """The signs between the last word and the next; of the end of the text a stop."""
        last = self.words[self.end - 1].span.end
        more = self.end < len(self.words)
        return self.text[last : self.words[self.end].span.start] if more else ". "


def apply_policy(verdict: Verdict, policy: Policy) -> Verdict:
    """The verdict with the rule that excuses each of its changes, None where none does."""
    if policy == "strict" or verdict.wording != "altered" or verdict.source is None:
        return verdict
    told = (verdict.source.text, verdict.text)
    return replace(verdict, excused=tuple(excuse_of(c, *told) for c in verdict.changes))


def excuse_of(change: Change, source: str, draft: str) -> Rule | None:
    """The rule of the edited policy that allows a change of the source's words, None for no rule.

    >>> excuse_of(Change("drop", "um, you know", ""), "It was, um, you know, cold.", "It was cold.")
    'disfluency'
    >>> excuse_of(Change("drop", "not", "", grave=True), "It was not not cold.", "It was not cold.")
    """
    if change.grave:
        return None
    if change.op == "substitute":
        return "grammar" if _is_grammar(change, source, draft) else None
    places = list(_dropped(change, source, draft)) if change.op == "drop" else []
    for rule, holds in _RULES.items():
        if places and all(any(holds(place) for place in slid) for slid in places):
            return rule
    return None


def _places(text: str, written: str) -> list[Place]:
    """Where some words stand in a text."""
    words, wanted = split_words(text), [word.key for word in split_words(written)]
    keys, count = [word.key for word in words], len(wanted)
    starts = (at for at in range(len(keys) - count + 1) if keys[at : at + count] == wanted)
    return [Place(text, words, at, at + count) for at in starts] if wanted else []


def _dropped(change: Change, source: str, draft: str) -> Iterator[list[Place]]:
    """The places in the source that the draft may have left out, each as the same words may be read: of
    "the, the ferry" either "the" may be gone."""
    ours = [word.key for word in split_words(draft)]
    beside = {*zip(["", *ours], [*ours, ""], strict=True)}
    for place in _places(source, change.before):
        if (place.key(place.start - 1), place.key(place.end)) in beside:
            yield list(_slid(place))


def _slid(place: Place) -> Iterator[Place]:
    """A place, and those beside it whose loss leaves the same words."""
    yield place
    back = place
    while back.start and back.key(back.start - 1) == back.key(back.end - 1):
        back = replace(back, start=back.start - 1, end=back.end - 1)
        yield back
    while place.end < len(place.words) and place.key(place.end) == place.key(place.start):
        place = replace(place, start=place.start + 1, end=place.end + 1)
        yield place


# --- rules ------------------------------------------------------------------------------------------


def _is_disfluency(place: Place) -> bool:
    """Sounds, and "you know" or "I mean" set off by commas, dashes or stops on both sides."""
    rest, phrases = list(place.keys), False
    while rest:
        if _SOUND.fullmatch(rest[0]):
            rest = rest[1:]
        elif tuple(rest[:2]) in _PHRASES:
            rest, phrases = rest[2:], True
        else:
            return False
    return not phrases or all(_SET_OFF.search(signs) for signs in (place.before(), place.after()))


def _is_repetition(place: Place) -> bool:
    """Words said twice at once: "I I wanted", "it was, it was late"."""
    keys, size = place.keys, place.end - place.start
    if size > _MOST_AGAIN or (size == 1 and keys[0] in _DOUBLED):
        return False
    following = tuple(place.key(at) for at in range(place.end, place.end + size))
    return keys == following


def _is_false_start(place: Place) -> bool:
    """Words broken off at a dash and begun anew with the same word: "We ran— we walked home"."""
    again = place.key(place.end) == place.keys[0]
    return again and place.end - place.start <= _MOST_AGAIN and bool(_DASH.match(place.after()))


_RULES: dict[Rule, Callable[[Place], bool]] = {
    "disfluency": _is_disfluency,
    "repetition": _is_repetition,
    "false_start": _is_false_start,
}


def _is_grammar(change: Change, source: str, draft: str) -> bool:
    """A form spelt as it was spoken, or one that now agrees with its subject and did not."""
    before, after = _without_sounds(_plain(change.before)), _plain(change.after)
    if _SPOKEN.get(before) == after or (before.endswith("in'") and f"{before[:-1]}g" == after):
        return True
    places = [
        place
        for place in _places(draft, change.after)
        if any(
            place.key(place.start - 1) == there.key(there.start - 1)
            and place.key(place.end) == there.key(there.end)
            for there in _places(source, change.before)
        )
    ]
    return bool(places) and all(
        agrees(before, after, place.key(place.start - 1), place.key(place.end)) for place in places
    )


def _plain(words: str) -> str:
    return " ".join(
        words.strip(' \t\n,.;:—–-“”"').replace("’", "'").replace("‘", "'").casefold().split()
    )


def _without_sounds(words: str) -> str:
    """The words without "um" and the like beside them: "was, um" that became "were" is one change.

    >>> _without_sounds("was, um")
    'was'
    """
    kept = [word for word in words.split() if not _SOUND.fullmatch(word.strip(",;–—-"))]
    return " ".join(kept).strip(" ,;–—-")
