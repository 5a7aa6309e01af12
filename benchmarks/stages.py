"""Where the time of reading goes: CPU seconds of each stage of the pipeline, and their share of the core's.

    python benchmarks/stages.py polnear_dev.jsonl.gz [--documents 50]

The core is layout, labels and statements; people and occasions come on top of it.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from documents import Row, load_rows
from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.occasions import settle_occasions
from onrecord.people import settle_speakers
from onrecord.statements import build_statements
from onrecord.text import lay_out
from onrecord.values import Reading
from onrecord.works import survey_works

T = TypeVar("T")
CORE = ("layout", "labels", "statements")


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def time(self, stage: str, run: Callable[[], T]) -> T:
        """What a stage gives; its time is kept."""
        begun = time.process_time()
        found = run()
        self.spent[stage] += time.process_time() - begun  # type: ignore[assignment]
        return found


def read_timed(row: Row, model: Model, clock: Clock) -> int:
    """Runs the stages over one document; its words."""
    article = article_from_text(row["text"], key=row["id"])
    layout = clock.time("layout", lambda: lay_out(article))
    labels = clock.time("labels", lambda: model.label(article, layout))
    reading = Reading(article, layout, labels)
    statements = clock.time("statements", lambda: build_statements(reading))
    ground = clock.time("works", lambda: survey_works(reading, statements))
    statements, _ = clock.time(
        "people", lambda: settle_speakers(reading, ground.works, statements, ground.told())
    )
    clock.time("occasions", lambda: settle_occasions(reading, statements))
    return len(row["text"].split())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents_file", type=Path)
    parser.add_argument("--documents", type=int, default=50)
    given = parser.parse_args()
    model, clock = Model.load(), Clock()
    rows = load_rows(given.documents_file)[: given.documents]
    read_timed(rows[0], model, Clock())  # libraries load once
    words = sum(read_timed(row, model, clock) for row in rows)
    core = sum(clock.spent[stage] for stage in CORE)
    print(
        f"{len(rows)} documents, {words} words\n\n| stage | CPU seconds | share of the core |\n|---|---|---|"
    )
    for stage, spent in clock.spent.items():
        print(f"| {stage} | {spent:.2f} | {100 * spent / core:.1f} % |")


if __name__ == "__main__":
    main()
