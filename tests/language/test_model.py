"""The bundled model on real text: places, independence of threads and surroundings, damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.language import Model
from onrecord.language.model import WEIGHTS

from .conftest import laid_out

NEWS = (
    "The harbour board will close the ferry in March, its chair, Odile Brandt, said on Monday.\n\n"
    "“We have run out of money and out of patience,” Brandt told the Quay Gazette. "
    "She added that nobody on the crew would lose a pension.\n\n"
    "The crew's union called the plan “a disgrace.”"
)


def contents(model: Model, text: str) -> list[str]:
    """The words that the model labels as content."""
    article, layout = laid_out(text)
    return [c.span.of(text) for c in model.label(article, layout).chunks if c.role == "content"]


def test_finds_quoted_and_reported_words(model: Model) -> None:
    found = contents(model, NEWS)

    assert "“We have run out of money and out of patience,”" in found
    assert any("nobody on the crew would lose a pension" in words for words in found)


def test_names_are_told_apart_by_kind(model: Model) -> None:
    text = "Odile Brandt of Microsoft flew to Berlin with the novel The Salt Road."
    article, layout = laid_out(text)

    names = {(e.span.of(text), e.label) for e in model.label(article, layout).entities}

    assert names == {
        ("Microsoft", "organisation"),
        ("Odile Brandt", "person"),
        ("Berlin", "place"),
        ("The Salt Road", "work"),
    }


def test_labels_do_not_depend_on_threads(model: Model) -> None:
    article, layout = laid_out(NEWS * 3)

    assert Model.load(threads=2).label(article, layout) == model.label(article, layout)


def test_every_group_has_content_and_one_cue_at_most(model: Model) -> None:
    article, layout = laid_out(NEWS)
    labels = model.label(article, layout)

    for group in labels.groups:
        roles = [labels.chunks[index].role for index in group]
        assert "content" in roles
    assert len({index for group in labels.groups for index in group}) == sum(
        map(len, labels.groups)
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=300))
def test_any_text_gets_labels_inside_it(model: Model, text: str) -> None:
    article, layout = laid_out(text)
    labels = model.label(article, layout)

    for span in [c.span for c in labels.chunks] + [e.span for e in labels.entities]:
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ud800", "a" * 5000, "😀" * 700, "“" * 300])
def test_odd_texts_are_labelled_without_an_error(model: Model, text: str) -> None:
    model.label(*laid_out(text))


@pytest.mark.parametrize(
    "name", ["lower.onnx", "upper.onnx", "tokenizer.json", "pointers.npz", "card.json"]
)
def test_missing_or_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    (folder / name).write_bytes(b"damaged")

    with pytest.raises(
        ModelError, match=r"weights: the language model cannot be loaded .*reinstall"
    ):
        Model.load(folder=folder)


def test_card_names_every_set_with_its_licence_and_digest(model: Model) -> None:
    for name, facts in model.card["data"].items():
        assert facts["licence"], name
        assert len(facts["sha256"]) == 64
    assert model.card["scores"]


def test_the_fast_model_finds_quoted_words_without_the_further_heads() -> None:
    fast = Model.load(name="fast")
    article, layout = laid_out(NEWS)

    labels = fast.label(article, layout)

    assert fast.upper is None
    assert "“We have run out of money and out of patience,”" in contents(fast, NEWS)
    assert (labels.mentions, labels.quoting) == ((), ())
    assert all(chunk.act is None for chunk in labels.chunks)


def test_a_pronoun_means_the_person_named_before(model: Model) -> None:
    text = "Odile Brandt chairs the harbour board. On Monday she said that the ferry was late."
    article, layout = laid_out(text)

    mentions = model.label(article, layout).mentions

    she = next(m for m in mentions if m.span.of(text) == "she")
    assert mentions[she.antecedents[0].mention].span.of(text) == "Odile Brandt"


def test_marks_around_a_title_and_around_speech_are_told_apart(model: Model) -> None:
    text = "The novel “The Salt Road” won a prize. “We have run out of money,” Brandt said."
    _, layout = laid_out(text)

    title, speech = model.label(*laid_out(text)).quoting

    assert len(layout.quotations) == 2
    assert title < 0.5 < speech


def test_acts_of_cues_follow_the_sentence(model: Model) -> None:
    text = "Brandt believes that the ferry is late. The chair said on Monday that nobody was hurt."
    article, layout = laid_out(text)

    acts = {c.span.of(text): c.act for c in model.label(article, layout).chunks if c.role == "cue"}

    assert acts["believes"] == "thought"
    assert acts["said"] == "speech"
