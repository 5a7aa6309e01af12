"""The topic head: how pieces, states and counted numbers join."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.language.gist import CLASSES, TOPICS, TopicGist, TopicHead
from onrecord.text import lay_out
from onrecord.values import Span

TEXT = "Critics loved it.\n\nThe set was built by hand in a barn over nine weeks."
SECOND = Span(TEXT.index("The set"), len(TEXT))


def make_gist(**changed: np.ndarray) -> TopicGist:
    """A gist of three pieces of four characters each, in which nothing leans to anything."""
    held = {
        "table": np.zeros((5, 2 * CLASSES), np.int8),
        "scale": np.ones(2 * CLASSES, np.float32),
        "states": np.zeros((2, CLASSES), np.float32),
        "numbers": np.zeros((1, CLASSES), np.float32),
        "bias": np.zeros(CLASSES, np.float32),
    }
    starts = np.array([0, 4, 8])
    leaning = np.zeros((3, CLASSES), np.float16)
    ids = np.array([1, 2, 3])
    return TopicGist(TopicHead(**(held | changed)), ids, leaning, starts, starts + 4)


def test_a_stretch_leans_by_the_mean_of_its_own_pieces() -> None:
    table = np.zeros((5, 2 * CLASSES), np.int8)
    table[2, TOPICS.index("cut")] = 6
    chances = make_gist(table=table).chances([0.0], [Span(0, 8)], Span(0, 12))
    assert chances["cut"] == pytest.approx(1 / (1 + np.exp(-3.0)))
    assert chances["making"] == 0.5


def test_the_block_around_leans_too() -> None:
    table = np.zeros((5, 2 * CLASSES), np.int8)
    table[3, CLASSES + TOPICS.index("awards")] = 6
    chances = make_gist(table=table).chances([0.0], [Span(0, 4)], Span(0, 12))
    assert chances["awards"] == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_counted_numbers_and_bias_join() -> None:
    numbers, bias = np.full((1, CLASSES), 2.0, np.float32), np.full(CLASSES, -1.0, np.float32)
    chances = make_gist(numbers=numbers, bias=bias).chances([1.5], [Span(0, 4)], Span(0, 4))
    assert chances["plot"] == pytest.approx(1 / (1 + np.exp(-2.0)))


def test_a_stretch_without_pieces_is_judged_by_the_rest() -> None:
    assert set(make_gist().chances([0.0], [Span(20, 24)], Span(20, 24)).values()) == {0.5}


@pytest.mark.parametrize("name", ["default", "fast"])
def test_both_models_see_the_topics_alike(name: str) -> None:
    article = article_from_text(TEXT, "text")
    models = [Model.load(name="default"), Model.load(threads=2, name=name)]  # type: ignore[arg-type]
    gists = [model.label(article, lay_out(article)).gist for model in models]
    assert gists[0] is not None
    assert gists[1] is not None
    numbers = [0.0] * gists[0].head.numbers.shape[0]  # type: ignore[attr-defined]
    seen = [gist.chances(numbers, [SECOND], SECOND) for gist in gists if gist]
    assert seen[0] == pytest.approx(seen[1], abs=1e-3)
    assert seen[0]["making"] > seen[0]["reception"]
