"""Denials and notices against utterances across articles, read with the bundled model."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.record import Store
from onrecord.values import Account, HeldStatement

ROWS = json.loads((Path(__file__).parent / "denials.json").read_text(encoding="utf-8"))
MISSED = {"two utterances, one denied": "one statement holds both sentences"}
HARBOUR = (
    ("a", "2024-03-01", "“The harbour is cursed and so is the script,” Lena Quist said on set."),
    ("c", "2024-03-03", "Lena Quist has said that “the harbour is cursed and so is the script.”"),
    ("b", "2024-03-05", "“I never said the harbour was cursed,” Lena Quist told the Castle Echo."),
)

Read = Callable[[str, str, str], Account]


def is_held_out(row: dict[str, Any]) -> bool:
    """Whether a row was kept from whoever made the rules, until they were scored once."""
    return int(sha256(row["label"].encode()).hexdigest(), 16) % 3 == 0


@pytest.fixture(scope="module")
def read() -> Read:
    """Reads an article of a key and a day."""
    model = Model.load()

    def read_one(key: str, day: str, text: str) -> Account:
        article = replace(article_from_text(text, key), published=date.fromisoformat(day))
        return read_article(article, model)

    return read_one


def stands_in_denial(held: HeldStatement, store: Store) -> bool:
    """Whether a statement is part of a denial of its own article."""
    spans = [each.dispute.span for each in store.disputes_in(held.article.key)]
    return any(c.overlaps(span) for span in spans for c in held.statement.content)


def told(words: str, store: Store) -> list[HeldStatement]:
    """The quotations with these words that are not denials themselves."""
    return [
        held
        for held in store.statements()
        if words in held.text
        and held.statement.form != "indirect"
        and not stands_in_denial(held, store)
    ]


def against(held: HeldStatement, store: Store) -> list[tuple[str, str]]:
    """Kind and article of all that is held against a statement's utterance."""
    return [(each.dispute.kind, each.article.key) for each in store.disputes(held.utterance)]


def cases() -> list[Any]:
    return [
        pytest.param(
            row,
            id=row["label"],
            marks=pytest.mark.xfail(strict=True, reason=MISSED[row["label"]])
            if row["label"] in MISSED
            else (),
        )
        for row in ROWS
        if not is_held_out(row)
    ]


@pytest.mark.parametrize("row", cases())
def test_denial_is_held_against_the_words_that_it_denies(
    row: dict[str, Any], store: Store, read: Read
) -> None:
    for article in row["articles"]:
        store.add(read(*article))

    assert is_told_right(row, store)


def test_rows_held_back_keep_their_score(tmp_path: Path, read: Read) -> None:
    right = 0
    for number, row in enumerate(filter(is_held_out, ROWS)):
        with Store.open(tmp_path / f"{number}.db", create=True) as store:
            for article in row["articles"]:
                store.add(read(*article))
            right += is_told_right(row, store)

    assert right >= 12  # of 14, when they were scored for the first time


def is_told_right(row: dict[str, Any], store: Store) -> bool:
    """Whether all words that a row calls disputed are, by the right article, and none that it calls clear."""
    disputed = all(
        told(words, store)
        and all((kind, key) in against(held, store) for held in told(words, store))
        for words, kind, key in row["disputed"]
    )
    clear = [[h for h in store.statements() if words in h.text] for words in row["clear"]]
    return disputed and all(
        held and not any(against(each, store) for each in held) for held in clear
    )


def test_the_order_of_adding_leaves_no_trace(tmp_path: Path, read: Read) -> None:
    accounts = [read(*article) for article in HARBOUR]
    seen = set()
    for number, order in enumerate(permutations(accounts)):
        with Store.open(tmp_path / f"{number}.db", create=True) as store:
            for account in order:
                store.add(account)
            seen.add(tuple((h.statement.id, *against(h, store)) for h in store.statements()))

    assert len(seen) == 1
    assert sum(("denial", "b") in each for each in seen.pop()) == 2


def test_a_denial_goes_with_its_article(store: Store, read: Read) -> None:
    for article in HARBOUR:
        store.add(read(*article))
    assert all(against(held, store) for held in told("arbour is cursed", store))

    store.remove("b")

    assert told("arbour is cursed", store)
    assert not any(against(held, store) for held in store.statements())


def test_a_record_from_before_disputes_were_kept_finds_them_when_opened(
    tmp_path: Path, read: Read
) -> None:
    with Store.open(tmp_path / "new.db", create=True) as store:
        for article in HARBOUR:
            store.add(read(*article))
    old = Path(shutil.copy(tmp_path / "new.db", tmp_path / "old.db"))
    forget_disputes(old)

    with Store.open(old) as store:
        assert all(against(held, store) for held in told("arbour is cursed", store))


def forget_disputes(path: Path) -> None:
    """Make a record as version 4 kept it."""
    db = sqlite3.connect(path)
    commands: Sequence[str] = (
        "DROP INDEX versions_outlet",
        "DROP INDEX statements_certainty",
        "ALTER TABLE statements DROP COLUMN certainty",
        "ALTER TABLE statements DROP COLUMN corrected",
        "DROP TABLE accounts_read",
        "ALTER TABLE versions DROP COLUMN reader",
        "DROP TABLE input_articles",
        "DROP TABLE inputs",
        "DROP TABLE jobs",
        "DROP TABLE vectors",
        "DROP TABLE dispute_names",
        "DROP TABLE disputes",
        *(
            f"DROP TABLE {t}"
            for t in ("ties", "stretches", "links", "wording_shingles", "wordings")
        ),
        *(f"CREATE TABLE {t} (row)" for t in ("stretches", "links", "stretch_shingles")),
    )
    for command in commands:
        db.execute(command)
    db.execute("PRAGMA user_version = 4")
    db.commit()
    db.close()


def test_an_account_comes_back_with_its_disputes(store: Store, read: Read) -> None:
    account = read(*HARBOUR[2])
    store.add(account)

    (dispute,) = account.disputes
    assert (dispute.kind, dispute.by) == ("denial", "Lena Quist")
    assert store.account("b") == account
