"""Test quotations of our own articles: what the generator makes, and how `check` does on it.

The figures of `benchmarks/quotations.py` come from news that is not shipped; these four articles are our
own writing, few and easy, and keep what was reached from being lost unseen.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import quotation_changes as changes
from onrecord.facade import Reader
from onrecord.record import Store
from quotation_cases import (
    CHANGED,
    KINDS,
    LEGITIMATE,
    Case,
    Passage,
    Workshop,
    find_place,
    split_sentences,
    write_draft,
)
from quotation_sources import Source, Texts, plain_words, read_sources
from quotations import Drafts, Outcome, article_of, check_cases, summarise_all, summarise_kinds

CASES = 5
"""Of each kind: a draft takes a twelfth of a second to read."""


def load_articles() -> list[dict[str, Any]]:
    """The articles as rows of attributions: every quotation, said by whom its sentence names."""
    rows = json.loads(Path(__file__).with_name("quoted_articles.json").read_text("utf-8"))
    return [row | {"split": "train", "quotes": list(attributions_of(row["text"]))} for row in rows]


def attributions_of(text: str) -> Sequence[dict[str, Any]]:
    """An attribution for each quotation, with the speaker that its paragraph names after "said"."""
    found = []
    for paragraph in text.split("\n\n"):
        base = text.index(paragraph)
        names = [n for n in SPEAKERS if n in paragraph.replace("“", "\n“").split("\n“")[-1]]
        names = names or [n for n in SPEAKERS if n in paragraph]
        name = next((n for n in names if is_told(paragraph, n)), None)
        at = -1
        while name and (at := paragraph.find("“", at + 1)) >= 0:
            content = [base + at, base + paragraph.index("”", at) + 1]
            told = base + paragraph.index(name)
            source = [told, told + len(name)]
            found.append(
                {"type": "direct", "content": [content], "source": [source], "cue": [source]}
            )
    return found


SPEAKERS = (
    *("Maria Osei", "Alan Brecht", "Henrik Vall", "Ruth Adeyemi", "Paul Lindqvist"),
    *("Osei", "Brecht", "Vall", "Adeyemi", "Lindqvist"),
)


def is_told(paragraph: str, name: str) -> bool:
    return any(said in paragraph for said in (f"{name} said", f"said {name}", f"{name}, who leads"))


@pytest.fixture(scope="module")
def sources() -> tuple[Source, ...]:
    return read_sources(load_articles())


@pytest.fixture(scope="module")
def texts(sources: tuple[Source, ...]) -> Texts:
    return Texts({source.key: source.text for source in sources})


@pytest.fixture(scope="module")
def cases(sources: tuple[Source, ...], texts: Texts) -> list[Case]:
    workshop = Workshop(sources, texts, 3)
    return [case for kind in KINDS for case in workshop.make(kind, CASES)]


@pytest.fixture(scope="module")
def outcomes(cases: list[Case]) -> list[Outcome]:
    reader = Reader()
    with Store.open(":memory:", create=True) as store:
        for row in load_articles():
            store.add(reader.account(article_of(row)))
        return list(check_cases(cases, store, Drafts(None, reader)))


# --- the generator -------------------------------------------------------------------------------


def test_speakers_are_the_full_names_that_articles_give(sources: tuple[Source, ...]) -> None:
    assert sources[0].speakers == ("Maria Osei", "Alan Brecht")
    assert all(stretch.speaker for source in sources for stretch in source.stretches)


def test_every_kind_has_cases(cases: list[Case]) -> None:
    counts = Counter(case.kind for case in cases)
    assert set(counts) == set(KINDS)
    assert all(counts[kind] == CASES for kind in (*LEGITIMATE, "dropped word", "reordered"))


def test_same_seed_makes_same_cases(sources: tuple[Source, ...], texts: Texts) -> None:
    one, other = (Workshop(sources, texts, 7).make("bracket", 4) for _ in range(2))
    assert one == other
    assert one != Workshop(sources, texts, 8).make("bracket", 4)


def test_changed_words_stand_in_no_article(cases: list[Case], texts: Texts) -> None:
    changed = [case for case in cases if case.kind in CHANGED or case.kind == "spliced within"]
    assert not any(texts.stands(plain_words(case.quote)) for case in changed)


def test_fabricated_words_share_no_four_with_an_article(cases: list[Case], texts: Texts) -> None:
    made = [case for case in cases if case.kind == "fabricated"]
    assert made
    assert not any(texts.shares_shingle(plain_words(case.quote)) for case in made)


def test_words_are_misattributed_to_somebody_of_another_name(cases: list[Case]) -> None:
    for case in cases:
        if case.wanted == "other_speaker":
            assert case.speaker.split()[-1] not in case.draft.split("“")[0].split("\n")[0]


def test_words_in_brackets_and_beside_omissions_are_left_alone() -> None:
    words = "They met [in 2012] and the talks were … about the other nine boats".split()
    numbers = {changes.change_number(words, random.Random(seed)) for seed in range(20)}
    assert all(told and "[in 2012]" in told for told in numbers)
    dropped = {changes.drop_word(words, random.Random(seed)) for seed in range(60)}
    assert all(told and "were … about" in told for told in dropped)


@pytest.mark.parametrize(
    ("sentence", "cuts"),
    [
        (
            "We would go to the island tonight, but the boat is full",
            {"We would go to the island tonight"},
        ),
        ("I do not believe they will open the school", {"they will open the school"}),
        ("Not only will they open the school tomorrow", set()),
        ("We will open the school on a Tuesday", set()),
    ],
)
def test_qualifier_is_cut_only_where_there_is_one(sentence: str, cuts: set[str]) -> None:
    told = {changes.cut_qualifier(sentence.split(), random.Random(seed)) for seed in range(40)}
    assert cuts <= told if cuts else told == {None}


def test_sentence_of_a_draft_names_the_speaker_and_marks_the_words() -> None:
    draft = write_draft("It is “open” now.", "Ada Moll", random.Random(1))
    told = draft.split("\n\n")[1]
    assert "“It is ‘open’ now" in told
    assert "Ada Moll" in told


def test_sentences_end_at_full_stops() -> None:
    assert [len(s) for s in split_sentences("We lost. Did we? I think so".split())] == [2, 2, 3]


@pytest.mark.parametrize(
    ("start", "end", "cut"),
    [
        (4, 8, True),  # right behind "not"
        (6, 9, True),  # two words behind it
        (7, 8, False),
        (1, 9, True),  # up to "but"
        (1, 8, False),
        (9, 13, False),
    ],
)
def test_fragments_that_chance_cuts_as_we_do_are_known(start: int, end: int, cut: bool) -> None:
    words = "“And we do not sell the mill to anybody, but we rent it.”".split()
    assert changes.is_cut(words, start, end) == cut


def test_a_fragment_is_placed_in_the_sentences_that_it_touches(sources: tuple[Source, ...]) -> None:
    words = tuple("We left. They did not see the boat. It sank.".split())
    passage = Passage(sources[0].stretches[0], words)
    assert find_place(passage, "see the boat.") == (list(words[2:8]), 3, 6)


# --- what check says of them ---------------------------------------------------------------------


def test_genuine_quotations_are_accepted(outcomes: list[Outcome]) -> None:
    missed = [o.case.quote for o in outcomes if o.case.kind in LEGITIMATE and not o.accepted]
    assert missed == []


def test_changed_quotations_are_flagged(outcomes: list[Outcome]) -> None:
    bad = [o for o in outcomes if o.case.wanted in ("flagged", "not_found")]
    assert [o.case.quote for o in bad if not o.flagged or o.passed] == []


def test_fabricated_quotations_are_not_found(outcomes: list[Outcome]) -> None:
    made = [o for o in outcomes if o.case.kind == "fabricated"]
    assert [o.case.quote for o in made if not o.right] == []


def test_wrong_speakers_and_cuts_are_found(outcomes: list[Outcome]) -> None:
    rows = {row["kind"]: row["right"] for row in summarise_kinds(outcomes)}
    for kind in ("misattributed within", "misattributed across", "qualifier cut"):
        assert rows[kind] >= 80.0, kind
    figures = summarise_all(outcomes)
    assert figures["other_speaker, of rightly attributed"] == 0.0
    assert figures["wrong source"] == 0.0
