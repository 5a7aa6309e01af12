from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.record import Store

SECRET = "zanzibarian"
TEXT = f"“The {SECRET} lighthouse keeps turning long after we leave,” Okafor said."
OTHER = "“The lighthouse keeps turning long after we leave,” Okafor said."


def _bytes(path: Path) -> bytes:
    """All bytes of the record's file and what lies beside it."""
    return b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))


def _terms(path: Path) -> set[str]:
    """Every word that the search indexes hold."""
    found: set[str] = set()
    with sqlite3.connect(path) as db:
        for table in ("statements_words", "passages_words", "articles_words"):
            db.execute(f"CREATE VIRTUAL TABLE temp.t_{table} USING fts5vocab(main, {table}, row)")
            found |= {row[0] for row in db.execute(f"SELECT term FROM t_{table}")}
    db.close()
    return found


def test_a_takedown_leaves_none_of_the_words_in_any_file(tmp_path: Path, make_account) -> None:
    path = tmp_path / "record.db"
    with Store.open(path, create=True) as store:
        store.add(make_account("a", TEXT, speaker=f"Ida {SECRET.title()}", works=(SECRET.title(),)))
        store.add(make_account("a", TEXT + " Twice.", headline=f"{SECRET} returns"))
        store.add(make_account("b", OTHER))
        assert SECRET.encode() in _bytes(path)
        assert store.remove("a") == 1
        assert SECRET.encode() not in _bytes(path).lower()
        assert [head.key for head in store.heads()] == ["b"]
        assert store.find_words(f"the {SECRET} lighthouse keeps") == ()
    assert SECRET.encode() not in _bytes(path).lower()
    assert not any(term.startswith("zanz") for term in _terms(path))
    assert "lighthous" in _terms(path)


def test_every_table_is_empty_after_the_last_article_is_gone(tmp_path: Path, make_account) -> None:
    path = tmp_path / "record.db"
    with Store.open(path, create=True) as store:
        for key, text in (("a", TEXT), ("a", TEXT + " Twice."), ("b", OTHER)):
            store.add(make_account(key, text))
        store.remove("a")
        store.remove("b")
        status = store.status()
        assert (status.articles, status.versions, status.utterances, status.people) == (0, 0, 0, 0)
    with sqlite3.connect(path) as db:
        names = [
            row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        kept = {n for n in names if db.execute(f"SELECT COUNT(*) FROM {n}").fetchone()[0]}
    db.close()
    assert {name for name in kept if "_words_" not in name} == set()
    assert _terms(path) == set()


def test_what_remains_of_an_utterance_is_named_anew(store: Store, make_account) -> None:
    a, b, c = (make_account(key, text) for key, text in (("a", TEXT), ("b", TEXT), ("c", TEXT)))
    for account in (a, b, c):
        store.add(account)
    ids = {account.article.key: account.statements[0].id for account in (a, b, c)}
    assert {held.utterance for held in store.statements()} == {min(ids.values())}
    gone = min(ids, key=lambda key: ids[key])
    store.remove(gone)
    left = min(identity for key, identity in ids.items() if key != gone)
    assert {held.utterance for held in store.statements()} == {left}
    assert len(store.utterance(left)) == 2


def test_while_another_program_reads_the_takedown_says_what_is_left(
    tmp_path: Path, make_account
) -> None:
    path = tmp_path / "record.db"
    with Store.open(path, create=True, patience=0.1) as store:
        store.add(make_account("a", TEXT))
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM articles").fetchone()
        with pytest.raises(RecordError, match=r"a is taken down.*onrecord status"):
            store.remove("a")
        assert store.heads() == ()
        reader.close()
    with Store.open(path):
        assert SECRET.encode() not in _bytes(path)


def test_shingles_of_words_once_normalised_otherwise_are_taken_down_too(
    store: Store, make_account
) -> None:
    store.add(make_account("a", TEXT))
    for table in ("article_shingles", "wording_shingles"):
        store._db.execute(f"UPDATE {table} SET hash = hash + 1")
    store.remove("a")
    for table in ("article_shingles", "wording_shingles"):
        assert store._db.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,)
