"""How `trace` prints: the articles that tell an utterance as a tree, what they go back to, the occasions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.cli.page import NAME, QUIET, WARN, Page, counted, joined
from onrecord.publish.descents import descents_by_parent
from onrecord.publish.explain_report import Heads
from onrecord.publish.phrases import (
    LINKED,
    basis_words,
    changes_words,
    disputed_words,
    occasion_words,
    origin_words,
    said_words,
    source_words,
    speaker_words,
    via_words,
)
from onrecord.values import Descent, HeldOccasion, Lineage, Linked, Origin, Telling, Trace

DAY = len("2025-03-12") + 2
STEP = 3
LONGEST = 300
"""Longer words of a linked statement are shown by what is common alone."""
DEEPEST = 8
"""Deeper branches are drawn at this depth, so that words stay readable."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Where one article stands in the drawing: its first line's margin and that of its other lines."""

    first: str = ""
    rest: str = ""
    is_last: bool = True
    depth: int = 0

    def under(self, *, is_last: bool) -> Branch:
        """The place of something that hangs on this."""
        if self.depth >= DEEPEST:
            return Branch(self.first, self.rest, is_last, self.depth)
        first, rest = ("└─ ", "   ") if is_last else ("├─ ", "│  ")
        return Branch(self.rest + first, self.rest + rest, is_last, self.depth + 1)


def print_trace(page: Page, trace: Trace, heads: Heads) -> None:
    """The fullest wording and what it goes back to, then the tree of all articles, then shared changes."""
    page.paragraph(trace.wording)
    page.paragraph("— ", (speaker_words(trace.speaker), NAME))
    earliest = source_words(heads.get(trace.earliest.article), trace.earliest.article)
    page.paragraph((f"earliest held: {earliest}", QUIET))
    _print_origins(page, trace.lineage, heads)
    for disputed in trace.disputed:
        page.paragraph((f"disputed: {disputed_words(disputed)}", WARN))
    page.space()
    _Drawing(page, trace, heads).draw()
    _print_shared(page, trace.lineage, heads)
    _print_occasions(page, trace.occasions)
    _print_linked(page, trace.linked, heads)


def _print_origins(page: Page, lineage: Lineage, heads: Heads) -> None:
    """How many origins the articles go back to, each with its occasion and its articles."""
    if not lineage.origins:
        return
    articles = counted(sum(o.articles + o.copies for o in lineage.origins), "article")
    page.paragraph((f"{articles}, {counted(len(lineage.origins), 'origin')}:", QUIET))
    for origin in lineage.origins:
        page.paragraph((f"{_named(origin, heads)} · {origin_words(origin)}", QUIET), margin=2)


def _named(origin: Origin, heads: Heads) -> str:
    """An origin by its occasion, else by the article that has it first."""
    told = occasion_words(origin.occasion)
    if origin.article is None:
        return f"{told} (cited, not held)"
    return told or source_words(heads.get(origin.article), origin.article)


# --- the tree --------------------------------------------------------------------------------------------


class _Drawing:
    """Draws the articles of a trace, each under the one that it hangs on."""

    def __init__(self, page: Page, trace: Trace, heads: Heads) -> None:
        self.page, self.trace, self.heads = page, trace, heads
        self.under = descents_by_parent(trace.lineage)

    def draw(self) -> None:
        """The originals that are not held with what hangs on them, then the roots."""
        for number, gap in enumerate(self.trace.lineage.originals):
            told = occasion_words(gap.occasion)
            self.page.paragraph((told, NAME), margin=DAY, label="not held")
            cited = counted(len({c.article for c in gap.cited_by}), "article")
            told = f"the original, cited by {cited}; the record does not hold it with these words"
            self.page.paragraph((told, WARN), margin=DAY)
            self._draw_under(number, Branch())
            self.page.space()
        for descent in self.under[None]:
            self._draw_article(descent, Branch())
            self._draw_under(descent.article, Branch())
            self.page.space()

    def _draw_under(self, on: str | int, branch: Branch) -> None:
        found = self.under[on]
        for place, descent in enumerate(found):
            own = branch.under(is_last=place == len(found) - 1)
            self.page.paragraph(
                "", margin=len(branch.rest) + DAY + 1, label=f"{' ' * DAY}{branch.rest}│"
            )
            self._draw_article(descent, own)
            self._draw_under(descent.article, own)

    def _draw_article(self, descent: Descent, branch: Branch) -> None:
        """One article: its name and date, why it hangs there, and each telling of it."""
        tellings = [self.trace.tellings[number] for number in descent.tellings]
        day = tellings[0].published.isoformat() if tellings[0].published else "no date"
        head = self.heads.get(descent.article)
        name = tellings[0].outlet or (head.outlet if head else None) or descent.article
        kinds = ", ".join(dict.fromkeys(telling.kind for telling in tellings))
        self._line((name, NAME), "  ", (kinds, _style(tellings)), label=day, branch=branch)
        for telling in tellings:
            self._draw_telling(telling, branch)
        why = basis_words(descent.basis, descent.reason)
        self._line((why, QUIET), branch=branch)

    def _draw_telling(self, telling: Telling, branch: Branch) -> None:
        if telling.kind != "verbatim":
            self._line(_marked(telling.text), branch=branch)
        if told := via_words(telling.speaker):
            self._line((joined(telling.speaker.name, told), WARN), branch=branch)
        if telling.changes:
            self._line((changes_words(telling.changes), _style([telling])), branch=branch)
        if where := occasion_words(telling.occasion):
            self._line((where, QUIET), branch=branch)

    def _line(self, *pieces: str | tuple[str, str], label: str = "", branch: Branch) -> None:
        """One paragraph at a place of the drawing; its other lines keep the rails."""
        margin = DAY + len(branch.rest)
        first = label.ljust(DAY) + branch.first if label else " " * DAY + branch.rest
        self.page.paragraph(*pieces, margin=margin, label=first, rail=" " * DAY + branch.rest)


def _marked(words: str) -> str:
    """The words in quotation marks; a slice that brings its own stays as it is."""
    return words if words[:1] in "\"“‘'" else f"“{words}”"


def _style(tellings: Iterable[Telling]) -> str:
    return WARN if any(each.kind in ("altered", "spliced") for each in tellings) else QUIET


def _print_shared(page: Page, lineage: Lineage, heads: Heads) -> None:
    """The changes that several articles have: who has each first, and who has the same."""
    for shared in lineage.shared:
        first, *others = (source_words(heads.get(key), key) for key in shared.articles)
        page.paragraph((f"changed alike: {changes_words(shared.changes)}", WARN))
        page.paragraph(
            (f"first in {first}; the same in {joined(*others, by='; ')}", QUIET), margin=2
        )
        page.space()


def _print_linked(page: Page, linked: Sequence[Linked], heads: Heads) -> None:
    """What has some of the words and is not counted to the utterance: whose words it is, and why not."""
    if not linked:
        return
    page.paragraph((f"linked, not counted: {counted(len(linked), 'statement')}", QUIET))
    for each in linked:
        page.paragraph(
            (speaker_words(each.speaker), NAME), "  ", (LINKED[each.kind], WARN), margin=2
        )
        words = each.text if len(each.text) <= LONGEST else f"… {each.shared} …"
        page.paragraph(_marked(words), margin=4)
        source = source_words(heads.get(each.citation.article), each.citation.article)
        page.paragraph((source, QUIET), margin=4)
    page.space()


def _print_occasions(page: Page, occasions: Iterable[HeldOccasion]) -> None:
    """The occasions that several articles report: the days that all have in common, and each phrase."""
    for held in occasions:
        articles = dict.fromkeys(report.article.key for report in held.reports)
        if len(articles) < 2:
            continue
        whole = replace(held.reports[0].occasion, **_venue(held), said=held.said)
        page.paragraph((occasion_words(whole), NAME), f": one occasion in {len(articles)} articles")
        for report in held.reports:
            told = joined(*(f"“{phrase}”" for phrase in report.phrases))
            said = said_words(report.occasion.said)
            source = source_words(report.article, report.article.key)
            page.paragraph((joined(source, told, said, by=" · "), QUIET), margin=2)
        page.space()


def _venue(held: HeldOccasion) -> dict[str, Any]:
    return {
        "medium": held.medium,
        "outlet": held.outlet,
        "programme": held.programme,
        "interviewer": held.interviewer,
    }
