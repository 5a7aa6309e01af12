"""What reading costs grows with the words of a document and no faster, and nothing of one is kept.

Work is counted in calls of Python functions, never timed. The language model is left out of the count: it
reads window by window.
"""

from __future__ import annotations

import gc
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, cast

import pytest

from onrecord.article import article_from_text
from onrecord.facade import Reader
from onrecord.language import Model
from onrecord.pipeline import read_article
from onrecord.settings import Settings
from onrecord.text import lay_out
from onrecord.values import Account, Article, Labels, Layout, Statement

SYLLABLES = "Bar Cor Dal Fen Gar Hol Kes Lam Mor Nor Pel Quen Ros Sor Tam Vel".split()
ENDS = "by den ford ham lund mere nick ran stow thorpe".split()
SECTION = (
    "“{film}”, a film about a ferry by director {given} {maker}, opened in {place} on Friday. {maker} told"
    " the {place} Gazette on Monday that the script of {film} had been cut. “I never wanted the {thing}"
    " in the last scene to be an answer,” {maker} said.\n\n"
    "In {film}, a nurse named {hero} finds a letter and leaves the island. {hero} hides the {thing} and"
    " runs. {given} {star}, who plays {hero}, said the {thing} was heavy. “It was the {thing} or nothing,”"
    " the actress added.\n\n"
)


def names() -> Iterator[str]:
    """Invented names without end, no two alike."""
    for length in itertools.count(2):
        for parts in itertools.product(SYLLABLES, repeat=length - 1):
            for end in ENDS:
                yield "".join(parts).capitalize() + end


def film_page(sections: int, since: int = 0) -> str:
    """An article of so many sections, each with films and people of its own."""
    found = itertools.islice(names(), since * 5, None)
    return "".join(
        SECTION.format(
            film=f"The {next(found)} Line",
            maker=next(found),
            hero=next(found),
            star=next(found),
            place=next(found),
            given=("Ida", "Anna", "Mara", "Peter")[number % 4],
            thing=("lantern", "bell", "ledger", "compass", "kettle")[number % 5],
        )
        for number in range(sections)
    )


class Labelled:
    """A model that gives labels found before."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels

    def label(self, article: Article, layout: Layout) -> Labels:
        return self.labels


def calls_of(article: Article, labels: Labels) -> int:
    """How many calls of Python functions and steps of generators an article takes after its labels."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        read_article(article, cast(Model, Labelled(labels)))
    finally:
        sys.setprofile(before)
    return count


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings(model="fast"))


def test_work_grows_no_faster_than_the_words() -> None:
    model = Model.load(name="fast")
    counts = {}
    for sections in (2, 12, 48):
        article = article_from_text(film_page(sections), key="page")
        counts[sections] = calls_of(article, model.label(article, lay_out(article)))
    assert counts[48] / counts[12] < 4.2


def test_nothing_of_a_document_is_held_for_the_next(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    pages = (film_page(1, since=number) for number in range(60))
    path.write_text("".join(json.dumps({"text": page}) + "\n" for page in pages), encoding="utf-8")
    held = []
    for number, account in enumerate(reader.accounts([str(path)])):
        assert isinstance(account, Account)
        assert account.statements
        if number % 20 == 19:
            del account
            gc.collect()
            held.append(sum(isinstance(each, Article | Statement) for each in gc.get_objects()))
    assert len(held) == 3
    assert held[-1] <= held[0]
