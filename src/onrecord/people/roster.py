"""Who an article speaks of: its names gathered into persons, organisations and characters.

Comes after `names` and `roles`; `walk` links every other mention to the figures found here.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from onrecord.people import lexicon
from onrecord.people.names import Name, fold
from onrecord.people.roles import Role
from onrecord.people.words import Page
from onrecord.values import Span

_SURE_PERSON = 1.0
"""Votes below which a name of a person's shape only may be anything."""
KIN = frozenset(word for word, kinds in lexicon.ROLE_WORDS.items() if "kin" in kinds)
_IT = re.compile(r" (?:[a-z][\w-]* |[A-Z][a-z]+day ){1,7}?that it (?!is\b|was\b)[a-z]")
"""What follows an organisation's name: "said in a statement on Monday that it expected"."""
FigureKind = Literal["person", "organisation", "place", "group", "character", "work", "unknown"]


@dataclass(frozen=True, slots=True)
class Figure:
    """Whoever a set of names stands for. `gender` is "m", "f" or "" (not told); `sure` is false where
    it rests on a given name only. `leans` is the gender that the ending of a given name hints at.
    `introduced` is where the fullest name first stands."""

    number: int
    name: str
    kind: FigureKind
    fullest: Span
    keys: frozenset[str]
    roles: tuple[Role, ...] = ()
    gender: str = ""
    sure: bool = False
    leans: str = ""

    @property
    def introduced(self) -> int:
        """Where the fullest name first stands."""
        return self.fullest.start


@dataclass(frozen=True, slots=True)
class Roster:
    """The figures, and for each name (by index) the figures it may stand for."""

    figures: tuple[Figure, ...]
    bearers: tuple[tuple[int, ...], ...]


@dataclass
class _Form:
    """All mentions of one spelling, with the evidence for what it names."""

    key: str
    parts: tuple[str, ...]
    names: list[int] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def gather_figures(
    page: Page,
    names: tuple[Name, ...],
    roles: dict[int, tuple[Role, ...]],
    sources: Iterable[Span] = (),
) -> Roster:
    """The figures that the names stand for; the fullest name of each is the longest one given."""
    forms = _gather_forms(page, names, roles, sources)
    owners = _link(forms)
    figures: list[Figure] = []
    number_of: dict[str, int] = {}
    for key, form in forms.items():
        if owners[key] == (key,):
            number_of[key] = len(figures)
            figures.append(_figure(page, len(figures), form, names))
    bearers: list[tuple[int, ...]] = [() for _ in names]
    for key, form in forms.items():
        numbers = tuple(number_of[o] for o in owners[key] if o in number_of)
        for index in form.names:
            bearers[index] = numbers
    return Roster(_with_roles(figures, bearers, names, roles), tuple(bearers))


def _gather_forms(
    page: Page,
    names: tuple[Name, ...],
    roles: dict[int, tuple[Role, ...]],
    sources: Iterable[Span],
) -> dict[str, _Form]:
    spoken = {i for span in sources for i in page.between(span)}
    surnames = {fold(n.parts[-1]) for n in names if len(n.parts) > 1 and n.label != "work"}
    forms: dict[str, _Form] = {}
    for index, name in enumerate(names):
        key = f"work:{name.key}" if name.label == "work" and name.score == 1.0 else name.key
        form = forms.setdefault(key, _Form(key, name.parts))
        form.names.append(index)
        if len(form.names) == 1 and not key.startswith("work:"):
            shouted = key in surnames and name.parts[0].isupper()  # "HALE:" in a transcript
            for kind, weight in () if shouted else _votes_of_form(name):
                form.votes[kind] += weight
        for kind, weight in _votes(page, name, bool(roles.get(index)), name.first in spoken):
            form.votes[kind] += weight
    for form in forms.values():
        if any(_is_called_organisation(page, names[n]) for n in form.names):
            form.votes["organisation"] += 3.5 * len(form.names)  # the labels' most, and more
    for left, right in itertools.pairwise(names):
        if _coordinated(page, left, right):
            for name in (left, right):
                forms[name.key].votes["person"] += 0.5
    _mark_families(page, names, forms)
    _mark_places(page, names, forms)
    _share_surnames(forms, roles)
    return forms


def _mark_places(page: Page, names: tuple[Name, ...], forms: dict[str, _Form]) -> None:
    """A name that stands nowhere but after prepositions, mostly such as say where, is no person's."""
    for form in forms.values():
        mentions = [names[n] for n in form.names]
        if len(form.parts) < 2 or len(mentions) < 2 or any(name.titles for name in mentions):
            continue
        before = [page.words[name.first - 1].lower if name.first else "" for name in mentions]
        free = any(page.words[name.last].possessive for name in mentions)
        if free or not lexicon.PREPOSITIONS.issuperset(before):
            continue
        if 2 * sum(word in lexicon.WHERE for word in before) >= len(before):
            form.votes["place"] += 3.0 * len(before)  # what a label can weigh


def _share_surnames(forms: dict[str, _Form], roles: dict[int, tuple[Role, ...]]) -> None:
    """A full name is a person's, though the labels doubt it, where somebody of the same surname comes in as
    kin ("her brother, Al Lund") and "Lund" alone is a person."""
    families: dict[str, list[_Form]] = defaultdict(list)
    for form in forms.values():
        if len(form.parts) in (2, 3) and not form.key.startswith("work:"):
            families[fold(form.parts[-1])].append(form)
    for surname, members in families.items():
        kin = any(r.word in KIN for m in members for n in m.names for r in roles.get(n, ()))
        alone = forms.get(surname)
        if len(members) < 2 or not kin or alone is None or _kind(alone) != "person":
            continue
        for form in members:
            if not lexicon.ORGANISATION_WORDS & {fold(part) for part in form.parts}:
                form.votes["person"] += alone.votes["person"]


def _coordinated(page: Page, left: Name, right: Name) -> bool:
    """Whether two names of several words are joined by "and", as two people are."""
    full = len(left.parts) > 1 and len(right.parts) > 1 and "work" not in (left.label, right.label)
    return full and page.text[left.span.end : right.span.start].strip(" ") == "and"


def _mark_families(page: Page, names: tuple[Name, ...], forms: dict[str, _Form]) -> None:
    """ "the Lunds" are a group where the article knows a Lund."""
    surnames = {fold(form.parts[-1]) for form in forms.values()}
    for key, form in forms.items():
        first = names[form.names[0]].first
        if (
            len(form.parts) == 1
            and key[-1] == "s"
            and (key[:-1] in surnames or key.removesuffix("es") in surnames)
            and first
            and page.words[first - 1].lower == "the"
        ):
            form.votes["group"] += 5.0


def _votes(page: Page, name: Name, has_role: bool, spoken: bool) -> Iterable[tuple[str, float]]:
    """What one mention says of the kind of its name; weights are relative, set by hand."""
    if name.label == "work" and name.score == 1.0:
        return [("work", 9.0)]
    found = [*_votes_of_place(page, name)]
    if name.label:
        found.append((name.label, 3 * name.score))
    if name.titles:
        found.append(("person", 4.0))
    if has_role:
        found.append(("person", 2.0))
    if spoken:
        found.append(("person", 0.5))
    return found


def _votes_of_form(name: Name) -> Iterable[tuple[str, float]]:
    lower = [fold(p) for p in name.parts]
    given = lower[0] in lexicon.GIVEN_FEMALE or lower[0] in lexicon.GIVEN_MALE
    if any(p in lexicon.ORGANISATION_WORDS for p in lower) and not (given and len(lower) == 2):
        yield ("organisation", 3.0)
    elif lower[-1] in lexicon.PLACE_WORDS and len(lower) > 1 and not given:
        yield ("place", 2.0)
    if lower[-1] in lexicon.COUNTRIES and (len(lower) == 1 or not given):
        yield ("place", 3.0)
    if len(lower) == 1:
        yield from _votes_of_single(name.parts[0])
    elif given:
        yield ("person", 2.0)
    elif lower[-1] in lexicon.THING_WORDS:
        yield ("thing", 2.0)
    elif lower[0] in lexicon.PLACE_STARTS:
        yield ("place", 1.5)
    elif lower[0] in lexicon.ORGANISATION_STARTS:
        yield ("organisation", 2.0)
    elif len(lower) <= 4:
        yield ("person", 0.6)
    if all(len(part) == 1 for part in lower):
        yield ("place", 4.0)  # "N.H."
    elif len(lower) > 1 and len(lower[0]) == 1:
        yield ("person", 1.5)
    if lower[-1] in lexicon.PROPER_GROUPS:
        yield ("group", 5.0)


def _votes_of_single(word: str) -> Iterable[tuple[str, float]]:
    tail = word[2:] if word[:2] in ("Mc", "De", "Di", "La", "Le", "O'", "O’") else word[1:]
    tail = tail[2:] if word.startswith("Mac") else tail
    if word.isupper() and len(word) > 1:
        yield ("organisation", 3.0)
    elif any(c.isupper() for c in tail[1:]) and "-" not in word and "'" not in word:
        yield ("organisation", 2.0)
    elif word.lower() in lexicon.GIVEN_FEMALE or word.lower() in lexicon.GIVEN_MALE:
        yield ("person", 1.5)


def _votes_of_place(page: Page, name: Name) -> Iterable[tuple[str, float]]:
    """What the words around a mention say."""
    start = name.first - len(name.titles)
    before = page.words[start - 1].lower if page.gap(start - 1, start) == " " else ""
    gap = page.after(name.last)
    following = page.words[name.last + 1] if name.last + 1 < len(page.words) else None
    if _is_dateline(page, name):
        yield ("place", 6.0)
    if before == "the":
        yield ("place", 1.5) if _attributive(page, name) else ("organisation", 1.5)
    elif before == "in":
        yield ("place", 1.0)
    elif before in ("at", "on"):
        yield ("organisation", 0.7)
    if following is None or page.words[name.last].possessive:
        return
    if following.lower == "who" or (following.text.isdigit() and gap == ", "):
        yield ("person", 2.0)
    if following.lower == "which":
        yield ("organisation", 1.5)
    if gap == " " and following.lower in lexicon.SPEECH_VERBS:
        yield ("person", 0.4)


def _is_called_organisation(page: Page, name: Name) -> bool:
    """Whether the words beside a name say that it is no person's: "distributor Gannet Row", "Gannet
    Row, which"."""
    start = name.first - len(name.titles)
    before = page.words[start - 1].lower if page.gap(start - 1, start) == " " else ""
    if before in lexicon.ORGANISATION_NOUNS - lexicon.ROLE_WORDS.keys():
        return True
    after = page.words[name.last + 1].lower if name.last + 1 < len(page.words) else ""
    if after == "which" and page.gap(name.last, name.last + 1) == ", ":
        return True
    return after in lexicon.SPEECH_VERBS and bool(_IT.match(page.text, page.words[name.last].end))


def _attributive(page: Page, name: Name) -> bool:
    """Whether a name stands before a noun: "the Tarrow estuary", "the Harwick exchange"."""
    if name.last + 1 >= len(page.words) or page.words[name.last].possessive:
        return False
    following = page.words[name.last + 1]
    taken = lexicon.AUXILIARIES | lexicon.SPEECH_VERBS | lexicon.PREPOSITIONS | lexicon.STARTERS
    noun = following.text[0].islower() and following.lower not in taken
    return noun and page.gap(name.last, name.last + 1) == " " and following.lower[-2:] != "ed"


def _is_dateline(page: Page, name: Name) -> bool:
    """ "HARWICK, Nov. 11 (Agency) --": capitals at the head of a block, a dash soon after."""
    head = page.blocks[page.words[name.first].block].start == name.span.start
    if not head or not name.span.of(page.text).isupper():
        return False
    return any(dash in page.text[name.span.end : name.span.end + 48] for dash in ("--", "—", "–"))


def _kind(form: _Form) -> FigureKind:
    if not form.votes:
        return "unknown"
    best = max(sorted(form.votes), key=lambda k: form.votes[k])
    if best == "person" and form.votes[best] < _SURE_PERSON:
        return "unknown"
    kinds: dict[str, FigureKind] = {
        "person": "person",
        "organisation": "organisation",
        "place": "place",
        "group": "group",
        "work": "work",
        "thing": "place",
    }
    return kinds.get(best, "unknown")


def _link(forms: dict[str, _Form]) -> dict[str, tuple[str, ...]]:
    """For each spelling the fullest spellings it may be short for; itself where it is the fullest."""
    kinds = {key: _kind(form) for key, form in forms.items()}
    tails: dict[str, list[str]] = defaultdict(list)
    heads: dict[str, list[str]] = defaultdict(list)
    for key, form in forms.items():
        if kinds[key] == "work" or len(form.parts) < 2:
            continue
        parts = _core(form.parts)
        for n in range(1, len(parts)):
            if kinds[key] in ("person", "unknown"):
                tails[" ".join(parts[n:])].append(key)
            heads[" ".join(parts[:n])].append(key)
    acronyms = _acronyms(forms)
    owners: dict[str, tuple[str, ...]] = {}
    for key, form in forms.items():
        longer = _longer(key, form, kinds, tails, heads) or acronyms.get(key, [])
        owners[key] = tuple(longer) if longer else (key,)
    return {key: _ends(key, owners) for key in forms}


def _ends(key: str, owners: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The owners of the owners: "Baker" → "Sean Baker" → "Sean S. Baker"."""
    found: list[str] = []
    for owner in owners[key]:
        for end in (owner,) if owner == key else owners[owner]:
            end = end if owners[end] == (end,) else owners[end][0]
            if end not in found and owners[end] == (end,):
                found.append(end)
    return tuple(found) or owners[key]


def _core(parts: tuple[str, ...]) -> list[str]:
    """Folded parts without "Jr." and the like."""
    folded = [fold(p) for p in parts]
    return folded[:-1] if len(folded) > 2 and folded[-1] in lexicon.SUFFIXES else folded


def _longer(
    key: str,
    form: _Form,
    kinds: dict[str, FigureKind],
    tails: dict[str, list[str]],
    heads: dict[str, list[str]],
) -> list[str]:
    """Spellings that this one is short for: surname first, then given name, then variants."""
    if kinds[key] == "work":
        return []
    core = " ".join(_core(form.parts))
    if core != key and core in kinds:
        return []
    strong = form.votes.get("organisation", 0) >= 3 or kinds[key] in ("place", "group")
    if not strong:
        by_tail = [k for k in tails.get(core, []) if k != key]
        if by_tail:
            return by_tail
        by_head = [k for k in heads.get(core, []) if k != key and kinds[k] in ("person", "unknown")]
        if by_head:
            return by_head
    if len(form.parts) > 1:
        return _variants(key, form, kinds, tails)
    return [k for k in heads.get(core, []) if k != key and kinds[k] == "organisation"][:1]


def _variants(
    key: str, form: _Form, kinds: dict[str, FigureKind], tails: dict[str, list[str]]
) -> list[str]:
    """Fuller spellings of a full name: a middle name more, or the given name of a nickname."""
    parts = _core(form.parts)
    if kinds[key] not in ("person", "unknown"):
        return []
    for other in tails.get(parts[-1], []):
        theirs = other.split()
        theirs = theirs[:-1] if theirs[-1] in lexicon.SUFFIXES else theirs
        if other == key or not same_given(parts[0], theirs[0]):
            continue
        middle, their_middle = parts[1:-1], theirs[1:-1]
        if middle and their_middle and middle[0][0] != their_middle[0][0]:
            continue
        if (len(theirs), len(other), other) > (len(parts), len(key), key):
            return [other]
    return []


def same_given(one: str, other: str) -> bool:
    """Whether two given names, folded, may be one person's: equal, an initial, or a nickname.

    >>> same_given("bob", "robert"), same_given("j", "jo"), same_given("jo", "al")
    (True, True, False)
    """
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return not _ROWS.get(one, _NO_ROWS).isdisjoint(_ROWS.get(other, _NO_ROWS))


_NO_ROWS: frozenset[int] = frozenset()
_ROWS = {
    name: frozenset(n for n, row in enumerate(lexicon.NICKNAMES) if name in row)
    for name in frozenset().union(*lexicon.NICKNAMES)
}
"""The lines of the list of nicknames that each name stands in."""


def _acronyms(forms: dict[str, _Form]) -> dict[str, list[str]]:
    """Spelled-out organisations for the acronyms that the article uses."""
    spelled: dict[str, list[str]] = defaultdict(list)
    for key, form in forms.items():
        initials = "".join(p[0] for p in form.parts if p[0].isupper()).lower()
        if len(initials) > 1:
            spelled[initials].append(key)
    return {
        key: spelled[key][:1]
        for key, form in forms.items()
        if len(form.parts) == 1 and form.parts[0].isupper() and key in spelled
    }


def _figure(page: Page, number: int, form: _Form, names: tuple[Name, ...]) -> Figure:
    first = names[form.names[0]]
    name = " ".join(first.parts if first.shared else first.span.of(page.text).split())
    return Figure(number, name, _kind(form), first.shared or first.span, frozenset({form.key}))


def _with_roles(
    figures: list[Figure],
    bearers: list[tuple[int, ...]],
    names: tuple[Name, ...],
    roles: dict[int, tuple[Role, ...]],
) -> tuple[Figure, ...]:
    """The figures with the roles of all names that can only be theirs, and their gender."""
    gathered: dict[int, list[Role]] = defaultdict(list)
    titles: dict[int, set[str]] = defaultdict(set)
    for index, numbers in enumerate(bearers):
        if len(numbers) == 1:
            gathered[numbers[0]].extend(roles.get(index, ()))
            titles[numbers[0]].update(names[index].titles)
    return tuple(
        _gendered(replace(f, roles=tuple(gathered[f.number])), titles[f.number]) for f in figures
    )


def _gendered(figure: Figure, titles: set[str]) -> Figure:
    """The figure with the gender that titles and roles tell, else that of a common given name."""
    words = titles | {role.word for role in figure.roles}
    women, men = words & lexicon.FEMALE_WORDS, words & lexicon.MALE_WORDS
    if bool(women) != bool(men):
        return replace(figure, gender="f" if women else "m", sure=True)
    given = fold(figure.name.split()[0])
    if figure.kind not in ("person", "unknown", "character"):
        return figure
    if given in lexicon.GIVEN_MALE:
        return replace(figure, gender="m")
    if given in lexicon.GIVEN_FEMALE:
        return replace(figure, gender="f")
    full = figure.kind == "person" and " " in figure.name
    return replace(figure, leans="f") if full and _ends_female(given) else figure


def _ends_female(given: str) -> bool:
    """Whether a given name ends as women's do in most languages of Europe; never sure.

    >>> _ends_female("rosalba"), _ends_female("luca"), _ends_female("toivo")
    (True, False, False)
    """
    return len(given) > 3 and given.endswith("a") and given not in lexicon.MALE_IN_A
