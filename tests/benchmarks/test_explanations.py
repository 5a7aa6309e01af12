"""The scorer of explanations: what it counts as found and as right, on an explanation made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from explanations import Gold, Planted, load_gold, read_gold, score, total
from onrecord.article import article_from_text
from onrecord.record import Store
from onrecord.values import (
    Account,
    Against,
    Citation,
    Entry,
    Explanation,
    Gap,
    Occasion,
    Section,
    Speaker,
)

TEXT = "“She is asleep,” Brandt said. “She is awake,” Lund said. The film costs nothing."
ASLEEP, AWAKE = "She is asleep", "She is awake"
BRANDT = Speaker("Ada Brandt", "person", "named", 1.0)


@pytest.fixture
def store() -> Iterator[Store]:
    """Two articles of the same text, read from `a.txt` and from the line `x` of `b.jsonl`."""
    with Store.open(":memory:", create=True) as made:
        first = replace(article_from_text(TEXT, "https://gull.example/1"), path="/docs/a.txt")
        second = replace(article_from_text(TEXT, "b"), path="/docs/b.jsonl", source_id="x")
        for article in (first, second):
            made.add(Account(article, ()))
        yield made


def entry(words: str, speaker: Speaker = BRANDT, *also: Citation) -> Entry:
    """An entry of some words of the first article."""
    return Entry(words, speaker, Occasion(), place(words), also)


def place(words: str, key: str = "https://gull.example/1") -> Citation:
    """Where words stand."""
    return Citation(key, None, TEXT.index(words), TEXT.index(words) + len(words))


def explanation(*entries: Entry, key: str = "meaning") -> Explanation:
    """An explanation of one section."""
    return Explanation("Salt Road", (), (Section(key, "", True, entries),), ())


def gold(*planted: Planted, never: tuple[Planted, ...] = ()) -> Gold:
    """What is expected of it."""
    return Gold("Salt Road", planted, never)


def test_words_under_their_heading_and_speaker_are_found_and_right(store: Store) -> None:
    wanted = Planted(ASLEEP, ("meaning",), "a.txt", "Brandt", utterance="u1")
    result = score(gold(wanted), explanation(entry(ASLEEP)), store)
    assert (str(total(result.found)), str(total(result.right))) == ("1/1 100.0%", "1/1 100.0%")


@pytest.mark.parametrize(
    ("key", "speaker"),
    [("making", BRANDT), ("meaning", Speaker("Ivo Lund")), ("meaning", Speaker())],
)
def test_wrong_heading_or_speaker_is_neither(store: Store, key: str, speaker: Speaker) -> None:
    wanted = Planted(ASLEEP, ("meaning",), "a.txt", "Ada Brandt")
    result = score(gold(wanted), explanation(entry(ASLEEP, speaker), key=key), store)
    assert (total(result.found).count, total(result.right).count) == (0, 0)


def test_utterance_counts_once_by_any_of_its_tellings(store: Store) -> None:
    tellings = (
        Planted(ASLEEP, ("meaning",), "b.jsonl#x", "Ada Brandt", utterance="u1"),
        Planted("not in any text", ("meaning",), "a.txt", "Ada Brandt", utterance="u1"),
    )
    listed = entry("The film costs nothing", BRANDT, place(ASLEEP, "b"))
    assert total(score(gold(*tellings), explanation(listed), store).found).of == 1
    assert total(score(gold(*tellings), explanation(listed), store).found).count == 1


def test_words_of_another_document_do_not_count(store: Store) -> None:
    wanted = Planted(ASLEEP, ("meaning",), "b.jsonl#x", "Ada Brandt")
    assert total(score(gold(wanted), explanation(entry(ASLEEP)), store).found).count == 0


def test_words_that_must_not_stand_there_make_an_entry_wrong(store: Store) -> None:
    wanted = Planted(ASLEEP, ("meaning",), "a.txt", "Ada Brandt")
    barred = Planted(AWAKE, ("meaning",), None)
    shown = explanation(entry(TEXT[: TEXT.index(" Lund")]))
    result = score(gold(wanted, never=(barred,)), shown, store)
    assert (total(result.right).count, total(result.right).of) == (0, 1)


def test_entry_that_holds_nothing_planted_is_counted_apart(store: Store) -> None:
    result = score(gold(), explanation(entry(ASLEEP)), store)
    assert (result.unplanted, total(result.right).of) == (1, 0)


def test_what_need_not_be_found_is_not_missed(store: Store) -> None:
    wanted = Planted(ASLEEP, ("meaning",), "a.txt", must=False)
    assert total(score(gold(wanted), explanation(), store).found).of == 0


def test_telling_that_is_listed_counts_as_found(store: Store) -> None:
    wanted = Planted(AWAKE, ("plot",), "a.txt", None)
    shown = explanation(key="plot")
    listed = replace(shown.sections[0], tellings=(place(TEXT),))
    found = score(gold(wanted), replace(shown, sections=(listed,)), store).found
    assert total(found).count == 1


def test_gaps_changes_refusals_and_disagreements_are_counted(store: Store) -> None:
    raw = {
        "work": "Salt Road",
        "statements": [
            {"document": "a.txt", "words": ASLEEP, "speaker": "Ada Brandt", "sections": ["meaning"],
             "must": True, "utterance": "u1"},
        ],
        "gaps": [{"speaker": "Ada Brandt", "outlet_or_programme": "Slow Fade"}],
        "refusals": ["u1"],
        "changed": [{"speaker": "Ada Brandt", "from": "u2", "to": "u1"}],
        "disagreements": [{"utterances": ["u1", "u3"]}],
    }  # fmt: skip
    against = (Against("changed", "Ada Brandt", None, "asleep", place("asleep")),)
    shown = replace(
        explanation(replace(entry(ASLEEP), kind="refusal", against=against)),
        gaps=(Gap(BRANDT, Occasion(programme="Slow Fade"), ()),),
    )
    other = score(read_gold(raw), shown, store).other
    counts = {name: share.count for name, share in other.items()}
    assert (counts["refusals"], counts["changed"], counts["disagreements"], counts["gaps"]) == (
        1,
        1,
        0,
        1,
    )


def test_older_gold_has_no_speakers() -> None:
    from explanations import EXAMPLES

    older = load_gold(EXAMPLES / "expected.json")
    assert {row.speaker for row in older.planted} == {"*"}
    assert {section for row in older.planted for section in row.sections} >= {"plot", "meaning"}
