"""Whether two speakers may be one person, as far as their names tell.

Used before words are called the same: set phrases collide, and so do two people's alike words.
"""

from __future__ import annotations

from onrecord.values import Speaker
from onrecord.variants.words import split_words

_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "president", "senator"}
    | {"sen", "rep", "gov", "governor", "judge", "justice", "prof", "professor", "director"}
    | {"minister", "secretary", "king", "queen", "prince", "princess", "pope", "rev", "coach"}
    | {"captain", "general", "gen", "mayor", "chief", "jr", "sr", "former", "actor", "actress"}
)
_LETTERS = frozenset("kc qc sc mp mep msp mla obe mbe cbe kbe dbe phd md frs esq ii iii iv".split())
"""What stands behind a name: not part of it, unless it is all there is."""


def same_name(one: str, other: str) -> bool:
    """Whether two names may name one person: one is the other, or a part of it with its surname.

    >>> same_name("Mara Lindqvist", "Lindqvist"), same_name("Mara Lindqvist", "Jon Lindqvist")
    (True, False)
    >>> same_name("President Ada Osei", "Ada Osei"), same_name("Ada Osei", "Mara Lindqvist")
    (True, False)
    >>> same_name("Giles Ormerod KC", "Giles Ormerod"), same_name("MC Solaar", "Solaar")
    (True, True)
    """
    ours, theirs = _name_words(one), _name_words(other)
    short, long = sorted((ours, theirs), key=len)
    if not short:
        return ours == theirs
    if len(short) == 1:
        return short[0] in long
    initials = all(_agrees(word, long) for word in short[:-1])
    return short[-1] == long[-1] and initials


def _agrees(word: str, names: list[str]) -> bool:
    """Whether a given name or initial stands among the other's given names."""
    return any(
        word == name or (1 in (len(word), len(name)) and word[0] == name[0]) for name in names[:-1]
    )


def _name_words(name: str) -> list[str]:
    """The words of a name without titles, letters behind it and possessive endings."""
    keys = [word.key.removesuffix("'s") for word in split_words(name)]
    while len(keys) > 2 and keys[-1] in _LETTERS:
        keys.pop()
    return [key for key in keys if key not in _TITLES] or keys


def may_be_same(one: Speaker, other: Speaker) -> bool:
    """Whether two speakers may be one: the same name, or one of the two not known.

    A speaker the article keeps unnamed ("a studio source") is nobody that it names.

    >>> may_be_same(Speaker(name="Ada Osei"), Speaker())
    True
    """
    if one.name is not None and other.name is not None:
        return same_name(one.name, other.name)
    unnamed = "unnamed" in (one.kind, other.kind)
    return not unnamed or one.kind == other.kind or (one.name is None and other.name is None)
