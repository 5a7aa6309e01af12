"""The example coverage in a record: the order of adding leaves no trace, a takedown no words."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

import pytest

from onrecord.answers.trace import trace
from onrecord.publish.export import ExportFormat, write_export
from onrecord.record import Store
from onrecord.record.stretches import level
from onrecord.values import Account

TRACED = (
    "The water was seven degrees and nobody was getting in it",
    "lets go of it without anybody telling her to",
    "free at the end",
    "For me it's the school bell",
    "a great deal of money because you have to close a bridge",
)
Order = Callable[[Sequence[Account]], Sequence[Account]]
ORDERS: dict[str, Order] = {
    "backwards": lambda accounts: accounts[::-1],
    "from the middle": lambda accounts: [*accounts[7:], *accounts[:7]],
    "every third first": lambda accounts: [*accounts[::3], *accounts[1::3], *accounts[2::3]],
}


@pytest.fixture(scope="module")
def accounts(example_store: Store) -> list[Account]:
    return [example_store.account(head.key) for head in example_store.heads()]


def export(store: Store, form: ExportFormat) -> str:
    stream = io.StringIO()
    write_export(store, form, stream)
    return stream.getvalue()


def seen(store: Store) -> tuple[object, ...]:
    """All that a user can see of a record, apart from its size."""
    return (
        {form: export(store, form) for form in get_args(ExportFormat)},
        {held.statement.id: held.utterance for held in store.statements()},
        {words: trace(store, words) for words in TRACED},
        [store.find_words(words) for words in TRACED],
        store.find_statements(["bell", "river", "bridge"]),
        store.find_passages(["bell", "river", "bridge"]),
        store.works(),
        store.people(),
    )


@pytest.fixture(scope="module")
def expected_view(example_store: Store) -> tuple[object, ...]:
    return seen(example_store)


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
def test_the_order_of_adding_cannot_be_seen(
    order: Order, accounts: list[Account], expected_view: tuple[object, ...]
) -> None:
    with Store.open(":memory:") as store:
        for account in order(accounts):
            store.add(account)
        assert seen(store) == expected_view


def test_taking_down_and_adding_again_cannot_be_seen(
    accounts: list[Account], expected_view: tuple[object, ...]
) -> None:
    with Store.open(":memory:") as store:
        for account in accounts:
            store.add(account)
        for account in accounts[::4]:
            store.remove(account.article.key)
        for account in accounts[::4]:
            store.add(account)
        assert seen(store) == expected_view


def own_pieces(accounts: Sequence[Account], number: int) -> set[bytes]:
    """Pieces of twenty letters that only one of the articles has, whatever the others' typography."""
    text = accounts[number].article.text.lower()
    told = [a.article.text for i, a in enumerate(accounts) if i != number]
    others = "\n".join([*told, *map(level, told)]).lower()
    pieces = [text[at : at + 20] for at in range(0, len(text), 20)]
    return {piece.encode() for piece in pieces if piece.isascii() and piece not in others}


@pytest.mark.parametrize("number", [1, 5, 9])
def test_a_takedown_leaves_no_word_of_its_own_in_the_file(
    number: int, accounts: list[Account], tmp_path: Path
) -> None:
    path = tmp_path / "record.db"
    pieces = own_pieces(accounts, number)
    assert len(pieces) > 30
    with Store.open(path, create=True) as store:
        for account in accounts:
            store.add(account)
        before = path.read_bytes().lower() + Path(f"{path}-wal").read_bytes().lower()
        assert any(piece in before for piece in pieces)
        store.remove(accounts[number].article.key)
    held = b"".join(file.read_bytes().lower() for file in tmp_path.iterdir())
    assert [piece for piece in sorted(pieces) if piece in held] == []
    assert accounts[number].article.key.encode() not in held
