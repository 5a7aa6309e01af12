"""How well `explain` sorts the example coverage: planted words under the right heading and speaker.

    python benchmarks/explanations.py [GOLD.json …] [--record FILE] [--show]

GOLD is the `expected.json` beside the documents of one film (by default all under `examples/` that have
`statements`); the coverage of all films is put in one record. It lists statements and passages that
somebody who had not seen the code planted in the coverage, each with the headings under which an editor
would accept it and with its speaker. *Found*: of those that must be there, how many are shown under an
accepted heading and with the right speaker; an utterance counts once, whichever telling of it is shown or
listed as another place of the same words, and so does a telling of the plot that is listed beside the one
shown. *Right*: of the entries shown that hold planted words, how many stand under an accepted heading and
with the right speaker, and hold nothing that must never stand there; entries that hold nothing planted are
counted apart. `--show` lists the misses.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.answers.explain import HEADINGS, explain
from onrecord.errors import NotOnRecord
from onrecord.facade import Record
from onrecord.record import Store
from onrecord.values import Citation, Entry, Explanation, Gap, Span
from onrecord.variants import same_name

EXAMPLES = Path(__file__).parents[1] / "examples"
ANYBODY = "*"
"""In place of a speaker: the gold does not say who speaks."""


@dataclass(frozen=True)
class Planted:
    """Words of one document, where an editor would put them, and whose they are.

    `speaker` is null for an article's own words and for words of somebody not named.
    """

    words: str
    sections: tuple[str, ...]
    document: str | None = None
    speaker: str | None = ANYBODY
    must: bool = True
    utterance: str | None = None


@dataclass(frozen=True)
class Gold:
    """What is expected of the explanation of one work."""

    work: str
    planted: tuple[Planted, ...]
    never: tuple[Planted, ...] = ()
    gaps: tuple[Mapping[str, Any], ...] = ()
    facts: tuple[Mapping[str, str], ...] = ()
    marked: Mapping[str, tuple[tuple[Planted, ...], ...]] = field(default_factory=dict)
    """Refusals, changes of mind and disagreements: for each the rows of its utterances."""


@dataclass(frozen=True)
class Shown:
    """One entry under its heading, with the places of its words by article."""

    section: str
    entry: Entry

    @property
    def places(self) -> Iterator[tuple[str, Span]]:
        """Its own place and the other places of the same words."""
        for cited in (self.entry.citation, *self.entry.also):
            yield cited.article, Span(cited.start, cited.end)


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    def __str__(self) -> str:
        return f"{self.count}/{self.of}" + (f" {self.count / self.of:.1%}" if self.of else "")


@dataclass(frozen=True)
class Score:
    """The figures of one work, and what was missed, to be read."""

    found: Mapping[str, Share]
    right: Mapping[str, Share]
    unplanted: int
    other: Mapping[str, Share]
    misses: tuple[str, ...]


# --- the gold -------------------------------------------------------------------------------------


def load_gold(path: Path) -> Gold:
    """The gold of one film; a file of the older kind has it under `explain`."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return read_gold(raw if "statements" in raw else gold_of_sections(raw["explain"]))


def read_gold(raw: Mapping[str, Any]) -> Gold:
    """The gold as values."""
    statements = [planted_of(row) for row in raw.get("statements", ())]
    passages = [planted_of({**row, "speaker": None}) for row in raw.get("passages", ())]
    by_utterance: dict[str | None, list[Planted]] = defaultdict(list)
    for planted in statements:
        by_utterance[planted.utterance].append(planted)
    names = {
        "refusals": [[name] for name in raw.get("refusals", ())],
        "changed": [[row["to"]] for row in raw.get("changed", ())],
        "disagreements": [row["utterances"] for row in raw.get("disagreements", ())],
    }
    return Gold(
        raw["work"],
        (*statements, *passages),
        tuple(read_never(raw.get("never", ()))),
        tuple(raw.get("gaps", ())),
        tuple(raw.get("facts", ())),
        {
            kind: tuple(tuple(row for name in group for row in by_utterance[name]) for group in own)
            for kind, own in names.items()
        },
    )


def planted_of(row: Mapping[str, Any] | str) -> Planted:
    """One row of the gold.

    >>> planted_of({"words": "I was wrong", "speaker": "Ada Moll", "sections": ["meaning"]}).must
    True
    """
    if isinstance(row, str):
        return Planted(row, ())
    return Planted(
        row["words"],
        tuple(row.get("sections", ())),
        row.get("document"),
        row.get("speaker", ANYBODY),
        row.get("must", True),
        row.get("utterance"),
    )


def read_never(raw: Mapping[str, Sequence[str]] | Sequence[Mapping[str, Any]]) -> Iterator[Planted]:
    """What must never stand under some headings: by heading, or a row for each."""
    if isinstance(raw, Mapping):
        for section, stretches in raw.items():
            yield from (Planted(words, (section,)) for words in stretches)
        return
    for row in raw:
        yield Planted(row["words"], tuple(row["not_in"]), row.get("document"))


def gold_of_sections(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The gold of a file that lists stretches by heading and does not say whose they are."""
    accepted: dict[str, list[str]] = defaultdict(list)
    for section, stretches in raw["sections"].items():
        for words in stretches:
            accepted[words].append(section)
    rows = [{"words": words, "sections": sections} for words, sections in accepted.items()]
    return {**raw, "statements": rows, "passages": []}


# --- the score ------------------------------------------------------------------------------------


def shown_of(explanation: Explanation) -> tuple[Shown, ...]:
    """All entries with their headings."""
    return tuple(Shown(s.key, entry) for s in explanation.sections for entry in s.entries)


def plain(words: str) -> str:
    """The words on one line."""
    return " ".join(words.split())


class Texts:
    """The documents that articles of a record were read from, and the places of words in them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._places: dict[tuple[str, str], tuple[Span, ...]] = {}
        self._documents: dict[str, str] = {}

    def is_of(self, key: str, document: str | None) -> bool:
        """Whether an article was read from the document that a row names, `FILE` or `FILE#id`."""
        if key not in self._documents:
            article = self._store.article(key)
            name = Path(article.path or article.key).name.partition("#")[0]
            part = f"#{article.source_id}" if article.source_id else ""
            self._documents[key] = name + part
        return document is None or self._documents[key] == document

    def places(self, key: str, words: str) -> tuple[Span, ...]:
        """Where words stand in an article, line breaks aside."""
        if (key, words) not in self._places:
            pattern = r"\s+".join(map(re.escape, words.split()))
            found = re.finditer(pattern, self._store.article(key).text)
            self._places[key, words] = tuple(Span(m.start(), m.end()) for m in found)
        return self._places[key, words]


def holds(shown: Shown, planted: Planted, texts: Texts) -> bool:
    """Whether an entry shows planted words, or names their place as one of the same words."""
    if plain(planted.words) in plain(shown.entry.text) and texts.is_of(
        shown.entry.citation.article, planted.document
    ):
        return True
    return planted.document is not None and any(
        place.overlaps(span)
        for key, span in shown.places
        if texts.is_of(key, planted.document)
        for place in texts.places(key, planted.words)
    )


def has_speaker(shown: Shown, planted: Planted) -> bool:
    """Whether an entry names the speaker of planted words."""
    name = shown.entry.speaker.name
    if planted.speaker == ANYBODY:
        return True
    if name is None and planted.speaker and planted.speaker[0].islower():
        return shown.entry.speaker.kind is not None  # "the jury" has no name
    if planted.speaker is None or name is None:
        return planted.speaker is name
    return same_name(name, planted.speaker)


def is_right(shown: Shown, planted: Planted) -> bool:
    """Whether an entry that holds planted words stands where an editor accepts them, under the right name."""
    return shown.section in planted.sections and has_speaker(shown, planted)


def score(gold: Gold, explanation: Explanation, store: Store) -> Score:
    """How an explanation stands to the gold."""
    texts = Texts(store)
    shown = shown_of(explanation)
    misses: list[str] = []
    found = count_found(gold, explanation, texts, misses)
    right, unplanted = count_right(gold, shown, texts, misses)
    return Score(
        found, right, unplanted, count_other(gold, explanation, texts, misses), tuple(misses)
    )


def utterances(planted: Iterable[Planted]) -> list[list[Planted]]:
    """The rows that must be found, each utterance once with all its tellings."""
    groups: dict[str, list[Planted]] = defaultdict(list)
    for number, row in enumerate(planted):
        groups[row.utterance or f"row {number}"].append(row)
    return [rows for rows in groups.values() if any(row.must for row in rows)]


def is_listed(planted: Planted, tellings: Iterable[Citation], texts: Texts) -> bool:
    """Whether planted words stand in a telling of the plot that is listed beside the one shown."""
    if planted.speaker is not None or not {"plot", "ending"}.intersection(planted.sections):
        return False
    return any(
        place in Span(cited.start, cited.end)
        for cited in tellings
        if planted.document and texts.is_of(cited.article, planted.document)
        for place in texts.places(cited.article, planted.words)
    )


def count_found(
    gold: Gold, explanation: Explanation, texts: Texts, misses: list[str]
) -> dict[str, Share]:
    """Found of wanted by the heading that fits best."""
    shown = shown_of(explanation)
    tellings = [cited for section in explanation.sections for cited in section.tellings]
    counts: dict[str, list[bool]] = defaultdict(list)
    for rows in utterances(gold.planted):
        found = any(
            is_right(each, row) for row in rows for each in shown if holds(each, row, texts)
        ) or any(is_listed(row, tellings, texts) for row in rows)
        counts[next((row.sections[0] for row in rows if row.sections), "other")].append(found)
        if not found:
            where = [each.section for row in rows for each in shown if holds(each, row, texts)]
            misses.append(
                f"missed {rows[0].sections} {rows[0].speaker}: {rows[0].words[:90]!r} stands in {where}"
            )
    return {key: Share(sum(own), len(own)) for key, own in counts.items()}


def count_right(
    gold: Gold, shown: Sequence[Shown], texts: Texts, misses: list[str]
) -> tuple[dict[str, Share], int]:
    """Right of shown by heading, and how many entries hold nothing planted."""
    counts: dict[str, list[bool]] = defaultdict(list)
    unplanted = 0
    for each in shown:
        held = [row for row in gold.planted if holds(each, row, texts)]
        barred = [
            row
            for row in gold.never
            if (not row.sections or each.section in row.sections)
            and (row.speaker == ANYBODY or has_speaker(each, row))
            and holds(each, row, texts)
        ]
        if not held and not barred:
            unplanted += 1
            misses.append(
                f"unplanted {each.section} {each.entry.speaker.name}: {plain(each.entry.text)[:110]!r}"
            )
            continue
        right = not barred and any(is_right(each, row) for row in held)
        counts[each.section].append(right)
        if not right:
            wanted = barred[:1] or held[:1]
            misses.append(
                f"wrong {each.section} {each.entry.speaker.name}: {plain(each.entry.text)[:110]!r}"
                f" is {'barred' if barred else wanted[0].sections} {wanted[0].speaker}"
            )
    return {key: Share(sum(own), len(own)) for key, own in counts.items()}, unplanted


def count_other(
    gold: Gold, explanation: Explanation, texts: Texts, misses: list[str]
) -> dict[str, Share]:
    """Found of wanted of gaps, facts, refusals, changes of mind and disagreements."""
    shown = shown_of(explanation)
    entries = {
        "refusals": [s for s in shown if s.entry.kind == "refusal"],
        "changed": [s for s in shown if has_against(s, "changed")],
        "disagreements": [s for s in shown if has_against(s, "disagreement")],
    }
    counts: dict[str, Share] = {}
    for name, groups in gold.marked.items():
        own = entries[name]
        hits = [any(holds(s, row, texts) for s in own for row in rows) for rows in groups]
        every = [row for rows in groups for row in rows]
        extra = [s for s in own if not any(holds(s, row, texts) for row in every)]
        counts[name] = Share(sum(hits), len(groups))
        counts[f"{name} right"] = Share(len(own) - len(extra), len(own))
        missed = [rows for rows, hit in zip(groups, hits, strict=True) if rows and not hit]
        misses += [f"no {name}: {rows[0].speaker}: {rows[0].words[:90]!r}" for rows in missed]
        misses += [
            f"not in the gold as {name}: {s.entry.speaker.name}: {plain(s.entry.text)[:110]!r}"
            for s in extra
        ]
    gaps = [any(is_gap(gap, row) for gap in explanation.gaps) for row in gold.gaps]
    named = [any(is_gap(gap, row) for row in gold.gaps) for gap in explanation.gaps]
    misses += [f"no gap: {r}" for r, hit in zip(gold.gaps, gaps, strict=True) if not hit]
    misses += [
        f"gap not in the gold: {g.speaker.name} {g.occasion.programme or g.occasion.outlet}"
        for g, hit in zip(explanation.gaps, named, strict=True)
        if not hit
    ]
    facts = [
        any(f.name == r["name"] and r["value"] in f.value for f in explanation.facts)
        for r in gold.facts
    ]
    misses += [f"no fact: {r}" for r, hit in zip(gold.facts, facts, strict=True) if not hit]
    counts["gaps"] = Share(sum(gaps), len(gaps))
    counts["gaps right"] = Share(sum(named), len(named))
    counts["facts"] = Share(sum(facts), len(facts))
    return counts


def has_against(shown: Shown, kind: str) -> bool:
    """Whether an entry stands against another in that way."""
    return any(each.kind == kind for each in shown.entry.against)


def is_gap(gap: Gap, row: Mapping[str, Any]) -> bool:
    """Whether a gap is the one that a row names: speaker and venue."""
    wanted = {row.get(key) for key in ("programme", "outlet", "outlet_or_programme")} - {None}
    named = {gap.occasion.programme, gap.occasion.outlet} - {None}
    speaker = row.get("speaker")
    mine = gap.speaker.name
    fits = any(a.lower() in b.lower() or b.lower() in a.lower() for a in wanted for b in named)
    return fits and (not speaker or not mine or same_name(speaker, mine))


# --- printing -------------------------------------------------------------------------------------


def total(shares: Mapping[str, Share]) -> Share:
    """All headings together."""
    return Share(sum(s.count for s in shares.values()), sum(s.of for s in shares.values()))


def print_score(work: str, result: Score, *, show: bool) -> None:
    """One table a work."""
    print(
        f"{work}: found {total(result.found)}, right {total(result.right)}, unplanted {result.unplanted}"
    )
    for key in (*HEADINGS, "other"):
        if key in result.found or key in result.right:
            found = result.found.get(key, Share(0, 0))
            right = result.right.get(key, Share(0, 0))
            print(f"  {key:<13} found {found!s:<14} right {right}")
    for name, share in result.other.items():
        print(f"  {name:<20} {share}")
    if show:
        print(*(f"    {line}" for line in result.misses), sep="\n")


def gold_files() -> list[Path]:
    """Every film's gold under `examples/`."""
    found = sorted(EXAMPLES.rglob("expected*.json"))
    kept = [path for path in found if "statements" in json.loads(path.read_text("utf-8"))]
    return kept or [EXAMPLES / "expected.json"]


def coverage_folders() -> list[Path]:
    """The folders with the documents of each film."""
    return [
        EXAMPLES / "coverage",
        *sorted(path.parent for path in EXAMPLES.glob("*/expected.json")),
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the coverage, explains each film, prints its table and the sum."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--record", type=Path, help="a record that is made once and used again")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.record or Path(folder) / "coverage.db"
        if not path.exists():
            with Record(path) as record:
                record.add(*coverage_folders())
        with Store.open(path) as store:
            results = list(scores_of(store, chosen.gold or gold_files(), show=chosen.show))
    found = total({str(n): total(r.found) for n, r in enumerate(results)})
    right = total({str(n): total(r.right) for n, r in enumerate(results)})
    print(f"all: found {found}, right {right}")


def scores_of(store: Store, paths: Iterable[Path], *, show: bool) -> Iterator[Score]:
    """The score of each film, printed as soon as it is known."""
    for path in paths:
        gold = load_gold(path)
        try:
            result = score(gold, explain(store, gold.work), store)
        except NotOnRecord as error:
            sys.exit(f"{path}: {error}")
        print_score(gold.work, result, show=show)
        yield result


if __name__ == "__main__":
    main()
