"""Speakers of a dialogue's lines that nobody is said to speak: two people take turns.

Called by `settle` last, for what neither source words nor the text around a line have settled. News copy
quotes one person in paragraph after paragraph, novels and scripts two in turn: which of the two an article
does is told by its lines, and only a dialogue has replies.
"""

from __future__ import annotations

import itertools

from onrecord.people.by_context import again, identity, is_settled, starts_block
from onrecord.people.casebook import Casebook, Settled
from onrecord.values import Span

FEWEST_LINES = 3
"""Lines that may be replies from which a text is a dialogue."""
MOST_WORDS = 12
"""Words of a paragraph that may be a reply without being a question."""
MOST_ACTION = 24
"""Words of a paragraph that tells what the one who speaks next does."""
REACH = 6
"""Paragraphs above a run of lines in which the other one of the talk is looked for."""


def is_dialogue(book: Casebook) -> bool:
    """Whether several paragraphs are a question or a short line in marks that nobody is said to speak."""
    lines = 0
    for block in range(len(book.page.blocks)):
        number = _opening(book, block)
        if number is None:
            continue
        statement = book.statements[number]
        words = sum(len(book.page.between(span)) for span in statement.content)
        asks = "?" in statement.content[-1].of(book.page.text)
        lines += not statement.source and (asks or words <= MOST_WORDS)
    return lines >= FEWEST_LINES


def settle_replies(book: Casebook) -> None:
    """Settles the open lines of each run of paragraphs that open with a line."""
    block = 0
    while block < len(book.page.blocks):
        lines = _run_from(book, block)
        if lines:
            _settle_run(book, lines, block)
        block += max(1, len(lines))


def _run_from(book: Casebook, block: int) -> list[int]:
    """The opening lines of the paragraphs from one on, up to the first that opens with none."""
    lines: list[int] = []
    while (number := _opening(book, block + len(lines))) is not None:
        lines.append(number)
    return lines


def _settle_run(book: Casebook, lines: list[int], block: int) -> None:
    """Fills in a run from the lines that are known, if two people speak in it and in turn."""
    acting = None if is_settled(book.settled[lines[0]]) else _by_action(book, block - 1)
    if acting is not None:
        _settle_paragraph(book, lines[0], acting)
    above = [n for n in book.statements_of(block - 1) if book.statements[n].quoted]
    for before, line in itertools.pairwise([*above[-1:], *lines]):
        told = None if is_settled(book.settled[line]) else _addressed(book, before)
        if told is not None:
            _settle_paragraph(book, line, told)
    known = {place: n for place, n in enumerate(lines) if is_settled(book.settled[n])}
    speakers = {identity(book.settled[n]): n for n in known.values()}
    if len(speakers) == 1:
        speakers.update(_partner(book, block, next(iter(speakers))))
    if not known or not speakers:
        return
    for place, number in enumerate(lines):
        if place in known:
            continue
        told = _by_turn(book, place, known, speakers)
        if told is not None:
            _settle_paragraph(book, number, told)


def _by_action(book: Casebook, block: int) -> Settled | None:
    """Whoever alone acts in a short paragraph without words, right above a line: "Lund chuckled." """
    if block < 0 or block in book.page.headings or book.statements_of(block):
        return None
    words = book.page.between(book.page.blocks[block])
    acting = [book.findings[at] for at in words if at in book.walk.subjects and at in book.findings]
    others = {book.findings[at].figure for at in words if at in book.findings}
    if len(words) > MOST_ACTION or not acting or len({f.figure for f in acting}) > 1:
        return None
    figure = acting[0].figure
    if figure is None or figure < 0 or others - {figure}:
        return None
    if book.figure(figure).kind not in ("person", "character"):
        return None
    return book.named(figure, acting[0].span, "acts right before the line, with nobody else", 0.65)


def _addressed(book: Casebook, line: int) -> Settled | None:
    """Whoever a line calls by name, between commas or marks, and so is next to speak: "Well, Lund?" """
    found: set[int] = set()
    for span in book.statements[line].quoted:
        for at in book.page.between(span):
            number = book.name_at.get(at)
            if number is None or not _is_called(book, span, number):
                continue
            found.update(book.roster.bearers[number])
    if len(found) != 1 or book.settled[line].figure in found:
        return None
    (figure,) = found
    if book.figure(figure).kind not in ("person", "character"):
        return None
    return book.named(figure, None, "the line before calls this one by name", 0.7)


def _is_called(book: Casebook, span: Span, number: int) -> bool:
    """Whether a name inside quoted words stands apart from them, as one that somebody is called by."""
    name, text = book.names[number], book.page.text
    start, end = name.span.start, name.span.end
    before = text[span.start : start].rstrip()
    after = text[end : span.end].lstrip()
    return (
        (not before or before[-1] in ",!?.—–-")
        and (not after or after[0] in ",!?.—–-")
        and (before[-1:] == "," or after[:1] in {",", "!", "?"})
    )


def _by_turn(
    book: Casebook, place: int, known: dict[int, int], speakers: dict[object, int]
) -> Settled | None:
    """Whose turn a line is, counted from the nearest known lines before and after it."""
    before = max((p for p in known if p < place), default=None)
    after = min((p for p in known if p > place), default=None)
    sides = [(known[p], abs(place - p)) for p in (before, after) if p is not None]
    counted = [(_counted(book, line, steps, speakers), steps) for line, steps in sides]
    views = [view for view, _ in counted if view is not None]
    if not views or len({identity(book.settled[view]) for view in views}) > 1:
        return None
    if len(views) == 1 and (len(speakers) != 2 or any(steps % 2 for _, steps in counted)):
        return None  # seen from one side only, the next speaker is right half of the time
    return again(book, views[0], "two speak in turn, and it is this one's turn", 0.6)


def _counted(book: Casebook, line: int, steps: int, speakers: dict[object, int]) -> int | None:
    """A line of whoever speaks so many lines from a known one, if two speak."""
    if steps % 2 == 0:
        return line
    others = [n for who, n in speakers.items() if who != identity(book.settled[line])]
    return others[0] if len(others) == 1 else None


def _partner(book: Casebook, block: int, speaker: object) -> dict[object, int]:
    """The other one of a talk: who last spoke before a run, a few paragraphs above."""
    for above in range(block - 1, max(-1, block - 1 - REACH), -1):
        for number in reversed(book.statements_of(above)):
            settled = book.settled[number]
            quoted = book.statements[number].quoted
            if quoted and is_settled(settled) and identity(settled) != speaker:
                return {identity(settled): number}
    return {}


def _settle_paragraph(book: Casebook, number: int, settled: Settled) -> None:
    """Gives a line, and the paragraph's other lines that are open, to a speaker."""
    start = book.statements[number].content[0].start
    at = book.page.first_from(start)
    for other in book.statements_of(book.page.words[at].block):
        if not book.statements[other].source and not is_settled(book.settled[other]):
            book.settled[other] = settled


def _opening(book: Casebook, block: int) -> int | None:
    """The quoted statement that a paragraph opens with."""
    for number in book.statements_of(block):
        statement = book.statements[number]
        at = book.page.first_from(statement.content[0].start)
        if statement.quoted and at < len(book.page.words) and starts_block(book, at):
            return number
    return None
