"""Documents labelled with who is meant: names, nominals and pronouns of people and bodies, and their chains.

GUM and LitBank label every mention, MEANTIME most, GAP one pronoun and two names a document. Comes after
`data.py`.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.language.labels import MENTIONS
from onrecord.language.pieces import Pieces, cut_pieces

from .data import (
    Document,
    Labels,
    Mention,
    layout_of,
    load_tokenizer,
    piece_range,
    read_fit,
    write_bio,
)
from .names import name_document

PERSONAL = frozenset({"person", "organization", "PER", "ORG", "PERSON"})
PRONOUN, NOMINAL = MENTIONS.index("pronoun"), MENTIONS.index("nominal")
PRONOUNS = frozenset(
    """i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself
    she her hers herself it its itself they them their theirs themselves themself who whom whose
    one ones someone somebody anyone anybody everyone everybody nobody""".split()
)
LONGEST = 8
"""Words of a nominal: a longer one is cut before its first relative clause or comma."""


def kind_of(words: str, kind: str | None) -> str:
    """Whether a mention is a name, a nominal or a pronoun; GUM calls some full phrases pronouns."""
    if words.lower() in PRONOUNS:
        return "pronoun"
    return "name" if kind == "name" else "nominal"


def mention_document(row: dict[str, Any], *, complete: bool) -> Document:
    """A document with mentions and chains; `complete` where every mention is labelled.

    Names are labelled as names only where the set's names are names as we mean them (`name_document`).
    """
    text = row["text"]
    pieces = cut_pieces(load_tokenizer(), text, layout_of(text))
    personal = [e for e in row["entities"] if e["label"] in PERSONAL]
    labels: dict[str, Labels] = {}
    if complete:
        labels["mentions"] = mention_labels(text, pieces, personal)
    chain_of = {tuple(span): n for n, chain in enumerate(row["coref"]) for span in chain}
    mentions, alone = [], len(row["coref"])
    for place in sorted({(e["start"], e["end"]) for e in personal}):
        low, high = piece_range(pieces, *place)
        if low < high:
            chain = chain_of.get(place, alone)
            alone += chain == alone
            mentions.append(Mention(low, high, chain, complete or place in chain_of))
    return Document(row["id"], text, pieces, labels, mentions=tuple(mentions))


def mention_labels(text: str, pieces: Pieces, entities: Iterable[dict[str, Any]]) -> Labels:
    """BIO labels of pronouns and nominals. The inner of two nested ones keeps its pieces, the outer one the
    longest run of what is left."""
    labels = np.zeros(len(pieces), np.int64)
    for entity in sorted(entities, key=lambda e: e["end"] - e["start"]):
        words = text[entity["start"] : entity["end"]]
        kind = kind_of(words, entity.get("kind"))
        low, high = piece_range(pieces, entity["start"], entity["start"] + len(cut_words(words)))
        run = longest_run(labels[low:high] == 0)
        if kind == "name" or run[0] == run[1]:
            continue
        write_bio(labels, low + run[0], low + run[1], PRONOUN if kind == "pronoun" else NOMINAL)
    return labels


def cut_words(words: str) -> str:
    """A long phrase up to its first comma or relative pronoun.

    >>> cut_words("the tall man in the corner, who had said nothing all evening")
    'the tall man in the corner'
    """
    if len(words.split()) <= LONGEST:
        return words
    ends = [words.find(sign) for sign in (",", " who ", " which ", " that ", " whose ", "\n")]
    return words[: min((end for end in ends if end > 0), default=len(words))]


def longest_run(free: np.ndarray[Any, np.dtype[np.bool_]]) -> tuple[int, int]:
    """Start and end of the longest run of true values, (0, 0) where there is none."""
    best, start = (0, 0), -1
    for index, value in enumerate([*free.tolist(), False]):
        if value and start < 0:
            start = index
        elif not value and start >= 0:
            best = max(best, (start, index), key=lambda run: run[1] - run[0])
            start = -1
    return best


def pronoun_document(row: dict[str, Any]) -> Document | None:
    """GAP's pronoun and its two names; None where neither is meant or the name comes after the pronoun."""
    asked = row["gap"]
    names = [(asked[k], asked[f"{k}_coref"]) for k in ("A", "B")]
    meant = [place for place, same in names if same]
    if not meant or meant[0][0] > asked["pronoun"][0]:
        return None
    pieces = cut_pieces(load_tokenizer(), row["text"], layout_of(row["text"]))
    mentions = [
        Mention(*piece_range(pieces, *place), chain, sought)
        for place, chain, sought in (
            (names[0][0], 0 if names[0][1] else 1, False),
            (names[1][0], 0 if names[1][1] else 2, False),
            (asked["pronoun"], 0, True),
        )
    ]
    if any(m.start >= m.end for m in mentions):
        return None
    ordered = tuple(sorted(mentions, key=lambda m: m.start))
    return Document(row["id"], row["text"], pieces, mentions=ordered)


LITBANK_NAMES = 0.3
"""Share of LitBank's documents that are labelled with names too: they are novels' names of people and places,
without works, and with more of them names of news and web texts were found less."""


def mention_documents(folder: Path, seed: int) -> list[Document]:
    """Train documents with mentions, without those held out; a share of LitBank's has names too."""
    generator = random.Random(seed)
    documents: list[Document] = []
    for stem in ("gum_permissive", "litbank", "meantime"):
        for row in read_fit(folder / f"{stem}.jsonl.gz"):
            document = mention_document(row, complete=stem != "meantime")
            if stem == "litbank" and generator.random() < LITBANK_NAMES:
                names = name_document(row).labels["names"]
                document = replace(document, labels={**document.labels, "names": names})
            documents.append(document)
    pronouns = (pronoun_document(row) for row in read_fit(folder / "gap.jsonl.gz"))
    return documents + [document for document in pronouns if document]
