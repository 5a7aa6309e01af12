"""The damages are what they say, and the counts count them."""

from __future__ import annotations

import pytest

import warc  # type: ignore[import-not-found]


@pytest.mark.parametrize("packing", warc.PACKINGS)
@pytest.mark.parametrize("harm", warc.HARMS)
def test_damages_repeat_by_seed_and_touch_few_members(packing: str, harm: str) -> None:
    written = warc.write_file(packing, harm, "3")

    assert written == warc.write_file(packing, harm, "3")
    assert written.data != warc.write_file(packing, harm, "4").data
    assert len(written.intact) <= len(written.pages) == 6
    assert harm == "cut" or len(written.intact) >= 4


def test_counts_of_a_reader_that_stops_and_one_that_lies() -> None:
    pages = {"a": b"1", "b": b"2", "c": b"3"}
    written = warc.Written(data=b"", members=4, intact=frozenset(("a", "b")), pages=pages)

    stopped = warc.count(written, warc.Found([("a", b"1")], given=1, told=1))
    lying = warc.count(written, warc.Found([("a", b"1"), ("b", b"9")], given=2, told=0))

    assert (stopped["read"], stopped["wrong"], stopped["uncounted"], stopped["silent"]) == (
        1,
        0,
        2,
        0,
    )
    assert (lying["read"], lying["wrong"], lying["uncounted"], lying["silent"]) == (1, 1, 2, 1)


def test_every_intact_page_of_a_sample_is_read_and_none_silently_lost() -> None:
    for number, packing in enumerate(("gzip", "zstd", "plain")):
        for harm in warc.HARMS:
            written = warc.write_file(packing, harm, f"test-{number}")
            counted = warc.count(written, warc.read_ours(written.data))
            assert counted["read"] == counted["intact"]
            assert counted["wrong"] == counted["silent"] == 0
