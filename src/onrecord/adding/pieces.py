"""The parts of what is read, taken in the order in which they were asked for.

Comes after `readers`, before `adding` and `rereading`.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from onrecord.adding.reader import Reader
from onrecord.adding.readers import OwnReader, Readers, ReadingProcesses
from onrecord.adding.tasks import Desk, Office, Read
from onrecord.record import Store
from onrecord.record.connection import MEMORY


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an input, to be written when its turn comes. An input of many articles has many.

    Without `name` nothing is kept in the ledger; `is_done` where the ledger has it already.
    """

    coming: Future[Read]
    name: str | None = None
    digest: str = ""
    is_first: bool = True
    is_last: bool = True
    is_done: bool = False


def make_readers(workers: int, store: Store, reader: Reader, anew: bool) -> Readers:
    """So many processes that read, or this one; a record in memory can be seen from this one only."""
    in_memory = str(store.path) == MEMORY
    place = store.path if in_memory else os.path.abspath(store.path)
    office = Office(reader.settings, place, anew)
    if workers and not in_memory:
        return ReadingProcesses(workers, office)
    return OwnReader(Desk(office, reader=reader, store=store))


def in_order(pieces: Iterator[Piece], ahead: int) -> Iterator[Piece]:
    """The pieces as they were asked for, with no more than so many not yet taken."""
    waiting: deque[Piece] = deque()
    for piece in pieces:
        waiting.append(piece)
        while waiting and (len(waiting) > ahead or waiting[0].coming.done()):
            yield waiting.popleft()
    yield from waiting
