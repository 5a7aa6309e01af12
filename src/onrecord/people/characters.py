"""Characters of works kept apart from the people who play, write and direct them.

Comes after `roster`, whose figures it marks. A character is a name that the works list, that a cast
pattern gives ("Jo Lund as Mara"), or that lives in told plot only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.people.names import Name, fold
from onrecord.people.roles import families
from onrecord.people.roster import Figure, Roster
from onrecord.people.words import Page
from onrecord.values import Statement, Work

_PRESENT = frozenset("is are has have does finds gets begins".split())
_NO_VERB = frozenset(
    "his its this as was us yes perhaps always says adds explains notes recalls".split()
)
_PAST = frozenset(
    "was were had did went took said told made came got left won lost became found gave".split()
)
_REAL = frozenset({"director", "actor", "producer", "crew", "musician", "coach", "journalist"})
_PLAYS = frozenset({"as", "plays", "portrays", "playing", "played"})


def mark_characters(
    page: Page,
    names: tuple[Name, ...],
    roster: Roster,
    works: tuple[Work, ...],
    statements: Sequence[Statement],
    narration: frozenset[int],
) -> Roster:
    """The roster with the kind of each figure that is a character of a work set to "character"."""
    pairs = list(_cast(page, names, roster, bool(works)))
    players = {player for player, _ in pairs}
    listed = {" ".join(fold(p) for p in c.split()) for w in works for c in w.characters}
    speaking = _speakers_elsewhere(page, names, roster, statements, narration)
    found = {character for _, character in pairs} - players - speaking
    words = {word for name in listed for word in name.split()}
    living = _live_in_plot(page, names, roster, narration)
    for figure in roster.figures:
        if figure.number in players or figure.kind not in ("person", "unknown", "organisation"):
            continue
        if _is_listed(figure, listed, words) or (
            figure.number in living
            and figure.kind != "organisation"
            and figure.number not in speaking
            and not _is_real(figure)
        ):
            found.add(figure.number)
    figures = tuple(
        replace(f, kind="character") if f.number in found else f for f in roster.figures
    )
    return Roster(figures, roster.bearers)


def _is_listed(figure: Figure, listed: set[str], words: set[str]) -> bool:
    """Whether a figure has the name of a character, or one word of it."""
    name = " ".join(fold(p) for p in figure.name.split())
    return name in listed or name in words


def _is_real(figure: Figure) -> bool:
    return any(families(role.word) & _REAL for role in figure.roles)


def _cast(
    page: Page, names: tuple[Name, ...], roster: Roster, film: bool
) -> Iterator[tuple[int, int]]:
    """Player and character of each cast pattern, as figures."""
    for left, right in zip(range(len(names)), range(1, len(names)), strict=False):
        between = [page.words[i].lower for i in range(names[left].last + 1, names[right].first)]
        one, two = roster.bearers[left], roster.bearers[right]
        if len(one) != 1 or len(two) != 1 or one == two or len(between) > 3:
            continue
        if page.words[names[left].last].possessive or not film:
            continue
        direct = bool(between) and between[0] in _PLAYS and len(between) <= 2
        if direct and len(names[left].parts) > 1 and "by" not in between:
            yield one[0], two[0]
        elif between[-2:] in (["played", "by"], ["portrayed", "by"]) or (
            not between and _bracketed(page, names[left], names[right])
        ):
            yield two[0], one[0]


def _bracketed(page: Page, name: Name, inner: Name) -> bool:
    """ "Mara (Jo Lund)": one word, then a full name in brackets."""
    gap = page.gap(name.last, inner.first)
    closed = page.after(inner.last).startswith(")")
    return gap == " (" and closed and len(inner.parts) > 1 and len(name.parts) == 1


def _live_in_plot(
    page: Page, names: tuple[Name, ...], roster: Roster, narration: frozenset[int]
) -> set[int]:
    """Figures that come in in told plot, and stand in it at least as often as outside."""
    blocks: dict[int, list[int]] = {}
    for name, bearers in zip(names, roster.bearers, strict=True) if narration else ():
        word = page.words[name.first]
        if len(bearers) == 1 and word.block not in page.headings and not word.quoted:
            blocks.setdefault(bearers[0], []).append(word.block)
    return {
        number
        for number, held in blocks.items()
        if held[0] in narration and 2 * sum(b in narration for b in held) >= len(held)
    }


def _speakers_elsewhere(
    page: Page,
    names: tuple[Name, ...],
    roster: Roster,
    statements: Sequence[Statement],
    narration: frozenset[int],
) -> set[int]:
    """Figures whose name is the source of quoted words outside told plot: real people."""
    at = {name.first: roster.bearers[n] for n, name in enumerate(names)}
    found: set[int] = set()
    for statement in statements:
        if not statement.quoted and statement.form != "turn":
            continue
        for span in statement.source:
            for index in page.between(span):
                if page.words[index].block not in narration and len(at.get(index, ())) == 1:
                    found.add(at[index][0])
    return found
