"""Times in a stretch of text: which words name one, and which interval they name.

Before: `absolute` and `relative` hold the rules. After: `settle` keeps the times that belong to a
statement. Longer phrases win over the shorter ones inside them; phrases that tell when something
else happens or will happen ("since Tuesday", "next March", "before Sunday's match") are no times
of speaking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.occasions import absolute, feasts, relative
from onrecord.occasions.calendar_words import ANY_MONTH, DAY, FULL_MONTH, YEAR, Rule
from onrecord.occasions.intervals import Interval, day, not_after
from onrecord.occasions.names import OUTLET_WORD
from onrecord.occasions.spans import opened, opener_before
from onrecord.text.needed import level, may_match, words_needed
from onrecord.values import Span

NO_PUBLICATION = date(2000, 1, 1)  # stands in where a rule needs no date of publication

# At least one of these must be there before any rule is tried.
_TRIGGER = re.compile(
    r"\d\d|[Dd]ay|night|morning|evening|afternoon|week|month|quarter|year|ago\b|ecent|ately|"
    r"spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Fall|Winter|Jan|Feb|Mar|Apr|May|Jun|"
    r"Jul|Aug|Sep|Oct|Nov|Dec|decade|Eve|Hallowe|Thanksgiv|fortnight|ties\b|overnight|Q[1-4]|last\b",
)
_GOVERNOR = re.compile(
    r"\b(?:until|till|by|since|before|ahead\s+of|prior\s+to|next|coming|upcoming|between|due|"
    r"expected|scheduled|starting|beginning|from|for|through|following|as\s+of|to|than|Super|Black|"
    r"Good|Ash|Cyber|every|each|most|previous|other)\s+(?:the\s+|on\s+|in\s+)?$"
)
# "By Wednesday the story had changed", "the minutes for 3 March".
_FREE_GOVERNOR = re.compile(
    r"(?:^|[.!?]\s+)[“”\"]?By\s+$|\b(?:minutes|edition|issue|entry|diary|journal|log)\s+(?:[\w’'-]+\s+){0,6}for\s+(?:the\s+)?$"
)
_ANY_SUCH = re.compile(r"\b[Oo]n\s+an?\s+(?:[a-z-]+\s+){0,2}$")
_WEEKDAY = re.compile(r"[A-Z][a-z]+day\b")
_SPEAKING_NOUN = (
    r"(?:interview|conversation|chat|profile|podcast|statement|post|tweet|speech|address|letter|"
    r"email|e-mail|essay|column|op-ed|review|hearing|testimony|briefing|conference|appearance|"
    r"episode|Q&A|panel|memo|filing|release|memoir|autobiography|feature|piece|article|call|"
    r"message|announcement|broadcast|edition|issue|game|match|race|fight|final|premiere|show|"
    r"ceremony|screening|event|session|defeat|win|victory|loss|draw|meeting|report|talk|lecture|"
    r"keynote|paper|newspaper|book|documentary|thread|video|newsletter|blog|discussion|roundtable|masterclass|"
    r"debate|rally|forum|summit|convention|town\s+hall|dinner|luncheon|vigil|service|funeral|march|"
    r"protest|opening|launch|verdict|sentencing|ruling|vote|concert|gig|fixture|derby|training|"
    r"presser|results|keynote|address|inquest|trial)"
)
_SPOKEN_AT = re.compile(rf"\b{_SPEAKING_NOUN}\s+$")  # "on a conference call Tuesday"
_BEFORE_NOUN = re.compile(
    rf"(?:[’']s)?(?:[\s-]+[^\s,;:.]+){{0,5}}?\s+{_SPEAKING_NOUN}\b|[’']s\s+(?:[A-Z]\w+\s+){{0,3}}{OUTLET_WORD.pattern}\b"
)
# "A 2019 interview", "her wide-ranging June interview".
_DETERMINER = re.compile(
    r"(?:\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)|[’']s?)\s+(?:[a-z-]{3,15}\s+)?$"
)
_OF_NOUN = re.compile(r"(?:\b(?:the|an?|his|her|its|their|our|my|each|every)|[’']s?)\s+$")
_CAPITAL_DAY = re.compile(r"Today|Tonight|This|Last|Yesterday|The\s")
_OPENING = re.compile(r"(?:^|[.!?:;“”\"'’—–\n\ufffc(]|--)\s*$")
_LEAD_WORD = re.compile(
    r"(?:[Ii]n|[Oo]n|[Aa]t|[Dd]uring|[Oo]ver)\s+"
)  # of "on this week's broadcast"
_WHOSE = re.compile(r"[’']s\b")
_ADJECTIVE = Rule(
    "latest such month",
    re.compile(rf"\b(?P<month>{FULL_MONTH})(?!\w|\s+\d)"),
    absolute.latest_month,
)
_RULES = (*absolute.RULES, *feasts.RULES, *relative.RULES, _ADJECTIVE)
_BARE = re.compile(rf"(?:{YEAR}|{FULL_MONTH}|weekend|the\s+weekend)")


@dataclass(frozen=True, slots=True)
class Time:
    """Words that name a time, the interval, and the rule. No interval: publication is not known."""

    span: Span
    interval: Interval | None
    rule: str


@cache
def _rules() -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """The rules, each with the words that it needs."""
    return tuple((rule, words_needed(rule.pattern)) for rule in _RULES)


def find_times(text: str, published: date | None, start: int = 0) -> tuple[Time, ...]:
    """The times named in `text`, in order, none overlapping; spans are counted from `start`.

    >>> [t.interval.said for t in find_times("said in November of last year", date(2025, 3, 12))]
    ['2024-11']
    """
    if not _TRIGGER.search(text):
        return ()
    levelled = level(text)
    matches = [
        (found, rule)
        for rule, needed in _rules()
        if may_match(needed, levelled)
        for found in rule.pattern.finditer(text)
        if found.group().strip()
    ]
    matches.sort(key=lambda pair: (pair[0].start() - pair[0].end(), pair[0].start()))
    others = _other_forms(text, published, start)
    taken: list[tuple[re.Match[str], Rule]] = []
    for found, rule in matches:
        if all(found.end() <= t.start() or t.end() <= found.start() for t, _ in taken):
            taken.append((found, rule))
    taken.sort(key=lambda pair: pair[0].start())
    named = [_time(text, found, rule, published, start) for found, rule in taken]
    times = [time for time in named if time is not None]
    times = [t for t in times if not any(t.span.overlaps(other.span) for other in others)] + others
    return tuple(sorted(times, key=lambda time: time.span))


def _time(
    text: str, found: re.Match[str], rule: Rule, published: date | None, start: int
) -> Time | None:
    """The time, or None where the words around it make it something else than a time of speaking."""
    begin = found.start() + len(found.group()) - len(found.group().lstrip())
    opener = opener_before(text[max(0, begin - 60) : begin], text[found.end() : found.end() + 40])
    if opener is not None:
        whole = Span(start + max(0, begin - 60) + opener.start(), start + found.end())
        return _opened_time(found, rule, published, whole, opener)
    if not _stands_free(text, begin, found.end()):
        return None
    lead = _LEAD_WORD.match(text, begin) if _WHOSE.match(text, found.end()) else None
    span = Span(start + (lead.end() if lead else begin), start + found.end())
    if published is None and rule.relative:
        return Time(span, None, rule.name)
    try:
        meant = rule.meaning(found, published or NO_PUBLICATION)
    except (ValueError, OverflowError):  # before the first or after the last year of the calendar
        return None
    kept = not_after(meant, published) if meant else None
    return Time(span, kept, rule.name) if kept else None


def _opened_time(
    found: re.Match[str], rule: Rule, published: date | None, span: Span, opener: re.Match[str]
) -> Time | None:
    """The time of "since Monday", "after Saturday's defeat": open to one side of the time named."""
    if opener["before"] and not rule.name.startswith(("day", "latest such day")):
        return None  # "ahead of Sunday's match" may be the coming one
    name = f"{rule.name}, and what is {'before' if opener['before'] else 'after'} it"
    if published is None and (rule.relative or not opener["before"]):
        return Time(span, None, name)
    try:
        meant = rule.meaning(found, published or NO_PUBLICATION)
    except (ValueError, OverflowError):
        return None
    meant = not_after(meant, published) if meant else None
    kept = opened(opener, meant, published) if meant else None
    return Time(span, kept, name) if kept else None


def _stands_free(text: str, begin: int, end: int) -> bool:
    """Whether the words at this place are a time of their own, not part of another phrase."""
    before = text[max(0, begin - 60) : begin]
    if _GOVERNOR.search(before) and not _FREE_GOVERNOR.search(before):
        return False
    any_such = _ANY_SUCH.search(before)
    if any_such and _WEEKDAY.match(text, begin) and not _SPOKEN_AT.search(any_such.group()):
        return False  # "on a wet Tuesday": any of them
    words = text[begin:end]
    if _CAPITAL_DAY.match(words) and not _OPENING.search(text[max(0, begin - 3) : begin]):
        return False  # "the Today programme", "This Morning": a show
    after = text[end : end + 80]
    names_event = _BEFORE_NOUN.match(after) is not None
    if _WHOSE.match(after):
        return names_event
    if words == "weekend":
        return False
    if _WEEKDAY.fullmatch(words) and _OF_NOUN.search(before) and re.match(r"\s+[a-z]", after):
        return names_event  # "the Tuesday market", "the Guardian's Saturday magazine"
    if _BARE.fullmatch(words) and words != "the weekend":
        return names_event and _DETERMINER.search(before) is not None
    return True


# Dates that the rules leave over: "the fourth of June 2021", "4.6.2021", "June the 4th, 2021".
_LEFT_OVER = re.compile(
    rf"\b(?:on\s+)?(?P<date>(?:the\s+[a-z-]{{5,14}}\s+of\s+{FULL_MONTH}(?:,?\s+{YEAR})|"
    rf"{FULL_MONTH}\s+(?:the\s+{DAY}|(?:the\s+)?[a-z-]{{5,14}})(?:,?\s+{YEAR})|"
    rf"{YEAR},?\s+{FULL_MONTH}\s+{DAY}|\d{{1,2}}-{ANY_MONTH}-{YEAR}|"
    rf"{YEAR}[./]\d{{1,2}}[./]\d{{1,2}}|\d{{1,2}}([./-])\d{{1,2}}\2{YEAR}))(?!\w)"
)
_NUMERIC = re.compile(rf"(\d{{1,2}})[./-](\d{{1,2}})[./-]{YEAR}")


def _other_forms(text: str, published: date | None, start: int) -> list[Time]:
    """Absolute dates in other forms, read by dateparser; imported only where there is one."""
    times = []
    for found in _LEFT_OVER.finditer(text):
        if _GOVERNOR.search(text[max(0, found.start() - 24) : found.start()]):
            continue
        meant = _parse_date(found["date"])
        kept = not_after(day(meant), published) if meant else None
        if kept:
            span = Span(start + found.start(), start + found.end())
            times.append(Time(span, kept, "absolute date in another form"))
    return times


def _parse_date(words: str) -> date | None:
    """The day, or None where it is not one or where day and month may be exchanged.

    >>> _parse_date("04/06/2021") is None
    True
    """
    numeric = _NUMERIC.fullmatch(words)
    if numeric and int(numeric[1]) <= 12 and int(numeric[2]) <= 12 and numeric[1] != numeric[2]:
        return None
    import dateparser

    parsed = dateparser.parse(
        _spell_ordinal(words), languages=["en"], settings={"STRICT_PARSING": True}
    )
    return parsed.date() if parsed else None


_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
    "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    "twenty-eighth twenty-ninth thirtieth thirty-first"
).split()


def _spell_ordinal(words: str) -> str:
    """The date with its day in figures.

    >>> _spell_ordinal("the fourth of June 2021")
    '4 June 2021'
    """
    words = re.sub(r"^the\s+|\bthe\s+|\bof\s+", "", words)
    return re.sub(
        r"[a-z-]{5,14}",
        lambda found: (
            str(_ORDINALS.index(found.group()) + 1) if found.group() in _ORDINALS else found.group()
        ),
        words,
    )
