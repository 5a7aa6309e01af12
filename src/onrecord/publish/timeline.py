"""A timeline of what people said of a work: a row for each speaker, a mark for each statement, as plain SVG.

A day is a point, an interval a bar from its first day to its last; where only the latest day is known, an
arrow points back from it. Colours follow the reader's setting, light or dark. Before: `answers.explain`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree import ElementTree

from onrecord.publish.explain_report import Heads, first_words
from onrecord.publish.phrases import day_words, joined, occasion_words, said_words, source_words
from onrecord.values import Entry, Explanation

WIDTH, LEFT, RIGHT, TOP = 960, 200, 24, 78
LANE, ROW_SPACE = 16, 12
MARK = 5
"""Radius of a point, and half the height of a bar."""
BESIDE = 4
"""Units between two marks of one lane."""
LABEL_LETTERS = 26
TICKS = 10
"""At most so many dates under the rows."""
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
"""Months between two dates."""
SHORT_SPAN = 62
"""Days under which weeks are dated, not months."""
STYLE = """
:root {
  --ink: #1d1b18; --quiet: #5c564d; --line: #d5cdbf; --paper: #fdfcf9; --said: #1a56c4; --turned: #a11d21;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #ece7de; --quiet: #b3aba0; --line: #3a362f; --paper: #171614; --said: #8fb6ff; --turned: #ff9d94;
  }
}
.paper { fill: var(--paper); } .line { stroke: var(--line); stroke-width: 1; }
text { fill: var(--ink); font: 14px system-ui, sans-serif; } .quiet { fill: var(--quiet); font-size: 12px; }
.title { font-size: 18px; font-weight: 600; }
.said { fill: var(--said); stroke: var(--said); stroke-width: 2; }
.bar { fill-opacity: .45; stroke-width: 1; }
.refusal { fill: var(--paper); } .changed { fill: var(--turned); stroke: var(--turned); }
.open { stroke: var(--said); stroke-width: 2; fill: none; }
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement: its days (the first is None where only the last is known) and what it is called."""

    entry: Entry
    first: date | None
    last: date
    title: str

    @property
    def kind(self) -> str:
        """What is to be seen of it: that it refuses, or takes back what was said before."""
        if any(against.kind == "changed" for against in self.entry.against):
            return "changed"
        return "refusal" if self.entry.kind == "refusal" else ""


@dataclass(frozen=True, slots=True)
class Row:
    """The statements of one speaker, in lanes in which no mark stands on another."""

    name: str
    lanes: tuple[tuple[Mark, ...], ...]

    @property
    def height(self) -> int:
        """Units that the row takes."""
        return LANE * len(self.lanes) + ROW_SPACE


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a day stands between the first and the last."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """The distance of a day from the left edge.

        >>> Scale(date(2025, 1, 1), date(2025, 1, 11)).at(date(2025, 1, 6))
        568.0
        """
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def draw_timeline(explanation: Explanation, heads: Heads) -> str:
    """The timeline as an SVG document; with no dated statement a sheet that says so."""
    marks = list(marks_of(explanation, heads))
    undated = sum(1 for _ in said_entries(explanation)) - len(marks)
    if not marks:
        return written(sheet(explanation, 0, (), 120, "No statement about it has a date."))
    days = [day for mark in marks for day in (mark.first, mark.last) if day is not None]
    margin = timedelta(days=max(3, (max(days) - min(days)).days // 40))
    scale = Scale(min(days) - margin, max(days) + margin)
    rows = rows_of(marks, scale)
    height = TOP + sum(row.height for row in rows) + 70
    note = f"{undated} more without a date are not shown." if undated else ""
    return written(sheet(explanation, len(marks), drawn(rows, scale, height), height, note))


# --- what is drawn --------------------------------------------------------------------------------


def said_entries(explanation: Explanation) -> Iterator[Entry]:
    """What people said, each entry once, in the order of the sections."""
    seen = set()
    for section in explanation.sections:
        for entry in section.entries:
            if entry.kind != "passage" and entry.citation not in seen:
                seen.add(entry.citation)
                yield entry


def marks_of(explanation: Explanation, heads: Heads) -> Iterator[Mark]:
    """The statements that have a day, or were printed on one."""
    for entry in said_entries(explanation):
        head = heads.get(entry.citation.article)
        printed = head.published if head else None
        last = entry.occasion.latest or printed
        if last is not None:
            source = source_words(head, entry.citation.article)
            where = occasion_words(entry.occasion) or joined("by", said_words(f"../{last}"), by=" ")
            told = joined(entry.speaker.name or "speaker not named", where, source, by=" · ")
            yield Mark(entry, entry.occasion.earliest, last, f"{first_words(entry.text)} — {told}")


def rows_of(marks: Iterable[Mark], scale: Scale) -> list[Row]:
    """A row for each speaker, who spoke first on top; nobody named below."""
    own: dict[str, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.first or mark.last, mark.last)):
        own.setdefault(mark.entry.speaker.name or "", []).append(mark)
    unnamed = own.pop("", [])
    rows = [Row(name, lanes_of(found, scale)) for name, found in own.items()]
    return [*rows, Row("not named", lanes_of(unnamed, scale))] if unnamed else rows


def lanes_of(marks: Sequence[Mark], scale: Scale) -> tuple[tuple[Mark, ...], ...]:
    """The marks in as few lanes as keep them apart."""
    lanes: list[list[Mark]] = []
    ends: list[float] = []
    for mark in marks:
        start, end = extent(mark, scale)
        at = next((n for n, taken in enumerate(ends) if taken + BESIDE <= start), len(lanes))
        if at == len(lanes):
            lanes.append([])
            ends.append(end)
        lanes[at].append(mark)
        ends[at] = end
    return tuple(map(tuple, lanes))


def extent(mark: Mark, scale: Scale) -> tuple[float, float]:
    """From where to where a mark is drawn."""
    last = scale.at(mark.last)
    if mark.first is None:
        return last - 4 * MARK, last + MARK
    return scale.at(mark.first) - MARK, last + MARK


def dates_of(scale: Scale) -> Iterator[tuple[date, str]]:
    """The days that are named under the rows: weeks of a short span, else first days of months."""
    if (scale.last - scale.first).days <= SHORT_SPAN:
        step = max(1, -(-(scale.last - scale.first).days // TICKS))
        for number in range(0, (scale.last - scale.first).days + 1, step):
            day = scale.first + timedelta(days=number)
            yield day, f"{day.day} {day:%b}"
        return
    months = 12 * (scale.last.year - scale.first.year) + scale.last.month - scale.first.month
    step = next((step for step in STEPS if months / step <= TICKS), STEPS[-1])
    for number in range(12 * scale.first.year, 12 * scale.last.year + 12, step):
        day = date(number // 12, number % 12 + 1, 1)
        if scale.first <= day <= scale.last:
            yield day, f"{day:%b} {day.year}" if step < STEPS[4] else str(day.year)


# --- how it is drawn --------------------------------------------------------------------------------


def sheet(
    explanation: Explanation,
    count: int,
    content: Iterable[ElementTree.Element],
    height: int,
    note: str,
) -> ElementTree.Element:
    """The whole drawing with its title."""
    svg = ElementTree.Element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH} {height}", "role": "img"},
    )
    name = f"Who said what of {explanation.work}, and when"
    labelled(svg, "title", name)
    labelled(svg, "desc", f"{count} statements by speaker and date of saying. {note}".strip())
    labelled(svg, "style", STYLE)
    ElementTree.SubElement(svg, "rect", {"class": "paper", "width": "100%", "height": "100%"})
    labelled(svg, "text", name, {"class": "title", "x": "16", "y": "30"})
    as_of = f"As of {day_words(explanation.as_of.isoformat())}." if explanation.as_of else ""
    told = joined("A point is a day, a bar an interval, an arrow “by then”.", as_of, note, by=" ")
    labelled(svg, "text", told, {"class": "quiet", "x": "16", "y": "50"})
    svg.extend(content)
    return svg


def drawn(rows: Sequence[Row], scale: Scale, height: int) -> Iterator[ElementTree.Element]:
    """Dates, rows and what the marks mean."""
    bottom = TOP + sum(row.height for row in rows)
    for day, label in dates_of(scale):
        at = str(scale.at(day))
        yield line({"x1": at, "x2": at, "y1": str(TOP - 6), "y2": str(bottom)})
        yield made(
            "text",
            label,
            {"class": "quiet", "x": at, "y": str(bottom + 18), "text-anchor": "middle"},
        )
    top = TOP
    for row in rows:
        yield from draw_row(row, scale, top)
        top += row.height
    yield from legend(height - 18)


def draw_row(row: Row, scale: Scale, top: int) -> Iterator[ElementTree.Element]:
    """One speaker's name and marks."""
    yield line({"x1": "16", "x2": str(WIDTH - RIGHT), "y1": str(top), "y2": str(top)})
    name = row.name if len(row.name) <= LABEL_LETTERS else f"{row.name[: LABEL_LETTERS - 1]}…"
    yield made("text", name, {"x": "16", "y": str(top + row.height / 2 + 5)})
    for number, lane in enumerate(row.lanes):
        middle = top + ROW_SPACE / 2 + LANE * number + LANE / 2
        yield from (draw_mark(mark, scale, middle) for mark in lane)


def draw_mark(mark: Mark, scale: Scale, middle: float) -> ElementTree.Element:
    """One statement, with its words for who points at it."""
    group = ElementTree.Element("g")
    labelled(group, "title", mark.title)
    kind = joined("said", mark.kind, by=" ")
    last = scale.at(mark.last)
    if mark.first is None:
        path = f"M {last} {middle} h {-4 * MARK} m 6 -4 l -6 4 l 6 4"
        ElementTree.SubElement(group, "path", {"class": "open", "d": path})
    if mark.first is None or mark.first == mark.last:
        point = {"class": kind, "cx": str(last), "cy": str(middle), "r": str(MARK)}
        ElementTree.SubElement(group, "circle", point)
        return group
    start = scale.at(mark.first)
    bar = {"class": f"{kind} bar", "x": str(start), "y": str(middle - MARK), "rx": str(MARK)}
    size = {"width": str(round(max(2 * MARK, last - start), 1)), "height": str(2 * MARK)}
    ElementTree.SubElement(group, "rect", bar | size)
    return group


def legend(middle: float) -> Iterator[ElementTree.Element]:
    """What the kinds of marks mean."""
    at = 24
    for kind, label in (
        ("", "says"),
        ("refusal", "declines to explain"),
        ("changed", "takes back what was said"),
    ):
        circle = {
            "class": joined("said", kind, by=" "),
            "cx": str(at),
            "cy": str(middle - 4),
            "r": str(MARK),
        }
        yield ElementTree.Element("circle", circle)
        yield made("text", label, {"class": "quiet", "x": str(at + 12), "y": str(middle)})
        at += 40 + 7 * len(label)


def line(places: dict[str, str]) -> ElementTree.Element:
    """A thin line."""
    return ElementTree.Element("line", {"class": "line", **places})


def made(tag: str, text: str, attributes: dict[str, str]) -> ElementTree.Element:
    """An element with text in it."""
    element = ElementTree.Element(tag, attributes)
    element.text = clean(text)
    return element


def labelled(
    parent: ElementTree.Element, tag: str, text: str, attributes: dict[str, str] | None = None
) -> None:
    """Adds an element with text in it."""
    parent.append(made(tag, text, attributes or {}))


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    control = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�")
    return text.translate(control).encode("utf-8", "replace").decode("utf-8")


def written(svg: ElementTree.Element) -> str:
    """The drawing as a document."""
    ElementTree.indent(svg)
    return ElementTree.tostring(svg, encoding="unicode") + "\n"
