"""Speakers whom the words just before or after their statement give: letters read out, "We" under a
colon, "For a man who says …, Lund".

Called by `by_source`, where the source words themselves would mislead or say nothing.
"""

from __future__ import annotations

from onrecord.people import lexicon
from onrecord.people.casebook import Casebook, Settled
from onrecord.people.scene import Finding
from onrecord.values import Span

_SENDS = frozenset("sent wrote posted left emailed texted published had signed".split())


def speaker_read_out(book: Casebook, number: int) -> Settled | None:
    """The author of a document that the speaker reads out: "read from a letter that Lund sent"; nobody
    where the document is not the reader's and its author is not told."""
    statement, page = book.statements[number], book.page
    if not statement.cue or not statement.content:
        return None
    cue = list(page.between(statement.cue[0]))
    if not cue or page.words[cue[0]].lower not in lexicon.RECITING:
        return None
    reach = range(cue[-1] + 1, page.first_from(statement.content[0].start))
    document = next((i for i in reach if page.words[i].lower in lexicon.DOCUMENT_NOUNS), None)
    if document is None or page.words[cue[-1] + 1].lower in ("his", "her"):
        return None
    authors = {
        found.figure: found
        for i in reach
        if (found := book.findings.get(i)) is not None and _writes(book, i, document)
    }
    if len(authors) == 1:
        (found,) = authors.values()
        if found.figure is not None and found.figure >= 0:
            return book.named(found.figure, found.span, "whose words are read out", 0.75)
    return book.nobody(None, statement.source[0], "reads out what somebody else wrote")


def _writes(book: Casebook, index: int, document: int) -> bool:
    """Whether a mention is the writer's of a document: "Lund's letter", "a letter from Lund", "that Lund
    sent"."""
    page = book.page
    after = page.first_from(book.findings[index].span.end)
    last, before = page.words[after - 1], page.words[index - 1].lower if index else ""
    if after <= document:
        return last.possessive
    verb = page.words[after].lower if after < len(page.words) else ""
    return before in ("from", "by") or verb in _SENDS


def speaker_of_lead(book: Casebook, number: int, span: Span) -> Settled | None:
    """The subject of the sentence with a colon that ends the paragraph before an unquoted "We"."""
    page = book.page
    at = page.first_from(span.start)
    if at == 0 or page.words[at].quoted or page.words[at - 1].block == page.words[at].block:
        return _same_block(book, number, at)
    if not page.text[: span.start].rstrip(" \n\t\u00a0\"“‘'").endswith(":"):
        return None
    sentence = page.sentences[page.words[at - 1].sentence]
    found = {
        finding.figure: finding
        for i in page.between(sentence)
        if (finding := book.findings.get(i)) is not None
        and finding.figure is not None
        and finding.figure >= 0
        and i in book.walk.subjects
        and not page.words[i].quoted
    }
    if len(found) != 1:
        return None
    (finding,) = found.values()
    reason = "'we' under the colon of the sentence that introduces the words"
    return book.named(finding.figure or 0, finding.span, reason, 0.75)


def _same_block(book: Casebook, number: int, at: int) -> Settled | None:
    """The speaker of an earlier "We" of the same paragraph, if it was found by its lead."""
    block = book.page.words[at].block if at < len(book.page.words) else -1
    for other in book.statements_of(block):
        settled = book.settled.get(other)
        if other != number and settled is not None and "under the colon" in settled.speaker.reason:
            return settled
    return None


def subject_after_who(book: Casebook, index: int) -> Finding | None:
    """The subject that "For a man who says …, Lund" leads to: the first name after the clause's comma."""
    page = book.page
    if index < 3 or page.words[index - 3].lower != "for" or not page.words[index - 3].opens:
        return None
    sentence = page.sentences[page.words[index].sentence]
    after = [i for i in page.between(Span(page.words[index].start, sentence.end)) if i > index]
    for i in after:
        finding = book.findings.get(i)
        if page.words[i].quoted or finding is None or finding.form != "name":
            continue
        comma = page.text[: page.words[i].start].rstrip(" \"”’'").endswith(",")
        return finding if comma and i in book.walk.subjects else None
    return None
