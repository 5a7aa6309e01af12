"""Roles: how the article introduces a person ("Jo Lund, the film's director"), and later mentions
by role alone ("the director").

Comes after `names`; `roster` gives each person the roles found here, `walk` resolves the mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.people import lexicon
from onrecord.people.names import Name
from onrecord.people.words import Page
from onrecord.values import Span, Work

_AGE = re.compile(r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)-year-old")
_REACH = 7
_STOP = lexicon.AUXILIARIES | lexicon.SPEECH_VERBS | lexicon.PREPOSITIONS | {"who", "which", "that"}

VERB_ROLES = {
    "directed": "director",
    "directs": "director",
    "helmed": "director",
    "wrote": "writer",
    "writes": "writer",
    "penned": "writer",
    "starred": "actor",
    "stars": "actor",
    "plays": "actor",
    "played": "actor",
    "portrays": "actor",
    "portrayed": "actor",
    "produced": "producer",
    "founded": "founder",
    "co-founded": "founder",
    "manages": "manager",
    "coaches": "coach",
    "coached": "coach",
    "prosecuted": "prosecutor",
    "represented": "lawyer",
    "represents": "lawyer",
    "sang": "singer",
    "composed": "composer",
    "captains": "captain",
}
"""Verbs that give their subject a role: after "who", or right after a name."""
BY_ROLES = {
    "directed": "director",
    "helmed": "director",
    "written": "writer",
    "penned": "writer",
    "produced": "producer",
    "starring": "actor",
    "stars": "actor",
    "played": "actor",
    "portrayed": "actor",
    "composed": "composer",
    "founded": "founder",
    "represented": "lawyer",
    "coached": "coach",
    "managed": "manager",
    "prosecuted": "prosecutor",
}
"""Words before "by" (or before the name itself) that give the name a role."""
MAKERS = {
    "film": "director",
    "movie": "director",
    "documentary": "director",
    "drama": "director",
    "comedy": "director",
    "thriller": "director",
    "feature": "director",
    "short": "director",
    "novel": "author",
    "memoir": "author",
    "book": "author",
    "album": "musician",
    "play": "playwright",
}
"""What makes somebody's work theirs: "a film by Jo Lund", "Lund's second feature"."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role word with the words around it that tell one such person from another.

    `word` is the role ("director"), `context` its modifiers in lower case ("chelsea").
    """

    word: str
    context: frozenset[str]
    at: int


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A person named by role alone, from the determiner to the role word.

    `possessor` is the word index of a possessive before the role, if there is one.
    """

    span: Span
    role: Role
    definite: bool
    possessor: int | None = None


def families(word: str) -> frozenset[str]:
    """The kinds of role that a word stands for.

    >>> sorted(families("boss"))
    ['chief', 'coach']
    """
    return lexicon.ROLE_WORDS.get(word, frozenset())


def role_at(page: Page, index: int) -> str | None:
    """The role that ends at this word: its own, that of a compound, or an age; else none."""
    if not 0 <= index < len(page.words):
        return None
    word = page.words[index].lower
    if index and page.words[index - 1].lower + " " + word:
        compound = lexicon.COMPOUND_ROLES.get((page.words[index - 1].lower, word))
        if compound and page.gap(index - 1, index) in (" ", "-"):
            return compound
    if word in lexicon.ROLE_WORDS:
        return word
    if _AGE.fullmatch(word):
        return "native"
    tail = word.rsplit("-", 1)[-1]
    return tail if "-" in word and tail in lexicon.ROLE_WORDS else None


def introduced_roles(
    page: Page, names: tuple[Name, ...], works: tuple[Work, ...] = ()
) -> dict[int, tuple[Role, ...]]:
    """The roles that the words next to each name give it, by index of the name."""
    kinds: dict[int, str] = {s.start: work.kind for work in works for s in work.mentions}
    found: dict[int, tuple[Role, ...]] = {}
    taken = {i: n for n, name in enumerate(names) for i in range(name.first, name.last + 1)}
    for number, name in enumerate(names):
        roles = [
            *_from_titles(page, name),
            *_before(page, name),
            *_after(page, name, taken, number),
            *_by(page, name),
            *_copula(page, name, taken, number),
            *_by_own_work(page, name, kinds),
        ]
        if roles:
            found[number] = tuple(roles)
    for number in range(len(names) - 1):
        shared = tuple(_of_both(page, names[number], names[number + 1]))
        for index in (number, number + 1) if shared else ():
            found[index] = (*found.get(index, ()), *shared)
    return found


def _of_both(page: Page, left: Name, right: Name) -> Iterator[Role]:
    """The role of "actors Jo Lund and Ana Ruiz", which both have."""
    before = left.first - 1  # its title, if it has one
    joined = page.text[left.span.end : right.span.start].strip(" ") == "and"
    if before < 0 or not joined or page.gap(before, left.first) != " ":
        return
    word = page.words[before].lower
    if word.endswith("s") and word[:-1] in lexicon.ROLE_WORDS:
        yield Role(word[:-1], _context(page, before - 3, before), left.span.start)


def _from_titles(page: Page, name: Name) -> Iterator[Role]:
    first = name.first - len(name.titles)
    context = _context(page, first - 3, first)
    for n, short in enumerate(name.titles):
        title = _SPELLED.get(short, short)
        if title in lexicon.ROLE_WORDS:
            yield Role(role_at(page, first + n) or title, context, name.span.start)


_SPELLED = {
    "sen": "senator",
    "rep": "congressperson",
    "gov": "governor",
    "prof": "professor",
    "dr": "doctor",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "capt": "captain",
    "gen": "general",
    "supt": "superintendent",
    "insp": "inspector",
    "cllr": "councillor",
}


def _context(page: Page, start: int, end: int) -> frozenset[str]:
    return frozenset(
        page.words[i].lower
        for i in range(max(0, start), max(0, end))
        if i < len(page.words) and page.words[i].lower not in lexicon.STARTERS
    )


def _before(page: Page, name: Name) -> Iterator[Role]:
    """Roles right before the name: "director Jo Lund", "its director, Jo Lund,"."""
    start = name.first - len(name.titles)
    gap = page.gap(start - 1, start)
    if start == 0 or page.words[start - 1].possessive:
        return
    apposed = gap == ", " and _determined(page, start - 1)
    if gap == ", " and not (apposed and page.after(name.last)[:1] in ",.;)"):
        return
    if gap not in (" ", ", ", "\u00a0"):
        return
    index = start - 1
    role = role_at(page, index)
    while role is not None:
        yield Role(role, _context(page, index - 4, index), name.span.start)
        joined = index >= 2 and page.words[index - 1].lower in ("and", "turned")
        index = index - 2 if joined else -1
        role = role_at(page, index) if joined else None


def _determined(page: Page, index: int) -> bool:
    """Whether a determiner or a possessive stands a few words before."""
    for i in range(index - 1, max(-1, index - 6), -1):
        word = page.words[i]
        if word.possessive or word.lower in lexicon.DEFINITES | lexicon.POSSESSIVES | {"a", "an"}:
            return True
        if page.gap(i, i + 1).strip():
            return False
    return False


def _after(page: Page, name: Name, taken: dict[int, int], number: int) -> Iterator[Role]:
    """Roles in an apposition or relative clause after the name."""
    gap = page.after(name.last)
    if gap.strip(" ") not in (",", "(", "–", "—", "-", ", the", ""):
        return
    if page.words[name.last].possessive:
        return
    at = name.last + 1
    if gap.strip() == "":
        yield from _verb_role(page, name, at)
        return
    if at < len(page.words) and page.words[at].text.isdigit():
        at += 1
    if at < len(page.words) and page.words[at].lower == "who":
        yield from _verb_role(page, name, at + 1)
        return
    yield from _apposition(page, name, at, taken)


def _verb_role(page: Page, name: Name, at: int) -> Iterator[Role]:
    for index in range(at, min(at + 3, len(page.words))):
        role = VERB_ROLES.get(page.words[index].lower)
        if role and (index == at or page.words[index - 1].lower in ("also", "has", "had", "co")):
            yield Role(role, _context(page, index + 1, index + 4), name.span.start)
            return


def _apposition(page: Page, name: Name, at: int, taken: dict[int, int]) -> Iterator[Role]:
    """Roles in "the former director of X," up to a comma, verb or another name's clause."""
    if at >= len(page.words):
        return
    first = page.words[at]
    bracket = page.gap(at - 1, at).strip().startswith("(")
    opener = first.lower in lexicon.DEFINITES | lexicon.INDEFINITES | lexicon.POSSESSIVES | {
        "former",
        "one",
        "head",
        "chief",
    }
    bare = role_at(page, at) is not None or role_at(page, at + 1) is not None
    if not (opener or bracket or bare or at in taken):
        return
    for index in range(at, min(at + _REACH, len(page.words))):
        role = role_at(page, index)
        if role and (index + 1 not in taken or page.gap(index, index + 1).strip()):
            context = _context(page, at, index) | _context(page, index + 1, index + 4)
            yield Role(role, context, name.span.start)
        if page.words[index].lower in _STOP and page.words[index].lower not in ("of",):
            return
        if page.gap(index, index + 1).strip(" "):
            return


def _by(page: Page, name: Name) -> Iterator[Role]:
    """Roles of "directed by Jo Lund" and "starring Jo Lund"."""
    start = name.first - len(name.titles)
    if start < 1:
        return
    word = page.words[start - 1].lower
    if word == "starring" or (word == "stars" and page.gap(start - 1, start) == " "):
        yield Role("actor", frozenset(), name.span.start)
    if word == "by" and start >= 2 and page.words[start - 2].lower in BY_ROLES:
        yield Role(BY_ROLES[page.words[start - 2].lower], frozenset(), name.span.start)


def _by_own_work(page: Page, name: Name, kinds: dict[int, str]) -> Iterator[Role]:
    """The role of "a film by Jo Lund", "Jo Lund's second feature" and "Jo Lund's Saltwater"."""
    start = name.first - len(name.titles)
    if start >= 2 and page.words[start - 1].lower == "by":
        role = MAKERS.get(page.words[start - 2].lower)
        if role and page.gap(start - 2, start) != "":
            yield Role(role, frozenset(), name.span.start)
    if not page.words[name.last].possessive or name.label == "work":
        return
    for index in range(name.last + 1, min(name.last + 4, len(page.words))):
        if page.gap(index - 1, index).strip(" \"“‘'_*") or page.words[index].possessive:
            return
        kind = kinds.get(page.words[index].start) or kinds.get(page.words[index].start - 1)
        role = MAKERS.get(kind or page.words[index].lower)
        if role and (kind or not _compound(page, index)):
            yield Role(role, frozenset(), name.span.start)
            return


def _compound(page: Page, index: int) -> bool:
    """Whether a word is the first half of a compound: "Lund's film career"."""
    following = page.words[index + 1] if index + 1 < len(page.words) else None
    if following is None or page.gap(index, index + 1) != " " or following.text[0].isupper():
        return False
    return following.lower not in _STOP | lexicon.STARTERS


def _copula(page: Page, name: Name, taken: dict[int, int], number: int) -> Iterator[Role]:
    """Roles of "Jo Lund is the director of" and "became head coach"."""
    at = name.last + 1
    if at >= len(page.words) or page.gap(name.last, at) != " ":
        return
    if page.words[at].lower not in ("is", "was", "became", "remains"):
        return
    if page.words[min(at + 1, len(page.words) - 1)].lower not in ("a", "an", "the", "head", "now"):
        return
    for index in range(at + 1, min(at + _REACH, len(page.words))):
        role = role_at(page, index)
        if role and index + 1 not in taken:
            yield Role(role, _context(page, at + 1, index + 4), name.span.start)
            return
        if page.words[index].lower in lexicon.PREPOSITIONS or page.gap(index, index + 1).strip(" "):
            return


def find_role_mentions(page: Page, names: tuple[Name, ...]) -> tuple[RoleMention, ...]:
    """Every person named by role alone, in text order."""
    taken = {i for name in names for i in range(name.first, name.last + 1)}
    found: list[RoleMention] = []
    index = 0
    while index < len(page.words):
        mention = _role_mention(page, index, taken)
        if mention is None:
            index += 1
            continue
        found.append(mention)
        index = page.first_from(mention.span.end)
    return tuple(found)


def _role_mention(page: Page, index: int, taken: set[int]) -> RoleMention | None:
    """The role mention that begins at a determiner or possessive, if there is one."""
    word = page.words[index]
    determiner = word.lower in lexicon.DEFINITES | lexicon.INDEFINITES
    if not (determiner or word.possessive or word.lower in lexicon.POSSESSIVES):
        return None
    best: int | None = None
    start, possessor = index, None if determiner else index
    for at in range(index + 1, min(index + _REACH, len(page.words))):
        if page.gap(at - 1, at).strip(" \u00a0\"“”‘'") or page.words[at].lower in _STOP:
            break
        if page.words[at].possessive:
            possessor, best = at, None
        elif role_at(page, at):
            best = at
    if best is None or _names_follow(page, best, taken) or _is_body_part(page, index, best):
        return None
    role = Role(
        role_at(page, best) or "",
        _context(page, index + 1, best) | _complement(page, best),
        page.words[start].start,
    )
    definite = word.lower not in lexicon.INDEFINITES
    span = Span(page.words[start].start, page.words[best].end)
    return RoleMention(span, role, definite, possessor)


def _is_body_part(page: Page, index: int, role: int) -> bool:
    """ "her head" is no role, "the head of" is."""
    following = page.words[role + 1].lower if role + 1 < len(page.words) else ""
    personal = page.words[index].lower in ("his", "her", "my", "your", "their")
    return personal and page.words[role].lower == "head" and following != "of"


def _names_follow(page: Page, index: int, taken: set[int]) -> bool:
    """Whether the role is a title of the name after it, or the first half of a compound noun."""
    gap = page.gap(index, index + 1)
    return gap == " " and index + 1 in taken


def _complement(page: Page, index: int) -> frozenset[str]:
    """Words of "of X", "at X" after the role."""
    after = index + 1
    if after < len(page.words) and page.words[after].lower in ("of", "at", "for", "from"):
        return _context(page, after + 1, after + 4)
    return frozenset()
