"""What users say of statements: everything shown is as corrected, and stays so through new readings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import NotOnRecord, UsageError
from onrecord.publish.forms import json_line
from onrecord.publish.people_forms import correction_form
from onrecord.record import Store
from onrecord.record.persons import Signature
from onrecord.record.reviews import find_stretches
from onrecord.record.table_files import read_corrections_file
from onrecord.values import Account, Occasion, Span, Statement, Teller

BY = Signature("R. Tallow", "I asked her", "2026-01-05T10:00:00Z")
PIER = "“The pier was burned in a single night,” she said. “Nobody could walk back,” said Marsh. The end."


@pytest.fixture
def filled(store: Store, make_account) -> Store:
    """One article with two statements of Lena Okafor, and one with the first of them again."""
    store.add(make_account("a", PIER))
    store.add(
        make_account("b", "“The pier was burned in a single night,” said Okafor, who saw it.")
    )
    return store


def statements(store: Store, key: str = "a") -> list[Statement]:
    return [held.statement for held in store.statements(article=key)]


def test_a_corrected_speaker_is_shown_everywhere(filled: Store) -> None:
    second = statements(filled)[1].id
    made = filled.reviews.name_speaker(second, "Nora Marsh", BY)

    now = filled.statement(second).statement
    assert (made.number, made.action) == (1, "speaker")
    assert (now.speaker.name, now.speaker.kind, now.speaker.person) == (
        "Nora Marsh",
        "person",
        "nora-marsh",
    )
    assert now.speaker.reason == "as corrected by R. Tallow on 2026-01-05: I asked her"
    assert now.corrected is not None
    assert (now.corrected.by, now.corrected.at, now.corrected.why) == (BY.who, BY.made, BY.why)
    assert now.corrected.fields == ("speaker",)
    assert filled.settled_account("a").statements[1] == now
    assert filled.persons.person("nora-marsh").statements == 1
    assert filled.persons.person("lena-okafor").statements == 2


def test_an_undone_correction_leaves_no_trace_in_the_statements(filled: Store) -> None:
    before = filled.settled_account("a"), filled.statements()
    first, second = (each.id for each in statements(filled))
    for number, correct in enumerate(
        (
            lambda: filled.reviews.name_speaker(second, "Nora Marsh", BY),
            lambda: filled.reviews.fit_content(first, ["burned in a single night"], BY),
            lambda: filled.reviews.reject(first, BY),
            lambda: filled.reviews.accept(second, BY),
        ),
        1,
    ):
        correct()
        assert filled.settled_account("a") != before[0]
        filled.persons.undo(number, BY)
        assert (filled.settled_account("a"), filled.statements()) == before


def test_a_person_may_be_named_by_id(filled: Store, make_account) -> None:
    filled.add(
        make_account("c", "“We had no boats at all that morning,” he said.", speaker="Jon Bell")
    )
    second = statements(filled)[1].id
    made = filled.reviews.name_speaker(second, "jon-bell", BY)

    assert made.person == "jon-bell"
    assert filled.statement(second).statement.speaker.person == "jon-bell"
    assert filled.persons.person("jon-bell").statements == 2


def test_one_of_two_namesakes_may_be_meant(filled: Store, seen) -> None:
    filled.add(seen("d", "Ada Voss", "judge"))
    filled.add(seen("e", "Ada Voss", "actor", works=("Tideway",)))
    judge, actor = (statements(filled, key)[0].speaker.person for key in "de")
    assert judge != actor
    second = statements(filled)[1].id
    filled.reviews.name_speaker(second, actor, BY)
    assert filled.statement(second).statement.speaker.person == actor
    filled.persons.undo(1, BY)
    filled.reviews.name_speaker(second, judge, BY)
    assert filled.statement(second).statement.speaker.person == judge


def test_that_nobody_is_named_can_be_said(filled: Store) -> None:
    second = statements(filled)[1].id
    filled.reviews.name_speaker(second, None, BY)
    now = filled.statement(second).statement.speaker
    assert (now.name, now.kind, now.person) == (None, "unnamed", None)


def test_a_venue_carried_over_from_the_wrong_speaker_is_let_go(store: Store, make_account) -> None:
    venue = Occasion(medium="podcast", programme="Slack Water", carried=True)
    store.add(make_account("a", PIER, occasion=venue))
    first, second = statements(store)
    store.reviews.name_speaker(second.id, "Nora Marsh", BY)
    assert store.statement(second.id).statement.occasion.programme is None
    assert store.statement(first.id).statement.occasion.programme == "Slack Water"


def test_corrected_words_keep_the_id_and_are_found(filled: Store) -> None:
    first = statements(filled)[0].id
    made = filled.reviews.fit_content(first, ["“The pier was burned", "in a single night"], BY)

    held = filled.statement(first)
    assert [span.of(PIER) for span in held.statement.content] == [
        "“The pier was burned",
        "in a single night",
    ]
    assert made.words == ("“The pier was burned", "in a single night")
    assert held.text == "“The pier was burned in a single night"
    assert held.statement.corrected is not None
    assert held.statement.corrected.fields == ("content",)
    filled.persons.undo(1, BY)
    filled.reviews.fit_content(first, ["burned in a single night,” she said"], BY)
    (found, _), *_ = [f for f in filled.find_statements(["she"]) if f[0].article.key == "a"]
    assert found.statement.id == first
    assert found.statement.form == "mixed"


def test_marks_and_white_space_may_be_typed_as_they_come(filled: Store) -> None:
    article = filled.article("a")
    assert find_stretches(article, ['"The  pier was\nburned'], 0) == (Span(0, 20),)
    with pytest.raises(UsageError, match=r"a has no such words on end; copy them"):
        find_stretches(article, ["the boat was burned"], 0)


def test_what_is_rejected_is_no_statement(filled: Store) -> None:
    first, second = (each.id for each in statements(filled))
    filled.reviews.reject(first, BY)

    with pytest.raises(NotOnRecord, match=first):
        filled.statement(first)
    assert [each.id for each in statements(filled)] == [second]
    assert len(filled.utterance(statements(filled, "b")[0].id)) == 1
    assert [c.number for c in filled.reviews.history(first)] == [1]
    assert filled.persons.person("lena-okafor").statements == 2


def test_who_passes_words_on_is_called_as_corrected(store: Store, make_account) -> None:
    account = make_account("a", PIER)
    outer, inner = account.statements
    told = replace(inner.speaker, via=(Teller("Lena Okafor", "person", outer.id),))
    store.add(replace(account, statements=(outer, replace(inner, speaker=told))))
    store.reviews.name_speaker(outer.id, "Nora Marsh", BY)
    assert store.statement(inner.id).statement.speaker.via[0].name == "Nora Marsh"


def other_reading(account: Account, cut: int) -> Account:
    """The account with the first statement some characters shorter, and under another id."""
    first = account.statements[0]
    span = first.content[0]
    other = replace(first, id="0ther", content=(Span(span.start, span.end - cut),))
    return replace(account, statements=(other, *account.statements[1:]))


def test_corrections_hold_when_the_article_is_read_anew(filled: Store, make_account) -> None:
    first, second = (each.id for each in statements(filled))
    filled.reviews.name_speaker(first, "Nora Marsh", BY)
    filled.reviews.reject(second, BY)

    assert filled.add(other_reading(make_account("a", PIER), 6)) == "replaced"

    (now,) = statements(filled)
    assert (now.id, now.speaker.name) == ("0ther", "Nora Marsh")
    assert filled.reviews.misfits() == {}
    assert [c.number for c in filled.reviews.history("0ther")] == [1]
    filled.persons.undo(2, BY)
    assert len(statements(filled)) == 2


def test_reading_the_same_anew_changes_nothing(filled: Store, make_account) -> None:
    filled.reviews.reject(statements(filled)[0].id, BY)
    before = filled.settled_account("a")
    assert filled.add(make_account("a", PIER)) == "unchanged"
    assert filled.add(filled.account("a")) == "unchanged"
    assert filled.settled_account("a") == before


def test_corrections_hold_in_another_text_with_the_same_words(filled: Store, make_account) -> None:
    first, second = (each.id for each in statements(filled))
    filled.reviews.fit_content(first, ["The pier was burned"], BY)
    filled.reviews.name_speaker(second, "Nora Marsh", BY)

    filled.add(make_account("a", f"The harbour, again. {PIER}"))

    one, two = statements(filled)
    assert [span.of(filled.text("a")) for span in one.content] == ["The pier was burned"]
    assert two.speaker.name == "Nora Marsh"


def test_what_no_longer_fits_is_listed(filled: Store, make_account) -> None:
    first, second = (each.id for each in statements(filled))
    filled.reviews.name_speaker(first, "Nora Marsh", BY)
    filled.reviews.fit_content(second, ["Nobody could walk"], BY)
    assert filled.reviews.misfits() == {}

    filled.add(make_account("a", PIER.replace("burned", "sold").replace("walk", "row")))
    assert filled.reviews.misfits() == dict.fromkeys(
        (1, 2), "the text of the article has changed, and no statement in it has these words"
    )
    assert all(each.corrected is None for each in statements(filled))
    filled.remove("a")
    assert filled.reviews.misfits() == dict.fromkeys((1, 2), "its article is not on record")


def test_none_of_the_words_stay_behind_a_takedown(tmp_path: Path, make_account) -> None:
    path = tmp_path / "record.db"
    with Store.open(path, create=True) as store:
        store.add(make_account("a", PIER))
        store.reviews.fit_content(statements(store)[0].id, ["burned in a single night"], BY)
        store.remove("a")
        assert b"single night" not in path.read_bytes()
        store.add(make_account("a", PIER))
        assert [s.of(PIER) for s in statements(store)[0].content] == ["burned in a single night"]


def test_corrections_go_to_another_record_by_a_file(
    filled: Store, make_account, tmp_path: Path
) -> None:
    first, second = (each.id for each in statements(filled))
    filled.reviews.fit_content(first, ["burned in a single night"], BY)
    filled.reviews.name_speaker(second, None, BY)
    filled.reviews.accept(first, BY)
    filled.persons.undo(3, BY)
    file = tmp_path / "corrections.jsonl"
    lines = [json_line(correction_form(c)) + "\n" for c in filled.persons.corrections()]
    file.write_text("".join(lines), encoding="utf-8")

    with Store.open(tmp_path / "other.db", create=True) as other:
        other.add(make_account("a", PIER))
        assert other.persons.restore(read_corrections_file(file)) == 3
        assert other.persons.restore(read_corrections_file(file)) == 0
        assert other.settled_account("a") == filled.settled_account("a")


def test_the_least_certain_are_reviewed_first_until_somebody_has_looked(
    store: Store, make_account
) -> None:
    account = make_account("a", PIER)
    sure = [
        replace(s, confidence=c, speaker=replace(s.speaker, confidence=0.9))
        for s, c in zip(account.statements, (0.9, 0.4), strict=True)
    ]
    store.add(replace(account, statements=tuple(sure)))
    first, second = (each.id for each in account.statements)

    assert store.reviews.queue(5) == ((second, first), 2)
    assert store.reviews.queue(5, second) == ((first,), 2)
    store.reviews.accept(second, BY)
    assert store.reviews.queue(5) == ((first,), 1)
    assert store.statement(second).statement.corrected is not None


def test_mistakes_are_told_with_what_to_do(filled: Store) -> None:
    first = statements(filled)[0].id
    with pytest.raises(NotOnRecord, match="ids are printed by: onrecord export"):
        filled.reviews.accept("ffff", BY)
    with pytest.raises(UsageError, match="the speaker's name is empty"):
        filled.reviews.name_speaker(first, " ", BY)
    with pytest.raises(UsageError, match="give both"):
        filled.reviews.reject(first, Signature("Ada", " "))
    with pytest.raises(UsageError, match="no words"):
        filled.reviews.fit_content(first, [" "], BY)
    assert filled.persons.corrections() == ()
