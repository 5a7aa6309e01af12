"""Whose words a question wants: a name or a role of the question as people of the record.

"Halvane", "ruta halvane" and a name with a slip in it are looked up among the names; "the director" and
"the Rovers manager" among roles, facts of works, appositions ("the judge, Beatrice Wynne") and the words
by which articles name a speaker. Nobody found means nobody: then nothing answers.
Before: `question`. After: `ask` keeps the statements of these people only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from onrecord.answers.candidates import HeldArticle
from onrecord.answers.terms import holds, line_of, root, words_of
from onrecord.people.lexicon import COMPOUND_ROLES, ROLE_WORDS
from onrecord.record.speakers import name_parts, same_name
from onrecord.values import Account, HeldStatement, Person, Statement

CLEAR_SHARE = 0.4
"""A person has a role who is given it this often, next to the one to whom it is given most."""
SHORTEST_SLIP = 5
LONG_NAME = 8
"""From so many letters on a name may have two slips."""
_LEADING = re.compile(r"^(?:the|an?|his|her|its|their|former|late)\s+", re.I)
_SMALL = frozenset("the a an of in at for from to and his her its their".split())
_PRONOUNS = frozenset("he she they it his her their him them i we you".split())
_AFTER = re.compile(
    r"\s*,\s*(?:\d+\s*,\s*)?(?:who\s+(?:is|was)\s+|(?!who\b|which\b))([^,.;:()\"“”\n]{3,90})"
)
_BEFORE = re.compile(r"([^.,;:()\"“”\n]{0,70}?)(,?)\s*$")
_WORK_OF = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}?(novel|book|memoir|film|movie|album|play)\b")
_MAKERS = {"author": "novel book memoir", "writer": "novel book memoir play", "director": "film movie",
           "novelist": "novel", "filmmaker": "film movie", "singer": "album", "musician": "album",
           "playwright": "play"}  # fmt: skip
_LIKE_FAMILIES = frozenset(
    "director writer actor producer coach chair judge prosecutor lawyer spokesperson founder".split()
)
"""Families of roles whose words mean the same person when an article uses one and a reader another."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose words are wanted: `names` of people, or else `role`, roots that name a speaker."""

    names: tuple[str, ...] = ()
    role: tuple[str, ...] = ()

    def spoke(self, held: HeldStatement, text: str) -> bool:
        """Whether a statement is theirs; `text` is that of its article."""
        name = held.statement.speaker.name
        if name is not None:
            return any(_is_same(name, asked) for asked in self.names)
        return _named_by(held.statement, text, self.role)


def find_asked(
    words: str, articles: Sequence[HeldArticle], more: Callable[[], Sequence[str]]
) -> Asked | None:
    """Whom the words of a question name, or None. `more` gives further names, if needed."""
    near = _names_in(articles)
    bare = _LEADING.sub("", words)
    if bare == words and (names := _named(words, near)):
        return Asked(names)
    if not (bare == words and words.istitle() and " " in words):
        asked = _by_role(bare, articles)
        if asked is not None:
            return asked
    names = _named(bare, near) or _misspelt(bare, near)
    if not names:
        held = more()
        names = _named(bare, held) or _misspelt(bare, held)
    return Asked(names) if names else None


def _by_role(words: str, articles: Sequence[HeldArticle]) -> Asked | None:
    """Those whom the articles give a role, or name by nothing else."""
    role = tuple(root(word) for word in words_of(words) if word.lower() not in _SMALL)
    names = _with_role(role, words.lower(), articles)
    unnamed = any(
        held.statement.speaker.name is None
        and _named_by(held.statement, article.account.article.text, role)
        for article in articles
        for held in article.statements
    )
    return Asked(names, role) if names or unnamed else None


# --- names -----------------------------------------------------------------------------------------


def _names_in(articles: Sequence[HeldArticle]) -> tuple[str, ...]:
    """The names of people and organisations in the articles, each once."""
    names: dict[str, None] = {}
    for held in articles:
        names |= dict.fromkeys(s.statement.speaker.name or "" for s in held.statements)
        names |= dict.fromkeys(p.name for p in held.account.people if p.kind != "character")
        names |= dict.fromkeys(f.value for w in held.account.works for f in w.facts)
    return tuple(name for name in names if name)


def _is_same(one: str, other: str) -> bool:
    """Whether two names can be one person's; a longer form with a title before it counts."""
    return same_name(one, other) or name_parts(one) == name_parts(other)


def _named(words: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names that the words can stand for: whole names, surnames, given names."""
    parts = name_parts(words)
    found = tuple(name for name in names if _is_same(name, words))
    if found or not parts:
        return found
    return tuple(
        name
        for name in names
        if (own := name_parts(name)) and (parts == own[: len(parts)] or parts == own[-len(parts) :])
    )


def _misspelt(words: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names that differ from the words by a slip of one letter, or two in a long name."""
    parts = name_parts(words)
    found = []
    for name in names:
        own = name_parts(name)
        theirs = own[-len(parts) :] if len(parts) <= len(own) else ()
        whole = len(parts) < 2 or len(own) == len(parts)
        if theirs and whole and all(map(_slipped, parts, theirs)):
            found.append(name)
    return tuple(found)


def _slipped(one: str, other: str) -> bool:
    """Whether two words are the same but for a slip.

    >>> _slipped("halvaine", "halvane"), _slipped("lena", "lana"), _slipped("marsh", "marshall")
    (True, False, False)
    """
    if one == other:
        return True
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < SHORTEST_SLIP else 2 if shorter >= LONG_NAME else 1
    return OSA.distance(one, other) <= allowed


# --- roles -----------------------------------------------------------------------------------------


def _named_by(statement: Statement, text: str, role: Sequence[str]) -> bool:
    """Whether the words that name a statement's speaker have all words of the role."""
    named = (re.split(r",\s*(?:who|which)\b", span.of(text))[0] for span in statement.source)
    source = line_of(" | ".join(named))
    return bool(role) and all(holds(source, word) for word in role)


def _with_role(role: Sequence[str], words: str, articles: Sequence[HeldArticle]) -> tuple[str, ...]:
    """The names of those who are given a role in the articles, and of nobody given it seldom."""
    if not role:
        return ()
    counts: Counter[str] = Counter()
    for held in articles:
        for name, times in _roles_in(role, words, held).items():
            counts[next((n for n in counts if same_name(n, name)), name)] += times
    most = max(counts.values(), default=0)
    return tuple(sorted(name for name, times in counts.items() if times >= CLEAR_SHARE * most))


def _roles_in(role: Sequence[str], words: str, held: HeldArticle) -> Counter[str]:
    """How often, by weight, each name of an article is given the role there."""
    counts: Counter[str] = Counter()
    text = held.account.article.text
    for work in held.account.works:
        counts.update({f.value: 3 for f in work.facts if root(f.name) == " ".join(role)})
    for statement in held.account.statements:
        if statement.speaker.name and _named_by(statement, text, role):
            counts[statement.speaker.name] += 1
    for person in held.account.people:
        if person.kind != "character" and (times := _has_role(person, role, words, held.account)):
            counts[person.name] += times
    return counts


def _has_role(person: Person, role: Sequence[str], words: str, account: Account) -> int:
    """2 where an article gives a person the role in so many words, 1 a role of the same kind."""
    text = account.article.text
    names = [span for span in person.mentions if text[span.start].isupper()]
    named = [span for span in names if span.of(text).lower() not in _PRONOUNS]
    before = [_before(text, span.start) for span in named]
    lines = [line for line in before if line.endswith(f" {role[-1]} ")]
    lines += [_after(text, span.end) for span in named]
    if any(all(holds(line, word) for word in role) for line in lines):
        return 2
    kinds = _kinds_of(words)
    tail = words.split()[-1] if words.split() else ""
    makes = _MAKERS.get(tail, "").split()
    if len(role) == 1 and any(
        (match := _WORK_OF.match(text, span.end)) and match[1] in makes for span in named
    ):
        return 1
    if kinds & set(person.roles):
        around = " ".join([*before, *lines])
        rest = [w for w in role if root(tail) != w and not (set(words.split()) <= _compound(kinds))]
        return 2 if all(holds(around, w) for w in rest) else 0
    return 0


def _compound(kinds: Iterable[str]) -> set[str]:
    """The words of the compound roles that count as one of these kinds."""
    kinds = set(kinds)
    return {word for pair, kind in COMPOUND_ROLES.items() if kind in kinds for word in pair}


def _kinds_of(words: str) -> set[str]:
    """The role words that mean what the words of a question mean.

    >>> sorted(_kinds_of("chief executive")), "novelist" in _kinds_of("author")
    (['ceo'], True)
    """
    parts = words.replace("-", " ").split()
    compound = COMPOUND_ROLES.get((parts[-2], parts[-1])) if len(parts) > 1 else None
    if compound:
        return {compound}
    if not parts:
        return set()
    families = ROLE_WORDS.get(parts[-1], frozenset()) & _LIKE_FAMILIES
    return {parts[-1]} | {word for word, own in ROLE_WORDS.items() if own & families}


def _after(text: str, end: int) -> str:
    """What an article says right after a name: "Rosa Tindall, an analyst at Marlow Hythe, wrote"."""
    after = _AFTER.match(text, end)
    return line_of(after[1]) if after else " "


def _before(text: str, start: int) -> str:
    """What it says right before a name: "the judge, Beatrice Wynne, warned"."""
    before = _BEFORE.search(text[max(0, start - 80) : start].removesuffix(" "))
    return line_of(" ".join(before[1].split()[-4:])) if before else " "
