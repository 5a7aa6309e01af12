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
from onrecord.language.gist import FILE as TOPICS_FILE
from onrecord.language.gist import TopicGist, TopicHead
from onrecord.language.labels import ACTS, ENTITIES, ROLES, Floats, Stretch, decode_bio, softmax
from onrecord.language.linking import CUE, group_stretches, link_stretches
from onrecord.language.mentions import find_mentions
from onrecord.language.pieces import CLS, SEP, Pieces, Window, cut_pieces, cut_windows
from onrecord.language.pointing import Pointer
from onrecord.language.scores import Collector, Outputs, Scores
from onrecord.language.titles import TitleHead, TitleSight, states_of
from onrecord.language.venues import VenueHead, VenueSight
from onrecord.values import Article, Chunk, Entity, Labels, Layout, Mention, ModelName, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
NO_LABELS = Labels((), (), ())


@dataclass(frozen=True, slots=True)
class Model:
    """The loaded network with its tokenizer. Load it once, use it for any number of articles.

    `lower` is the network up to its early exit, `upper` the layers above; None where the early exit is all
    that is asked for. `pointers` are the small parameters of the heads that point: "early", "link", "coref";
    `venues` are those of the head that is asked for the venue of a statement, `titles` those of the one that
    is asked for titles of works, `topics` for topics; None in a model without it.
    """

    lower: InferenceSession
    upper: InferenceSession | None
    tokenizer: Tokenizer
    pointers: dict[str, Pointer]
    card: dict[str, Any]
    venues: VenueHead | None = None
    titles: TitleHead | None = None
    topics: TopicHead | None = None

    @classmethod
    def load(cls, threads: int = 1, folder: Path = WEIGHTS, name: ModelName = "default") -> Model:
        """The bundled model. `threads` changes its speed only, never its labels; `name` "fast" is the
        same network left at its early exit.

        Raises ModelError where a file of the model is missing or damaged.
        """
        from tokenizers import Tokenizer

        try:
            card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            with np.load(folder / "pointers.npz") as saved:
                pointers = {
                    head: Pointer(
                        int(saved[f"{head}_width"]),
                        saved[f"{head}_distance"],
                        saved[f"{head}_null"],
                    )
                    for head in ("early", "link", "coref")
                }
            lower = open_session(folder / "lower.onnx", threads)
            upper = open_session(folder / "upper.onnx", threads) if name == "default" else None
            asked = folder / "venues.npz"
            venues = VenueHead.load(asked) if upper and asked.exists() else None
            asked = folder / "titles.npz"
            titles = TitleHead.load(asked) if upper and asked.exists() else None
            asked = folder / TOPICS_FILE
            topics = TopicHead.load(asked) if asked.exists() else None
        except Exception as error:  # the libraries raise types of their own; all mean the same here
            raise ModelError(
                f"{folder}: the language model cannot be loaded ({error}); reinstall onrecord"
            ) from error
        return cls(lower, upper, tokenizer, pointers, card, venues, titles, topics)

    def label(self, article: Article, layout: Layout) -> Labels:
        """Content, source and cue stretches with their groups, names and mentions of one article."""
        pieces = cut_pieces(self.tokenizer, article.text, layout)
        if not len(pieces):
            return NO_LABELS
        scores = self.score(pieces)
        stretches = decode_bio(scores.logits["tags"], pieces)
        pointer = self.pointers["link" if self.upper else "early"]
        links = link_stretches(stretches, scores.links, pieces, pointer)
        names = decode_bio(scores.logits["names"], pieces)
        return Labels(
            chunks=tuple(to_chunk(stretch, pieces, scores) for stretch in stretches),
            groups=tuple(group_stretches(stretches, links)),
            entities=tuple(Entity(ENTITIES[s.kind], place(s, pieces), s.score) for s in names),
            mentions=self.mentions(names, pieces, scores),
            quoting=quoting(layout, pieces, scores),
            sight=self.sight(pieces, scores),
            titles=self.title_sight(pieces, scores),
            gist=self.gist(pieces, scores),
        )

    def sight(self, pieces: Pieces, scores: Scores) -> VenueSight | None:
        """What can be asked for the venues of statements; None where the network has no such head."""
        if self.venues is None or scores.venues is None:
            return None
        return VenueSight(self.venues, scores.venues, pieces.starts, pieces.ends, pieces.first)

    def title_sight(self, pieces: Pieces, scores: Scores) -> TitleSight | None:
        """What can be asked for titles of works; None where the network has no such head."""
        if self.titles is None or scores.titles is None:
            return None
        return TitleSight(self.titles, scores.titles, pieces.starts, pieces.ends)

    def gist(self, pieces: Pieces, scores: Scores) -> TopicGist | None:
        """What can be asked for topics; None in a model without that head."""
        if self.topics is None or scores.topics is None:
            return None
        return TopicGist(self.topics, pieces.ids, scores.topics, pieces.starts, pieces.ends)

    def mentions(self, names: list[Stretch], pieces: Pieces, scores: Scores) -> tuple[Mention, ...]:
        """Mentions of people and bodies in text order; none where the network has no such head."""
        if "mentions" not in scores.logits:
            return ()
        others = decode_bio(scores.logits["mentions"], pieces)
        found = find_mentions(names, others, scores.coref, self.pointers["coref"])
        return tuple(
            Mention(f.kind, place(f.stretch, pieces), f.stretch.score, f.antecedents, f.first)
            for f in found
        )

    def score(self, pieces: Pieces) -> Scores:
        """The network's view of all pieces, window by window."""
        collector = Collector()
        for window in cut_windows(pieces):
            outputs = self.run(pieces, window)
            first = 1 + window.core - window.context
            core = slice(first, 1 + window.end - window.context)
            kept = {head: values[0, core] for head, values in outputs.items()}
            collector.add(kept, pieces.first[window.core : window.end])
        return collector.scores()

    def states(self, pieces: Pieces, window: Window) -> Floats:
        """The lower network's states of the pieces of one window, (pieces, w): what heads are taught on."""
        hidden: Floats = run_session(self.lower, feed(pieces, window), ["hidden"])["hidden"][0]
        first = 1 + window.core - window.context
        return hidden[first : 1 + window.end - window.context]

    def run(self, pieces: Pieces, window: Window) -> Outputs:
        """What the heads say of one window with its context, (1, pieces + 2, classes) each."""
        given = feed(pieces, window)
        wanted = outputs_of(self.lower) if self.upper is None else ["hidden"]
        outputs = run_session(self.lower, given, wanted)
        hidden = {"hidden": outputs.pop("hidden")}
        if self.upper is not None:
            outputs = run_session(self.upper, hidden, outputs_of(self.upper))
        if self.titles is not None:
            narrowed = self.titles.narrowed(states_of(hidden, outputs))
            outputs["titles"] = narrowed.astype(np.float32)
        if self.topics is not None:
            outputs["topics"] = self.topics.lean(hidden["hidden"])
        return outputs


def feed(pieces: Pieces, window: Window) -> Outputs:
    """What the lower network is given of one window with its context, (1, pieces + 2) each."""
    ids = np.concatenate([[CLS], pieces.ids[window.context : window.last], [SEP]])
    bits = np.concatenate([[0], pieces.bits[window.context : window.last], [0]])
    return {"ids": ids[None], "bits": bits[None]}


def open_session(path: Path, threads: int) -> InferenceSession:
    """A network file on onnxruntime."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def outputs_of(session: InferenceSession) -> list[str]:
    """The names of what a network file gives."""
    return [output.name for output in session.get_outputs()]


def run_session(session: InferenceSession, given: Outputs, names: list[str]) -> Outputs:
    """The named outputs of a network file."""
    return dict(zip(names, session.run(names, given), strict=True))


def place(stretch: Stretch, pieces: Pieces) -> Span:
    """The characters that a stretch of pieces covers."""
    return Span(int(pieces.starts[stretch.start]), int(pieces.ends[stretch.end - 1]))


def to_chunk(stretch: Stretch, pieces: Pieces, scores: Scores) -> Chunk:
    """A stretch as a chunk; a cue with the act that its pieces say together."""
    chunk = Chunk(ROLES[stretch.kind], place(stretch, pieces), stretch.score)
    if stretch.kind != CUE or "acts" not in scores.logits:
        return chunk
    acts = softmax(scores.logits["acts"][stretch.start : stretch.end]).mean(axis=0)
    best = int(acts.argmax())
    return Chunk(chunk.role, chunk.span, chunk.score, ACTS[best], float(acts[best]))


def quoting(layout: Layout, pieces: Pieces, scores: Scores) -> tuple[float, ...]:
    """For each quotation the probability, at its opening mark, that somebody's words stand in it."""
    if "marks" not in scores.logits:
        return ()
    starts = np.array([q.span.start for q in layout.quotations], np.int64)
    places = np.searchsorted(pieces.ends, starts, "right").clip(max=len(pieces) - 1)
    return tuple(softmax(scores.logits["marks"][places])[:, 1].tolist())
