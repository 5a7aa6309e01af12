"""Names as they are compared across articles: given name, middle names, surname, suffix.

Stricter than `speakers`, which asks whether two names may be one person's: here a full name is told
from a bare surname and from initials, and a compound surname stays whole. Comes before `identities`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

_TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame prof professor lord lady rev reverend hon judge justice "
    "president senator governor mayor captain colonel general sergeant father sister".split()
)
_LETTERS = frozenset("kc qc sc mp mep msp mla obe mbe cbe kbe dbe phd md frs esq".split())
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_PARTICLES = frozenset(
    "de del della di da dos das do van von der den ter ten du des la le el al bin ibn st".split()
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,3}")


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name in parts, folded. `given` is empty for a bare surname; `initials` says that it is no more."""

    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str = ""
    initials: bool = False

    @property
    def is_full(self) -> bool:
        """Whether a given name is spelled out."""
        return bool(self.given) and not self.initials

    @property
    def slug(self) -> str:
        """The name as ids show it."""
        return slug(" ".join(part for part in (self.given, self.surname, self.suffix) if part))


@lru_cache(maxsize=8192)
def name_form(name: str) -> NameForm:
    """The parts of a person's name.

    >>> name_form("Dr. Lena Marie Okafor-Bell Jr.")
    NameForm(given='lena', middle=('marie',), surname='okafor-bell', suffix='jr', initials=False)
    >>> name_form("J. K. van Dorn").given, name_form("J. K. van Dorn").surname
    ('jk', 'van dorn')
    >>> name_form("De Groot").is_full, name_form("Okafor-Bell").is_full
    (False, False)
    """
    shown = name.split()
    words = [fold_word(word) for word in shown]
    pairs = [(word, raw) for word, raw in zip(words, shown, strict=True) if word]
    while len(pairs) > 1 and pairs[0][0] in _TITLES:
        pairs = pairs[1:]
    while len(pairs) > 2 and pairs[-1][0] in _LETTERS:
        pairs = pairs[:-1]
    suffix = pairs[-1][0] if len(pairs) > 2 and pairs[-1][0] in _SUFFIXES else ""
    pairs = pairs[:-1] if suffix else pairs
    if not pairs:
        return NameForm("", (), name.casefold().strip())
    at = len(pairs) - 1
    while at > 0 and pairs[at - 1][0] in _PARTICLES:
        at -= 1
    surname = " ".join(word for word, _ in pairs[at:])
    given, initials, middle = _given(pairs[:at])
    return NameForm(given, middle, surname, suffix, initials)


def _given(pairs: list[tuple[str, str]]) -> tuple[str, bool, tuple[str, ...]]:
    """The given name, whether it is initials only, and the middle names."""
    if not pairs:
        return "", False, ()
    size = 0
    while size < len(pairs) and _is_initial(*pairs[size]):
        size += 1
    if not size:
        return pairs[0][0], False, tuple(word for word, _ in pairs[1:])
    if size < len(pairs):  # "M. Night Otway" goes by a middle name
        return pairs[size][0], False, tuple(word for word, _ in pairs[size + 1 :])
    return "".join(word for word, _ in pairs), True, ()


def _is_initial(word: str, raw: str) -> bool:
    """Whether a word of a name is one letter, or several with full stops: "J", "J.K."."""
    return bool(_INITIALS.fullmatch(raw)) and (len(word) == 1 or "." in raw)


def fold_word(word: str) -> str:
    """A word of a name without case, accents and dots; hyphens stay.

    >>> fold_word("Núñez-Ortiz"), fold_word("O’Hara,")
    ('nunez-ortiz', 'ohara')
    """
    parted = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in parted if c.isalnum() or c == "-")
    return plain.strip("-")


@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """The name of a body or a character as it is compared, without an article before it.

    >>> plain_name("The Gannet-Row Co."), plain_name("The The")
    ('gannet row co', 'the')
    """
    words = fold_words(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def fold_words(text: str) -> list[str]:
    """The folded words of a name, parted at hyphens too."""
    return [part for word in text.split() for part in fold_word(word).split("-") if part]


def slug(text: str) -> str:
    """The words of a name joined by hyphens; a hash where nothing of it can be folded.

    >>> slug("Lena Okafor-Bell")
    'lena-okafor-bell'
    """
    return "-".join(fold_words(text)) or code(text)


def code(*parts: str) -> str:
    """Six letters and digits that stand for the parts, the same on every machine.

    >>> len(code("a", "b")), code("a", "b") == code("ab")
    (6, False)
    """
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=3).hexdigest()


def middles_agree(one: NameForm, other: NameForm) -> bool:
    """Whether middle names and suffixes of two forms of one name speak against each other in nothing.

    >>> middles_agree(name_form("Lena M. Okafor"), name_form("Lena Marie Okafor"))
    True
    >>> middles_agree(name_form("Lena Ann Okafor"), name_form("Lena Marie Okafor"))
    False
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if not one.middle or not other.middle:
        return True
    return all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0])
        for a, b in zip(one.middle, other.middle, strict=False)
    )


def may_stand_for(part: NameForm, full: NameForm) -> bool:
    """Whether a bare surname or initials may be short for a full name.

    >>> may_stand_for(name_form("L. Okafor"), name_form("Lena Okafor"))
    True
    >>> may_stand_for(name_form("Bell"), name_form("Lena Okafor-Bell"))
    False
    """
    if part.surname != full.surname or not middles_agree(part, full):
        return False
    if not part.given:
        return True
    if not part.initials:
        return part.given == full.given
    spelled = (full.given, *full.middle)
    return full.is_full and all(
        letter == word[0] for letter, word in zip(part.given, spelled, strict=False)
    )
