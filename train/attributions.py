"""Documents labelled with who said what, and with what their quotation marks and cues mean.

PolNeAR labels all three roles; GUM and the UD treebanks label attributions by rule, LitBank quoted speech
without cue and source: what they do not label stays unlabelled. Comes after `data.py`.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.language.labels import ACTS, ROLES
from onrecord.language.linking import CONTENT, CUE
from onrecord.language.pieces import Pieces, cut_pieces
from onrecord.statements.acts import WORD, act_of, says
from onrecord.values import Layout

from .data import (
    IGNORE,
    Chunk,
    Document,
    Labels,
    digest,
    joined,
    layout_of,
    load_tokenizer,
    piece_range,
    read_fit,
    read_rows,
    split_held_out,
    write_bio,
)
from .styles import STYLES, restyle

SOFT_FILE = "soft.npz"
FEWEST_QUOTED = 3
"""Words: fewer in marks inside a longer reported clause may be a name or a scare quote as well."""

Rows = list[dict[str, Any]]


def attribution_document(row: dict[str, Any], text: str | None = None) -> Document:
    """A document whose attributions are all labelled. `text` may be a restyled copy of equal length."""
    text = row["text"] if text is None else text
    layout = layout_of(text)
    pieces = cut_pieces(load_tokenizer(), text, layout)
    tags, acts, chunks = np.zeros(len(pieces), np.int64), unknown(pieces), []
    for number, quote in enumerate(q for q in row["quotes"] if q["content"]):
        for role, key in enumerate(ROLES):
            for start, end in joined(text, quote[key]):
                low, high = piece_range(pieces, start, end)
                if low < high:
                    write_bio(tags, low, high, role)
                    chunks.append(Chunk(low, high, role, number))
                    if role == CUE:
                        acts[low:high] = act_label(quote, row["text"][start:end])
    labels = {"tags": tags, "acts": acts, "marks": mark_labels(text, layout, pieces, tags)}
    return Document(row["id"], text, pieces, labels, tuple(chunks))


def unknown(pieces: Pieces) -> Labels:
    return np.full(len(pieces), IGNORE, np.int64)


def act_label(quote: dict[str, Any], cue: str) -> int:
    """The act of a cue: as its set says, else where our lexicon is sure, else IGNORE."""
    if "cue_class" in quote:
        known = quote["cue_class"]
        return ACTS.index(known) if known in ACTS else IGNORE
    quoted = quote["type"] != "indirect"
    act = act_of(cue, quoted)
    sure = act != "speech" or quoted or says(WORD.findall(cue.lower()))
    return ACTS.index(act) if sure else IGNORE


def mark_labels(text: str, layout: Layout, pieces: Pieces, tags: Labels) -> Labels:
    """At the opening mark of each quotation: 1 where somebody's words stand in it, 0 where none do.

    Words in marks inside a longer reported clause count when there are FEWEST_QUOTED of them.
    """
    labels = unknown(pieces)
    content = np.isin(tags, (1 + 2 * CONTENT, 2 + 2 * CONTENT))
    for quotation in layout.quotations:
        low, high = piece_range(pieces, quotation.inner.start, quotation.inner.end)
        opening = int(np.searchsorted(pieces.starts, quotation.span.start))
        if low >= high or opening >= low or quotation.depth:
            continue
        share, outside = float(content[low:high].mean()), not (opening and content[opening - 1])
        if share < 0.2:
            labels[opening] = 0
        elif share > 0.8 and (outside or len(quotation.inner.of(text).split()) >= FEWEST_QUOTED):
            labels[opening] = 1
    return labels


# --- PolNeAR -------------------------------------------------------------------------------------


def polnear_rows(folder: Path, held_out: int) -> tuple[Rows, Rows]:
    """(to fit on, held out): the rows of PolNeAR train."""
    return split_held_out(list(read_rows(folder / "polnear_train.jsonl.gz")), held_out)


def polnear_documents(
    folder: Path, held_out: int, seed: int, restyled: float, teacher: Path | None = None
) -> list[Document]:
    """PolNeAR train without what is held out, a share of it once more in other styles.

    With a `teacher`, the folder of its run, every document has its soft tags: a restyled copy those that the
    teacher gave the original, since it shows the student what the copy hides.
    """
    fit = polnear_rows(folder, held_out)[0]
    documents = [attribution_document(row) for row in fit]
    originals = dict(zip((row["id"] for row in fit), documents, strict=True))
    generator = random.Random(seed)
    for number, row in enumerate(generator.choices(fit, k=int(restyled * len(fit)))):
        style = STYLES[number % len(STYLES)]
        documents.append(attribution_document(row, restyle(row["text"], style)))
    if teacher is None:
        return documents
    with np.load(teacher / SOFT_FILE) as saved:
        soft = {name: saved[digest(name)] for name in originals}
    return [
        replace(d, soft=carried(soft[d.name], originals[d.name].pieces, d.pieces))
        for d in documents
    ]


def carried(soft: NDArray[np.float16], original: Pieces, copy: Pieces) -> NDArray[np.float16]:
    """Soft tags of the original's pieces for the pieces of a copy, by the places of their first signs."""
    if len(original) != len(soft):
        raise SystemExit("the teacher's soft tags are of another tokenizer: run train.teach again")
    return soft[np.maximum(np.searchsorted(original.starts, copy.starts, "right") - 1, 0)]


# --- sets with an open licence -------------------------------------------------------------------


def open_documents(folder: Path) -> list[Document]:
    """Train documents of GUM, the UD treebanks and LitBank with what they label of attributions.

    GUM: documents without interview turns, whose turns nobody labelled as content.
    """
    gum = [row for row in read_fit(folder / "gum_permissive.jsonl.gz") if not row["turns"]]
    treebanks = [r for r in read_rows(folder / "ud_speech.jsonl.gz", "train") if r["quotes"]]
    novels = [r for r in read_fit(folder / "litbank.jsonl.gz") if r["quotes"]]
    return [
        *(gum_document(row) for row in gum),
        *(only_labelled(attribution_document(row)) for row in treebanks),
        *(novel_document(row) for row in novels),
    ]


def gum_document(row: dict[str, Any]) -> Document:
    """Reported speech and thought; unlabelled are other clauses under a cue, and quoted words without one."""
    kept = [q for q in row["quotes"] if q["cue_class"] in ("speech", "thought")]
    others = [q for q in row["quotes"] if q["cue_class"] == "other"]
    document = attribution_document({**row, "quotes": kept})
    tags, pieces = document.labels["tags"].copy(), document.pieces
    spans = [span for q in others for key in ROLES for span in q[key]]
    spans += [[q.span.start, q.span.end] for q in layout_of(row["text"]).quotations]
    for start, end in spans:
        low, high = piece_range(pieces, start, end)
        tags[low:high][tags[low:high] == 0] = IGNORE
    return replace(document, labels={**document.labels, "tags": tags, "marks": unknown(pieces)})


def only_labelled(document: Document) -> Document:
    """The document with its unlabelled pieces unknown, those beside a stretch apart: it ends there."""
    tags = document.labels["tags"]
    near = tags > 0
    near = near | np.roll(near, 1) | np.roll(near, -1)
    known = np.where(near, tags, IGNORE)
    return replace(
        document, labels={**document.labels, "tags": known, "marks": unknown(document.pieces)}
    )


def novel_document(row: dict[str, Any]) -> Document:
    """Quoted speech as content; what is told around it is unknown, and so are cues and sources."""
    document = only_labelled(attribution_document(row))
    marks = np.where(document.labels["tags"] == 1 + 2 * CONTENT, 1, IGNORE)
    opens = document.pieces.bits & 8 > 0
    return replace(
        document,
        labels={**document.labels, "marks": np.where(opens, marks, IGNORE)},
        chunks=(),
    )
