"""Documents labelled with names: people, organisations, places, works and events. Comes after `data.py`."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.language.labels import ENTITIES
from onrecord.language.pieces import cut_pieces

from .data import IGNORE, Document, layout_of, load_tokenizer, piece_range, read_fit, write_bio

NAME_LABELS: dict[str, str | None] = {
    # label of a set -> ours; None: a name of another kind, left unlabelled. Absent: not a name ("O").
    "PER": "person", "PERSON": "person", "person": "person", "politician": "person", "writer": "person",
    "musicalartist": "person", "scientist": "person", "researcher": "person",
    "ORG": "organisation", "organisation": "organisation", "corporation": "organisation",
    "group": "organisation", "politicalparty": "organisation", "university": "organisation",
    "band": "organisation", "magazine": "organisation",
    "LOC": "place", "GPE": "place", "FAC": "place", "location": "place", "country": "place",
    "WORK_OF_ART": "work", "creative-work": "work", "book": "work", "album": "work", "song": "work",
    "poem": "work",
    "MISC": None, "misc": None, "event": "event", "election": "event", "conference": "event",
    "award": None, "product": None, "PRO": None, "FIN": None, "MIX": None, "astronomicalobject": None,
    "VEH": None, "musicalinstrument": None, "literarygenre": None, "academicjournal": None,
}  # fmt: skip


def name_document(row: dict[str, Any]) -> Document:
    """A document labelled with names; capitalised words of a partly labelled set stay unlabelled.

    Longer entities are laid down first, so that a name inside another is kept only where the outer one
    is no name as we mean it ("John Kerry, the Secretary of State"): that stays unlabelled.
    """
    text = row["text"]
    layout = layout_of(text)
    pieces = cut_pieces(load_tokenizer(), text, layout)
    names = np.zeros(len(pieces), np.int64)
    if row.get("partial_labels"):
        places = zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)
        names[(pieces.bits & 3) > 0] = IGNORE
        names[[text[a:b].isdigit() for a, b in places]] = IGNORE
    loose = row["dataset"] in LOOSE_SETS
    for entity in sorted(row["entities"], key=lambda e: e["start"] - e["end"]):
        if entity["label"] not in NAME_LABELS or entity.get("kind") in ("nom", "pron"):
            continue
        ours = NAME_LABELS[entity["label"]]
        if loose and not looks_like_name(text[entity["start"] : entity["end"]], ours):
            ours = None
        low, high = piece_range(pieces, entity["start"], entity["end"])
        if low >= high:
            continue
        if ours is None:
            names[low:high] = IGNORE
        elif not loose or (names[low:high] <= 0).all():
            write_bio(names, low, high, ENTITIES.index(ours))
    marks = np.full(len(pieces), IGNORE, np.int64)
    for quotation in layout.quotations:  # a title in marks is nobody's words
        low, high = piece_range(pieces, quotation.inner.start, quotation.inner.end)
        if low < high and names[low] == TITLE and (names[low + 1 : high] == TITLE + 1).all():
            marks[int(np.searchsorted(pieces.starts, quotation.span.start))] = 0
    return Document(row["id"], text, pieces, {"names": names, "marks": marks})


TITLE = 1 + 2 * ENTITIES.index("work")
LOOSE_SETS = frozenset({"meantime"})
LINKS = frozenset("of the and for de la du von van der & 's".split())
TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir professor president sen. general spokesman spokeswoman".split()
)
PRONOUNS = frozenset("he she it they we i you his her its their our who that this those".split())


def looks_like_name(words: str, kind: str | None) -> bool:
    """Whether a mention that a set calls a name is only the name: sets of coreference take in its
    title and apposition.

    >>> looks_like_name("University of Leeds", "organisation"), looks_like_name("Dr. Li, an expert", "person")
    (True, False)
    """
    parts = words.split()
    if not parts or "," in words or len(parts) > (4 if kind == "person" else 7):
        return False
    if words.lower() in PRONOUNS:
        return False
    if kind == "person" and parts[0].lower() in TITLES:
        return False
    edges = parts[0][0].isupper() and (parts[-1][0].isupper() or parts[-1][0].isdigit())
    return edges and all(p[0].isupper() or p[0].isdigit() or p.lower() in LINKS for p in parts)


NAME_SHARES = {
    # how often each document of a set is taken; the silver is large and far from news
    "wikigold": 3,
    "wnut17": 1,
    "crossner": 2,
    "meantime": 2,
    "film_wiki_silver": 0.2,
}  # fmt: skip


def name_documents(folder: Path, seed: int) -> list[Document]:
    """Train documents of all sets with names, as often as NAME_SHARES says."""
    generator, documents = random.Random(seed), []
    for stem, share in NAME_SHARES.items():
        for row in read_fit(folder / f"{stem}.jsonl.gz"):
            times = int(share) + (generator.random() < share % 1)
            if row["text"].strip() and times:
                documents += [name_document(row)] * times
    return documents
