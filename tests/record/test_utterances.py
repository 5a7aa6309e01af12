from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record import Store, neighbours
from onrecord.record.groups import settle
from onrecord.values import Account, Occasion

FULL = "the whole pier was burned in a single night so that nobody could ever walk back along it"
FRAGMENT = "burned in a single night so that nobody could ever walk back"
ALTERED = "burned in one single night so that nobody could ever walk back"
BRACKETED = "[it] was burned in a single night so that nobody could ever walk back along it"
SHORTENED = "the whole pier was burned … so that nobody could ever walk back along it"
ELSE = "the casting of the lighthouse keeper took us eleven months and four countries"
STOCK = "at the end of the day"


def _said(words: str) -> str:
    return f"Reporters met the director. “{words},” came the reply. Later it rained."


def _utterances(store: Store) -> dict[str, str]:
    return {held.article.key: held.utterance for held in store.statements()}


@pytest.mark.parametrize("words", [FULL, FRAGMENT, ALTERED, BRACKETED, SHORTENED, FULL.upper()])
def test_the_same_words_in_two_articles_are_one_utterance(
    store: Store, make_account, words
) -> None:
    one, two = make_account("a", _said(FULL)), make_account("b", _said(words), speaker="Okafor")
    store.add(one)
    store.add(two)
    least = min(one.statements[0].id, two.statements[0].id)
    assert _utterances(store) == {"a": least, "b": least}
    assert store.status().utterances == 1


@pytest.mark.parametrize(
    "words, speaker",
    [
        (FULL, "Jude Okafor"),  # another person
        (FRAGMENT, None),  # unknown speaker, and not the whole
        (ELSE, "Lena Okafor"),
        ("nobody could ever swim that far out to sea in winter", "Lena Okafor"),  # an overlap only
        ("single night so", "Lena Okafor"),  # three words
    ],
)
def test_other_words_or_another_speaker_are_not(store: Store, make_account, words, speaker) -> None:
    store.add(make_account("a", _said(FULL)))
    store.add(make_account("b", _said(words), speaker=speaker))
    found = _utterances(store)
    assert found["a"] != found["b"]


def test_a_set_phrase_joins_nothing(store: Store, make_account) -> None:
    store.add(make_account("a", _said(STOCK)))
    store.add(make_account("b", _said(STOCK)))
    assert store.status().utterances == 2


def test_an_unknown_speaker_joins_equal_words(store: Store, make_account) -> None:
    store.add(make_account("a", _said(FULL)))
    store.add(make_account("b", _said(FULL), speaker=None, kind="unnamed"))
    assert store.status().utterances == 1


def test_few_words_said_on_other_days_are_two_utterances(store: Store, make_account) -> None:
    words = "we burned the old pier"
    for key, month in (("a", 5), ("b", 6)):
        first, last = date(2024, month, 1), date(2024, month, 30)
        occasion = Occasion(said=f"2024-0{month}", earliest=first, latest=last)
        store.add(make_account(key, _said(words), occasion=occasion))
    assert store.status().utterances == 2
    for key in ("c", "d"):
        store.add(make_account(key, _said(words)))
    assert store.utterance(_utterances(store)["c"])


@pytest.mark.parametrize("kind, count", [("fragment", 1), ("altered", 1), ("spliced", 2)])
def test_relations_within_an_article_join_unless_spliced(
    store: Store, make_account, kind: str, count: int
) -> None:
    store.add(make_account("a", f"“{FULL},” she said. “{ELSE},” she added.", relation=kind))
    assert store.status().utterances == count


def test_an_utterance_lists_its_statements_by_day(store: Store, make_account) -> None:
    days = {"late": date(2024, 6, 1), "early": date(2024, 5, 1), "undated": None}
    for key, day in days.items():
        store.add(make_account(key, _said(FULL), published=day))
    (utterance,) = set(_utterances(store).values())
    assert [held.article.key for held in store.utterance(utterance)] == ["early", "late", "undated"]


def test_a_replaced_article_leaves_its_utterance(store: Store, make_account) -> None:
    store.add(make_account("a", _said(FULL)))
    store.add(make_account("b", _said(FRAGMENT)))
    store.add(make_account("b", _said(ELSE)))
    found = _utterances(store)
    assert found["a"] != found["b"]
    assert store.statement(found["a"]).article.key == "a"


LINE = "we are going to build a pier"
SPEECH = (
    "the town asked and I say to you that we are going to build a pier and it will be a fine one"
)


@pytest.mark.parametrize(
    "words, other, days, count",
    [
        (LINE, SPEECH, 20, 1),
        (LINE, SPEECH, 200, 2),  # a line that a speaker says again and again
        (LINE, LINE, 200, 2),
        (LINE.replace("we are", "you are never"), SPEECH, 1, 2),  # a changed form of a plain line
        (FRAGMENT, FULL, 200, 1),  # words that nobody says twice
        (ALTERED, FULL, 200, 1),
    ],
)
def test_plain_words_need_days_that_are_near(
    store: Store, make_account, words: str, other: str, days: int, count: int
) -> None:
    first = date(2024, 1, 1)
    store.add(make_account("a", _said(other), published=first))
    store.add(make_account("b", _said(words), published=first + timedelta(days=days)))
    assert store.status().utterances == count


PILOT = "he was the most careful pilot, and the river knew his name"
PRIZE = "I give the prize to the most careful pilot of this winter"
PART = "the most careful pilot"


def test_a_fragment_of_two_quotations_joins_neither(store: Store, make_account) -> None:
    store.add(make_account("a", _said(PILOT)))
    store.add(make_account("c", _said(PART)))
    assert store.status().utterances == 1
    store.add(make_account("b", _said(PRIZE)))
    assert store.status().utterances == 3
    store.remove("b")
    assert store.status().utterances == 1


def test_a_fragment_joins_the_quotation_that_it_fits_by_date(store: Store, make_account) -> None:
    days = {"a": date(2024, 1, 1), "b": date(2024, 6, 1)}
    store.add(make_account("a", _said(PILOT), published=days["a"]))
    store.add(make_account("b", _said(PRIZE), published=days["b"]))
    for key, day in days.items():
        store.add(make_account(f"{key} part", _said(PART), published=day + timedelta(days=9)))
    found = _utterances(store)
    assert found["a"] == found["a part"] != found["b"]
    assert found["b"] == found["b part"]


def test_plain_words_of_one_venue_are_one_however_late(store: Store, make_account) -> None:
    told = Occasion(medium="interview", outlet="The Gull")
    for key, day in (("a", date(2024, 1, 1)), ("b", date(2024, 9, 1))):
        store.add(make_account(key, _said(LINE), published=day, occasion=told))
    assert store.status().utterances == 1


def test_plain_words_of_told_days_are_one_however_late(store: Store, make_account) -> None:
    spring = Occasion(earliest=date(2024, 4, 1), latest=date(2024, 4, 30))
    store.add(make_account("a", _said(SPEECH), published=date(2024, 4, 9)))
    store.add(make_account("b", _said(LINE), published=date(2024, 9, 1), occasion=spring))
    assert store.status().utterances == 1
    store.add(make_account("c", _said(LINE), published=date(2024, 11, 1)))
    assert store.status().utterances == 2


def test_a_sentence_that_one_article_ends_with_and_another_begins_with_joins_both(
    store: Store, make_account
) -> None:
    store.add(
        make_account(
            "a",
            _said(
                "The river knew his name. Nobody could ever walk home along the burned harbour pier"
            ),
        )
    )
    store.add(
        make_account(
            "b",
            _said(
                "Nobody could ever walk home along the burned harbour pier. We moored the old doors"
            ),
        )
    )
    store.add(make_account("c", _said("Nobody could ever walk home along the burned harbour pier")))
    assert store.status().utterances == 1


WORDINGS = (FULL, FRAGMENT, ALTERED, SHORTENED, ELSE, "walk back along it before the tide is in")
OFTEN = (LINE, SPEECH, PILOT, PRIZE, PART, f"tell them {LINE} of old doors")
SPEAKERS = ("Lena Okafor", "Okafor", "Jude Okafor", "L. Okafor", None)


@dataclass(frozen=True)
class Piece:
    """What an article of the property tests says: its words, by whom, on which day, and said to whom."""

    words: tuple[str, ...]
    speaker: str | None
    day: int | None
    outlet: str | None
    said: int | None


_pieces = st.builds(
    Piece,
    st.lists(st.sampled_from(WORDINGS + OFTEN), min_size=1, max_size=2).map(tuple),
    st.sampled_from(SPEAKERS),
    st.none() | st.integers(0, 80),
    st.sampled_from([None, None, "The Gull"]),
    st.none() | st.integers(0, 80),
)


def _account(make_account, key: str, piece: Piece) -> Account:
    text = " ".join(f"“{words},” came the reply to {key}." for words in piece.words)
    day = None if piece.day is None else date(2024, 1, 1) + timedelta(days=piece.day)
    said = None if piece.said is None else date(2024, 1, 1) + timedelta(days=piece.said)
    occasion = Occasion(outlet=piece.outlet, earliest=said, latest=said)
    return make_account(key, text, speaker=piece.speaker, published=day, occasion=occasion)


@pytest.mark.parametrize("listed", [neighbours.LISTED, 1])
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), pieces=st.lists(_pieces, min_size=2, max_size=7), other=_pieces)
def test_the_order_of_adding_and_removing_leaves_no_trace(
    make_account,
    monkeypatch: pytest.MonkeyPatch,
    listed: int,
    data: st.DataObject,
    pieces: list[Piece],
    other: Piece,
) -> None:
    monkeypatch.setattr(neighbours, "LISTED", listed)
    accounts = [_account(make_account, f"k{number}", piece) for number, piece in enumerate(pieces)]
    with Store.open(":memory:") as plain, Store.open(":memory:") as winding:
        for account in accounts:
            plain.add(account)
        winding.add(_account(make_account, "passing", other))
        for account in data.draw(st.permutations(accounts)):
            winding.add(_account(make_account, account.article.key, other))
            winding.add(account)
        winding.remove("passing")
        assert winding.statements() == plain.statements()
        assert winding.find_statements(["burned"]) == plain.find_statements(["burned"])
        assert winding.find_words(FULL) == plain.find_words(FULL)
        assert winding.find_words("walk back") == plain.find_words("walk back")


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(_pieces, min_size=2, max_size=8))
def test_what_is_joined_step_by_step_is_what_is_found_anew(
    make_account, pieces: list[Piece]
) -> None:
    with Store.open(":memory:") as store:
        for number, piece in enumerate(pieces):
            store.add(_account(make_account, f"k{number}", piece))
        before = _utterances_by_id(store)
        settle(store._db, [row for (row,) in store._db.execute("SELECT row FROM statements")])
        assert _utterances_by_id(store) == before


def _utterances_by_id(store: Store) -> dict[str, str]:
    return {held.statement.id: held.utterance for held in store.statements()}


def test_a_bare_surname_does_not_make_two_people_one(store: Store, make_account) -> None:
    store.add(make_account("a", _said(FULL), speaker="Okafor"))
    store.add(make_account("b", _said(FRAGMENT), speaker="Lena Okafor"))
    assert store.status().utterances == 1
    store.add(
        make_account(
            "c", _said("the whole pier was burned in a single night"), speaker="Jude Okafor"
        )
    )
    found = _utterances(store)
    assert found["b"] != found["c"]
    store.remove("b")
    assert store.status().utterances == 1


def test_a_quotation_that_many_copy_is_kept_and_linked_once(store: Store, make_account) -> None:
    for number in range(30):
        store.add(make_account(f"full {number}", _said(FULL)))
        store.add(make_account(f"part {number}", _said(FRAGMENT.upper())))
    counted = {
        table: store._db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
        for table in ("wordings", "links", "stretches")
    }
    assert counted == {"wordings": 2, "links": 1, "stretches": 60}
    assert store.status().utterances == 1


def test_words_given_to_two_people_stay_two_utterances_whoever_repeats_them(
    store: Store, make_account
) -> None:
    store.add(make_account("a", _said(FULL), speaker="Lena Okafor"))
    store.add(make_account("b", _said(FULL), speaker=None, kind="unnamed"))
    assert store.status().utterances == 1
    store.add(make_account("c", _said(FULL), speaker="Jude Marsh"))
    store.add(make_account("d", _said(FULL), speaker=None))
    found = _utterances(store)
    assert len({found["a"], found["b"], found["c"]}) == 3
    assert found["b"] == found["d"]
    store.remove("a")
    assert len(set(_utterances(store).values())) == 1
