"""How `read` prints an article's statements: numbered, each with its speaker and place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from onrecord.cli.page import GRAVE, NAME, QUIET, WARN, Page, Piece, counted, joined
from onrecord.publish.phrases import (
    at_words,
    day_words,
    dispute_words,
    occasion_words,
    relation_words,
    speaker_words,
)
from onrecord.values import Account, Article, Relation, Statement

MARGIN = 5
FAULTY = ("altered", "spliced")


def print_account(page: Page, account: Account) -> None:
    """The article's heading, then every statement in it."""
    article = account.article
    print_article_heading(page, article)
    if not account.statements:
        page.paragraph("No statement found.", margin=MARGIN)
        page.space()
    numbers = {statement.id: number for number, statement in enumerate(account.statements, 1)}
    lines = LineNumbers(article.text)
    for statement in account.statements:
        print_statement(page, article, statement, numbers, lines)
    for dispute in account.disputes:
        told = " ".join(dispute.span.of(article.text).split())
        page.paragraph((f"{dispute_words(dispute)}: {told}", WARN), margin=MARGIN)
        page.space()
    named = sum(statement.speaker.name is not None for statement in account.statements)
    found = counted(len(account.statements), "statement")
    page.paragraph((f"{found}, {named} with a named speaker", QUIET))
    page.space()


def print_article_heading(page: Page, article: Article) -> None:
    """Headline, outlet, date and key, and what was repaired before reading."""
    published = day_words(article.published.isoformat()) if article.published else "date not known"
    page.paragraph((article.headline or article.key, NAME))
    page.paragraph((joined(article.outlet, published, by=" · "), QUIET))
    if article.headline:
        page.name(article.key)
    for repair in article.repairs:
        page.paragraph((f"repaired: {repair}", QUIET))
    page.space()


class LineNumbers:
    """Looks up the line, counted from 1, that a character of a text is in."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(place + 1 for place, mark in enumerate(text) if mark == "\n")]

    def of(self, offset: int) -> int:
        """The number of the line that the character at `offset` is in."""
        return bisect_right(self._starts, offset)


def print_statement(
    page: Page, article: Article, statement: Statement, numbers: dict[str, int], lines: LineNumbers
) -> None:
    """One statement: its words, who said them and where, what they were cut or changed from."""
    page.paragraph(
        *content_pieces(statement, article.text), margin=MARGIN, label=f"{numbers[statement.id]:>3}"
    )
    page.paragraph(*_attribution(statement), margin=MARGIN + 2, label=" " * MARGIN + "— ")
    for relation in statement.relations:
        page.paragraph(_relation_piece(relation, numbers), margin=MARGIN + 2)
    act = statement.act if statement.act != "speech" else None
    start = statement.content[0].start
    place = joined(f"line {lines.of(start)}", at_words(article.second_of(start)), by=" · ")
    page.paragraph((joined(place, statement.form, act, by=" · "), QUIET), margin=MARGIN + 2)
    page.space()


def content_pieces(statement: Statement, text: str) -> Iterator[Piece]:
    """The words of the statement; what stands between its spans ("he said") is set back."""
    end = statement.content[0].start
    for span in statement.content:
        if span.start > end:
            yield text[end : span.start], QUIET
        yield span.of(text)
        end = max(end, span.end)


def _attribution(statement: Statement) -> tuple[Piece, ...]:
    who = speaker_words(statement.speaker)
    where = occasion_words(statement.occasion)
    name: Piece = (who, NAME) if statement.speaker.name else who
    kind = " (character)" if statement.speaker.kind == "character" else ""
    return (name, kind, f" · {where}" if where else "")


def _relation_piece(relation: Relation, numbers: dict[str, int]) -> Piece:
    style = QUIET
    if relation.kind in FAULTY:
        style = GRAVE if any(change.grave for change in relation.changes) else WARN
    return relation_words(relation, str(numbers.get(relation.to, relation.to))), style
