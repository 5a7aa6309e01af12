"""Documents of the training sets as pieces with labels; what no set labels stays unlabelled.

Comes before `train.py`. The sets and their licences: `train/README.md`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.language.labels import ENTITIES, ROLES
from onrecord.language.pieces import BREAK, Pieces, cut_pieces
from onrecord.text import find_blocks, find_quotations
from onrecord.values import Layout, Quotation

from .encoders import minilm_folder

SOFT_FILE = "soft.npz"
IGNORE = -100  # PyTorch's cross entropy leaves such targets out
OPEN_SETS = frozenset(
    {"wikigold", "wnut17", "crossner", "litbank", "meantime", "film_wiki_silver", "ud_speech"}
)

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
    "MISC": None, "misc": None, "event": None, "election": None, "award": None, "product": None, "PRO": None,
    "FIN": None, "MIX": None, "astronomicalobject": None, "conference": None, "VEH": None,
    "musicalinstrument": None, "literarygenre": None,
}  # fmt: skip


@dataclass(frozen=True)
class Chunk:
    """A labelled stretch of pieces: `role` indexes ROLES, `attribution` numbers its attribution."""

    start: int
    end: int
    role: int
    attribution: int


@dataclass(frozen=True)
class Document:
    """One document. `tags` and `names` are label arrays over pieces, IGNORE where unknown, or None;
    `soft` are a teacher's tag probabilities, (pieces, 7), or None."""

    name: str
    text: str
    pieces: Pieces
    tags: NDArray[np.int64] | None = None
    names: NDArray[np.int64] | None = None
    chunks: tuple[Chunk, ...] = field(default=())
    soft: NDArray[np.float16] | None = None


def text_key(document: Document) -> str:
    """What a document's soft tags are filed under: a restyled copy has a text of its own."""
    return hashlib.sha256(document.text.encode()).hexdigest()[:24]


def with_soft_tags(documents: list[Document], run: Path) -> list[Document]:
    """The documents with the soft tags that `train.teach` wrote into a teacher's run."""
    with np.load(run / SOFT_FILE) as saved:
        return [replace(document, soft=saved[text_key(document)]) for document in documents]


@cache
def load_tokenizer() -> Tokenizer:
    """The encoder's tokenizer; the shipped file truncates at 128 pieces, ours does not."""
    tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def layout_of(text: str) -> Layout:
    blocks = find_blocks(text)
    return Layout(blocks, (), find_quotations(text, blocks))


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def split_held_out(
    rows: list[dict[str, Any]], count: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(to fit on, held out to choose on): the `count` rows whose id has the least SHA-256 are held out."""
    ordered = sorted(rows, key=lambda row: digest(row["id"]))
    return ordered[count:], ordered[:count]


# --- attributions --------------------------------------------------------------------------------


def attribution_document(row: dict[str, Any], text: str | None = None) -> Document:
    """A document labelled with content, source and cue. `text` may be a restyled copy of equal length."""
    text = row["text"] if text is None else text
    pieces = cut_pieces(load_tokenizer(), text, layout_of(text))
    tags, chunks = np.zeros(len(pieces), np.int64), []
    for number, quote in enumerate(q for q in row["quotes"] if q["content"]):
        for role, key in enumerate(ROLES):
            for start, end in joined(text, quote[key]):
                low, high = piece_range(pieces, start, end)
                if low < high:
                    tags[low:high] = 2 + 2 * role
                    tags[low] = 1 + 2 * role
                    chunks.append(Chunk(low, high, role, number))
    return Document(row["id"], text, pieces, tags=tags, chunks=tuple(chunks))


def joined(text: str, fragments: list[list[int]]) -> list[tuple[int, int]]:
    """Fragments with only white space between them as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((s, e) for s, e in fragments):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def piece_range(pieces: Pieces, start: int, end: int) -> tuple[int, int]:
    """Pieces that share a character with [start, end), breaks at the edges left out."""
    low = int(np.searchsorted(pieces.ends, start, "right"))
    high = int(np.searchsorted(pieces.starts, end, "left"))
    while low < high and pieces.ids[low] == BREAK:
        low += 1
    while high > low and pieces.ids[high - 1] == BREAK:
        high -= 1
    return low, high


STYLES = {
    "single": ("‘’", "“”"),
    "straight": ('""', "''"),
    "curly": ("“”", "‘’"),
    "straight single": ("''", '""'),
}


def restyle(text: str, style: str) -> str:
    """A copy of equal length with its quotation marks in another style, or in lower case.

    PolNeAR's papers are American; British pages quote in single marks, wires in straight ones.
    """
    if style == "lower":
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    outer, nested = STYLES[style]
    signs = list(text)
    for quotation in layout_of(text).quotations:
        opening, closing = outer if quotation.depth % 2 == 0 else nested
        replace_marks(signs, quotation, opening, closing)
    return "".join(signs)


def replace_marks(signs: list[str], quotation: Quotation, opening: str, closing: str) -> None:
    """Replaces the marks of one quotation in place, where they are one character long."""
    span, inner = quotation.span, quotation.inner
    if quotation.style == "block" or not quotation.closed or len(quotation.inner_parts) > 1:
        return
    if inner.start - span.start == 1 and span.end - inner.end == 1:
        signs[span.start], signs[span.end - 1] = opening, closing


def polnear_documents(
    folder: Path, held_out: int, seed: int, restyled: float
) -> tuple[list[Document], list[Document]]:
    """(to fit on, held out): PolNeAR train, a share of it once more with its marks restyled."""
    fit, held = split_held_out(list(read_rows(folder / "polnear_train.jsonl.gz")), held_out)
    generator, documents = random.Random(seed), [attribution_document(row) for row in fit]
    for row in generator.sample(fit, int(restyled * len(fit))):
        style = generator.choice([*STYLES, "lower"])
        documents.append(attribution_document(row, restyle(row["text"], style)))
    return documents, [attribution_document(row) for row in held]


# --- names ---------------------------------------------------------------------------------------


def name_document(row: dict[str, Any]) -> Document:
    """A document labelled with names; capitalised words of a partly labelled set stay unlabelled.

    Longer entities are laid down first, so that a name inside another is kept only where the outer one
    is no name as we mean it ("John Kerry, the Secretary of State"): that stays unlabelled.
    """
    text = row["text"]
    pieces = cut_pieces(load_tokenizer(), text, layout_of(text))
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
            names[low:high] = 2 + 2 * ENTITIES.index(ours)
            names[low] -= 1
    return Document(row["id"], text, pieces, names=names)


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
    # how often each document of a set is taken; the silver and the novels are large and far from news
    "wikigold": 3,
    "wnut17": 1,
    "crossner": 2,
    "meantime": 3,
    "litbank": 0.3,
    "film_wiki_silver": 0.2,
}  # fmt: skip


def name_documents(folder: Path, seed: int) -> list[Document]:
    """Train documents of all sets with names, as often as NAME_SHARES says."""
    generator, documents = random.Random(seed), []
    for stem, share in NAME_SHARES.items():
        for row in read_rows(folder / f"{stem}.jsonl.gz"):
            times = int(share) + (generator.random() < share % 1)
            if row["split"] == "train" and row["text"].strip() and times:
                documents += [name_document(row)] * times
    return documents
