"""Mentions point at the earlier mention that their vectors resemble, or at nothing."""

from __future__ import annotations

import numpy as np

from onrecord.language.labels import ENTITIES, MENTIONS, Stretch
from onrecord.language.mentions import REACH, find_mentions, likeliest
from onrecord.language.pointing import Pointer
from onrecord.language.scores import Vectors

PERSON, PLACE = ENTITIES.index("person"), ENTITIES.index("place")
PRONOUN, NOMINAL = MENTIONS.index("pronoun"), MENTIONS.index("nominal")
POINTER = Pointer(2, np.zeros((1, 20), np.float32), np.full(1, 3.0, np.float32))


def vectors_of(sides: dict[int, tuple[float, float]]) -> Vectors:
    """One-piece mentions at those places; what is asked and what is offered are alike."""
    places = np.array(sorted(sides))
    rows = [[*sides[p], 0, 0, *sides[p], 0, 0] for p in sorted(sides)]
    return Vectors(places, np.array(rows, np.float16))


def stretch(place: int, kind: int) -> Stretch:
    return Stretch(place, place + 1, kind, 0.9)


def test_a_pronoun_finds_the_name_that_it_resembles() -> None:
    names = [stretch(0, PERSON), stretch(4, PERSON)]
    vectors = vectors_of({0: (4, 0), 4: (0, 4), 9: (4, 0)})

    found = find_mentions(names, [stretch(9, PRONOUN)], vectors, POINTER)

    assert [(f.kind, likeliest(f)) for f in found] == [
        ("name", None),
        ("name", None),
        ("pronoun", 0),
    ]
    assert found[2].antecedents[0].score > 0.9


def test_one_that_resembles_nobody_is_the_first_of_its_own() -> None:
    vectors = vectors_of({0: (4, 0), 5: (0, 4)})

    found = find_mentions([stretch(0, PERSON)], [stretch(5, NOMINAL)], vectors, POINTER)

    assert [likeliest(f) for f in found] == [None, None]


def test_places_are_no_mentions_of_people() -> None:
    assert find_mentions([stretch(0, PLACE)], [], vectors_of({0: (1, 0)}), POINTER) == []


def test_nobody_looks_further_back_than_the_reach() -> None:
    same = dict.fromkeys(range(REACH + 5), (4.0, 0.0))
    names = [stretch(place, PERSON) for place in same]

    found = find_mentions(names, [], vectors_of(same), POINTER)

    earliest = min(a.mention for a in found[-1].antecedents)
    assert earliest >= len(names) - 1 - REACH
