"""The network: the first layers of a MiniLM encoder, a tag head, a name head and a link head."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.labels import ENTITIES, ROLES, bio_size
from onrecord.language.linking import BUCKETS
from onrecord.language.pieces import PAD

from .config import Config
from .encoders import ENCODERS, WORDS, relative_buckets


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


class Network(nn.Module):
    """Pieces and their bits -> tag logits, name logits and link vectors for every piece."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        shape = ENCODERS[config.encoder]
        hidden = shape.hidden
        self.dropout, self.link_width = config.dropout, config.link_width
        self.word, self.position = nn.Embedding(WORDS, hidden), nn.Embedding(512, hidden)
        self.relative = nn.Embedding(shape.relative, shape.heads) if shape.relative else None
        self.bits = nn.Embedding(16, hidden)
        self.norm = nn.LayerNorm(hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.tags = nn.Linear(hidden, bio_size(len(ROLES)))
        self.names = nn.Linear(hidden, bio_size(len(ENTITIES)))
        self.link = nn.Linear(
            hidden, 4 * config.link_width
        )  # query start, query end, key start, key end
        self.distance = nn.Parameter(torch.zeros(len(ROLES), 2 * BUCKETS))
        self.null = nn.Parameter(torch.zeros(len(ROLES)))
        nn.init.zeros_(self.bits.weight)

    def forward(self, ids: Tensor, bits: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids, bits: (batch, time) int64 -> (batch, time, 7), (batch, time, 9), (batch, time, 4 * link)."""
        bias = torch.zeros(ids.shape, dtype=self.word.weight.dtype, device=ids.device)
        bias = bias.masked_fill(ids == PAD, -1e4)[:, None, None, :]
        if self.relative is not None:  # (time, time, heads) -> (1, heads, time, time)
            near = self.relative(relative_buckets(ids.shape[1], self.relative.num_embeddings))
            bias = bias + near.permute(2, 0, 1)[None]
        x = self.word(ids) + self.position.weight[None, : ids.shape[1]] + self.bits(bits)
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, bias)
        return self.tags(x), self.names(x), self.link(x)


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
