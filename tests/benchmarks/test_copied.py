from __future__ import annotations

from random import Random

import copied
from onrecord.record import Store


def test_articles_print_three_quotations_in_full_cut_or_altered() -> None:
    rng = Random(1)
    told = [copied.copied(words, rng) for _ in range(40) for words in copied.QUOTATIONS]
    full = sum(words in copied.QUOTATIONS for words in told)
    cut = sum(any(w in q and w != q for q in copied.QUOTATIONS) for w in told)
    assert full > cut > len(told) - full - cut > 0


def test_the_record_keeps_each_wording_once_however_many_copy_it() -> None:
    rng = Random(2)
    with Store.open(":memory:") as store:
        for number in range(30):
            store.add(copied.make_account(number, rng))
        kept = copied.count_kept(store)
        assert store.status().statements == 90
        assert 3 <= kept["wordings"] < 60


def test_the_parts_of_adding_are_counted_apart() -> None:
    clock = copied.Clock()
    twice = clock.timed("joining", lambda value: 2 * value)
    assert twice(4) == 8
    assert list(clock.spent) == ["joining"]
