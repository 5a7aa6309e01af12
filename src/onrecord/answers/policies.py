"""House policies: which unmarked changes of a quotation a newsroom allows itself.

A policy excuses single changes of a finished verdict by a named rule; it never alters the verdict, and never
excuses a number or a negation. Before: `check`. After: the command line counts what is left as findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from onrecord.values import Change, Policy, Rule, Verdict

POLICIES: tuple[Policy, ...] = get_args(Policy)

# Sounds and phrases that carry no sense where somebody stumbles. "Like", "sort of" and "well" may carry some.
_FILLER = re.compile(
    r"(?:u+m+|u+h+|e+r+m?|a+h+|h+m+|m+hm+|you know|i mean)"
    r"(?:[\s,–—-]+(?:u+m+|u+h+|e+r+m?|a+h+|h+m+|you know|i mean))*",
    re.I,
)
# One verb or article, another form of it that a speaker in a hurry takes for it.
_AGREEING = (
    frozenset({"was", "were"}),
    frozenset({"is", "are"}),
    frozenset({"has", "have"}),
    frozenset({"does", "do"}),
    frozenset({"a", "an"}),
    frozenset({"there's", "there are"}),
    frozenset({"gonna", "going to"}),
    frozenset({"wanna", "want to"}),
    frozenset({"gotta", "got to", "have got to"}),
    frozenset({"'cause", "because"}),
    frozenset({"kinda", "kind of"}),
)
_MOST_STARTED = 5
"""Words of a false start at most; a longer one is a sentence of its own."""


def apply_policy(verdict: Verdict, policy: Policy) -> Verdict:
    """The verdict with the rule that excuses each of its changes, None where none does."""
    if policy == "strict" or verdict.wording != "altered" or verdict.source is None:
        return verdict
    source = verdict.source.text
    return replace(verdict, excused=tuple(excuse_of(c, source) for c in verdict.changes))


def excuse_of(change: Change, source: str) -> Rule | None:
    """The rule of the edited policy that allows a change of the source's words, None for no rule.

    >>> excuse_of(Change("drop", "um, you know", ""), "It was, um, you know, cold.")
    'disfluency'
    >>> excuse_of(Change("drop", "not", "", grave=True), "It was not not cold.") is None
    True
    """
    if change.grave:
        return None
    return next((rule for rule, holds in _RULES.items() if holds(change, source)), None)


def _is_disfluency(change: Change, source: str) -> bool:
    return change.op == "drop" and _FILLER.fullmatch(_plain(change.before)) is not None


def _is_repetition(change: Change, source: str) -> bool:
    """A word or two said twice at once: "I I wanted", "it was, it was late"."""
    words = re.escape(_plain(change.before))
    if change.op != "drop" or not words or len(change.before.split()) > _MOST_STARTED:
        return False
    twice = words.replace(r"\ ", r"\W+")
    return re.search(rf"(?i)\b{twice}\W+{twice}\b", source) is not None


def _is_false_start(change: Change, source: str) -> bool:
    """Words that a speaker broke off at a dash and began anew: "We ran— we walked home"."""
    words = change.before.strip()
    if change.op != "drop" or not 0 < len(words.split()) <= _MOST_STARTED:
        return False
    at = source.find(words)
    broken = (
        re.compile(r"\s*(?:--|[–—]|-(?=\s))").match(source, at + len(words)) if at >= 0 else None
    )
    begins = at == 0 or re.search(r"[.!?;,–—]\s*$|^\W*$", source[:at]) is not None
    return broken is not None and begins


def _is_grammar(change: Change, source: str) -> bool:
    if change.op != "substitute":
        return False
    pair = {_plain(change.before), _plain(change.after)}
    if any(pair <= kin for kin in _AGREEING):
        return True
    return any(f"{word[:-1]}g" in pair for word in pair if word.endswith("in'"))


def _plain(words: str) -> str:
    return words.strip(' \t\n,.;:—–-“”"').replace("’", "'").replace("‘", "'").casefold()


_RULES: dict[Rule, Callable[[Change, str], bool]] = {
    "disfluency": _is_disfluency,
    "repetition": _is_repetition,
    "false_start": _is_false_start,
    "grammar": _is_grammar,
}


def is_excused(verdict: Verdict) -> bool:
    """Whether a policy excuses every change of a verdict, so that its wording is no finding."""
    return bool(verdict.excused) and all(rule is not None for rule in verdict.excused)
