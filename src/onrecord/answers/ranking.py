"""How well a candidate answers: its features by their weights, which were fitted on training questions.

`ranking.json` has the weights and the threshold under which nothing answers; `python -m train.questions`
makes it. Before: `features`. After: `desk` puts candidates in order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.answers.features import Features

FILE = "ranking.json"


@dataclass(frozen=True, slots=True)
class Ranking:
    """The weight of each feature, and the least sum that answers. A sum of 0 is as likely right as not."""

    weights: dict[str, float]
    threshold: float

    def score(self, features: Features) -> float:
        """The sum of the features by their weights."""
        return sum(weight * features[name] for name, weight in self.weights.items())


@cache
def bundled_ranking() -> Ranking:
    """The weights that ship."""
    held = json.loads(files(__package__).joinpath(FILE).read_text("utf-8"))
    return Ranking(held["weights"], held["threshold"])
