"""Which work a title means: the articles that speak of it, namesakes kept apart.

The first step of `explain`; everything after it reads only the articles found here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import NotOnRecord
from onrecord.values import ArticleHead, Work
from onrecord.variants import same_name
from onrecord.works.names import plain_title

if TYPE_CHECKING:
    from onrecord.record import Store

QUALIFIED = re.compile(r"(?P<title>.+?) \((?P<which>[^()]+)\)")
MAKERS = ("director", "creator", "writer")
SCREEN_MAKERS = ("director", "creator")
"""A film has writers of its script and of its book; that two articles name different ones says nothing."""
PEOPLE = (*MAKERS, "cast", "composer", "cinematographer", "editor", "producer")
MOST_TITLES = 8
"""Titles named in the message that a work is not on record."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The work to explain: its title and, by article key, what each article says it is."""

    title: str
    label: str
    works: Mapping[str, Work]
    heads: Mapping[str, ArticleHead]

    @property
    def characters(self) -> frozenset[str]:
        """The words of the names of its characters, in any article; nobody's who made it."""
        names = (name for work in self.works.values() for name in work.characters)
        return frozenset(word for name in names for word in name.split()) - self.people

    @property
    def people(self) -> frozenset[str]:
        """The words of the names of its makers and cast, in any article."""
        names = (name for work in self.works.values() for name in values_of(work, PEOPLE))
        return frozenset(word for name in names for word in name.split())


Sighting = tuple[Work, ArticleHead]


def find_subject(store: Store, asked: str) -> Subject:
    """The work called so; of several the one most written about, or the one that the brackets name.

    "Ashes (2019)", "Ashes (Mara Quill)" and "Ashes (play)" tell namesakes apart. Raises NotOnRecord
    with the titles that are on record.
    """
    held = store.works()
    groups = part_namesakes(sightings_of(held, asked))
    which = None
    qualified = QUALIFIED.fullmatch(asked.strip())
    if not groups and qualified:
        which = qualified["which"]
        namesakes = part_namesakes(sightings_of(held, qualified["title"]))
        groups = [group for group in namesakes if is_called(group, which)]
        which = which if len(namesakes) > 1 else None
    if not groups:
        raise NotOnRecord(f"{asked!r} is not on record; {titles_on_record(held)}")
    group = max(groups, key=weight)
    title = Counter(work.title for work, _ in group).most_common(1)[0][0]
    known = which or (what_tells_apart(group) if len(groups) > 1 else None)
    return Subject(
        title,
        f"{title} ({known})" if known else title,
        {head.key: work for work, head in group},
        {head.key: head for _, head in group},
    )


def sightings_of(held: Iterable[Sighting], title: str) -> list[Sighting]:
    """The works on record with that title, case, marks and a leading article aside."""
    wanted = plain_title(title)
    return [(work, head) for work, head in held if plain_title(work.title) == wanted]


def titles_on_record(held: Iterable[Sighting]) -> str:
    """For the user: which titles are there, the most written about first."""
    seen: Counter[str] = Counter()
    for work, _ in held:
        seen[work.title] += len(work.mentions)
    if not seen:
        return "no film, series or book is; add coverage with: onrecord add"
    titles = sorted(seen, key=lambda title: (-seen[title], title))
    more = f" and {len(titles) - MOST_TITLES} more" if len(titles) > MOST_TITLES else ""
    return f"on record are {', '.join(titles[:MOST_TITLES])}{more}"


# --- namesakes ---------------------------------------------------------------------------------


def part_namesakes(found: Sequence[Sighting]) -> list[list[Sighting]]:
    """The sightings, one list a work: articles that name the same people speak of the same work.

    An article that names other makers, another year or another kind and nobody of the people known
    so far speaks of a namesake; one that tells nothing is counted to the work most written about.
    """
    groups: list[list[Sighting]] = []
    for one in sorted(found, key=lambda pair: (-len(people_of(pair[0])), pair[1].key)):
        able = [group for group in groups if kinship(one, group) or not differs(one, group)]
        if able:
            max(able, key=lambda group: (kinship(one, group), weight(group))).append(one)
        else:
            groups.append([one])
    return groups


def people_of(work: Work) -> frozenset[str]:
    """Everybody whom the article names as of the work, makers and characters."""
    return frozenset(values_of(work, PEOPLE)) | frozenset(work.characters)


def values_of(work: Work, names: Sequence[str]) -> list[str]:
    """The values of some facts."""
    return [fact.value for fact in work.facts if fact.name in names]


def kinship(one: Sighting, group: Sequence[Sighting]) -> int:
    """How many of the article's names the group knows, as people or as characters."""
    known = frozenset(name for work, _ in group for name in people_of(work))
    return sum(any(same_name(name, other) for other in known) for name in people_of(one[0]))


def differs(one: Sighting, group: Sequence[Sighting]) -> bool:
    """Whether the article names other makers, another year, or other people of another kind of work."""
    work = one[0]
    makers = MAKERS if kind_of(work) != "screen" else SCREEN_MAKERS
    years = {int(year) for year in values_of(work, ("year",))}
    known = {int(year) for other, _ in group for year in values_of(other, ("year",))}
    kinds = {kind_of(other) for other, _ in group}
    return (
        any(names_another(one, group, maker) for maker in makers)
        or bool(years and known and min(abs(a - b) for a in years for b in known) > 1)
        or (bool(people_of(work)) and kind_of(work) not in kinds)
    )


def names_another(one: Sighting, group: Sequence[Sighting], maker: str) -> bool:
    """Whether the article and the group both name a director, say, and never the same one."""
    ours = values_of(one[0], (maker,))
    theirs = [name for other, _ in group for name in values_of(other, (maker,))]
    return bool(ours and theirs) and not any(same_name(a, b) for a in ours for b in theirs)


def kind_of(work: Work) -> str:
    """The kind of a work as far as articles agree on it: a film is called a series and a series a film."""
    return "screen" if work.kind in ("film", "series", "other") else work.kind


def weight(group: Sequence[Sighting]) -> int:
    """How much is written about a work."""
    return sum(1 + len(work.mentions) for work, _ in group)


def is_called(group: Sequence[Sighting], which: str) -> bool:
    """Whether the words in brackets name the work's year, kind or one of its people."""
    return any(
        which == work.kind
        or which in values_of(work, ("year",))
        or any(same_name(which, name) for name in people_of(work))
        for work, _ in group
    )


def what_tells_apart(group: Sequence[Sighting]) -> str | None:
    """Year, else maker, else kind: what is set behind a title that namesakes share."""
    for names in (("year",), MAKERS):
        values = Counter(value for work, _ in group for value in values_of(work, names))
        if values:
            return min(values, key=lambda value: (-values[value], value))
    return group[0][0].kind
