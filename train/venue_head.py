"""The head that is asked for the venue of a statement: a narrow layer over the network, and its questions.

`VenueContext` goes into the network's upper file; `VenueAsker` is small enough for numpy
(`onrecord.language.venues` scores in the same way). Both learn on top of the frozen network.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.venues import (
    CLASSES,
    DISTANCES,
    OWN_CONTENT,
    OWN_CUE,
    OWN_SOURCE,
    PARTS,
)

FAR = -1e4


@dataclass(frozen=True)
class VenueConfig:
    """How the head learns, chosen by cross-validation over passages (`train.venues --folds 4`)."""

    width: int = 128
    key_width: int = 32
    heads: int = 4
    dropout: float = 0.3
    epochs: int = 6
    learning_rate: float = 1e-3
    weight_decay: float = 0.05
    batch: int = 16
    joined_share: float = 0.3
    medium_weight: float = 1.0
    copies: int = 3
    seed: int = 1


class VenueContext(nn.Module):
    """States of the network -> a narrow vector a piece that knows its neighbours."""

    def __init__(self, states: int, config: VenueConfig) -> None:
        super().__init__()
        width = config.width
        self.heads, self.drop = config.heads, nn.Dropout(config.dropout)
        self.project, self.norm = nn.Linear(states, width), nn.LayerNorm(width)
        self.mix, self.output = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.norm_mixed, self.norm_output = nn.LayerNorm(width), nn.LayerNorm(width)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """states: (batch, time, states); bias: (batch or 1, 1, 1, time or 1) -> (batch, time, width)."""
        x = self.drop(self.norm(self.project(states)))
        batch, time, width = x.shape
        query, key, value = (  # (batch, heads, time, width / heads) each
            part.view(batch, time, self.heads, -1).transpose(1, 2)
            for part in self.mix(x).chunk(3, -1)
        )
        weights = query @ key.transpose(2, 3) / math.sqrt(width // self.heads) + bias
        mixed = self.drop(weights.softmax(-1)) @ value
        mixed = self.output(mixed.transpose(1, 2).reshape(batch, time, width))
        x = self.norm_mixed(x + self.drop(mixed))
        inner = self.down(functional.gelu(self.up(x)))
        ready: Tensor = self.norm_output(x + self.drop(inner))
        return ready


class VenueAsker(nn.Module):
    """A statement's question to the pieces around it: a first and a last piece of each part, and a medium."""

    def __init__(self, config: VenueConfig) -> None:
        super().__init__()
        width, edges = config.width, 2 * len(PARTS)
        self.key_width, self.drop = config.key_width, nn.Dropout(config.dropout)
        self.ask = nn.Linear(3 * width, width)
        self.queries = nn.Linear(width, edges * config.key_width)
        self.keys = nn.Linear(width, edges * config.key_width)
        self.distance = nn.Parameter(torch.zeros(DISTANCES + 1, edges))
        self.role = nn.Parameter(torch.zeros(8, edges))
        self.null = nn.Linear(width, len(PARTS))
        self.media = nn.Linear(2 * width, len(CLASSES))

    def forward(
        self, x: Tensor, roles: Tensor, distances: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """x: (batch, time, width); roles, distances: (batch, time); mask: true where there is no piece.

        Scores (batch, time, 2K) of edges, (batch, K) of none, (batch, classes) of media.
        """
        batch, time, _ = x.shape
        asked = torch.cat(
            [mean_of(x, roles == role) for role in (OWN_CUE, OWN_SOURCE, OWN_CONTENT)], -1
        )
        asked = self.drop(functional.gelu(self.ask(asked)))
        keys = self.keys(x).view(batch, time, -1, self.key_width)
        queries = self.queries(asked).view(batch, 1, -1, self.key_width)
        scores = (keys * queries).sum(-1) / math.sqrt(self.key_width)
        scores = scores + self.distance[distances] + self.role[roles]
        scores = scores.masked_fill(mask[..., None], FAR)
        nulls = self.null(asked)
        medium = PARTS.index("medium")
        share = torch.cat([nulls[:, medium : medium + 1], scores[:, :, 2 * medium]], 1).softmax(-1)
        pooled = (share[:, 1:, None] * x).sum(1)
        return scores, nulls, self.media(torch.cat([pooled, asked], -1))


def mean_of(x: Tensor, chosen: Tensor) -> Tensor:
    """The mean of the chosen pieces, zeros where none is: (batch, width)."""
    return (x * chosen[..., None]).sum(1) / chosen.sum(1, keepdim=True).clamp(min=1)


class VenueNetwork(nn.Module):
    """Both parts together, as they learn."""

    def __init__(self, states: int, config: VenueConfig) -> None:
        super().__init__()
        self.context, self.asker = VenueContext(states, config), VenueAsker(config)

    def forward(
        self, states: Tensor, roles: Tensor, distances: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores as of `VenueAsker`."""
        bias = torch.zeros(mask.shape).masked_fill(mask, FAR)[:, None, None, :]
        scores: tuple[Tensor, Tensor, Tensor] = self.asker(
            self.context(states, bias), roles, distances, mask
        )
        return scores


def parameters_of(network: VenueNetwork, config: VenueConfig) -> dict[str, np.ndarray]:
    """The asker's parameters by the names and shapes of `VenueHead`."""
    held = {name: value.detach().numpy() for name, value in network.asker.named_parameters()}
    edges = 2 * len(PARTS)

    def split(name: str) -> np.ndarray:
        return held[f"{name}.weight"].reshape(edges, config.key_width, config.width)

    return {
        "ask": held["ask.weight"].T.copy(),
        "ask_bias": held["ask.bias"],
        "queries": split("queries"),
        "queries_bias": held["queries.bias"].reshape(edges, -1),
        "keys": split("keys"),
        "keys_bias": held["keys.bias"].reshape(edges, -1),
        "distance": held["distance"],
        "role": held["role"],
        "null": held["null.weight"],
        "null_bias": held["null.bias"],
        "media": held["media.weight"],
        "media_bias": held["media.bias"],
    }
