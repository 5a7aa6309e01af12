"""Several reports of one occasion are one, with the days that all have in common."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotOnRecord
from onrecord.record import Store
from onrecord.values import Account, Evidence, Occasion, Span

CASES = json.loads(Path(__file__).with_name("occasions.json").read_text(encoding="utf-8"))
WORDS = ("the pier burned in a single night", "we built the whole pier in nine days")

Report = Callable[..., Account]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.fixture
def report(make_account) -> Report:
    """Builds an article that reports words of Lena Okafor: venue, days as "from/to", open where empty."""

    def build(
        key: str,
        medium: str | None,
        outlet: str | None,
        programme: str | None,
        days: str,
        words: int | None = None,
        speaker: str = "Lena Okafor",
    ) -> Account:
        earliest, _, latest = days.partition("/")
        told = Occasion(
            medium,  # type: ignore[arg-type]
            outlet,
            programme,
            said=days.replace("//", "/") or None,
            earliest=_day(earliest),
            latest=_day(latest),
            evidence=(Evidence("said", Span(0, 7)),),
        )
        said = WORDS[words] if words is not None else " ".join(f"{key}{n}" for n in range(6))
        return make_account(key, f"Earlier “{said},” she said.", occasion=told, speaker=speaker)

    return build


def grouped(store: Store) -> list[list[str]]:
    """The articles by occasion, those without any left out."""
    found: dict[str, list[str]] = {}
    for held in store.statements():
        if held.statement.occasion.id:
            found.setdefault(held.statement.occasion.id, []).append(held.article.key)
    return sorted(sorted(keys) for keys in found.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_reports_of_one_occasion(store: Store, report: Report, case: dict) -> None:
    for key, told in case["reports"].items():
        store.add(report(key, *told))
    assert grouped(store) == case["expected"]


def test_an_occasion_keeps_each_report_and_what_all_have_in_common(
    store: Store, report: Report
) -> None:
    store.add(report("a", "interview", "The Gull", None, "2025-10-01/2025-10-31"))
    store.add(report("b", "interview", "Gull", None, "2025-10-20/2025-11-12"))
    occasion = store.occasion(str(store.statements()[0].statement.occasion.id))
    assert (occasion.person, occasion.medium, occasion.outlet) == (
        "lena-okafor",
        "interview",
        "The Gull",
    )
    assert occasion.said == "2025-10-20/2025-10-31"
    assert (occasion.earliest, occasion.latest) == (date(2025, 10, 20), date(2025, 10, 31))
    assert [(r.article.key, r.phrases) for r in occasion.reports] == [
        ("a", ("Earlier",)),
        ("b", ("Earlier",)),
    ]
    assert [s.statement.occasion.said for s in store.statements()] == [
        "2025-10-01/2025-10-31",
        "2025-10-20/2025-11-12",
    ]


def test_another_speaker_is_another_occasion(store: Store, report: Report) -> None:
    for key, speaker in (("a", "Lena Okafor"), ("b", "Ada Osei")):
        told = ("panel", None, None, "2025-11-10/2025-11-10")
        store.add(report(key, *told, speaker=speaker))
    assert grouped(store) == [["a"], ["b"]]


def test_an_occasion_follows_its_person_when_people_are_merged(
    store: Store, report: Report
) -> None:
    from onrecord.record.persons import Signature

    for key, speaker in (("a", "Lena Okafor"), ("b", "Lena Bell")):
        told = ("interview", "The Gull", None, "2025-10-02/2025-10-02")
        store.add(report(key, *told, speaker=speaker))
    store.persons.merge("lena-okafor", "lena-bell", Signature("Ada", "married"))
    assert grouped(store) == [["a", "b"]]
    store.persons.undo(1, Signature("Ada", "no"))
    assert grouped(store) == [["a"], ["b"]]


def test_a_removed_report_leaves_its_occasion(store: Store, report: Report) -> None:
    store.add(report("a", "interview", "The Gull", None, "2025-10-02/2025-10-02"))
    store.add(report("b", "interview", "The Gull", None, "2025-10-01/2025-10-31"))
    (held,) = {h.statement.occasion.id for h in store.statements()}
    store.remove("a")
    assert grouped(store) == [["b"]]
    with pytest.raises(NotOnRecord, match="no occasion 'onone'"):
        store.occasion("onone")
    assert held


_REPORTS = st.tuples(
    st.sampled_from(("interview", "podcast", "post", None)),
    st.sampled_from(("The Gull", "Ebb Weekly", None)),
    st.sampled_from(("Slow Tide", None)),
    st.sampled_from(
        (
            "2025-10-02/2025-10-02",
            "2025-10-01/2025-10-31",
            "2025-10-30/2025-10-30",
            "/2025-11-12",
            "/2025-11-14",
            "",
        )
    ),
    st.sampled_from((0, 1, None)),
)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), pieces=st.lists(_REPORTS, min_size=2, max_size=7))
def test_the_order_of_adding_leaves_no_trace(report: Report, data, pieces) -> None:
    accounts = [report(f"k{number}", *told) for number, told in enumerate(pieces)]
    passing = report("passing", "interview", "The Gull", None, "2025-10-01/2025-11-30", 0)
    with Store.open(":memory:") as plain, Store.open(":memory:") as winding:
        for account in accounts:
            plain.add(account)
        winding.add(passing)
        for account in data.draw(st.permutations(accounts)):
            winding.add(replace(account, statements=()))
            winding.add(account)
        winding.remove("passing")
        assert grouped(winding) == grouped(plain)
        assert winding.statements() == plain.statements()
        for occasion in {h.statement.occasion.id for h in plain.statements()} - {None}:
            held = plain.occasion(str(occasion))
            assert not (held.earliest and held.latest) or held.earliest <= held.latest
