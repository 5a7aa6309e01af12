"""How often the speaker is right, given gold statements: chains of GUM and LitBank, pronouns of GAP.

Prints, for each set, the statements whose speaker the text names (right, wrong, left open) and those
whose speaker it does not name (left open, wrongly named); and the same for pronouns alone. A speaker
is right if the words that `evidence` gives for the name stand in the gold chain, or spell one of its
names. The model's labels are not used unless `--model` is given.

    python benchmarks/speakers.py FOLDER [--split train] [--show wrong] [--only gum|litbank|gap] [--model]
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.article import article_from_text
from onrecord.people.casebook import Settled, open_casebook
from onrecord.people.settle import settle_speakers
from onrecord.text import lay_out
from onrecord.values import Labels, Person, Reading, Span, Speaker, Statement

Document = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """One judged mention: "right", "wrong", "open" (named in the text, not found), "quiet" or "false"."""

    verdict: str
    form: str
    place: Span
    found: str | None
    gold: str
    reason: str


def documents(folder: Path, name: str, split: str) -> Iterator[Document]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if document["split"] == split:
                yield document


def reading_of(document: Document, model: Any) -> Reading:
    article = article_from_text(document["text"], document["id"])
    layout = lay_out(article)
    labels = model.label(article, layout) if model else Labels((), (), ())
    return Reading(article, layout, Labels((), (), labels.entities))


def statement_of(number: int, quote: Document) -> Statement:
    def spans(key: str) -> tuple[Span, ...]:
        return tuple(Span(a, b) for a, b in quote.get(key, ()))

    content = spans("content")
    quoted = content if quote["type"] == "direct" else ()
    return Statement(
        str(number), quote["type"], "speech", content, quoted, spans("cue"), spans("source")
    )


def chains_of(document: Document) -> dict[tuple[int, int], int]:
    return {(a, b): n for n, chain in enumerate(document["coref"]) for a, b in chain}


def named_spans(document: Document) -> dict[str, list[Span]]:
    """The named mentions of each entity, by its id."""
    found: dict[str, list[Span]] = {}
    for entity in document["entities"]:
        if entity["kind"] == "name" and entity.get("eid"):
            found.setdefault(entity["eid"], []).append(Span(entity["start"], entity["end"]))
    return found


def judge(
    text: str,
    speaker: Speaker,
    gold: list[Span],
    form: str,
    place: Span,
    people: tuple[Person, ...],
) -> Outcome:
    names = sorted({g.of(text) for g in gold})
    proof = [e.span for e in speaker.evidence if e.field == "name"]
    proof += [
        m for p in people if p.name == speaker.name for m in p.mentions if m.of(text)[0].isupper()
    ]
    if not gold:
        verdict = "quiet" if speaker.name is None else "false"
    elif speaker.name is None:
        verdict = "open"
    else:
        spelled = any(speaker.name == n or speaker.name in n for n in names)
        right = spelled or any(p.overlaps(g) for p in proof for g in gold)
        verdict = "right" if right else "wrong"
    return Outcome(verdict, form, place, speaker.name, "/".join(names[:3]), speaker.reason)


def speaker_outcomes(document: Document, model: Any) -> Iterator[Outcome]:
    """The speakers of a document's gold statements, judged by their gold entities."""
    text = document["text"]
    quotes = [
        q
        for q in document["quotes"]
        if q.get("speaker_eid")
        and q["content"]
        and (document["dataset"] != "gum" or q.get("cue_class") == "speech")
    ]
    statements = tuple(statement_of(n, q) for n, q in enumerate(quotes))
    settled, people = settle_speakers(reading_of(document, model), (), statements)
    names = named_spans(document)
    for quote, statement in zip(quotes, settled, strict=True):
        source = statement.source[0].of(text).lower() if statement.source else ""
        form = "none" if not source else "pronoun" if len(source) < 5 else "phrase"
        gold = names.get(quote["speaker_eid"], [])
        yield judge(text, statement.speaker, gold, form, statement.content[0], people)


def pronoun_outcomes(document: Document, model: Any) -> Iterator[Outcome]:
    """The pronouns he and she outside quotations, judged by the gold chain."""
    text = document["text"]
    book = open_casebook(reading_of(document, model), (), ())
    chain_of, people = chains_of(document), book.people()
    named: dict[int, list[Span]] = {}
    for spans in named_spans(document).values():
        for span in spans:
            if (span.start, span.end) in chain_of:
                named.setdefault(chain_of[span.start, span.end], []).append(span)
    for finding in list(book.findings.values()):
        key = (finding.span.start, finding.span.end)
        if finding.form != "pronoun" or key not in chain_of or finding.span.of(text) in ("who",):
            continue
        settled: Settled = book.from_finding(finding, finding.span)
        yield judge(
            text, settled.speaker, named.get(chain_of[key], []), "he/she", finding.span, people
        )


def gap_outcomes(document: Document, model: Any) -> Iterator[Outcome]:
    """The one marked pronoun of a GAP document, where its name is one of the two marked."""
    text, gap = document["text"], document["gap"]
    book = open_casebook(reading_of(document, model), (), ())
    pronoun = next(e for e in document["entities"] if e["kind"] == "pron")
    finding = book.findings.get(book.page.first_from(pronoun["start"]))
    names = [e for e in document["entities"] if e["kind"] == "name"]
    chain = {tuple(s) for c in document["coref"] for s in c}
    gold = [Span(e["start"], e["end"]) for e in names if (e["start"], e["end"]) in chain]
    if finding is None or not gold:
        return
    settled = book.from_finding(finding, finding.span)
    yield judge(text, settled.speaker, gold, "gap", finding.span, book.people())
    del gap


def report(title: str, outcomes: list[tuple[Document, Outcome]], show: str, limit: int) -> None:
    for form in sorted({o.form for _, o in outcomes}):
        counts = Counter(o.verdict for _, o in outcomes if o.form == form)
        named = counts["right"] + counts["wrong"] + counts["open"]
        given = counts["right"] + counts["wrong"]
        print(
            f"{title:10} {form:8} named {named:5}: right {counts['right'] / max(1, named):6.1%} "
            f"wrong {counts['wrong'] / max(1, named):6.1%} open {counts['open'] / max(1, named):6.1%} "
            f"(of those given {counts['right'] / max(1, given):6.1%} right)  "
            f"not named {counts['quiet'] + counts['false']:4}: wrongly named {counts['false']}"
        )
    shown = 0
    for document, o in outcomes:
        if o.verdict == show and shown < limit:
            shown += 1
            around = document["text"][max(0, o.place.start - 250) : o.place.end + 120]
            print(
                f"--- {document['id']} found {o.found!r} gold {o.gold!r} ({o.reason})\n{around}\n"
            )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="train")
    parser.add_argument("--only", default="")
    parser.add_argument("--show", default="")
    parser.add_argument("--limit", type=int, default=20)
    parser.add_argument("--model", action="store_true")
    options = parser.parse_args()
    model = None
    if options.model:
        from onrecord.language import Model

        model = Model.load()
    runs = (
        ("gum", "gum_permissive", speaker_outcomes),
        ("litbank", "litbank", speaker_outcomes),
        ("gum-he", "gum_permissive", pronoun_outcomes),
        ("gap", "gap", gap_outcomes),
    )
    for title, name, outcomes in runs:
        if options.only and options.only != title:
            continue
        found = [
            (d, o)
            for d in documents(options.folder, name, options.split)
            for o in outcomes(d, model)
        ]
        report(title, found, options.show, options.limit)


if __name__ == "__main__":
    main()
