"""What counts as found, missed or neither in texts of other kinds."""

from __future__ import annotations

from typing import Any

import pytest

import speech
from onrecord.values import Span, Statement
from speech import main, read_novel, read_novel_strictly, read_page, read_page_strictly

TEXT = "“Go home,” said Odile. “We are done,” thought Imre. The crew hoped that rain would come."


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def statement(words: str, act: Any = "speech", quoted: tuple[str, ...] = ()) -> Statement:
    return Statement(
        id=words,
        form=form_of(words, quoted),
        act=act,
        content=(place(words),),
        quoted=tuple(place(each) for each in quoted),
        cue=(),
        source=(),
        confidence=0.9,
    )


def form_of(words: str, quoted: tuple[str, ...]) -> Any:
    if not quoted:
        return "indirect"
    return "direct" if len(quoted[0]) + 2 == len(words) else "mixed"


def attribution(words: str, kind: str = "speech") -> dict[str, Any]:
    span = place(words)
    return {"content": [[span.start, span.end]], "cue": [], "source": [], "cue_class": kind}


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Statement]:
    """The statements that are read, whatever the document."""
    statements: list[Statement] = []
    monkeypatch.setattr(speech, "read_statements", lambda *_: tuple(statements))
    return statements


def words_of(read: Any) -> list[str]:
    return [TEXT[slice(*each["content"][0])] for each in read.found]


def row(*quotes: dict[str, Any]) -> dict[str, Any]:
    return {"id": "a", "text": TEXT, "quotes": list(quotes)}


def test_a_novel_is_compared_by_what_stands_in_marks(found: list[Statement]) -> None:
    found += [
        statement("“Go home,”", quoted=("Go home,",)),
        statement("“We are done,”", "thought", quoted=("We are done,",)),
        statement("that rain would come"),
    ]

    assert words_of(read_novel(row(attribution("“Go home,”")), None)) == ["Go home,"]
    labelled = row(attribution("“Go home,”"), attribution("“We are done,”"))
    assert words_of(read_novel(labelled, None)) == ["Go home,", "We are done,"]


def test_marked_words_in_a_paraphrase_are_wrong_only_strictly(found: list[Statement]) -> None:
    found.append(statement("The crew hoped that rain would come", quoted=("rain would",)))

    assert words_of(read_novel(row(), None)) == []
    assert words_of(read_novel_strictly(row(), None)) == ["rain would"]
    labelled = row(attribution("rain would"))
    assert words_of(read_novel(labelled, None)) == ["rain would"]


def test_a_page_leaves_out_what_matches_another_class(found: list[Statement]) -> None:
    found += [statement("“Go home,”"), statement("that rain would come")]

    read = read_page(row(attribution("Go home"), attribution("rain would come", "thought")), None)

    assert words_of(read) == ["“Go home,”"]
    assert len(read.gold) == 1


def test_a_thought_that_matches_nothing_is_wrong_only_strictly(found: list[Statement]) -> None:
    found.append(statement("that rain would come", "thought"))

    assert words_of(read_page(row(), None)) == []
    assert words_of(read_page_strictly(row(), None)) == ["that rain would come"]


def test_single_errors_of_dev_are_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["speech.py", "data", "--scorer", "score.py", "--show", "3"])

    with pytest.raises(SystemExit, match="2"):
        main()
    assert "train" in capsys.readouterr().err
