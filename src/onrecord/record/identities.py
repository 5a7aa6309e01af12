"""Which sightings are one person: decided from names, roles and works, never guessed.

    full names    one person, unless roles, tables or the user tell two of the name apart; then each
                  sighting needs a work or a role in common with exactly one of them
    short names   a bare surname or initials join where a shared work or role leaves one candidate
    bodies        the same name; one that any town has ("the council") needs a work in common
    groups, characters    the same name and a work in common

What comes out depends on the sightings alone, not on their order. Comes after `sightings`, before
`persons`, which keeps the outcome.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.people.lexicon import GROUP_NOUNS, ORGANISATION_NOUNS, ORGANISATION_WORDS
from onrecord.record.name_forms import NameForm, fold_words, may_stand_for, middles_agree
from onrecord.record.trades import trades_of

ALONE, BY_NAME, BY_ROLE, BY_WORK, BY_TABLE, BY_USER = (
    "alone",
    "name",
    "role",
    "work",
    "table",
    "correction",
)
"""What it rests on that a sighting is of this person."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting as it is compared. `works` hold `credited`; `marks` are ids from the user's tables."""

    row: int
    article: str
    name: str
    kind: str
    form: NameForm
    trades: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    credited: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    """Role words and titles as the article has them, for the reasons: titles by `work_key`."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What the user has said: groups of sightings (by row) that are one, and pairs of groups that are not."""

    group: Mapping[int, int] = field(default_factory=dict)
    apart: frozenset[frozenset[int]] = frozenset()

    def is_split(self, group: int | None) -> bool:
        """Whether the group was taken apart from another."""
        return group is not None and any(group in pair for pair in self.apart)


@dataclass(slots=True)
class Group:
    """Sightings of one person. `reasons` say of those that stay alone why they do; `undecided` of a
    short name that it fits several people."""

    members: list[Seen]
    reasons: dict[int, str] = field(default_factory=dict)
    undecided: bool = False

    def evidence(self) -> Seen:
        """All that is known of the person, as if seen at once."""
        return pooled(self.members)


def pooled(members: Sequence[Seen]) -> Seen:
    """One sighting with the roles, works and marks of all."""
    return replace(
        members[0],
        trades=frozenset().union(*{m.trades for m in members}),
        fields=frozenset().union(*{m.fields for m in members}),
        works=frozenset().union(*{m.works for m in members}),
        credited=frozenset().union(*{m.credited for m in members}),
        marks=frozenset().union(*{m.marks for m in members}),
    )


def group_sightings(seen: Iterable[Seen], fixed: Fixed) -> list[Group]:
    """The people of one block of neighbours. Every sighting is in exactly one group."""
    ordered = sorted(seen, key=lambda one: (one.article, one.name, one.row))
    people = [one for one in ordered if one.kind == "person"]
    others = [one for one in ordered if one.kind != "person"]
    groups = group_people(people, fixed) if people else []
    if others:
        groups += group_by_work(others, fixed)
    return unite(groups, lambda group: fixed_groups(group, fixed))


# --- people ------------------------------------------------------------------------------------


def group_people(seen: Sequence[Seen], fixed: Fixed) -> list[Group]:
    """Full names first, then what is short for them."""
    groups: list[Group] = []
    short: list[Group] = []
    for named in _grouped([one for one in seen if one.form.given], _given_and_surname):
        whole, unsure = _part_by_middle(named)
        for part in whole:
            (groups if part[0].form.is_full else short).extend(group_namesakes(part, fixed))
        short += group_namesakes(unsure, fixed)
    left = join_short(short, groups, fixed)
    groups += left
    bare = [Group([one]) for one in seen if not one.form.given]
    return groups + group_bare(join_short(bare, groups, fixed))


def _given_and_surname(one: Seen) -> Hashable:
    return one.form.given, one.form.surname


def _part_by_middle(named: list[Seen]) -> tuple[list[list[Seen]], list[Seen]]:
    """The sightings of one given name and surname by middle names, and those that lack one that matters."""
    told = {(o.form.middle, o.form.suffix): o.form for o in named if o.form.middle or o.form.suffix}
    forms = list(told.values())
    if all(middles_agree(a, b) for a in forms for b in forms):
        return [named], []
    parts = _grouped(named, lambda one: (one.form.middle, one.form.suffix))
    plain = [part for part in parts if not (part[0].form.middle or part[0].form.suffix)]
    return [part for part in parts if part not in plain], plain[0] if plain else []


def group_namesakes(named: Sequence[Seen], fixed: Fixed) -> list[Group]:
    """The people of one full name: one, unless something tells two apart."""
    told_apart = [one for one in named if fixed.is_split(fixed.group.get(one.row))]
    cores = [list(part) for part in _grouped(told_apart, lambda one: fixed.group[one.row])]
    split = {one.row for one in told_apart}
    rest = [one for one in named if one.row not in split]
    heads = [pooled(core) for core in cores]
    fresh = [one for one in rest if is_telling(one) and all(is_against(one, h) for h in heads)]
    cores += build_cores(fresh)
    groups = unite([Group(core) for core in cores], lambda group: fixed_groups(group, fixed))
    held = {one.row for group in groups for one in group.members}
    return _place_rest([one for one in rest if one.row not in held], groups, fixed)


def is_telling(one: Seen) -> bool:
    """Whether there is anything that could tell a sighting from another of the name."""
    return bool(one.marks or one.fields or one.credited)


def build_cores(seen: Sequence[Seen]) -> list[list[Seen]]:
    """Those that tables, fields or credits hold together; two people that tables tell apart stay two."""
    by_mark = connect([one for one in seen if one.marks], lambda one: one.marks)
    if len(by_mark) < 2:
        return connect(seen, lambda one: (*one.marks, *_prefixed(one)))
    heads = [pooled(core) for core in by_mark]
    others = [o for o in seen if not o.marks and all(is_against(o, head) for head in heads)]
    return by_mark + connect(others, _prefixed)


def _prefixed(one: Seen) -> tuple[tuple[str, str], ...]:
    return (*(("field", f) for f in one.fields), *(("work", w) for w in one.credited))


def _place_rest(rest: Sequence[Seen], groups: list[Group], fixed: Fixed) -> list[Group]:
    """The groups with the sightings that tell less: where one fits, where only one is, or apart."""
    if not groups:
        return [Group(list(rest))] if rest else []
    heads = [group.evidence() for group in groups]
    fixed_of = [fixed_groups(group, fixed) for group in groups]
    alone: list[Group] = []
    for one in rest:
        own = fixed.group.get(one.row)
        named = [n for n, known in enumerate(fixed_of) if own is not None and own in known]
        fits = [n for n, head in enumerate(heads) if not is_against(one, head)]
        near = [n for n in fits if shares(one, heads[n])]
        chosen = named or near or (fits if len(groups) == 1 else [])
        if len(chosen) == 1:
            groups[chosen[0]].members.append(one)
        else:
            alone.append(Group([one], {one.row: _undecided(len(groups), len(near))}))
    return groups + alone


def _undecided(people: int, near: int) -> str:
    if people == 1:
        return "its roles do not go with those of the other of this name"
    if near > 1:
        return f"its works or roles fit {near} people of this name"
    return f"{people} people of this name are on record, and nothing here says which"


# --- what is short for a name ----------------------------------------------------------------------


def join_short(short: Sequence[Group], full: Sequence[Group], fixed: Fixed) -> list[Group]:
    """The short names that are nobody else's; the others have joined the one that they may stand for.

    All are looked at before any joins, so that the order does not matter.
    """
    candidates = [_Candidate.of(group) for group in full]
    left: list[Group] = []
    joining: list[tuple[Group, Group]] = []
    for group in short:
        one = group.evidence()
        fits = [c for c in candidates if _can_be(one, group, c)]
        near = [c.group for c in fits if shares(one, c.head)]
        if len(near) == 1 and not fixed_groups(group, fixed):
            joining.append((group, near[0]))
        else:
            reason = _short_reason(one, len(fits), len(near))
            group.reasons.update({m.row: reason for m in group.members if reason})
            group.undecided = len(near) > 1
            left.append(group)
    for group, target in joining:
        target.members.extend(group.members)
    return left


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A person that a short name may stand for, as known before any short name has joined."""

    group: Group
    head: Seen
    forms: frozenset[NameForm]
    articles: frozenset[str]

    @classmethod
    def of(cls, group: Group) -> _Candidate:
        """What is known of a group."""
        members = group.members
        forms = frozenset(member.form for member in members)
        return cls(group, group.evidence(), forms, frozenset(m.article for m in members))


def _can_be(one: Seen, group: Group, candidate: _Candidate) -> bool:
    """Whether nothing speaks against the short name being this person's.

    An article that has both names and did not join them knows of two people.
    """
    head = candidate.head
    if not any(may_stand_for(one.form, form) for form in candidate.forms):
        return False
    if any(member.article in candidate.articles for member in group.members):
        return False
    if one.trades and head.trades and one.trades.isdisjoint(head.trades):
        return False
    return not is_against(one, head)


def _short_reason(one: Seen, fits: int, near: int) -> str:
    what = "initials" if one.form.given else "a bare surname"
    if near > 1:
        return f"{what}: its works or roles fit {near} people of this name"
    if fits:
        return f"{what}: nothing shared with the {'one' if fits == 1 else fits} it might stand for"
    return "" if one.form.given else f"{what}: no full name on record that it might stand for"


def group_bare(bare: Sequence[Group]) -> list[Group]:
    """Bare surnames that stand for nobody known: one only where a work and the role are shared."""
    found = [group for group in bare if group.undecided]
    rest = [group for group in bare if not group.undecided]
    by_surname: dict[str, list[Group]] = defaultdict(list)
    for group in rest:
        by_surname[group.members[0].form.surname].append(group)
    for named in by_surname.values():
        found += unite(named, lambda group: _work_and_trade(group.members[0]))
    return found


def _work_and_trade(one: Seen) -> tuple[tuple[str, str], ...]:
    return tuple((work, trade) for work in one.works for trade in (one.trades or {""}))


# --- bodies, groups, characters ---------------------------------------------------------------------


def group_by_work(seen: Sequence[Seen], fixed: Fixed) -> list[Group]:
    """Bodies of one name are one; what many are called is one only where a work is shared."""
    groups: list[Group] = []
    for named in _grouped(seen, lambda one: one.kind):
        told_apart = [one for one in named if fixed.is_split(fixed.group.get(one.row))]
        if told_apart:
            cores = [Group(part) for part in _grouped(told_apart, lambda one: fixed.group[one.row])]
            groups += _place_rest([one for one in named if one not in told_apart], cores, fixed)
            continue
        if named[0].kind == "organisation" and not is_common_name(named[0].name):
            groups.append(Group(named))
            continue
        for part in connect(named, lambda one: one.works):
            alone = {one.row: "many are called so: no work is shared" for one in part[:1]}
            groups.append(Group(part, alone if len(part) == 1 and len(named) > 1 else {}))
    return groups


def is_common_name(name: str) -> bool:
    """Whether a body's name is only what it is, so that others are called the same.

    >>> is_common_name("City Council"), is_common_name("Gannet Row"), is_common_name("The Board")
    (True, False, True)
    """
    words = fold_words(name)
    common = ORGANISATION_NOUNS | ORGANISATION_WORDS | GROUP_NOUNS | {"the", "of", "and"}
    return all(word in common for word in words)


# --- what speaks for and against --------------------------------------------------------------------


def shares(one: Seen, other: Seen) -> bool:
    """Whether the two have a work, a telling kind of role or an id of the user's tables in common."""
    return not (
        one.works.isdisjoint(other.works)
        and one.trades.isdisjoint(other.trades)
        and one.marks.isdisjoint(other.marks)
    )


def is_against(one: Seen, other: Seen) -> bool:
    """Whether something says that the two are not one person."""
    if one.marks and other.marks:
        return one.marks.isdisjoint(other.marks)
    if one.fields and other.fields and one.fields.isdisjoint(other.fields):
        return one.credited.isdisjoint(other.credited)
    return False


def fixed_groups(group: Group, fixed: Fixed) -> frozenset[int]:
    """The groups of the user's that members belong to."""
    return frozenset(fixed.group[m.row] for m in group.members if m.row in fixed.group)


# --- joining ----------------------------------------------------------------------------------------


def connect(seen: Sequence[Seen], tokens: Callable[[Seen], Iterable[Hashable]]) -> list[list[Seen]]:
    """The sightings that hang together by tokens they share, in order of first sight."""
    groups = unite([Group([one]) for one in seen], lambda group: tokens(group.members[0]))
    return [group.members for group in groups]


def unite(groups: Sequence[Group], tokens: Callable[[Group], Iterable[Hashable]]) -> list[Group]:
    """The groups, those that share a token joined; in order of their first."""
    parent = list(range(len(groups)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[Hashable, int] = {}
    for number, group in enumerate(groups):
        for token in tokens(group):
            one, other = sorted((root(first.setdefault(token, number)), root(number)))
            parent[other] = one
    joined: dict[int, Group] = {}
    for number, group in enumerate(groups):
        held = joined.setdefault(root(number), Group([]))
        held.members.extend(group.members)
        held.reasons.update(group.reasons)
    return list(joined.values())


def _grouped(seen: Iterable[Seen], key: Callable[[Seen], Hashable]) -> list[list[Seen]]:
    """The sightings by key, in order of first sight."""
    found: dict[Hashable, list[Seen]] = defaultdict(list)
    for one in seen:
        found[key(one)].append(one)
    return list(found.values())


# --- what it rests on -------------------------------------------------------------------------------


def basis_of(group: Group, fixed: Fixed) -> dict[int, tuple[str, str]]:
    """For each sighting (row) what it rests on that it is of this person, in a word and in words."""
    members = group.members
    if len(members) == 1:
        row = members[0].row
        split = fixed.is_split(fixed.group.get(row))
        return {row: (BY_USER, "as corrected")} if split else {row: _alone(group)}
    works = Counter(work for one in members for work in one.works)
    trades = Counter(trade for one in members for trade in one.trades)
    marks = Counter(mark for one in members for mark in one.marks)
    return {
        one.row: _basis(
            one,
            fixed,
            frozenset(w for w in one.works if works[w] > 1),
            frozenset(t for t in one.trades if trades[t] > 1),
            sorted(m for m in one.marks if marks[m] > 1),
        )
        for one in members
    }


def _alone(group: Group) -> tuple[str, str]:
    return ALONE, group.reasons.get(group.members[0].row) or "seen in one article"


def _basis(
    one: Seen, fixed: Fixed, works: frozenset[str], trades: frozenset[str], marks: list[str]
) -> tuple[str, str]:
    if one.row in fixed.group:
        return BY_USER, "as corrected"
    name = f"the one {one.name} that it can be"
    if one.form.is_full or one.kind != "person":
        name = "same full name" if one.kind == "person" else "same name"
    if marks:
        return BY_TABLE, f"{name}; {marks[0]} in a table of works"
    titles = sorted(title for key, title in one.titles if key in works)
    roles = [role for role in one.roles if not trades_of(role).isdisjoint(trades)]
    shared = [*dict.fromkeys(roles), *(f"“{title}”" for title in titles)]
    if shared:
        return (BY_WORK if titles else BY_ROLE), f"{name}; elsewhere too: {', '.join(shared[:3])}"
    return BY_NAME, f"{name}; nothing speaks against it"
