"""What rules count for the learned topics, and what is made of the chances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from onrecord.language.gist import FILE, TopicHead
from onrecord.language.model import WEIGHTS
from onrecord.values import Span
from onrecord.works import find_passages, survey_works
from onrecord.works.find import Ground
from onrecord.works.topic_evidence import Finding, Stretch, count_evidence, learned_topics
from onrecord.works.topic_words import PHRASES, WORDS, count_groups

from .conftest import read_plain

TEXT = (
    "The film Saltmarsh is out.\n\n"
    "Critics were kind to it, and the queue went round the block.\n\n"
    "Saltmarsh follows Mara, a diver. She finds the bell, hides it from her brother and leaves him."
)


@dataclass
class Asked:
    """A gist that answers with fixed chances and writes down what it is asked."""

    answer: dict[str, float]
    stretches: list[str] = field(default_factory=list)

    def chances(
        self, numbers: Sequence[float], own: Sequence[Span], block: Span
    ) -> dict[str, float]:
        """The fixed chances."""
        self.stretches.append(" ".join(span.of(TEXT) for span in own))
        return self.answer


def ground_with(gist: Asked | None) -> Ground:
    """The ground of TEXT, with a gist."""
    return replace(survey_works(read_plain(TEXT), ()), gist=gist)


def stretch_of(ground: Ground, index: int = 1) -> Stretch:
    """One block as a passage that rules say nothing of."""
    part = ground.outline.parts[index]
    return Stretch((part.span,), part, ("other",), "report")


def test_without_the_model_rules_alone_decide() -> None:
    ground = ground_with(None)
    assert learned_topics(stretch_of(ground), ground) == Finding(("other",))


def test_likely_topics_stand_likeliest_first() -> None:
    ground = ground_with(Asked({"making": 0.7, "reception": 0.9, "cut": 0.4}))
    assert learned_topics(stretch_of(ground), ground).topics == ("reception", "making")


def test_where_nothing_is_likely_it_is_other() -> None:
    ground = ground_with(Asked({"making": 0.4, "other": 0.2}))
    assert learned_topics(stretch_of(ground), ground) == Finding(("other",), "none")


def test_what_a_report_gives_away_is_learned() -> None:
    ground = ground_with(Asked({"reception": 0.9, "tells the end": 0.7}))
    report = next(p for p in find_passages(ground, ()) if "Critics" in p.span.of(TEXT))
    assert (report.topics, report.gives_away) == (("reception",), "ending")


def test_a_told_plot_is_not_asked_about() -> None:
    gist = Asked({"business": 0.9})
    ground = ground_with(gist)
    told = [p for p in find_passages(ground, ()) if p.voice == "narration"]
    assert told
    assert all("plot" in p.topics and "business" not in p.topics for p in told)
    assert not [s for s in gist.stretches if "hides it" in s]


def test_there_are_as_many_numbers_as_the_head_has_weights_for() -> None:
    ground = ground_with(None)
    head = TopicHead.load(WEIGHTS / FILE)
    assert count_evidence(stretch_of(ground), ground).shape == (head.numbers.shape[0],)


def test_numbers_do_not_depend_on_what_was_asked_before() -> None:
    fresh, used = ground_with(None), ground_with(None)
    for index in (2, 0, 1):
        count_evidence(stretch_of(used, index), used)
    assert (
        count_evidence(stretch_of(fresh), fresh) == count_evidence(stretch_of(used), used)
    ).all()


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("One viewer said that it was tedious.", "blame"),
        ("She won’t say who did it.", "will not say"),
        ("It had to go, so it went.", "took out"),
        ("He was born above a bakery.", "age"),
        ("Tickets from £6.", "price of a seat"),
    ],
)
def test_group_is_counted(text: str, group: str) -> None:
    assert count_groups(text)[[*WORDS, *PHRASES].index(group)] > 0
