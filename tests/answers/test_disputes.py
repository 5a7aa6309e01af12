"""Words that are denied, corrected or passed on: what check, ask, trace and explain show beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.answers.ask import ask
from onrecord.answers.check import check, summarise
from onrecord.answers.disputes import disputed_words
from onrecord.answers.trace import trace
from onrecord.article import article_from_text
from onrecord.facade import Reader
from onrecord.record import Store
from onrecord.values import Article, Verdict

COVERAGE = {
    "first.txt": (
        date(2024, 3, 1),
        "The Harbour Post",
        "Lena Quist made “The Salt Ferry”.\n\n“The harbour is cursed and so is the script,” Lena Quist "
        "said on set. “We painted the ferry nine times.”",
    ),
    "denial.txt": (
        date(2024, 3, 5),
        "The Castle Echo",
        "“I never said the harbour was cursed,” Lena Quist told the Castle Echo on Tuesday.",
    ),
    "told.txt": (
        date(2024, 3, 7),
        "The Gull",
        "Odd Marlow said Lena Quist had told him: “The film is a tax return with gulls in it.”",
    ),
    "corrected.txt": (
        date(2024, 3, 9),
        "The Ledger",
        "“The ending is no dream,” Lena Quist said.\n\nCorrection, March 10, 2024: An earlier version of "
        "this article misquoted Lena Quist as saying “the ending is a dream and a lie.”",
    ),
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Store]:
    """The coverage of an invented film on record."""
    path: Path = tmp_path_factory.mktemp("disputes") / "record.db"
    with Store.open(path, create=True) as opened:
        for key, (published, outlet, text) in COVERAGE.items():
            article = replace(article_from_text(text, key), published=published, outlet=outlet)
            opened.add(reader.account(article))
        yield opened


def verdict_on(draft: str, store: Store, reader: Reader) -> Verdict:
    (verdict,) = check(reader.account(article_from_text(draft, "draft")), store)
    return verdict


def test_check_names_the_denial_beside_the_words(store: Store, reader: Reader) -> None:
    verdict = verdict_on(
        "“The harbour is cursed and so is the script,” Lena Quist said.", store, reader
    )

    (disputed,) = verdict.disputed
    assert (disputed.kind, disputed.by, disputed.date) == ("denial", "Lena Quist", "2024-03-05")
    assert disputed.text == COVERAGE["denial.txt"][2]
    cited = disputed.citation
    assert COVERAGE["denial.txt"][2][cited.start : cited.end] == disputed.text
    assert (verdict.wording, verdict.attribution) == ("verbatim", "same")
    assert summarise([verdict])["disputed"] == 1


def test_other_words_of_the_same_statement_are_not_disputed(store: Store, reader: Reader) -> None:
    verdict = verdict_on("“We painted the ferry nine times,” Lena Quist said.", store, reader)

    assert verdict.source is not None
    assert verdict.disputed == ()


def test_check_names_the_correction_that_words_were_taken_from(
    store: Store, reader: Reader
) -> None:
    verdict = verdict_on("“The ending is a dream and a lie,” Lena Quist said.", store, reader)

    (disputed,) = verdict.disputed
    assert (disputed.kind, disputed.by, disputed.date) == ("correction", "The Ledger", "2024-03-10")


def test_words_that_another_passes_on_are_never_simply_the_mouths(
    store: Store, reader: Reader
) -> None:
    words = "“The film is a tax return with gulls in it,”"

    direct = verdict_on(f"{words} Lena Quist said.", store, reader)
    teller = verdict_on(f"{words} Odd Marlow said.", store, reader)

    assert direct.attribution == "same"
    assert "as told by Odd Marlow" in direct.note
    assert teller.attribution == "other_speaker"


def test_trace_and_ask_show_what_is_held_against_the_words(store: Store) -> None:
    traced = trace(store, "the harbour is cursed and so is the script")
    answer = ask(store, "What did Lena Quist say about the harbour?")

    assert [each.kind for each in traced.disputed] == ["denial"]
    assert any(each.kind == "denial" for entry in answer.answers for each in entry.disputed)


def test_an_answer_keeps_who_passes_words_on(store: Store) -> None:
    answer = ask(store, "What did Lena Quist say about the tax return?")

    assert [t.name for e in answer.answers[:1] for t in e.speaker.via] == ["Odd Marlow"]


def test_what_the_director_takes_back_is_shown_wherever_it_was_told(
    example_store: Store, expected: dict[str, Any]
) -> None:
    (row,) = expected["disputes"]
    told = [held for held in example_store.statements() if row["against"] in held.text]
    told_in = {find_document(example_store, name).key for name in row["told_in"]}

    assert told_in <= {held.article.key for held in told}
    for held in told:
        if held.article.key in told_in:
            (disputed,) = disputed_words(example_store, [held.utterance])
            assert (disputed.kind, disputed.text, disputed.by) == (
                row["kind"],
                row["text"],
                row["by"],
            )


def find_document(store: Store, name: str) -> Article:
    """The article of a file of the coverage."""
    articles = (store.article(head.key) for head in store.heads())
    return next(a for a in articles if a.path is not None and a.path.endswith(name))
