"""The configuration of one training run, saved with the model's card."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Config:
    """Everything that decides what a run learns.

    `minutes` is the wall-clock budget; the learning rate falls linearly to zero over it. `names_share`,
    `mentions_share` and `open_share` are the shares of batches taken from the sets labelled with names,
    with mentions, and with attributions under an open licence; the rest is PolNeAR. `open_only` leaves
    out every set without an open licence (PolNeAR's text belongs to its publishers). `start` is the
    folder of a run whose weights this one begins with, in place of the encoder's: those that it has in
    the same shape. `teacher` is the folder of a run whose soft tags (`train.teach`) are learnt with weight
    `teacher_weight` beside the labels. `exit` is the number of layers before the early exit, whose loss
    counts `early_weight`; marks, acts and mentions count `further_weight` each. `averaged` names the runs
    whose weights `train.average` put together, with their shares.
    """

    encoder: str = "minilm"
    layers: int = 6
    exit: int = 3
    link_width: int = 96
    coref_width: int = 64
    window: int = 256
    batch_pieces: int = 2048
    learning_rate: float = 2.5e-4
    dropout: float = 0.1
    weight_decay: float = 0.01
    link_weight: float = 0.3
    early_weight: float = 0.3
    further_weight: float = 0.1
    coref_weight: float = 0.2
    start: str = ""
    teacher: str = ""
    teacher_weight: float = 0.6
    names_share: float = 0.15
    mentions_share: float = 0.1
    open_share: float = 0.1
    restyled_share: float = 0.4
    minutes: float = 60.0
    workers: int = 2
    sync_steps: int = 8
    seed: int = 1
    bfloat16: bool = True
    open_only: bool = False
    averaged: str = ""
    held_out: int = 80

    def as_dict(self) -> dict[str, object]:
        return asdict(self)
