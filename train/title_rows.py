"""Passages with marked titles of works as examples for the title head.

`train/rows/titles.jsonl` and the open rows of `benchmarks/works` were written for this and count most; of
other sets a sample is read: names of works are titles, other capitalised words none (nothing is said of those
where a set is labelled in part). Copies of a row with other titles in their places, with and without marks,
teach that a title is told by what stands around it. Before: the passages. After: `titles` learns from them.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from onrecord.article import article_from_text
from onrecord.language.labels import Floats
from onrecord.language.model import Model
from onrecord.language.titles import TitleHead, TitleSight, piece_ranges, vectors_at
from onrecord.text import lay_out
from onrecord.values import Reading, Span
from onrecord.variants.commonness import word_list
from onrecord.works.evidence import weigh_runs
from onrecord.works.names import OPENING, plain_title
from onrecord.works.outline import draw_outline
from onrecord.works.runs import Run, find_runs
from onrecord.works.titles import film_talk, sight_titles

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks"))
from works import is_held_back, place_of  # noqa: E402

Row = dict[str, Any]
Place = tuple[str, ...]
MARKS = ("“”", '""', "‘’", "''", "__", "**")
TITLES = frozenset(["book", "album", "song", "poem", "creative-work"])
NOTHING_SAID = frozenset(["misc", "magazine", "event", "award", "product", "musicgenre"])
PLACES = "Road Street Lane Bay House Hill Park Square Island Bridge Station Beach Court Farm Hotel".split()
NAMES = 900
"""So many people lend their names to titles of copies."""
LONGEST = 1600  # characters of a document of other sets
SAMPLE = {
    "film_wiki_silver": 400, "crossner": 400, "wnut17": 600, "polnear_train": 100, "litbank": 80,
}  # fmt: skip
WEIGHTS = {
    "own": 1.0, "copy": 0.5, "film_wiki_silver": 0.3, "crossner": 0.4, "wnut17": 0.4, "polnear_train": 0.5,
    "litbank": 0.5,
}  # fmt: skip
"""How many documents of a set are read, and what each of their stretches counts."""


@dataclass(frozen=True)
class Example:
    """The stretches of one passage: `seen` (n, 7, states) float16 as the head sees them, `told` (n, numbers),
    `right` (n,) whether each is a title. `row` is the id of the passage, which its copies share; `text` and
    `gold` are there to score it."""

    row: str
    source: str
    text: str
    gold: frozenset[Place]
    runs: tuple[Run, ...]
    seen: NDArray[np.float16]
    told: Floats
    right: NDArray[np.bool_]


class WholeStates:
    """Stands in for the head while examples are read: keeps the states of pieces whole."""

    def narrowed(self, states: Floats) -> NDArray[np.float16]:
        """The states themselves."""
        return states.astype(np.float16)


def read_examples(data: Path, copies: int, seed: int = 5) -> Iterator[Example]:
    """Our own rows with their copies, then a sample of each other set."""
    model = replace(Model.load(), titles=cast("TitleHead", WholeStates()))
    drawn = random.Random(seed)
    pool = read_pool(data, drawn)
    for row in own_rows():
        yield from read_one(row["text"], gold_of(row), "own", row["id"], model)
        for _ in range(copies if row["works"] else 0):
            text, places = vary(shorten_names(row, drawn), pool, drawn)
            gold = frozenset(place_of(text, *place) for place in places)
            yield from read_one(text, gold, "copy", row["id"], model)
    for name, count in SAMPLE.items():
        rows = [row for row in read_lines(data / f"{name}.jsonl.gz") if row["split"] == "train"]
        for row in drawn.sample(rows, min(count, len(rows))):
            yield from read_labelled(row, name, model)


def read_pool(data: Path, drawn: random.Random) -> list[str]:
    """Titles for copies: of films, and as many again that look like places, people and things."""
    films = [row["title"] for row in read_lines(data / "film_gazetteer.jsonl.gz")]
    films = [title for title in films if 2 <= len(title) < 50]
    people = [
        row["text"][entity["start"] : entity["end"]].split()
        for row in read_lines(data / "film_wiki_silver.jsonl.gz")
        if row["split"] == "train"
        for entity in row["entities"]
        if entity["label"] == "PERSON"
    ]
    names = [words for words in drawn.sample(people, NAMES) if len(words) > 1]
    things = [word.title() for word in word_list("everyday") if len(word) > 3]
    return [
        *drawn.sample(films, 9 * NAMES),
        *(words[0] for words in names),
        *(words[-1] for words in names),
        *(f"{words[-1]} {drawn.choice(PLACES)}" for words in names),
        *(drawn.choice(things) for _ in names),
    ]


def read_lines(path: Path) -> Iterator[Row]:
    """The documents of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def own_rows() -> list[Row]:
    """The rows that were written for this, in the form of `benchmarks/works`."""
    paths = (ROOT / "benchmarks" / "works" / "rows.jsonl", ROOT / "train" / "rows" / "titles.jsonl")
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    return [row for row in rows if row["id"].startswith("t") or not is_held_back(row)]


def gold_of(row: Row) -> frozenset[Place]:
    """The places of a row's titles."""
    return frozenset(place_of(row["text"], *at) for work in row["works"] for at in work["mentions"])


def read_one(
    text: str,
    gold: frozenset[Place],
    source: str,
    row: str,
    model: Model,
    is_known: Callable[[Run], bool] = lambda _: True,
) -> Iterator[Example]:
    """One passage as an example, without stretches of which nothing is known; none where none is left."""
    article = article_from_text(text, key=row)
    text = article.text
    reading = Reading(article, lay_out(article), model.label(article, lay_out(article)))
    runs = [
        run
        for run in find_runs(text, reading.layout)
        if place_of(text, run.span.start, run.span.end) in gold or is_known(run)
    ]
    if not runs:
        return
    sight = cast("TitleSight", reading.labels.titles)
    outline = draw_outline(reading)
    told = weigh_runs(runs, reading, sight_titles(reading, outline), film_talk(text))
    places = np.array([[run.span.start, run.span.end] for run in runs], np.int64).T
    ranges = piece_ranges(places[0], places[1], sight.starts, sight.ends)
    outside = np.zeros(sight.vectors.shape[1], np.float32)
    seen = vectors_at(sight.vectors, outside, *ranges).astype(np.float16)
    right = np.array([place_of(text, run.span.start, run.span.end) in gold for run in runs])
    yield Example(row, source, text, gold, tuple(runs), seen, told, right)


def read_labelled(row: Row, source: str, model: Model) -> Iterator[Example]:
    """A document of another set, with what its labels say."""
    text = row["text"][:LONGEST]
    spans = {(e["start"], e["end"]): e["label"] for e in row.get("entities") or []}
    works = {at for at, label in spans.items() if label in TITLES or label == "WORK_OF_ART"}
    if source == "polnear_train":
        known = lambda run: not run.marked  # noqa: E731 - hardly any title, but many in marks
    elif row.get("partial_labels"):
        known = lambda run: any(overlaps(run.span, at) for at in spans)  # noqa: E731
    else:
        unsaid = [at for at, label in spans.items() if label in NOTHING_SAID]
        known = lambda run: not any(overlaps(run.span, at) for at in unsaid)  # noqa: E731
    gold = frozenset(place_of(text, *at) for at in works)
    yield from read_one(text, gold, source, row["id"], model, known)


def overlaps(span: Span, at: tuple[int, int]) -> bool:
    """Whether a span and a place have a character in common."""
    return span.start < at[1] and at[0] < span.end


def shorten_names(row: Row, drawn: random.Random) -> Row:
    """The row with some full names cut to one word, as later paragraphs have them; titles moved with it."""
    people = [p["name"] for w in row["works"] for p in (*w.get("people", ()), *w.get("cast", ()))]
    cut = {
        name: drawn.choice(name.split()) for name in people if " " in name and drawn.random() < 0.4
    }
    if not cut:
        return row
    pattern = re.compile("|".join(map(re.escape, cut)))
    spans = [m.span() for m in pattern.finditer(row["text"])]
    mentions = [at for work in row["works"] for at in work["mentions"]]
    free = [s for s in spans if not any(s[0] < end and start < s[1] for start, end in mentions)]
    text, shift, done = "", [], 0
    for start, end in free:
        text += row["text"][done:start] + cut[row["text"][start:end]]
        done = end
        shift.append((start, len(text) - end))
    text += row["text"][done:]

    def moved(place: int) -> int:
        return place + next((by for start, by in reversed(shift) if start < place), 0)

    works = [
        {**work, "mentions": [[moved(a), moved(b)] for a, b in work["mentions"]]}
        for work in row["works"]
    ]
    return {**row, "text": text, "works": works}


def vary(row: Row, pool: Sequence[str], drawn: random.Random) -> tuple[str, list[tuple[int, int]]]:
    """The text of a row with other titles, some marks taken away or put on, and the places of the titles."""
    text = row["text"]
    names = [drawn.choice(pool) if drawn.random() < 0.8 else None for _ in row["works"]]
    mentions = sorted((at, n) for n, work in enumerate(row["works"]) for at in work["mentions"])
    luck, done, out, places = drawn.random(), 0, "", []
    for (start, end), number in mentions:
        out += text[done:start]
        own = text[start:end]
        whole = plain_title(own) == plain_title(row["works"][number]["title"])
        new = (names[number] if whole else None) or own
        closing = len(text[end : end + 2]) - len(text[end : end + 2].lstrip(",.")) if out else 0
        marked = (
            bool(out)
            and out[-1] in OPENING
            and text[end + closing : end + closing + 1] in "”\"’'_*"
        )
        done = end
        if marked and luck < 0.4:
            out, done = out[:-1], end + closing + 1
        put_on = drawn.choice(MARKS) if not marked and luck > 0.75 else ""
        out += put_on[:1]
        places.append((len(out), len(out) + len(new)))
        out += new + put_on[1:]
        if marked and luck < 0.4:
            out += text[end : end + closing]
    return out + text[done:], places
