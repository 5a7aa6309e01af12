"""Whether two statements of two articles may be the same words of the same person.

Names are compared as newspapers use them: "Okafor" may be "Lena Okafor", "Lena Okafor" is not
"Jude Okafor". What is decided here depends on the two statements alone, so that utterances come
out the same whatever the order in which articles are added. Comes before `utterances`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "prof", "professor"})


@dataclass(frozen=True, slots=True)
class Claim:
    """Who is said to have spoken, between which days (ISO), and when the article came out."""

    name: str | None
    kind: str | None
    earliest: str | None = None
    latest: str | None = None
    published: str | None = None


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a name as they are compared: folded, without titles and suffixes.

    >>> name_parts("Dr. José Núñez-Ortiz Jr.")
    ('jose', 'nunez', 'ortiz')
    """
    parted = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in parted if not unicodedata.combining(c) and c not in "'’.")
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    kept = tuple(word for word in words if word not in _SUFFIXES and word not in _TITLES)
    return kept or tuple(words)


def same_name(one: str, other: str) -> bool:
    """Whether two names can be one person's: equal, a bare surname, an initial, a middle name.

    >>> same_name("Okafor", "Lena Okafor"), same_name("L. Okafor", "Lena Marie Okafor")
    (True, True)
    >>> same_name("Jude Okafor", "Lena Okafor"), same_name("Lena", "Lena Okafor")
    (False, False)
    """
    a, b = name_parts(one), name_parts(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    if len(a) == 1 or len(b) == 1 or a[0] == b[0]:
        return True
    return 1 in (len(a[0]), len(b[0])) and a[0][0] == b[0][0]


def compatible(one: Claim, other: Claim) -> bool:
    """Whether two named speakers can be the same one. Organisations must bear the same name."""
    if one.name is None or other.name is None:
        return False
    if (one.kind == "character") != (other.kind == "character"):
        return False
    if one.kind in ("organisation", "group") or other.kind in ("organisation", "group"):
        return name_parts(one.name) == name_parts(other.name)
    return same_name(one.name, other.name)


def dates_allow(one: Claim, other: Claim) -> bool:
    """Whether the two can have been said on the same day, and neither reported before it was said.

    >>> may = Claim("Okafor", "person", "2024-05-01", "2024-05-31", "2024-06-02")
    >>> dates_allow(may, Claim("Okafor", "person", published="2024-04-01"))
    False
    """
    earliest = max(one.earliest or "", other.earliest or "")
    bounds = (one.latest, other.latest, one.published, other.published)
    return all(bound is None or earliest <= bound for bound in bounds)
