"""Dates, occasions, sources and differences of wording as a reader would put them.

Labels only: no sentence here says anything that the record does not hold. Before it stand the
values; pages, reports and the command line print what it returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.publish.forms import clock
from onrecord.values import (
    ArticleHead,
    Basis,
    Change,
    Dispute,
    Disputed,
    Occasion,
    Origin,
    Relation,
    Speaker,
)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

LINKED = {
    "apart": "same words, taken for another utterance",
    "other_speaker": "same words, another speaker",
    "overlap": "some of the words",
}
"""What a statement that is linked with an utterance is to it."""

MEDIA = {
    "press_conference": "press conference",
    "red_carpet": "red carpet",
    "other": "",
}
"""Media whose word for a reader is not the one in the record."""

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def day_words(day: str) -> str:
    """A year, month or day of EDTF in words; what is none of these is returned as it is.

    >>> day_words("2025-03-12"), day_words("2024-11"), day_words("2024")
    ('12 March 2025', 'November 2024', '2024')
    """
    match = _DAY.fullmatch(day)
    if not match or not 1 <= int(match[2] or 1) <= len(MONTHS):
        return day
    year, month, number = match.groups()
    named_month = MONTHS[int(month) - 1] if month else None
    return joined(number.lstrip("0") if number else None, named_month, year, by=" ")


def said_words(said: str | None) -> str:
    """An interval of EDTF in words, never more exact than it is.

    >>> said_words("2024-11/2025-03-12")
    'between November 2024 and 12 March 2025'
    >>> said_words("../2025-03-12")
    'by 12 March 2025'
    """
    if not said:
        return ""
    first, slash, last = said.partition("/")
    if not slash:
        return day_words(said)
    if first in ("", ".."):
        return f"by {day_words(last)}"
    if last in ("", ".."):
        return f"since {day_words(first)}"
    return f"between {day_words(first)} and {day_words(last)}"


def venue_words(occasion: Occasion) -> str:
    """The medium and what it is called, empty where nothing is known.

    >>> venue_words(Occasion(medium="podcast", programme="Reel Tides", interviewer="Ada Moll"))
    'podcast Reel Tides, with Ada Moll'
    >>> venue_words(Occasion(medium="interview", outlet="Kestrel Film Quarterly"))
    'interview with Kestrel Film Quarterly'
    """
    medium = MEDIA.get(occasion.medium or "other", occasion.medium or "")
    asked_by_outlet = occasion.medium == "interview" and not occasion.programme
    if asked_by_outlet and occasion.outlet and not occasion.interviewer:
        return f"interview with {occasion.outlet}"
    named = joined(medium, occasion.programme, by=" ")
    interviewer = f"with {occasion.interviewer}" if occasion.interviewer else None
    return joined(named, occasion.outlet, interviewer)


def occasion_words(occasion: Occasion) -> str:
    """Where and when it was said, empty where neither is known."""
    return joined(venue_words(occasion), said_words(occasion.said))


def speaker_words(speaker: Speaker) -> str:
    """The speaker's name, or what is known in its place and why no more is.

    >>> speaker_words(Speaker(reason="the article names nobody"))
    'speaker not known: the article names nobody'
    >>> from onrecord.values import Teller
    >>> speaker_words(Speaker("Ada Moll", via=(Teller("Tom Rusk", "person", "3f9c"),)))
    'Ada Moll, as told by Tom Rusk'
    """
    what = "speaker not named" if speaker.kind else "speaker not known"
    told = via_words(speaker)
    if speaker.name is None and told:
        return joined(what, told)
    return joined(speaker.name, told) if speaker.name else f"{what}: {speaker.reason}"


def via_words(speaker: Speaker) -> str:
    """Who passes the words on, from the mouth to the article; empty where the article itself reports them.

    >>> from onrecord.values import Teller
    >>> via_words(Speaker("Ada Moll", via=(Teller(None, "unnamed", "3f9c"),)))
    'as told by somebody not named'
    """
    return joined(*(f"as told by {teller.name or 'somebody not named'}" for teller in speaker.via))


def dispute_words(dispute: Dispute) -> str:
    """Of what kind a notice or a denial in an article is, by whom and when.

    >>> from onrecord.values import Span
    >>> dispute_words(Dispute("editors_note", Span(0, 9), said="2025-03-12"))
    'editor’s note, 12 March 2025'
    """
    kind = dispute.kind.replace("editors_note", "editor’s note")
    by = f"{kind} by {dispute.by}" if dispute.by else kind
    return joined(by, said_words(dispute.said))


def disputed_words(disputed: Disputed) -> str:
    """What is held against words, by whom and when.

    >>> from onrecord.values import Citation
    >>> place = Citation("a.txt", None, 0, 9)
    >>> disputed_words(Disputed("denial", "She denied it.", place, "2025-03-12", "Ada Moll"))
    'denial by Ada Moll, 12 March 2025: She denied it.'
    """
    kind = disputed.kind.replace("editors_note", "editor’s note")
    by = f"{kind} by {disputed.by}" if disputed.by else kind
    return joined(joined(by, said_words(disputed.date)), " ".join(disputed.text.split()), by=": ")


def source_words(head: ArticleHead | None, key: str) -> str:
    """Outlet and date of an article; its key where it has no outlet.

    >>> from datetime import date
    >>> source_words(ArticleHead("a.txt", "v", outlet="The Gull", published=date(2025, 3, 12)), "a")
    'The Gull, 12 March 2025'
    """
    if head is None:
        return key
    published = day_words(head.published.isoformat()) if head.published else None
    return joined(head.outlet or head.key, published)


def at_words(seconds: float | None) -> str | None:
    """The place in a recording, none where it is not told.

    >>> at_words(751.4)
    'at 00:12:31'
    """
    return None if seconds is None else f"at {clock(seconds)}"


def change_words(change: Change) -> str:
    """One difference, told from the fuller wording's side.

    >>> change_words(Change("drop", before="that", after=""))
    'leaves out “that”'
    >>> change_words(Change("substitute", before="nine", after="five", grave=True))
    'has “five” for “nine” (number or negation)'
    """
    told = {
        "drop": f"leaves out “{change.before}”",
        "insert": f"adds “{change.after}”",
        "substitute": f"has “{change.after}” for “{change.before}”",
        "move": f"moves “{change.after or change.before}”",
    }[change.op]
    return told + (" (number or negation)" if change.grave else "")


def changes_words(changes: Iterable[Change]) -> str:
    """All differences in one line."""
    return "; ".join(change_words(change) for change in changes)


def relation_words(relation: Relation, target: str) -> str:
    """How a stretch stands to the statement that `target` names.

    >>> from onrecord.values import Span
    >>> relation_words(Relation(0, "b", Span(0, 4), "fragment"), "7")
    'fragment of 7'
    """
    link = {
        "spliced": "spliced from",
        "altered": "altered from",
        "bracketed": "bracketed from",
        "shortened": "shortened from",
        "fragment": "fragment of",
        "verbatim": "same words as",
    }[relation.kind]
    return joined(f"{link} {target}", changes_words(relation.changes), by=": ")


def joined(*parts: str | None, by: str = ", ") -> str:
    """The parts that are there, with `by` between them.

    >>> joined("The Harbour Post", None, "12 March 2025")
    'The Harbour Post, 12 March 2025'
    """
    return by.join(part for part in parts if part)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """The number and the noun in agreement.

    >>> counted(1, "statement"), counted(2, "person", "people"), counted(12000, "word")
    ('1 statement', '2 people', '12,000 words')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def basis_words(basis: Basis | None, reason: str) -> str:
    """Why an article hangs on another: the words that show it, or the reason.

    >>> basis_words(Basis("named", "told Kestrel Film\\nQuarterly"), "names it")
    'by its own words: “told Kestrel Film Quarterly”'
    >>> basis_words(Basis("named", "Staff and Northgate Wire"), "names it")
    'by its own words: “Staff and Northgate Wire”'
    >>> basis_words(Basis("copied", "…", share=0.934), ""), basis_words(None, "the earliest held")
    ('prints the same article: 93% of its words', 'the earliest held')
    """
    if basis is None:
        return reason
    if basis.kind == "copied":
        return f"prints the same article: {round(100 * (basis.share or 0))}% of its words"
    if basis.kind == "altered":
        return "has the same change of the words"
    return f"by its own words: “{' '.join(basis.text.split())}”"


def origin_words(origin: Origin) -> str:
    """How many articles go back to an origin, and how many of them do not say so.

    >>> origin_words(Origin("a", None, Occasion(), 3, copies=2, unsure=1))
    '3 articles and 2 copies, 1 of them without saying so'
    """
    copies = counted(origin.copies, "copy", "copies") if origin.copies else None
    unsure = f"{origin.unsure} of them without saying so" if origin.unsure else None
    return joined(joined(counted(origin.articles, "article"), copies, by=" and "), unsure)
