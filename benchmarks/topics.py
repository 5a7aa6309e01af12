"""How well passages and statements are classed by topic, voice and spoiler, on rows labelled by hand.

    python benchmarks/topics.py [--held-back] [--folds DIR] [--wrong]

`benchmarks/topics/rows.jsonl` names stretches of our own examples and fixtures and what they are about, by
the rules of `docs/topics.md`. Every document is read as `onrecord read` does, twice: with the topics that
rules give, and with the learned ones. What covers most of a row's stretch answers for it.

- F1 of each topic, several at once; macro is their mean, micro over all topics of all rows
- voice: how many passages have the right one; spoiler: how many have the right class

A fifth of the rows is held back by the hash of its words; nothing is learned from it (`train/topics.py`). The
open rows are learned from, so that the shipped head knows them; `--folds` reads each document with a head
that was learned without it (`python -m train.topics --dry --folds DIR`).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from documents import Row
from onrecord.article import article_from_text, read_paths
from onrecord.language import Model
from onrecord.language.gist import TopicHead
from onrecord.pipeline import read_article
from onrecord.settings import Settings
from onrecord.values import Account, Article, Failure, Span, Statement, Topic
from onrecord.works.topics import ORDER

ROOT = Path(__file__).parents[1]
ROWS = ROOT / "benchmarks" / "topics" / "rows.jsonl"


@dataclass(frozen=True)
class Answer:
    """A row and what was found there; topics are empty where no passage or statement covers it."""

    row: Row
    topics: tuple[Topic, ...]
    voice: str | None = None
    spoiler: str | None = None


def load_rows(*, held_back: bool | None = None) -> list[Row]:
    """The rows: all, the open ones (False) or those held back (True)."""
    rows = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if held_back is None or row["held_back"] == held_back]


def by_document(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """The rows of each document, by its source and name."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[row["source"], row["document"]].append(row)
    return dict(found)


def article_of(source: str, document: str) -> Article:
    """The article that rows name. Raises KeyError where the source has no such document."""
    held = articles_in(source)
    return next(iter(held.values())) if source.endswith(".txt") else held[document]


@cache
def articles_in(source: str) -> dict[str, Article]:
    """The articles of a file or folder of the project, by the names that rows use."""
    path = ROOT / source
    if path.name.endswith(".gz"):
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
        held = [json.loads(line) for line in lines]
        return {one["id"]: article_from_text(one["text"], key=one["id"]) for one in held}
    if path.suffix == ".json":
        pieces: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        return {p["label"]: article_from_text(p["text"], p["label"]) for p in pieces}
    found = read_paths([str(path)], Settings())
    return {one.key: one for one in found if not isinstance(one, Failure)}


def spans_of(row: Row) -> tuple[Span, ...]:
    """The stretch of a row."""
    return tuple(Span(start, end) for start, end in row["spans"])


def overlap(some: Sequence[Span], others: Sequence[Span]) -> int:
    """How many characters two stretches share.

    >>> overlap([Span(0, 5), Span(8, 10)], [Span(4, 9)])
    2
    """
    return sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one in some
        for other in others
    )


def answer_row(row: Row, account: Account) -> Answer:
    """What the account says of the row's stretch."""
    spans = spans_of(row)
    if row["kind"] == "passage":
        passage = max(account.passages, key=lambda p: overlap(spans, [p.span]), default=None)
        if passage is None or not overlap(spans, [passage.span]):
            return Answer(row, ())
        return Answer(row, passage.topics, passage.voice, passage.gives_away)
    statement = max(account.statements, key=lambda s: shared(spans, s), default=None)
    if statement is None or not overlap(spans, statement.content):
        return Answer(row, ())
    return Answer(row, statement.topics)


def shared(spans: Sequence[Span], statement: Statement) -> tuple[int, int]:
    """What a statement shares with a stretch, less of other words first where several share the same."""
    return overlap(spans, statement.content), -sum(s.end - s.start for s in statement.content)


def load_folds(folder: Path, model: Model) -> dict[str, Model]:
    """For each document a model with the head that was learned without it."""
    folds: dict[str, int] = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
    heads = {n: TopicHead.load(folder / f"{n}.npz") for n in set(folds.values())}
    return {name: replace(model, topics=heads[number]) for name, number in folds.items()}


def answer_rows(
    rows: Iterable[Row], model: Model, folds: dict[str, Model] | None = None
) -> Iterator[Answer]:
    """All rows, answered, document by document, each by the model of its fold where there are folds."""
    for (source, document), own in by_document(rows).items():
        using = (folds or {}).get(f"{source} {document}", model)
        account = read_article(article_of(source, document), using)
        yield from (answer_row(row, account) for row in own)


def score_topic(topic: Topic, answers: Sequence[Answer]) -> tuple[int, int, int]:
    """How many rows have the topic rightly, how many we give it, how many have it."""
    right = sum(topic in a.topics and topic in a.row["topics"] for a in answers)
    given = sum(topic in a.topics for a in answers)
    return right, given, sum(topic in a.row["topics"] for a in answers)


def f1(right: int, given: int, wanted: int) -> float:
    """The harmonic mean of precision and recall, 0 where nothing is right."""
    return 2 * right / max(1, given + wanted)


def share(right: Iterable[bool]) -> float:
    """The share of what is true."""
    held = list(right)
    return sum(held) / max(1, len(held))


def print_table(found: dict[str, list[Answer]]) -> None:
    """The figures of each way of finding topics, side by side."""
    print(f"{'':14}{'rows':>6}" + "".join(f"{name:>26}" for name in found))
    print(f"{'':20}" + f"{'precision  recall      F1':>26}" * len(found))
    scores = {name: [score_topic(topic, own) for topic in ORDER] for name, own in found.items()}
    for place, topic in enumerate(ORDER):
        counts = [own[place] for own in scores.values()]
        cells = "".join(
            f"{r / max(1, g):>12.2f}{r / max(1, w):>8.2f}{f1(r, g, w):>6.2f}" for r, g, w in counts
        )
        print(f"{topic:14}{counts[0][2]:>6}{cells}")
    for name, own in scores.items():
        answers = found[name]
        passages = [a for a in answers if a.row["kind"] == "passage"]
        total = tuple(sum(column) for column in zip(*own, strict=True))
        first = share(bool(a.topics) and a.topics[0] in a.row["topics"] for a in answers)
        print(
            f"{name}: F1 macro {sum(f1(*one) for one in own) / len(own):.3f}, micro {f1(*total):.3f};"
            f" first topic right {first:.3f};"
            f" voice {share(a.voice == a.row['voice'] for a in passages):.3f},"
            f" spoiler {share(a.spoiler == a.row['spoiler'] for a in passages):.3f}"
            f" of {len(passages)} passages"
        )


def main() -> None:
    """Reads the rows' documents and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--held-back", action="store_true", help="score the rows that are held back"
    )
    parser.add_argument("--folds", type=Path, help="heads that were learned without each document")
    parser.add_argument("--wrong", action="store_true", help="show the open rows that are wrong")
    asked = parser.parse_args()
    model = Model.load()
    rows = load_rows(held_back=asked.held_back)
    found = {"rules": list(answer_rows(rows, replace(model, topics=None)))}
    if asked.folds:
        folds = load_folds(asked.folds, model)
        found["learned elsewhere"] = list(answer_rows(rows, replace(model, topics=None), folds))
    elif model.topics is not None:
        found["shipped"] = list(answer_rows(rows, model))
    print_table(found)
    if asked.wrong and not asked.held_back:
        for answer in [*found.values()][-1]:
            if set(answer.topics) != set(answer.row["topics"]):
                print(answer.row["topics"], list(answer.topics), answer.row.get("text", "")[:140])


if __name__ == "__main__":
    main()
