"""The configuration of one training run, saved with the model's card."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Config:
    """Everything that decides what a run learns.

    `minutes` is the wall-clock budget; the learning rate falls linearly to zero over it. `names_share`
    is the share of batches taken from the sets labelled with names. `open_only` leaves out every set
    without an open licence (PolNeAR's text belongs to its publishers). `start` is the folder of a run whose
    weights this one begins with, in place of the encoder's. `teacher` is the folder of a run whose
    soft tags (`train.teach`) are learnt with weight `teacher_weight` beside the labels.
    """

    encoder: str = "minilm"
    layers: int = 6
    link_width: int = 96
    window: int = 256
    batch_pieces: int = 2048
    learning_rate: float = 2.5e-4
    dropout: float = 0.1
    weight_decay: float = 0.01
    link_weight: float = 0.3
    start: str = ""
    teacher: str = ""
    teacher_weight: float = 0.6
    names_share: float = 0.2
    restyled_share: float = 0.25
    minutes: float = 60.0
    workers: int = 2
    sync_steps: int = 8
    seed: int = 1
    bfloat16: bool = True
    open_only: bool = False
    held_out: int = 80

    def as_dict(self) -> dict[str, object]:
        return asdict(self)
