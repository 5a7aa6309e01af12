"""A record of two hand-made articles about an invented film, and a way to run commands as a user does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from onrecord.cli.main import run
from onrecord.record import Store
from onrecord.values import (
    Account,
    Article,
    Change,
    Evidence,
    Occasion,
    Passage,
    Person,
    Relation,
    Span,
    Speaker,
    Statement,
    Work,
)

INTERVIEW = (
    "Halvane told Kestrel Film Quarterly in October: “I never wanted the bell to be an answer,” "
    "she said, “and I still don’t.”\n\n"
    "“The bell was never meant to be an answer,” the director repeated on Sunday.\n\n"
    "Some say the ferry sinks."
)
WIRE = "“I never wanted the bell to be an answer,” Halvane has said."


def place(text: str, words: str) -> Span:
    """Where the words stand in the text."""
    start = text.index(words)
    return Span(start, start + len(words))


def article(key: str, text: str, **known: object) -> Article:
    """An article with its version."""
    return Article(key, hashlib.sha256(text.encode()).hexdigest(), text, path=key, **known)  # type: ignore[arg-type]


HALVANE = Speaker("Ruta Halvane", "person", "named in the same sentence", 0.97)
KESTREL = Occasion(
    "interview",
    "Kestrel Film Quarterly",
    said="2025-10",
    earliest=date(2025, 10, 1),
    latest=date(2025, 10, 31),
    evidence=(Evidence("outlet", place(INTERVIEW, "Kestrel Film Quarterly")),),
    reason="told OUTLET",
)


@pytest.fixture
def interview() -> Account:
    """Two statements, the second an altered telling of the first; one passage of plot."""
    text = INTERVIEW
    first = Statement(
        "aaaa000000000001",
        "direct",
        "speech",
        (
            place(text, "“I never wanted the bell to be an answer,”"),
            place(text, "“and I still don’t.”"),
        ),
        (
            place(text, "I never wanted the bell to be an answer,"),
            place(text, "and I still don’t."),
        ),
        (place(text, "she said"),),
        (place(text, "Halvane"),),
        HALVANE,
        KESTREL,
        ("Lowenna",),
        ("ending", "meaning"),
        confidence=0.934,
    )
    second = Statement(
        "aaaa000000000002",
        "direct",
        "speech",
        (place(text, "“The bell was never meant to be an answer,”"),),
        (place(text, "The bell was never meant to be an answer,"),),
        speaker=Speaker(reason="“the director” is nobody named before"),
        relations=(
            Relation(
                0,
                first.id,
                place(text, "I never wanted the bell to be an answer,"),
                "altered",
                (Change("substitute", "wanted", "meant", grave=False),),
            ),
        ),
        works=("Lowenna",),
        topics=("ending",),
        confidence=0.8,
    )
    return Account(
        article("kestrel.txt", text, outlet="The Gull", published=date(2025, 11, 3)),
        (first, second),
        (
            Passage(
                place(text, "Some say the ferry sinks."), "report", ("plot",), works=("Lowenna",)
            ),
        ),
        (Work("Lowenna", "film"),),
        (Person("Ruta Halvane", "person", roles=("director",), works=("Lowenna",)),),
    )


@pytest.fixture
def wire() -> Account:
    """One statement: the same words again."""
    statement = Statement(
        "bbbb000000000001",
        "direct",
        "speech",
        (place(WIRE, "“I never wanted the bell to be an answer,”"),),
        (place(WIRE, "I never wanted the bell to be an answer,"),),
        (place(WIRE, "has said"),),
        (place(WIRE, "Halvane"),),
        Speaker("Halvane", "person", "named at the statement", 0.9),
        works=("Lowenna",),
        topics=("ending",),
        confidence=0.9,
    )
    return Account(
        article("wire.txt", WIRE, headline="Bell is no answer", published=date(2025, 11, 12)),
        (statement,),
        (),
        (Work("Lowenna", "film"),),
        (Person("Halvane", "person", works=("Lowenna",)),),
    )


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def onrecord(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """Runs a command in an empty folder, 80 columns wide."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("ONRECORD_RECORD", "ONRECORD_THREADS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Ran:
        code = run(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def record(tmp_path: Path, interview: Account, wire: Account) -> Path:
    """A record of two articles, as `record.db` in the folder where commands run."""
    path = tmp_path / "record.db"
    with Store.open(path, create=True) as store:
        store.add(interview)
        store.add(wire)
    return path
