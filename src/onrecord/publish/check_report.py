"""What `check` found, as a desk reads it: each verdict with its place, its words and whether it is a finding.

Before: `answers.check` judges, `answers.policies` excuses. After: `sarif` and `check_page` write it, the
command line prints it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from onrecord.publish.phrases import source_words
from onrecord.text import lay_out, words_in
from onrecord.values import Article, ArticleHead, Policy, Span, Verdict

Grade = Literal["finding", "note", "pass"]

TOLD: dict[str, str] = {
    "verbatim": "The whole of what the source has in quotation marks, word for word.",
    "fragment": "A part of the source's words, unbroken and unchanged.",
    "shortened": "The source's words with an omission that is marked.",
    "bracketed": "The source's words; only what stands in brackets is different.",
    "altered": "Words were dropped, added, exchanged or moved without a mark.",
    "spliced": "Passages that stand apart in the sources are joined as one.",
    "not_found": "Neither the record nor the draft itself has these words.",
    "source_not_held": "The draft names an original that the record does not hold: get it and compare.",
    "qualifier_cut": "A negation, condition or limit right beside the words was left out.",
    "other_speaker": "The source gives these words to somebody else.",
    "disputed": "A correction, an editor's note or a denial is held against these words.",
}
"""What each verdict means, in one sentence."""
TO_DO: dict[str, str] = {
    "altered": "Print the source's words, or mark the change: … for words left out, [brackets] for yours.",
    "spliced": "Quote the passages one by one.",
    "not_found": "Find out who said it and where. Without a source, take it out.",
    "source_not_held": "Get the original, add it to the record, and check again.",
    "qualifier_cut": "Quote on to the words that limit it, or tell of the limit in your own.",
    "other_speaker": "Name whoever said it in the source, or find out which of the two is right.",
    "disputed": "Read what is held against the words, and say so if you print them.",
}
"""What a desk does about each verdict that asks for something."""
ASKING = ("source_not_held", "disputed")
"""Verdicts that are no findings by themselves and yet ask for a look."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One quotation of a draft. `line` and `column` count from 1, in code points; `words` are its words
    without the mark-up that a Markdown draft may have in them. `paragraph` counts from 1 where the lines of
    the text are not those of the file (HTML, DOCX)."""

    verdict: Verdict
    words: str
    told: tuple[str, ...]
    grade: Grade
    line: int
    column: int
    end_line: int
    end_column: int
    speaker: str | None
    source: str | None
    paragraph: int | None = None

    @property
    def place(self) -> str:
        """Where it is, as a reader of the draft finds it."""
        return f"paragraph {self.paragraph}" if self.paragraph else f"line {self.line}"

    @property
    def faults(self) -> tuple[str, ...]:
        """All that is said of it that asks for something."""
        return tuple(name for name in self.told if name in TO_DO)


@dataclass(frozen=True, slots=True)
class Report:
    """A checked draft with its judged quotations in text order."""

    draft: Article
    judged: tuple[Judged, ...]
    policy: Policy

    @property
    def findings(self) -> tuple[Judged, ...]:
        """What the desk has to mend."""
        return tuple(each for each in self.judged if each.grade == "finding")

    @property
    def name(self) -> str:
        """What the draft is called."""
        return self.draft.path or self.draft.key


@dataclass(frozen=True, slots=True)
class Shelf:
    """What sources are called: articles by key, the names of speakers by statement."""

    heads: Mapping[str, ArticleHead] = field(default_factory=dict)
    speakers: Mapping[str, str | None] = field(default_factory=dict)


class Lines:
    """The lines of a text, for places as an editor counts them."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1.

        >>> Lines("one\\ntwo").place(5)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def told_of(verdict: Verdict) -> tuple[str, ...]:
    """The names of all that a verdict says: the wording, then what else there is."""
    told: list[str] = [verdict.wording]
    told += ["qualifier_cut"] if verdict.context == "qualifier_cut" else []
    told += ["other_speaker"] if verdict.attribution == "other_speaker" else []
    return (*told, "disputed") if verdict.disputed else tuple(told)


def is_finding(verdict: Verdict, failing: frozenset[str]) -> bool:
    """Whether any part of the verdict is one that counts, and no policy excuses it."""
    told = {verdict.context, verdict.attribution, *(["disputed"] if verdict.disputed else [])}
    told |= set() if verdict.is_excused else {verdict.wording}
    return not failing.isdisjoint(told)


def report_of(
    draft: Article,
    verdicts: Sequence[Verdict],
    failing: frozenset[str],
    shelf: Shelf,
    policy: Policy = "strict",
) -> Report:
    """The report on a draft: `failing` are the verdicts that count as findings."""
    lines = Lines(draft.text)
    starts = [] if keeps_lines(draft) else [block.span.start for block in lay_out(draft).blocks]
    words = (words_in(draft, Span(v.start, v.end)) if draft.markup else v.text for v in verdicts)
    judged = (_judge(v, w, failing, shelf, lines) for v, w in zip(verdicts, words, strict=True))
    placed = (replace(j, paragraph=bisect_right(starts, j.verdict.start) or None) for j in judged)
    return Report(draft, tuple(placed), policy)


def keeps_lines(draft: Article) -> bool:
    """Whether the lines of a draft's text are those of its file: text and Markdown.

    >>> from onrecord.values import Block
    >>> keeps_lines(Article("a.docx", "v", "No.", blocks=(Block("paragraph", Span(0, 3)),)))
    False
    """
    name = (draft.path or "").lower().removesuffix(".gz")
    if name.endswith((".md", ".markdown")):
        return True
    return not (
        draft.blocks or draft.turns or draft.source_id or name.endswith((".jsonl", ".ndjson"))
    )


def _judge(
    verdict: Verdict, words: str, failing: frozenset[str], shelf: Shelf, lines: Lines
) -> Judged:
    source, told = verdict.source, told_of(verdict)
    grade: Grade = "note" if any(name in ASKING for name in told) else "pass"
    return Judged(
        verdict,
        words,
        told,
        "finding" if is_finding(verdict, failing) else grade,
        *lines.place(verdict.start),
        *lines.place(verdict.end),
        shelf.speakers.get(source.statement or "") if source else None,
        source_words(shelf.heads.get(source.article), source.article) if source else None,
    )
