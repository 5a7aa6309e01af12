"""How often the right person is found: speakers of direct speech, pronouns, and names that mean one.

    python benchmarks/speakers.py FOLDER [--split held-out] [--only gap] [--show wrong]

- litbank, gum: quoted speech whose speaker the set gives as a chain of mentions, read whole. A statement that
  holds at least half of the words is *right* when what its speaker rests on stands in that chain: the name;
  or the description ("the old man") of somebody who is not named; or the narrator's "I". It is *open* when
  the speaker is left open, *missed* when no statement has the words.
- he/she: pronouns outside quotations in GUM, the same way.
- gap: one pronoun and two names a document: is the pronoun the one, is it the other? Precision, recall and F1
  over both questions, with 95 % intervals by resampling documents; all, and by gender of the pronoun.
- meantime, redocred: pairs of names of people and bodies that the set puts into one chain, and that stand for
  one figure here: pairwise precision, recall and F1.

Splits: "dev"; "train"; "held-out", the train documents that no run learns from (`train.data.is_held_out`).
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from documents import read_split
from onrecord.article import article_from_text
from onrecord.language import Model
from onrecord.language.model import WEIGHTS
from onrecord.people.casebook import Casebook, Settled, open_casebook
from onrecord.pipeline import read_article
from onrecord.text import lay_out
from onrecord.values import Account, Labels, Reading, Span, Speaker, Statement
from resampling import Counts, resample

Document = dict[str, Any]
FIRST_PERSON = frozenset({"i", "me", "my", "myself", "we", "us"})
PRONOUNS = FIRST_PERSON | frozenset(
    "he him his she her hers they them it who himself herself".split()
)
FEMININE = frozenset({"she", "her", "hers"})
CHAINED = frozenset({"PER", "ORG"})


@dataclass(frozen=True)
class Outcome:
    """One judged mention or statement: "right", "wrong", "open" or "missed"."""

    verdict: str
    place: Span
    found: str | None
    gold: str
    reason: str


@dataclass(frozen=True)
class Gold:
    """Where the mentions of one chain stand, those that are names apart."""

    names: tuple[Span, ...]
    others: tuple[Span, ...]

    def holds(self, span: Span) -> bool:
        """Whether a span is one of the mentions: touches a name, or has an edge of a description."""
        return any(span.overlaps(n) for n in self.names) or any(
            span.overlaps(o) and (abs(span.end - o.end) <= 2 or span.start == o.start)
            for o in self.others
        )


def gold_of(document: Document, eid: str) -> Gold:
    """The chain of an entity by its id."""
    mentions = [e for e in document["entities"] if e.get("eid") == eid]
    names, others = [], []
    for e in mentions:
        words = document["text"][e["start"] : e["end"]]
        head = words.split(",")[0]  # "Senior researcher Jo Lund, of the university": an apposition
        (names if e["kind"] == "name" else others).append(Span(e["start"], e["start"] + len(head)))
    return Gold(tuple(names), tuple(others))


# --- speakers ------------------------------------------------------------------------------------


def speaker_outcomes(document: Document, model: Model) -> Iterator[Outcome]:
    """The speakers of a document's quoted speech."""
    quotes = [
        q
        for q in document["quotes"]
        if q.get("speaker_eid")
        and q["content"]
        and q["type"] != "indirect"
        and (document["dataset"] != "gum" or q.get("cue_class") == "speech")
    ]
    if quotes:
        account = read_article(article_from_text(document["text"], document["id"]), model)
        for quote in quotes:
            yield judge_speaker(document, account, quote)


def judge_speaker(document: Document, account: Account, quote: Document) -> Outcome:
    text, gold = document["text"], gold_of(document, quote["speaker_eid"])
    place = Span(*quote["content"][0])
    label = "/".join(sorted({s.of(text) for s in gold.names or gold.others})[:3])
    statement = statement_at(account.statements, [Span(a, b) for a, b in quote["content"]])
    if statement is None:
        return Outcome("missed", place, None, label, "no statement has the words")
    speaker = statement.speaker
    verdict = verdict_on(text, speaker, supports(account, speaker), gold)
    found = speaker.name or (f"({speaker.kind})" if speaker.kind else None)
    return Outcome(verdict, place, found, label, speaker.reason)


def statement_at(statements: Iterable[Statement], places: list[Span]) -> Statement | None:
    """The statement that holds at least half of the characters of some places, the most if several do."""
    best: tuple[int, Statement] | None = None
    whole = sum(p.end - p.start for p in places)
    for statement in statements:
        shared = sum(
            max(0, min(p.end, c.end) - max(p.start, c.start))
            for p in places
            for c in statement.content
        )
        if 2 * shared >= whole and (best is None or shared > best[0]):
            best = (shared, statement)
    return best[1] if best else None


def supports(account: Account, speaker: Speaker) -> list[Span]:
    """The words that a speaker rests on: of a name all its places, else the description."""
    text = account.article.text
    if speaker.name is None:
        return [e.span for e in speaker.evidence]
    proof = [e.span for e in speaker.evidence if e.field == "name"]
    spelled = [p for p in account.people if p.name == speaker.name]
    return proof + [m for p in spelled for m in p.mentions if m.of(text)[:1].isupper()]


def verdict_on(text: str, speaker: Speaker, proof: list[Span], gold: Gold) -> str:
    if speaker.name is None:
        words = [(span, span.of(text).lower()) for span in proof]
        kept = [s for s, w in words if w not in PRONOUNS or w in FIRST_PERSON]
        if not kept or speaker.kind is None:
            return "open"
        return "right" if any(gold.holds(span) for span in kept) else "wrong"
    spelled = any(speaker.name == n.of(text) for n in gold.names)
    return "right" if spelled or any(gold.holds(span) for span in proof) else "wrong"


def pronoun_outcomes(document: Document, model: Model) -> Iterator[Outcome]:
    """The pronouns he and she outside quotations, judged by the gold chain where it has a name."""
    text = document["text"]
    chain_of = {(a, b): n for n, chain in enumerate(document["coref"]) for a, b in chain}
    names = {(e["start"], e["end"]) for e in document["entities"] if e["kind"] == "name"}
    book = casebook_of(document, model)
    for finding in list(book.findings.values()):
        key = (finding.span.start, finding.span.end)
        if finding.form != "pronoun" or key not in chain_of or finding.span.of(text) == "who":
            continue
        chain = document["coref"][chain_of[key]]
        gold = Gold(tuple(Span(a, b) for a, b in chain if (a, b) in names), ())
        if gold.names:
            settled: Settled = book.from_finding(finding, finding.span)
            proof = [e.span for e in settled.speaker.evidence if e.field == "name"]
            verdict = verdict_on(text, settled.speaker, proof, gold)
            label = gold.names[0].of(text)
            yield Outcome(verdict, finding.span, settled.speaker.name, label, finding.reason)


def casebook_of(document: Document, model: Model) -> Casebook:
    """The casebook of a document without statements."""
    article = article_from_text(document["text"], document["id"])
    layout = lay_out(article)
    labels = model.label(article, layout)
    kept = Labels((), (), labels.entities, labels.mentions)
    return open_casebook(Reading(article, layout, kept), (), ())


# --- GAP -----------------------------------------------------------------------------------------


def gap_counts(rows: Iterable[Document], model: Model, show: str) -> dict[str, Counts]:
    """For all and for each gender (documents, 4): right and all of those said, right and all meant."""
    counts: dict[str, list[list[int]]] = {"all": [], "feminine": [], "masculine": []}
    for document in rows:
        row = gap_row(document, model, show)
        spelled = document["text"][slice(*document["gap"]["pronoun"])].lower()
        counts["all"].append(row)
        counts["feminine" if spelled in FEMININE else "masculine"].append(row)
    return {key: np.array(rows, float) for key, rows in counts.items() if rows}


def gap_row(document: Document, model: Model, show: str) -> list[int]:
    book, asked = casebook_of(document, model), document["gap"]
    finding = book.findings.get(book.page.first_from(asked["pronoun"][0]))
    figure = None if finding is None else finding.figure
    hits = said = meant = 0
    for key in ("A", "B"):
        same = figure is not None and figure in figures_at(book, Span(*asked[key]))
        coreferent = asked[f"{key}_coref"]
        hits, said, meant = hits + (same and coreferent), said + same, meant + coreferent
    verdict = "right" if hits == said == meant else "open" if not said else "wrong"
    if verdict == show:
        print("---", document["id"], finding and finding.reason)
    return [hits, said, hits, meant]


def figures_at(book: Casebook, place: Span) -> set[int]:
    """The figures of the names at a place."""
    return {
        f.figure
        for f in book.findings.values()
        if f.figure is not None and f.form == "name" and f.span.overlaps(place)
    }


# --- chains of names -----------------------------------------------------------------------------


def chain_counts(document: Document, model: Model) -> list[int]:
    """Pairs of names: right and all of ours, right and all of gold."""
    book = casebook_of(document, model)
    chains = chains_of(document)
    places = [(span, chain) for span, chain in chains if chain is not None]
    ours = [figures_at(book, span) for span, _ in places]
    hits = said = meant = 0
    for i, j in itertools.combinations(range(len(places)), 2):
        same, together = bool(ours[i] & ours[j]), places[i][1] == places[j][1]
        hits, said, meant = hits + (same and together), said + same, meant + together
    return [hits, said, hits, meant]


def chains_of(document: Document) -> list[tuple[Span, int | str | None]]:
    """The names of people and bodies with their chains."""
    chain_of = {(a, b): n for n, chain in enumerate(document["coref"]) for a, b in chain}
    found: list[tuple[Span, int | str | None]] = []
    for e in document["entities"]:
        words = document["text"][e["start"] : e["end"]]
        named = e.get("kind") == "name" or (e.get("kind") is None and is_name(words))
        if e["label"] in CHAINED and named:
            chain = e.get("eid") or chain_of.get((e["start"], e["end"]))
            found.append((Span(e["start"], e["end"]), chain))
    return found


def is_name(words: str) -> bool:
    """Whether words that a set calls neither name nor description look like a name.

    >>> is_name("the Air Force"), is_name("the US manufacturer"), is_name("it")
    (True, False, False)
    """
    parts = words.removeprefix("the ").split()
    small = {"of", "the", "and", "for"}
    return bool(parts) and all(p[0].isupper() or p[0].isdigit() or p in small for p in parts)


# --- tables --------------------------------------------------------------------------------------


def report(title: str, found: list[tuple[Document, Outcome]], show: str, limit: int) -> None:
    """The table's row of a set, and some of its outcomes with the words around them."""
    counts = Counter(o.verdict for _, o in found)
    given = counts["right"] + counts["wrong"]
    share = 100 * counts["right"] / max(1, given)
    cells = [
        f"{100 * counts[v] / max(1, len(found)):.1f}" for v in ("right", "wrong", "open", "missed")
    ]
    print(f"| {title} | {len(found)} | {' | '.join(cells)} | {share:.1f} |")
    for document, o in [(d, o) for d, o in found if o.verdict == show][:limit]:
        around = document["text"][max(0, o.place.start - 250) : o.place.end + 120]
        print(f"--- {document['id']} found {o.found!r} gold {o.gold!r} ({o.reason})\n{around}\n")


def report_pairs(title: str, counts: Counts) -> None:
    """The row of a set judged by precision, recall and F1."""
    total = counts.sum(axis=0)
    precision, recall = 100 * total[0] / max(total[1], 1), 100 * total[2] / max(total[3], 1)
    value, low, high = resample(counts, 2000, 1)
    figures = f"{precision:.1f} | {recall:.1f} | {value:.1f} | {low:.1f} to {high:.1f}"
    print(f"| {title} | {len(counts)} | {figures} |")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", choices=["dev", "train", "held-out"], default="dev")
    parser.add_argument(
        "--only", default="", help="one of litbank, gum, he/she, gap, meantime, redocred"
    )
    parser.add_argument("--show", default="", help="right, wrong, open or missed")
    parser.add_argument("--limit", type=int, default=20)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    model = Model.load(folder=given.weights)

    def rows(name: str) -> Iterator[Document]:
        return read_split(given.folder / f"{name}.jsonl.gz", given.split)

    print(
        "| set | judged | right | wrong | open | missed | right of given |\n|---|---|---|---|---|---|---|"
    )
    for title, name, outcomes in (
        ("litbank", "litbank", speaker_outcomes),
        ("gum", "gum_permissive", speaker_outcomes),
        ("he/she", "gum_permissive", pronoun_outcomes),
    ):
        if given.only in ("", title):
            report(
                title,
                [(d, o) for d in rows(name) for o in outcomes(d, model)],
                given.show,
                given.limit,
            )
    print(
        "\n| set | documents | precision | recall | F1 | 95 % interval |\n|---|---|---|---|---|---|"
    )
    if given.only in ("", "gap"):
        for gender, counts in gap_counts(rows("gap"), model, given.show).items():
            report_pairs(f"gap, {gender}", counts)
    for title in ("meantime", "redocred"):
        if given.only in ("", title):
            each = [chain_counts(document, model) for document in rows(title)]
            if each:
                report_pairs(title, np.array(each, float))


if __name__ == "__main__":
    main()
