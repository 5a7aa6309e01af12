"""Runs the bundled network over an article, one window at a time, and decodes what it says.

One window at a time, because the int8 network takes its number ranges from what it is given: so the
labels of a text depend on that text alone, never on a batch, a thread count or an order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import ModelError
from onrecord.language.labels import ENTITIES, ROLES, Floats, Stretch, decode_bio
from onrecord.language.linking import LinkWeights, group_stretches, link_stretches
from onrecord.language.pieces import CLS, SEP, Pieces, cut_pieces, cut_windows
from onrecord.values import Article, Chunk, Entity, Labels, Layout, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
NO_LABELS = Labels((), (), ())


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of every piece: `tags` (pieces, 7), `names` (pieces, 9) logits and
    `vectors` (pieces, 4 * width), all float32."""

    tags: Floats
    names: Floats
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """The loaded network with its tokenizer. Load it once, use it for any number of articles."""

    session: InferenceSession
    tokenizer: Tokenizer
    links: LinkWeights
    card: dict[str, Any]

    @classmethod
    def load(cls, threads: int = 1, folder: Path = WEIGHTS) -> Model:
        """The bundled model. `threads` changes its speed only, never its labels.

        Raises ModelError where a file of the model is missing or damaged.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            with np.load(folder / "links.npz") as saved:
                links = LinkWeights(int(saved["width"]), saved["distance"], saved["null"])
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the libraries raise types of their own; all mean the same here
            raise ModelError(
                f"{folder}: the language model cannot be loaded ({error}); reinstall onrecord"
            ) from error
        return cls(session, tokenizer, links, card)

    def label(self, article: Article, layout: Layout) -> Labels:
        """Content, source and cue stretches with their groups, and names, of one article."""
        pieces = cut_pieces(self.tokenizer, article.text, layout)
        if not len(pieces):
            return NO_LABELS
        scores = self.score(pieces)
        stretches = decode_bio(scores.tags, pieces)
        links = link_stretches(stretches, scores.vectors, pieces, self.links)
        return Labels(
            chunks=tuple(Chunk(ROLES[s.kind], place(s, pieces), s.score) for s in stretches),
            groups=tuple(group_stretches(stretches, links)),
            entities=tuple(
                Entity(ENTITIES[s.kind], place(s, pieces), s.score)
                for s in decode_bio(scores.names, pieces)
            ),
        )

    def score(self, pieces: Pieces) -> Scores:
        """The network's view of all pieces, window by window."""
        kept: list[list[Floats]] = [[], [], []]
        for window in cut_windows(pieces):
            ids = np.concatenate([[CLS], pieces.ids[window.context : window.end], [SEP]])
            bits = np.concatenate([[0], pieces.bits[window.context : window.end], [0]])
            found = self.session.run(None, {"ids": ids[None], "bits": bits[None]})
            first = 1 + window.core - window.context
            for head, values in zip(kept, found, strict=True):
                head.append(values[0, first : 1 + window.end - window.context])
        tags, names, vectors = (np.concatenate(head) for head in kept)
        return Scores(tags, names, vectors)


def place(stretch: Stretch, pieces: Pieces) -> Span:
    """The characters that a stretch of pieces covers."""
    return Span(int(pieces.starts[stretch.start]), int(pieces.ends[stretch.end - 1]))
