"""Speakers of turns in a transcript: "LUND:", "Jo Lund:", "Q:" and "A:", "MAG:", questions in bold.

Called by `settle`. A turn's name is resolved to the fullest name that the introduction gives, or that the
speaker gives ("I'm Ada Moll"); `turn_labels` tells names from words for somebody who is not named.
"""

from __future__ import annotations

import re

from onrecord.people.bylines import name_in_byline
from onrecord.people.casebook import Casebook, Settled
from onrecord.people.names import fold
from onrecord.people.roster import Figure
from onrecord.people.turn_labels import ANSWERS, ASKS, calls_nobody, initials, is_role, plain_label
from onrecord.statements.interviews import stressed_words
from onrecord.values import Block, Evidence, Span, Speaker, Statement

_OPENING = 1_200
"""So many characters of a recording introduce those who speak, as the text above an interview does."""
_INTRODUCES = re.compile(
    r"(?:\bI['’]?m|\bI am|\b[Mm]y name is|\b[Mm]y name['’]s|\b[Tt]his is)\s(?:your\shost,?\s)?$"
)
_INTERVIEWED_BY = re.compile(
    r"\b(?:interview(?:ed)?(?:\sconducted)?|questions|hosted)\s(?:by|:)\s?$|\binterview:\s?$"
    r"|\byour\shost,?\s$",
    re.I,
)
_INTERVIEWS = re.compile(r"\s(?:interviews|interviewed)\s[A-Z]")
_MEETS = re.compile(
    r"\b(?:[Ii]nterview(?:s|ed)?(?: with)?|[Ii]n conversation with|Q&A with"
    r"|(?:spoke|speaks|talk(?:s|ed)?|chat(?:s|ted)?) (?:to|with)"
    r"|sat down with|caught up with|met(?: up)?(?: with)?)\s"
)
_FOR_OUTLET = re.compile(r",? (?:of|from|at|for) (?:the )?[A-Z]")
"""What follows a name that may be of whoever asks: "Lund talked to Mara Quill of the Gazette"."""
_NEAR, _LEAD = 90, 4
_BY_BYLINE = 0.75
"""How sure it is that an interview's writer asked the questions."""
_NOT_MET = re.compile(
    r"[.?!;]\s|\n|\b(?:about|on|over|after|before|called|one|some|several|two|people|whose|who|which|when"
    r"|while|during|for|because|at)\b"
)
"""Between "interviewed" and a name, what shows that the name is not of whoever was interviewed."""
_TALKS = re.compile(
    r"\s?(?::|(?:talks|tells|speaks|explains|discusses|reveals|on|in conversation|interviewed)\b)"
)
_CREDIT = re.compile(
    r"\b(?:by|words|text|photographs?|photos?|pictures?|images?)(?:\sby)?:?\s$", re.I
)

_TALK_LINE = re.compile(
    r"[^\n]*\b(?:interview(?:s|ed)?|conversation|Q&A|talk(?:s|ed)?|chat(?:s|ted)?|speaks|spoke)\b[^\n]*",
    re.I,
)
_PARTNER = re.compile(
    r"(?<![Pp]hotographs )(?<![Pp]ictures )(?<![Pp]hotos )\b(?:with|by)\s"
    r"((?:[^\W\d_a-z][\w'’-]+ ){1,3}[^\W\d_a-z][\w'’-]+)"
)
"""A whole name of those who talk, also in a heading: "An interview with Jo Lund, by Ana Ruiz"."""


def speaker_of_turn(book: Casebook, statement: Statement) -> Settled:
    """The speaker of a turn, by the words before its colon or by how it is set."""
    if not statement.source:
        return _unlabelled(book, statement)
    span = statement.source[0]
    label = plain_label(span.of(book.page.text))
    folded = fold(label)
    if folded in ANSWERS:
        return _answering(book, span, f"'{label}'")
    if folded in ASKS or calls_nobody(label):
        return _self_named(book, span, label) or _asking(book, span, label)
    figures = _called(book, folded)
    if len(figures) == 1:
        reason = f"'{label}' is {figures[0].name}, named so in the introduction"
        if fold(figures[0].name) == folded:
            reason = f"the turn is headed by {label}"
            if figures[0].name.isupper():
                spelled = _spelled_out(book, span, label)
                return spelled or _bare(book, span, label, figures[0].number)
        return book.named(figures[0].number, span, reason, 0.95)
    if len(figures) > 1:
        both = " or ".join(f.name for f in figures[:3])
        return book.nobody("person", span, f"'{label}' could be {both}")
    return (
        _self_named(book, span, label)
        or _spelled_out(book, span, label)
        or _body(book, span, label)
        or _bare(book, span, label)
    )


def _bare(book: Casebook, span: Span, label: str, figure: int | None = None) -> Settled:
    """The label as the name, as the article gives no more; nobody for a role or a word."""
    if not label or not label[0].isupper():
        return book.nobody("unnamed", span, f"'{label}' is not named")
    if is_role(label):
        return book.nobody("unnamed", span, f"'{label}' is a role, and the text does not say whose")
    name = label.title() if label.isupper() and len(label) > 3 else label
    evidence = (Evidence("name", span), Evidence("mention", span))
    speaker = Speaker(name, "person", f"the turn is headed by {label}", 0.8, evidence)
    return Settled(speaker, figure)


# --- names -------------------------------------------------------------------------------------------


def _called(book: Casebook, folded: str) -> list[Figure]:
    """Persons of this name: in full, by surname, by given name, or by initials. Only those whom the
    introduction or a label names: somebody of whom the turns merely speak may be another."""
    persons = [f for f in book.roster.figures if f.kind in ("person", "unknown")]
    end = _end_of_introduction(book)
    labels = {span.start for s in book.statements if s.form == "turn" for span in s.source}
    introduced = [f for f in persons if f.fullest.end <= end or f.fullest.start in labels]
    exact = [f for f in persons if fold(f.name) == folded]
    return _of_name(introduced, folded) or exact


def _end_of_introduction(book: Casebook) -> int:
    """Where the introduction ends: at the first turn, or some way into a recording that has none."""
    begins = book.first_turn
    before = book.page.text[: max(0, begins - 60)]
    return begins if before.strip() else begins + _OPENING


def _of_name(persons: list[Figure], folded: str) -> list[Figure]:
    """Those of the persons whom the label may call, by the first way of calling that fits any."""
    parts = {f.number: [fold(p) for p in f.name.split()] for f in persons}
    longest = folded.split()
    tests = (
        lambda p: p == longest,
        lambda p: len(p) > 1 and p[-len(longest) :] == longest,
        lambda p: len(p) > 1 and p[: len(longest)] == longest,
        lambda p: len(p) > 1 and "".join(w[0] for w in p) == folded.replace(" ", ""),
    )
    for test in tests:
        found = [f for f in persons if test(parts[f.number])]
        full = [f for f in found if len(parts[f.number]) > 1]
        if found:
            return full or found
    return []


def _self_named(book: Casebook, span: Span, label: str) -> Settled | None:
    """Whoever says "I'm Ada Moll" in a turn under this label, if one name only is given so."""
    claims: dict[int, set[str]] = {}
    text = book.page.text
    for statement in book.statements:
        if statement.form != "turn" or not statement.source:
            continue
        said_by = fold(plain_label(statement.source[0].of(text)))
        for content in statement.content:
            for number in _claimed(book, content):
                claims.setdefault(number, set()).add(said_by)
    own = [number for number, labels in claims.items() if labels == {fold(label)}]
    if len(own) != 1 or not _may_be(book.figure(own[0]).name, label):
        return None
    name = book.figure(own[0]).name
    return book.named(own[0], span, f"'{label}' says to be {name}", 0.85)


def _claimed(book: Casebook, content: Span) -> set[int]:
    """The persons whose full name follows "I'm" in these words."""
    text, found = book.page.text, set()
    for index in book.page.between(content):
        finding = book.findings.get(index)
        if finding is None or finding.figure is None or finding.figure < 0:
            continue
        figure = book.figure(finding.figure)
        before = text[max(content.start, finding.span.start - 30) : finding.span.start]
        opened = _INTRODUCES.search(before)
        quoted = opened and before[: opened.start()].rstrip()[-1:] in ("“", '"', "‘", "'")
        owned = text[finding.span.end : finding.span.end + 2] in ("'s", "’s")
        if opened and not quoted and not owned and " " in figure.name and figure.kind != "work":
            found.add(finding.figure)
    return found


def _may_be(name: str, label: str) -> bool:
    """Whether a label is no name, or a part of the name that its speaker gives."""
    words = fold(label).split()
    nameless = fold(label) in ASKS or calls_nobody(label) or is_role(label)
    return nameless or set(words) <= set(fold(name).split()) or fold(label) == initials(name)


def _body(book: Casebook, span: Span, label: str) -> Settled | None:
    """The outlet or body whose name or initials the label is ("MAG:")."""
    outlet = book.article.outlet
    folded = fold(label)
    if outlet and folded in (fold(outlet), initials(outlet)):
        evidence = (Evidence("mention", span),)
        reason = f"'{label}' is the outlet, {outlet}"
        return Settled(Speaker(outlet, "organisation", reason, 0.9, evidence))
    end = _end_of_introduction(book)
    bodies = [
        f
        for f in book.roster.figures
        if f.kind == "organisation"
        and f.fullest.end <= end
        and (fold(f.name) == folded or (" " in f.name and initials(f.name) == folded))
    ]
    if len(bodies) != 1:
        return None
    reason = f"'{label}' is {bodies[0].name}, named so in the introduction"
    return book.named(bodies[0].number, span, reason, 0.9)


def _spelled_out(book: Casebook, span: Span, label: str) -> Settled | None:
    """The one name with these initials in a line above the first turn that says who talks with whom. In
    headings capital letters say nothing, so names there are found by these words alone."""
    if not label.isupper() or not 2 <= len(label) <= 4:
        return None
    found: dict[str, Span] = {}
    for line in _TALK_LINE.finditer(book.page.text, 0, book.first_turn):
        for match in _PARTNER.finditer(book.page.text, line.start(), line.end()):
            if initials(match[1]) == fold(label):
                found.setdefault(fold(match[1]), Span(*match.span(1)))
    if len(found) != 1:
        return None
    place = next(iter(found.values()))
    name = place.of(book.page.text)
    reason = f"'{label}' is {name}, named so above the interview"
    evidence = (Evidence("name", place), Evidence("mention", span))
    return Settled(Speaker(name, "person", reason, 0.9, evidence))


# --- those who ask and answer ------------------------------------------------------------------------


def _unlabelled(book: Casebook, statement: Statement) -> Settled:
    """The speaker of a turn without a label: set off, whoever asks; else whoever answers."""
    if book.article.turns or not statement.content:
        return book.nobody(None, None, "the turn names no speaker")
    if _is_set_off(book, statement.content[0]):
        return _asking(book, None, "whoever asks")
    return _answering(book, None, "whoever is interviewed")


def _is_set_off(book: Casebook, content: Span) -> bool:
    """Whether these words stand in a block that is bold or in italics throughout."""
    for number, span in enumerate(book.page.blocks):
        if content in span:
            held = book.article.blocks
            kind = "heading" if number in book.page.headings else "paragraph"
            stressed = number < len(held) and held[number].stressed
            block = Block("heading" if kind == "heading" else "paragraph", span, stressed)
            return stressed_words(book.page.text, block) is not None
    return False


def _asking(book: Casebook, span: Span | None, label: str) -> Settled:
    """The interviewer, where the introduction names one, else the article's writer where the label is not a
    name of somebody else's; else somebody who is not named."""
    generic = fold(label) in ASKS or span is None
    number = _interviewer(book) if generic else None
    writer = name_in_byline(book.article.byline) if generic else None
    if number is None and writer is not None:
        reason = f"{label} is {writer}, by the byline"
        return Settled(Speaker(writer, "person", reason, _BY_BYLINE))
    if number is None:
        what = "whoever asks is not named" if span is None else f"'{label}' is not named"
        if fold(label) in ASKS and span is not None:
            what = f"'{label}' is whoever asks, not named"
        return book.nobody("unnamed", span, what)
    name = book.figure(number).name
    return book.named(number, span, f"{label} is {name}, named as the interviewer", 0.85)


def _interviewer(book: Casebook) -> int | None:
    """The one person whom the text above the first turn names as the interviewer."""
    text = book.page.text
    found = {
        finding
        for finding, span in _introduced(book)
        if _INTERVIEWED_BY.search(text[max(0, span.start - 40) : span.start])
        or _INTERVIEWS.match(text, span.end)
    }
    return found.pop() if len(found) == 1 else None


def _introduced(book: Casebook) -> list[tuple[int, Span]]:
    """The persons named above the first turn, with each place."""
    found = []
    for finding in book.findings.values():
        number = finding.figure
        if finding.span.end > book.first_turn or number is None or number < 0:
            continue
        figure = book.figure(number)
        if figure.kind == "person" or (figure.kind == "unknown" and " " in figure.name):
            found.append((number, finding.span))
    return found


def _answering(book: Casebook, span: Span | None, label: str) -> Settled:
    """The one person whom the text before the first turn names, beside who asks and who is credited."""
    text, asks = book.page.text, _interviewer(book)
    places = [
        (number, place)
        for number, place in _introduced(book)
        if number != asks and not _CREDIT.search(text[max(0, place.start - 20) : place.start])
    ]
    ways = (
        ("the one person introduced", _alone(book, places)),
        ("named as the one interviewed", _met(book, places)),
        ("whom the headline begins with", {n for n, place in places if _heads(book, place)}),
    )
    sole = [(why, next(iter(found))) for why, found in ways if len(found) == 1]
    if len({number for _, number in sole}) != 1:
        return book.nobody("person", span, "the introduction does not say who answers")
    why, number = sole[0]
    reason = f"{label} answers for {book.figure(number).name}, {why}"
    return book.named(number, span, reason, 0.8)


def _alone(book: Casebook, places: list[tuple[int, Span]]) -> set[int]:
    """The one person above the first turn, if a sentence begins with the name: "Singer Jo Lund …". A name
    that stands in passing only may be the subject of the talk."""
    leads = any(
        len(book.page.text[sentence.start : place.start].split()) <= _LEAD
        for _, place in places
        for sentence in book.page.sentences
        if place in sentence
    )
    return {number for number, _ in places} if leads else set()


def _met(book: Casebook, places: list[tuple[int, Span]]) -> set[int]:
    """Those whom somebody is said to interview or to talk with: persons whose name is the first after such
    words ("an interview with the Gazette, Lund said" is with the Gazette). Of two who talk, one for an
    outlet, it may be either."""
    met: set[int] = set()
    persons = {place.start: number for number, place in places}
    before = {place.end + 1: number for number, place in places}
    ends = {place.start: place.end for _, place in places}
    starts = sorted(
        finding.span.start for finding in book.findings.values() if finding.form == "name"
    )
    for words in _MEETS.finditer(book.page.text, 0, book.first_turn):
        after = next((start for start in starts if start >= words.end()), None)
        if after is None or after not in persons:
            continue
        between = book.page.text[words.end() : after]
        if len(between) <= _NEAR and not _NOT_MET.search(between):
            met.add(persons[after])
            if words.start() in before and _FOR_OUTLET.match(book.page.text, ends[after]):
                met.add(before[words.start()])
    return met


def _heads(book: Casebook, place: Span) -> bool:
    """Whether a name begins a heading that tells of talk: "Jo Lund: an interview", "Jo Lund on boats"."""
    begins = any(book.page.blocks[n].start == place.start for n in book.page.headings)
    return begins and _TALKS.match(book.page.text, place.end) is not None
