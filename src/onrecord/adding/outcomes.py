"""What becomes of the documents of a run. Comes first in `adding`, so that the faces may name it at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from onrecord.values import Failure

AddedHow: TypeAlias = Literal["added", "unchanged", "replaced"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article; `statements` counts those found, none if it was unchanged."""

    key: str
    how: AddedHow
    statements: int = 0


Outcome: TypeAlias = Added | Failure
