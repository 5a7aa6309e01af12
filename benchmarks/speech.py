"""How well onrecord finds what is said in texts that are no political news: novels, and pages of many genres.

    python benchmarks/speech.py FOLDER --scorer SCORE.py [--split dev|train] [--only SET] [--show 20]

Both sets are read whole, as `onrecord read` reads them, and scored by SCORE.py's measures: two contents match
if they have at least half of their words in common (*overlap*) or all (*exact*), one to one; *joint* is
overlap and the right source.

LitBank labels the direct quotations of novels, each pair of marks on its own, whoever is meant to speak. So
what is compared is every marked stretch of our statements, paragraph by paragraph; what we report without
marks is left out. Words in marks that somebody is said to have only thought (`act`), and a few marked words
in a paraphrase (`form` mixed), are no direct speech: they count where LitBank has them, else they are
neither right nor wrong. "strict" takes them as wrong.

GUM has its labels by rule from gold trees. Taken are the documents without turns of an interview, and of
their attributions those with `cue_class` "speech".

- A statement of ours that matches an attribution of another class (thought, credit, other) better than any of
  speech is neither right nor wrong; nor is a thought (`act`) that matches none. "strict" takes that as wrong.
- Any other statement that matches none is wrong, though the rule labels clauses of one sentence only
  ("described her as the best" has no label), and 10 to 15 % of its labels are flawed.

`--show` prints misses and mistakes, of train documents only: dev is for the figure at the end.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents import Row, likeness, load_rows, read_statements, spans_of, words_in
from onrecord.language import Model
from onrecord.values import Statement
from resampling import count_each, resample

HALF = 0.5
AROUND = 100


@dataclass(frozen=True)
class Read:
    """A document with the attributions of it that count, and those found in it that do."""

    row: Row
    gold: list[Row]
    found: list[Row]


# --- LitBank --------------------------------------------------------------------------------------


def read_novel(row: Row, model: Model) -> Read:
    """The direct quotations of a novel, by the marked stretches of our statements."""
    gold, direct, rest = quotations_of(row, model)
    return Read(row, gold, [*direct, *only_matching(row["text"], rest, gold)])


def read_novel_strictly(row: Row, model: Model) -> Read:
    """The same with all marked stretches."""
    gold, direct, rest = quotations_of(row, model)
    return Read(row, gold, [*direct, *rest])


def quotations_of(row: Row, model: Model) -> tuple[list[Row], list[Row], list[Row]]:
    """The labelled quotations of a novel, our marked stretches of direct speech, and our others."""
    direct: list[Row] = []
    rest: list[Row] = []
    for statement in read_statements(row["id"], row["text"], model):
        spoken = statement.act != "thought" and statement.form != "mixed"
        (direct if spoken else rest).extend(stretches_of(statement))
    return [{**quote, "cue": [], "source": []} for quote in row["quotes"]], direct, rest


def stretches_of(statement: Statement) -> list[Row]:
    """Each marked stretch as an attribution of its own, without a source: LitBank has none."""
    return [
        {"content": [[part.start, part.end]], "cue": [], "source": []} for part in statement.quoted
    ]


def only_matching(text: str, found: Sequence[Row], gold: Sequence[Row]) -> list[Row]:
    """Those found that gold has."""
    return [each for each in found if nearest(text, each, gold) >= HALF]


# --- GUM ------------------------------------------------------------------------------------------


def read_page(row: Row, model: Model) -> Read:
    """The speech of a page: attributions of another class leave gold, and what matches them what is found."""
    text, statements = row["text"], read_statements(row["id"], row["text"], model)
    gold = [quote for quote in row["quotes"] if quote["cue_class"] == "speech"]
    said = [spans_of(s) for s in statements if s.act != "thought"]
    thought = [spans_of(s) for s in statements if s.act == "thought"]
    found = [*said, *only_matching(text, thought, gold)]
    return Read(row, gold, without_others(text, found, gold, others_of(row)))


def read_page_strictly(row: Row, model: Model) -> Read:
    """The same with all thoughts that match nothing."""
    gold = [quote for quote in row["quotes"] if quote["cue_class"] == "speech"]
    found = [spans_of(s) for s in read_statements(row["id"], row["text"], model)]
    return Read(row, gold, without_others(row["text"], found, gold, others_of(row)))


def others_of(row: Row) -> list[Row]:
    """The attributions that are not of speech."""
    return [quote for quote in row["quotes"] if quote["cue_class"] != "speech"]


def without_others(
    text: str, found: Sequence[Row], gold: Sequence[Row], others: Sequence[Row]
) -> list[Row]:
    """Those found that are not rather one of the others."""
    kept = []
    for each in found:
        other = nearest(text, each, others)
        if other < HALF or nearest(text, each, gold) >= other:
            kept.append(each)
    return kept


def nearest(text: str, one: Row, others: Sequence[Row]) -> float:
    """The likeness in words of content of the most alike.

    >>> nearest("so it is", {"content": [[0, 5]]}, [{"content": [[3, 5]]}, {"content": [[6, 8]]}])
    0.5
    """
    words = words_in(text, one["content"])
    return max((likeness(words, words_in(text, other["content"])) for other in others), default=0)


# --- scores ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Task:
    """A set: its file, which documents are taken, how they are read, the figures that count."""

    title: str
    stem: str
    takes: Callable[[Row], bool]
    read: Callable[[Row, Model], Read]
    figures: tuple[str, ...]


def every(_: Row) -> bool:
    return True


def no_interview(row: Row) -> bool:
    """Whether a page has no turns."""
    return not row["turns"]


FIGURES = ("joint all", "joint quoted", "joint indirect", "overlap", "exact", "source accuracy")
CONTENT = ("overlap", "exact")
TASKS = {
    "litbank": Task("LitBank, quotations", "litbank", every, read_novel, CONTENT),
    "litbank-strict": Task("LitBank, strict", "litbank", every, read_novel_strictly, CONTENT),
    "gum": Task("GUM, speech", "gum_permissive", no_interview, read_page, FIGURES),
    "gum-strict": Task("GUM, strict", "gum_permissive", no_interview, read_page_strictly, FIGURES),
}


def print_scores(task: Task, read: Sequence[Read], given: argparse.Namespace) -> None:
    """One line a figure: P, R, F1 in percent, and the interval of F1 over documents."""
    gold = [{**each.row, "quotes": each.gold} for each in read]
    counts = count_each(gold, {each.row["id"]: each.found for each in read}, given.scorer)
    for name in task.figures:
        value, low, high = resample(counts[name], given.bootstrap, seed=1)
        right, ours, hit, wanted = counts[name].sum(axis=0)
        cells = f"{100 * right / max(1, ours):.1f} / {100 * hit / max(1, wanted):.1f} / {value:.1f}"
        print(f"| {task.title} | {name} | {wanted:.0f} | {cells} | {low:.1f} to {high:.1f} |")


def show(read: Sequence[Read], most: int) -> None:
    """Misses and mistakes by content, document by document, until there are so many."""
    left = most
    for each in read:
        text = each.row["text"]
        missed = [g for g in each.gold if nearest(text, g, each.found) < HALF]
        wrong = [f for f in each.found if nearest(text, f, each.gold) < HALF]
        for kind, attributions in (("missed", missed), ("wrong", wrong)):
            for attribution in attributions[: max(0, left)]:
                print(f"--- {each.row['id']} {kind}\n{in_place(text, attribution)}\n")
            left -= len(attributions)


def in_place(text: str, attribution: dict[str, Any]) -> str:
    """The content in brackets with the text around it."""
    start, end = attribution["content"][0][0], attribution["content"][-1][1]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{before}[[{text[start:end]}]]{after}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--split", choices=["dev", "train"], default="dev")
    parser.add_argument("--only", choices=list(TASKS))
    parser.add_argument("--bootstrap", type=int, default=2000, help="resamplings of the documents")
    parser.add_argument("--show", type=int, default=0, help="so many misses and mistakes of train")
    given = parser.parse_args()
    if given.show and given.split != "train":
        parser.error("--show is for --split train: dev's single errors are not looked at")
    model = Model.load()
    print("| set | figure | labelled | P / R / F1 | 95 % interval |\n|---|---|---|---|---|")
    for name in [given.only] if given.only else TASKS:
        task = TASKS[name]
        rows = load_rows(given.folder / f"{task.stem}.jsonl.gz")
        read = [
            task.read(row, model) for row in rows if row["split"] == given.split and task.takes(row)
        ]
        print_scores(task, read, given)
        show(read, given.show)


if __name__ == "__main__":
    main()
