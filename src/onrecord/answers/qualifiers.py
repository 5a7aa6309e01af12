"""Whether a quotation keeps its sense: what adjoins the quoted words in the same source sentence.

A blurb cut from "the date movie of the decade for couples who never agree" has the words and not
the sense. Rules, not a model: an adjoining negation, condition or limiter that was left out. Used
by `check` only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.values import Context
from onrecord.variants import Comparison, Wording
from onrecord.variants.commonness import is_negation, word_list

NEGATION_REACH = 6
"""Words before the quotation in which a negation governs it, if no stop or new clause parts them."""
CONDITION_REACH = 2
"""The same for an "if"."""
CLAUSE_REACH = 8
"""The same for an "if" whose clause stands between: "if she is elected we will leave"."""
LIMITER_REACH = 2
NEAR = 3
"""From here on a negation must govern more of the quotation than its first `TOUCHED` words."""
TOUCHED = 2
SUPERLATIVE_REACH = 4
BOUND_WORDS = 3
"""Words of a bound ("in the county") that a draft must say itself to have kept it."""
_CONDITIONS = frozenset({"if", "unless", "except", "whether", "assuming", "suppose"})
_TURNS = frozenset(
    {"but", "if", "unless", "except", "although", "though", "however", "yet", "provided", "barring"}
)
_NEW_CLAUSE = frozenset(
    {"but", "and", "so", "which", "who", "whose", "when", "while", "where", "then"}
    | {"because", "after", "before", "until", "though", "although"}
)
_SUBJECTS = frozenset({"i", "we", "you", "he", "she", "it", "they", "there"})
_FACTS = frozenset(
    {"know", "knew", "understand", "realize", "realise", "forget", "forgot", "remember", "notice"}
    | {"regret", "mind", "learn"}
)
"""Verbs of what is so, denied or not: "he did not know that the mill was sold"."""
_CLAUSE_OPENERS = _SUBJECTS | {"that", "how"}
_UNABLE = frozenset({"can't", "cannot", "couldn't"})
"""One "cannot believe" what is so."""
_DETERMINERS = frozenset({"the", "his", "her", "its", "my", "your", "our", "their"})
_QUANTIFIERS = frozenset({"some", "few", "little"})
_TOLD = _DETERMINERS | {"last", "past", "next", "a", "every"}
"""With these before it, a few are so many, and no fewer: "over the last few years"."""
_MODALS = frozenset({"may", "might", "could"})
_INFINITIVES = frozenset({"be", "have", "well", "even", "also"})
_BEFORE_NAMES = frozenset({"for", "of", "with", "to", "by", "from", "at", "in", "on", "about"})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_LIMITS = frozenset(
    {"for", "of", "in", "among", "since", "by", "from", "outside", "that", "who", "about", "until"}
)
_SUPERLATIVE = re.compile(r".{2,}est$|^(?:most|best|worst|least|first|last|only|greatest|1)$")
_NO_SUPERLATIVE = frozenset(
    {"interest", "request", "forest", "protest", "arrest", "test", "suggest", "guest", "contest"}
    | {"harvest", "honest", "west", "rest", "quest", "invest", "modest", "manifest", "chest"}
)
_BUT_FOR = frozenset({"help", "nothing", "anything", "all", "none", "everything"})
"""Words with which "but" turns nothing: "I cannot help but think"."""
_ORDINALS = frozenset({"first", "last", "1"})
_JOINS = frozenset({"and", "or"})
_JOINED = frozenset({"only", "almost", "nearly"})
_AFFIRMED = frozenset({"doubt", "question", "wonder", "mistake", "only", "just"})
_STOP = re.compile(r"[,;:.!?—–()]|\s-\s")
_FULL_STOP = re.compile(r"[;:.!?—–]")


def judge_context(
    source: Wording, found: Comparison, before: Sequence[str], after: Sequence[str]
) -> Context:
    """Whether the sentence of the source has an adjoining qualifier that was left out.

    `before` and `after` are the keys of the draft's own words around the quotation: a draft that
    says "not" itself has kept it. Whether a bracket stands for the right words no comparison sees.
    """
    if found.kind == "spliced":
        return "unknown"
    kept: Context = "unknown" if found.kind == "bracketed" and found.stands_in else "kept"
    starts = [word.span.start for word in source.words]
    first, last = bisect_left(starts, found.start), bisect_left(starts, found.end)
    cut = _cut_before(source, first, last)
    cut = _cut_after(source, first, last) if cut is None else cut
    if cut is None or _is_kept(source, cut, last, before, after):
        return kept
    return "qualifier_cut"


def _is_kept(
    source: Wording, cut: int, last: int, before: Sequence[str], after: Sequence[str]
) -> bool:
    """Whether the draft says itself what word `cut` of the source says around the quotation.

    A bare "in" right behind it is not yet the source's "in Harbour Street".
    """
    key, around = source.words[cut].key, (*before, *after)
    if is_negation(key):
        return any(is_negation(each) for each in around)
    if cut == last and key in _LIMITS:
        bound = tuple(word.key for word in source.words[cut : cut + BOUND_WORDS])
        return tuple(after[: len(bound)]) == bound
    return key in around


def words_around(source: Wording, found: Comparison) -> tuple[str, str]:
    """What the source's sentence has before and after the quoted words."""
    starts = [word.span.start for word in source.words]
    first, last = bisect_left(starts, found.start), bisect_left(starts, found.end)
    begin = max((at for at in source.ends if at <= first), default=0)
    end = min((at for at in source.ends if at >= last), default=len(source.words))
    return source.slice(begin, first), source.slice(last, end)


def _cut_before(source: Wording, first: int, last: int) -> int | None:
    """Where the qualifier stands before word `first` that governs it in its sentence, or None."""
    crossed = False
    for number in range(first - 1, max(-1, first - 1 - CLAUSE_REACH), -1):
        if number + 1 in source.ends:
            return None
        key, distance = source.words[number].key, first - number
        if _gap(source, number, _STOP):
            return _condition_before(source, number, first)
        if key in _CONDITIONS and not crossed:
            if _conditions(source, number, first):
                return number
            crossed = True
        if _denies(source, number) and distance <= NEGATION_REACH and not crossed:
            return number if _reaches(source, number, first, last) else None
        if key in word_list("limiters") and _limits(source, number, first):
            return number
        crossed = crossed or key in _NEW_CLAUSE
    return None


def _conditions(source: Wording, number: int, first: int) -> bool:
    """Whether the quotation depends on an "if": it begins right behind, or is what then happens."""
    return first - number <= CONDITION_REACH or source.words[first].key in _SUBJECTS


def _reaches(source: Wording, number: int, first: int, last: int) -> bool:
    """Whether a negation reaches into the quotation: past no fact, and further than its first words."""
    unable = source.words[number].key in _UNABLE
    if any(
        source.words[at].key in (_FACTS | {"believe"} if unable else _FACTS)
        and source.words[at + 1].key in _CLAUSE_OPENERS
        for at in range(number + 1, first)
    ):
        return False
    touched = range(first, min(first + TOUCHED, last))
    return first - number <= NEAR or not any(
        _gap(source, at, _STOP) or source.words[min(at + 1, last)].key in ("and", "but")
        for at in touched
    )


def _limits(source: Wording, number: int, first: int) -> bool:
    """Whether a limiter limits the quotation: "the only candidate" limits the candidate alone."""
    before = source.words[number - 1].key if number else ""
    key, distance = source.words[number].key, first - number
    if key in _AFFIRMED and (is_negation(before) or (distance > 1 and before in _DETERMINERS)):
        return False
    if key in _QUANTIFIERS:
        return distance == 1 and source.words[first].key != "of" and before not in _TOLD
    if key in _MODALS and distance > 1 and source.words[number + 1].key not in _INFINITIVES:
        return False  # "could this happen" asks
    return distance <= LIMITER_REACH


def _denies(source: Wording, number: int) -> bool:
    """Whether a word denies what follows it: "no doubt that" and "not only" do not."""
    following = source.words[number + 1].key if number + 1 < len(source.words) else ""
    return is_negation(source.words[number].key) and following not in _AFFIRMED


def _condition_before(source: Wording, number: int, first: int) -> int | None:
    """Where an "if" stands whose clause a comma closes right before the quotation, or None."""
    if number != first - 1 or _gap(source, number, _FULL_STOP):
        return None
    for at in range(number, max(-1, number - 3 * CLAUSE_REACH), -1):
        if source.words[at].key in ("if", "unless"):
            return at
        if at in source.ends or _gap(source, at - 1, _STOP):
            break
    return None


def _cut_after(source: Wording, first: int, last: int) -> int | None:
    """Where the qualifier stands that follows the quotation in the same sentence, or None."""
    if last >= len(source.words) or last in source.ends:
        return None
    key = source.words[last].key
    stopped = _gap(source, last - 1, _STOP)
    if _gap(source, last - 1, _FULL_STOP) and key not in _TURNS:
        return None
    if key in _TURNS and source.words[last - 1].key not in _BUT_FOR:
        return last
    joined = last + 1 < len(source.words) and key in _JOINS and last + 1 not in source.ends
    at = (
        last + 1 if joined else last
    )  # "… at Mill Lane and only at Mill Lane", "… or not to the end"
    told = source.words[at].key
    if not stopped and (
        _denies_before(source, at) or told in (_JOINED if joined else word_list("limiters"))
    ):
        return at
    near = source.words[max(first, last - SUPERLATIVE_REACH) : last]
    dated = key == "in" and last + 1 < len(source.words) and _YEAR.match(source.words[last + 1].key)
    bounded = any(
        _is_superlative(word.key) and not (dated and word.key in _ORDINALS) for word in near
    )
    return last if not stopped and key in _LIMITS and bounded else None


def _denies_before(source: Wording, number: int) -> bool:
    """Whether a negation turns what stands before it: of "didn't work" that is but the subject."""
    key = source.words[number].key
    if not is_negation(key) or key.endswith("n't"):
        return False
    return key in ("not", "never") or source.words[number - 1].key not in _BEFORE_NAMES


def _is_superlative(key: str) -> bool:
    return bool(_SUPERLATIVE.match(key)) and key not in _NO_SUPERLATIVE


def _gap(source: Wording, number: int, stop: re.Pattern[str]) -> bool:
    """Whether a stop stands between word `number` of the source and the next."""
    if number < 0 or number + 1 >= len(source.words):
        return True
    between = source.text[source.words[number].span.end : source.words[number + 1].span.start]
    return bool(stop.search(between))
