"""How one wording stands to another: the answer that `check`, `trace` and `relate` build on.

Before: `words` splits texts, `wordings` reads the marks in them, `alignment` finds the stretch.
After: `relations` uses it within an article, the answers across articles.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.values import Change, RelationKind, Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a wording stands to the best matching stretch of a target.

    `kind` is the first that holds of spliced, altered, bracketed, shortened, fragment, verbatim;
    verbatim means the whole of the target. `changes` turn the target's words into the wording, in
    reading order. `start` and `end` bound the stretch in the target's text, `parts` are its pieces
    (more than one where words were left out or pieces joined). `missing` are stretches of the
    wording that the target does not have. `score` is the share of the wording that matches, 0 to 1.
    """

    kind: RelationKind
    changes: tuple[Change, ...]
    start: int
    end: int
    parts: tuple[Span, ...] = ()
    missing: tuple[Span, ...] = ()
    score: float = 1.0


def compare_wordings(words: str, target: str) -> Comparison | None:
    """How `words` stands to the best matching stretch of `target`; None where there is none.

    Typography is never a difference. None too where the two only share common words.
    """
    raise NotImplementedError
