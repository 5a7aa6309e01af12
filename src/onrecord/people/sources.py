"""The head of a source phrase: whom the words that name the speaker actually name.

"Lund's lawyer, Ana Ruiz, of Hart & Co." is Ana Ruiz; "a spokesman for Lund" is nobody named. Comes
after `walk`, whose findings it looks up; `settle` asks it for each statement.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal

from onrecord.people import lexicon
from onrecord.people.names import Name
from onrecord.people.roles import role_at
from onrecord.people.words import Page
from onrecord.values import Span

HeadKind = Literal[
    "name", "joint", "role", "pronoun", "unnamed", "group", "organisation", "document", "other"
]
_ENDERS = lexicon.PREPOSITIONS | {"who", "which", "that", "whose", "whom", "speaking", "close"}
_OF_MANY = frozenset(
    "one some many most several none few all both number dozens hundreds thousands majority group "
    "half each neither two three four five".split()
)
_PERSONAL = frozenset("i we you they it he she him her us them me myself himself herself".split())


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a source phrase: its kind, and the word that decides (`index`; first word of a name).

    `names` are the indices of joint names, or of those that a document or a spokesman belongs to.
    """

    kind: HeadKind
    index: int
    names: tuple[int, ...] = ()


def find_head(page: Page, names: tuple[Name, ...], name_at: dict[int, int], span: Span) -> Head:
    """The head of the source phrase `span`."""
    words = list(page.between(span))
    if not words:
        return Head("other", -1)
    while len(words) > 1 and page.words[words[0]].lower in ("according", "to", "per", "by", "and"):
        words = words[1:]
    first = page.words[words[0]]
    if first.lower in _PERSONAL and not (len(words) > 1 and first.lower == "her"):
        return Head("pronoun", words[0])
    if first.lower in ("who", "whom"):
        return Head("pronoun", words[0])
    segment = _segment(page, names, name_at, words)
    return _head_of(page, names, name_at, words, segment)


def _segment(
    page: Page, names: tuple[Name, ...], name_at: dict[int, int], words: list[int]
) -> list[int]:
    """The words up to the first preposition, relative word or comma; names stay whole."""
    end = 0
    while end < len(words):
        index = words[end]
        if index in name_at:
            end += names[name_at[index]].last - index + 1
        elif end and page.words[index].lower in _ENDERS:
            break
        else:
            end += 1
        last = words[min(end, len(words)) - 1]
        if end < len(words) and page.gap(last, last + 1).strip(" \u00a0.&\"“”‘'"):
            break
    return words[: max(1, min(end, len(words)))]


def _head_of(
    page: Page,
    names: tuple[Name, ...],
    name_at: dict[int, int],
    words: list[int],
    segment: list[int],
) -> Head:
    last = segment[-1]
    inside = [name_at[i] for i in segment if i in name_at]
    final = [n for n in inside if names[n].last == last and not page.words[last].possessive]
    joint = _joint(page, names, name_at, words, segment)
    if joint:
        return Head("joint", segment[0], joint)
    if final:
        return Head("name", names[final[-1]].first, tuple(inside))
    of_many = page.words[segment[-1]].lower in _OF_MANY or page.words[segment[0]].lower in _OF_MANY
    if of_many and words[len(segment) :] and page.words[words[len(segment)]].lower == "of":
        return Head("unnamed" if page.words[segment[-1]].lower == "one" else "group", last)
    apposed = _apposed(page, names, name_at, words, segment)
    if apposed is not None:
        return apposed
    return Head(_noun_kind(page, segment), last, _others(names, name_at, words))


def _joint(
    page: Page,
    names: tuple[Name, ...],
    name_at: dict[int, int],
    words: list[int],
    segment: list[int],
) -> tuple[int, ...]:
    """The names of "Lund and Ruiz"; none where one is a title or an organisation's part."""
    found = [name_at[i] for i in words if i in name_at]
    if len(found) < 2 or found[0] != name_at.get(words[0], -1):
        return ()
    joined = [found[0]]
    for left, right in itertools.pairwise(found):
        between = range(names[left].last + 1, names[right].first - len(names[right].titles))
        gap = page.gap(names[left].last, names[left].last + 1)
        text = [page.words[i].lower for i in between]
        if text not in (["and"], ["or"]) and not (not text and gap == ", " and len(found) > 2):
            break
        joined.append(right)
    ends = bool(joined[1:]) and any(
        page.words[i].lower in ("and", "or")
        for i in range(names[joined[0]].last, names[joined[-1]].first)
    )
    return tuple(joined) if ends and not page.words[names[joined[-1]].last].possessive else ()


def _apposed(
    page: Page,
    names: tuple[Name, ...],
    name_at: dict[int, int],
    words: list[int],
    segment: list[int],
) -> Head | None:
    """The name after the comma of "the film's director, Jo Lund"; plain nouns only."""
    last, following = segment[-1], apposition_after(page, segment[-1])
    number = name_from(page, names, name_at, following)
    if number is None or page.gap(following - 1, following) not in (", ", " – ", " — ", ": "):
        return None
    if role_at(page, last) is None and page.words[last].lower in lexicon.DOCUMENT_NOUNS:
        return None
    if names[number].first > words[-1] and role_at(page, last) is None:
        return None
    return Head("name", names[number].first, (number,))


def name_from(
    page: Page, names: tuple[Name, ...], name_at: dict[int, int], index: int
) -> int | None:
    """The name that begins at a word, its titles and a "the" before them included."""
    if index < len(page.words) and page.words[index].lower == "the" and index not in name_at:
        index += 1
    for at in range(index, index + 5):
        number = name_at.get(at)
        if number is not None:
            return number if names[number].first - len(names[number].titles) == index else None
    return None


def apposition_after(page: Page, index: int, reach: int = 6) -> int:
    """The word after the comma that ends "of the Regal" in "the manager of the Regal, Jo Lund,": the next
    word where no preposition follows."""
    at = index + 1
    if at >= len(page.words) or page.words[at].lower not in lexicon.PREPOSITIONS:
        return at
    for following in range(at + 1, min(at + reach, len(page.words))):
        gap = page.gap(following - 1, following)
        if gap == ", ":
            return following
        if gap.strip(" \"“”‘'") or page.words[following].lower in lexicon.SPEECH_VERBS:
            break
    return at


def _noun_kind(page: Page, segment: list[int]) -> HeadKind:
    """What a common noun as head makes of the source."""
    last, first = page.words[segment[-1]].lower, page.words[segment[0]].lower
    indefinite = first in lexicon.INDEFINITES
    if last in lexicon.ANONYMOUS_NOUNS:
        return "unnamed"
    if last in lexicon.PROPER_GROUPS or last in lexicon.GROUP_NOUNS:
        return "organisation" if last == "police" else "group"
    if role_at(page, segment[-1]):
        return "role"
    if last in lexicon.DOCUMENT_NOUNS:
        return "document"
    if last in lexicon.ORGANISATION_NOUNS:
        return "unnamed" if indefinite and last not in ("court",) else "organisation"
    singular = last[:-1] if last.endswith("s") else ""
    if (
        singular in lexicon.ROLE_WORDS
        or singular in lexicon.ORGANISATION_NOUNS
        or (first in lexicon.PLURAL_QUANTIFIERS)
    ):
        return "group"
    return "other"


def _others(names: tuple[Name, ...], name_at: dict[int, int], words: list[int]) -> tuple[int, ...]:
    return tuple(name_at[i] for i in words if i in name_at)
