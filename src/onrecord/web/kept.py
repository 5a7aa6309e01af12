"""What was worked out for one visitor, kept for the next, until the record changes.

Answers, explanations and lineages are read from a record that seldom changes, and asked for again: by links,
the picture on the page of a film, a reader who goes back. Before: nothing. After: `shelf`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import TypeVar

Made = TypeVar("Made")
MOST = 512
"""Things that are kept; those not asked for longest go first."""


class Kept:
    """Things by name, forgotten as soon as the record's file or its journal is written."""

    def __init__(self, record: Path, most: int = MOST) -> None:
        self._files = (record, record.with_name(f"{record.name}-wal"))
        self._most = most
        self._held: OrderedDict[Hashable, object] = OrderedDict()
        self._state: tuple[object, ...] = ()
        self._lock = Lock()

    def get(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under the name, else what `make` makes, which is kept.

        >>> kept = Kept(Path("none.db"))
        >>> kept.get("a", lambda: 1), kept.get("a", lambda: 2)
        (1, 1)
        """
        with self._lock:
            state = self._look()
            if state != self._state:
                self._held.clear()
                self._state = state
            if name in self._held:
                self._held.move_to_end(name)
                return self._held[name]  # type: ignore[return-value]
        made = make()
        with self._lock:
            if self._state == state:  # else it may be of a record that is no more
                self._held[name] = made
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
        return made

    def _look(self) -> tuple[object, ...]:
        """When each file was written last, and how large it is."""
        found: list[object] = []
        for file in self._files:
            try:
                seen = file.stat()
            except OSError:
                found.append(None)
            else:  # an empty journal comes and goes with whoever reads
                found.append((seen.st_mtime_ns, seen.st_size) if seen.st_size else None)
        return tuple(found)
