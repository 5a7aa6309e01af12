"""The network: the layers of an encoder with an early exit, and the heads that read them."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.labels import ACTS, ENTITIES, MENTIONS, ROLES, bio_size
from onrecord.language.pieces import PAD
from onrecord.language.pointing import BUCKETS

from .config import Config
from .encoders import ENCODERS, WORDS, relative_buckets

Outputs = dict[str, Tensor]


class Layer(nn.Module):
    """One post-norm transformer layer, named so that BERT's weights load into it."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        shape = ENCODERS[config.encoder]
        hidden = shape.hidden
        self.heads, self.dropout = shape.heads, config.dropout
        self.query, self.key = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.value, self.output = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.norm_attention = nn.LayerNorm(hidden, shape.epsilon)
        self.up, self.down = (
            nn.Linear(hidden, shape.feedforward),
            nn.Linear(shape.feedforward, hidden),
        )
        self.norm_output = nn.LayerNorm(hidden, shape.epsilon)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: (batch, time, hidden); bias: (batch or 1, heads or 1, time or 1, time)."""
        batch, time, hidden = x.shape

        def split(y: Tensor) -> Tensor:  # -> (batch, heads, time, hidden / heads)
            return y.view(batch, time, self.heads, -1).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if torch.onnx.is_in_onnx_export():
            weights = query @ key.transpose(2, 3) / math.sqrt(hidden // self.heads) + bias
            mixed = weights.softmax(-1) @ value
        else:
            mixed = functional.scaled_dot_product_attention(
                query, key, value, attn_mask=bias.to(query.dtype)
            )
        mixed = self.output(mixed.transpose(1, 2).reshape(batch, time, hidden))
        x = self.norm_attention(x + functional.dropout(mixed, self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm_output(x + functional.dropout(inner, self.dropout, self.training))


class Heads(nn.Module):
    """What every exit of the network says of each piece: tags, names and link vectors."""

    def __init__(self, hidden: int, width: int) -> None:
        super().__init__()
        self.tags = nn.Linear(hidden, bio_size(len(ROLES)))
        self.names = nn.Linear(hidden, bio_size(len(ENTITIES)))
        self.link = Pointer(hidden, width, len(ROLES))

    def forward(self, x: Tensor) -> Outputs:
        return {"tags": self.tags(x), "names": self.names(x), "vectors": self.link(x)}


class Pointer(nn.Module):
    """Vectors by which one stretch points at another: query start, query end, key start, key end.

    `distance` weighs the distance between the two, for each of `kinds` of stretch; `null` is the score of
    pointing at nothing.
    """

    def __init__(self, hidden: int, width: int, kinds: int) -> None:
        super().__init__()
        self.width = width
        self.vectors = nn.Linear(hidden, 4 * width)
        self.distance = nn.Parameter(torch.zeros(kinds, 2 * BUCKETS))
        self.null = nn.Parameter(torch.zeros(kinds))

    def forward(self, x: Tensor) -> Tensor:
        vectors: Tensor = self.vectors(x)
        return vectors


class Network(nn.Module):
    """Pieces and their bits -> what each head says of every piece.

    `early` leaves after `config.exit` layers with the heads that every statement needs; the last layer has
    the further ones: whether marks quote, acts of cues, mentions, and the vectors of coreference.
    """

    def __init__(self, config: Config) -> None:
        super().__init__()
        shape = ENCODERS[config.encoder]
        hidden = shape.hidden
        self.dropout, self.exit = config.dropout, config.exit
        self.word, self.position = nn.Embedding(WORDS, hidden), nn.Embedding(512, hidden)
        self.relative = nn.Embedding(shape.relative, shape.heads) if shape.relative else None
        self.bits = nn.Embedding(16, hidden)
        self.norm = nn.LayerNorm(hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.early, self.heads = (Heads(hidden, config.link_width) for _ in range(2))
        self.marks, self.acts = nn.Linear(hidden, 2), nn.Linear(hidden, len(ACTS))
        self.mentions = nn.Linear(hidden, bio_size(len(MENTIONS)))
        self.coref = Pointer(hidden, config.coref_width, 1)
        nn.init.zeros_(self.bits.weight)

    def forward(self, ids: Tensor, bits: Tensor) -> tuple[Outputs, Outputs]:
        """ids, bits: (batch, time) int64 -> outputs of the early exit and of the last layer."""
        hidden, bias = self.lower(ids, bits)
        return self.early(hidden), self.upper(hidden, bias)

    def lower(self, ids: Tensor, bits: Tensor) -> tuple[Tensor, Tensor]:
        """ids, bits: (batch, time) int64 -> states after the early layers, attention bias."""
        bias = torch.zeros(ids.shape, dtype=self.word.weight.dtype, device=ids.device)
        bias = bias.masked_fill(ids == PAD, -1e4)[:, None, None, :]
        if self.relative is not None:  # (time, time, heads) -> (1, heads, time, time)
            near = self.relative(relative_buckets(ids.shape[1], self.relative.num_embeddings))
            bias = bias + near.permute(2, 0, 1)[None]
        x = self.word(ids) + self.position.weight[None, : ids.shape[1]] + self.bits(bits)
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers[: self.exit]:
            x = layer(x, bias)
        return x, bias

    def states(self, x: Tensor, bias: Tensor) -> Tensor:
        """States after the early layers -> states after the last one, both (batch, time, hidden)."""
        for layer in self.layers[self.exit :]:
            x = layer(x, bias)
        return x

    def upper(self, x: Tensor, bias: Tensor) -> Outputs:
        """States after the early layers, (batch, time, hidden) -> outputs of all heads."""
        return self.further(self.states(x, bias))

    def further(self, x: Tensor) -> Outputs:
        """States after the last layer -> outputs of all heads."""
        further = {"marks": self.marks(x), "acts": self.acts(x), "mentions": self.mentions(x)}
        return {**self.heads(x), **further, "coref": self.coref(x)}


def load_encoder(network: Network, config: Config) -> None:
    """Fills embeddings and the bottom layers with the pretrained weights (the bottom ones start best)."""
    encoder = ENCODERS[config.encoder]
    weights = encoder.read()
    network.word.weight.data = weights["embeddings.word_embeddings.weight"].clone()
    network.position.weight.data = weights["embeddings.position_embeddings.weight"].clone()
    if network.relative is not None:
        network.relative.weight.data = weights["encoder.relative_attention_bias.weight"].clone()
    network.norm.load_state_dict(_part(weights, "embeddings.LayerNorm"))
    for number, layer in enumerate(network.layers):
        for ours, theirs in encoder.names.items():
            getattr(layer, ours).load_state_dict(_part(weights, f"encoder.layer.{number}.{theirs}"))


def _part(weights: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {key: weights[f"{prefix}.{key}"] for key in ("weight", "bias")}
