"""Whether every entry is exactly the slice that it cites: `python benchmarks/spans.py --entries 10000`.

    python benchmarks/spans.py --record films.db --entries 10000

Questions are made of the record's own words: a speaker with three words of what was said, and stretches of
passages. All entries of the answers, those that only come near and the other places they name are
compared with the articles' texts, character for character. Without --record it reads the example coverage.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from onrecord import Record
from onrecord.answers.ask import ask
from onrecord.answers.explain import explain
from onrecord.errors import NotOnRecord
from onrecord.record import Store
from onrecord.values import Citation, Entry

EXAMPLES = Path(__file__).parents[1] / "examples" / "coverage"


def make_questions(store: Store, seed: int) -> Iterator[str]:
    """Questions without end, drawn from the words on record."""
    rng = random.Random(seed)
    statements = store.statements()
    passages = [held for held in store.passages() if len(held.text.split()) > 8]
    while True:
        held = rng.choice(statements)
        words = held.text.split()
        at = rng.randrange(len(words))
        some = " ".join(words[at : at + 3])
        yield f"What did {held.statement.speaker.name or 'they'} say about {some}?"
        words = rng.choice(passages).text.split()
        at = rng.randrange(len(words) - 4)
        yield f"{rng.choice(('Why', 'How', 'When', 'Who'))} {' '.join(words[at : at + 4])}?"


def entries_of(store: Store, seed: int) -> Iterator[Entry]:
    """The entries of explanations, then of answers, without end."""
    for title in dict.fromkeys(work.title for work, _ in store.works()):
        try:
            found = explain(store, title)
        except NotOnRecord:
            continue
        yield from (entry for section in found.sections for entry in section.entries)
    for question in make_questions(store, seed):
        answer = ask(store, question)
        yield from answer.answers + answer.nearest


def misplaced(store: Store, entry: Entry) -> list[Citation]:
    """The citations of an entry that do not stand as they say."""
    wrong = []
    text = store.text(entry.citation.article)
    if text[entry.citation.start : entry.citation.end] != entry.text:
        wrong.append(entry.citation)
    for cited in (entry.citation, *entry.also):
        text = store.text(cited.article)
        inside = 0 <= cited.start < cited.end <= len(text)
        around = text[: cited.start].endswith(cited.prefix) and text[cited.end :].startswith(
            cited.suffix
        )
        if not (inside and around):
            wrong.append(cited)
    return wrong


def count(store: Store, wanted: int, seed: int) -> tuple[int, int]:
    """How many entries were looked at, and how many of them have a citation that does not hold."""
    looked = wrong = 0
    for entry in entries_of(store, seed):
        looked += 1
        wrong += bool(misplaced(store, entry))
        if looked == wanted:
            break
    return looked, wrong


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--record", type=Path)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or Path(folder) / "examples.db"
        if given.record is None:
            with Record(path) as record:
                record.add(EXAMPLES)
        with Store.open(path) as store:
            looked, wrong = count(store, given.entries, given.seed)
    print(
        f"{looked} entries, {looked - wrong} exactly in their cited spans: {100 * (1 - wrong / looked):.2f} %"
    )


if __name__ == "__main__":
    main()
