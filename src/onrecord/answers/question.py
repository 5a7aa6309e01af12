"""A question taken apart: whose words are wanted, about what, and what kind of thing would answer.

Grammar only, nothing of the record: "the director" stays three words here and becomes a person in
`asked`. Before: what a reader typed. After: `asked`, `terms` and `coverage`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Wanted = Literal["who", "when", "where", "why", "how", "amount", "count", "length", "open"]

LONGEST_NAME = 6
"""Words that can name one speaker: "the chief executive of Brightwater Foods"."""

_SPEECH = (
    r"say|says|said|saying|think|thinks|thought|thinking|tell|tells|told|write|writes|wrote|written"
    r"|call|calls|called|describe[sd]?|explain(?:s|ed)?|claim(?:s|ed)?|reveal(?:s|ed)?"
    r"|believe[sd]?|feel|feels|felt|reply|replie[sd]|answer(?:s|ed)?|respond(?:s|ed)?"
    r"|comment(?:s|ed)?|talk(?:s|ed|ing)?|admit(?:s|ted)?|argue[sd]?|post(?:s|ed)?|tweet(?:s|ed)?"
    r"|announce[sd]?|suggest(?:s|ed)?|warn(?:s|ed)?|insist(?:s|ed)?|mention(?:s|ed)?|speak|speaks"
    r"|spoke|spoken|criticise[sd]?|criticize[sd]?|praise[sd]?|complain(?:s|ed)?|testif(?:y|ies|ied)"
    r"|promise[sd]?|recall(?:s|ed)?|remember(?:s|ed)?|joke[sd]?|discuss(?:es|ed)?|claiming|make of"
    r"|made of"
)
_AUXILIARY = r"did|does|do|has|have|had|is|was|were|are|would|will|can|could|should"
_ASK = r"what|why|how|when|where|which|who|whom|whose"
_WORDS = r"(?:view|opinion|take|reaction|response|thought|comment|remark|statement|explanation"
_WORDS += r"|answer|case|account|word|position|stance|quote|verdict|argument|evidence|reading|idea"
_WORDS += r"|interpretation)s?"
_ASIDE = r"(?:(?:really|ever|actually|also|publicly|just|once|first|later|have|had|to)\s+)*"

_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^(?:.*?\b)?(?:{_AUXILIARY})(?:n['’]t)?\s+(?P<name>\S.*?)\s+{_ASIDE}"
        rf"(?:{_SPEECH})\b(?P<rest>.*)$",
        r"^(?P<rest>.*?)\baccording to\s+(?P<name>[^,?]+?)(?:,(?P<more>.*))?\??$",
        rf"^(?:what(?:['’]s| is| was| were| are)\s+)?(?P<name>\S.*?)(?:['’]s|s['’])\s+"
        rf"(?:\w+\s+)?{_WORDS}\b(?:\s+(?:on|of|about|to|for|regarding|in))?(?P<rest>.*)$",
        rf"^(?:{_WORDS}|interview)\s+(?:from|by|of|with)\s+(?P<name>.+?)"
        r"\s+(?:on|about|regarding)\s+(?P<rest>.+)$",
        rf"^(?:.*\b)?what\s+(?P<name>(?!{_AUXILIARY}\b|{_ASK}\b)\S.*?)\s+{_ASIDE}(?:{_SPEECH})\b"
        r"(?P<rest>.*)$",
    )
)
_LOOSE = re.compile(r"^(?P<name>.+?)\s+(?:on|about|says?|said(?:\s+about)?)\s+(?P<rest>.+)$", re.I)
_WHO_SAID = re.compile(
    rf"^who\s+(?:was it (?:that|who)\s+|has\s+|else\s+)?(?:{_SPEECH})\b(?P<rest>.*)$", re.I
)
_NOBODY = re.compile(
    rf"\b(?:{_ASK}|it|that|this|there|you|i|we|he|she|they|people|everyone|everybody|anyone|anybody"
    r"|someone|somebody|nobody|and|if|said|says|be|been|being)\b",
    re.I,
)
_OPENING = re.compile(
    r"^(?:so|and|but|ok(?:ay)?|hi|hello|please|hey)?,?\s*(?:what['’]?s the (?:deal|story) with|tell me about"
    r"|(?:can|could) you tell me|do (?:you|we) know|does (?:anyone|anybody) know"
    r"|i (?:want|would like) to know"
    r"|i['’]d like to know|any idea|what about|how about)\s+",
    re.I,
)
"""Words that only open a question."""
_BEGINS = re.compile(rf"(?:{_AUXILIARY}|{_ASK})\b", re.I)
_ADDRESSEE = re.compile(
    r"^\s*(?!(?:in|on|at|during|since|from|of|for|about|after|before)\b)(?:to\s+)?(?:(?:the|an?|his|her|their|its)\s+)?[\w'’-]+(?:\s+[\w'’-]+)?"
    r"\s+(?=(?:about|regarding|that|how|why|when|whether)\b)",
    re.I,
)
"""Who was spoken to, where the matter follows: "tell the jury about …"."""
_MEASURE = re.compile(
    r"\bhow\s+(?:much|many|long|old|far|tall|big|fast|often|late|soon|expensive)\b", re.I
)
"""Words that ask for a number and are nothing that an answer would say again."""
_KINDS: tuple[tuple[Wanted, str], ...] = (
    ("amount", r"\bhow (?:much|expensive)\b|\bwhat (?:did|does|do|will|would) .*\bcost|\bwhat price\b"),
    ("count", r"\bhow many\b|\bhow often\b|\bwhat number\b"),
    ("length", r"\bhow (?:long|old|far|tall|big|fast|late|soon)\b|\bwhat age\b"),
    ("when", r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|time|week)\b"),
    ("where", r"\bwhere\b|\b(?:what|which) (?:place|city|town|country|channel|platform)\b"),
    ("why", r"\bwhy\b|\bhow come\b|\bwhat (?:is|was|were)?\s*the reasons?\b|\bwhat made\b"),
    ("who", r"\bwhom?\b|\bwhose\b|\b(?:what|which) (?:actor|actress|person|director|player)\b"),
    ("how", r"\bhow\b"),
)  # fmt: skip
_NAME = re.compile(
    r"(?<![^\W_])[A-Z][\w'’.-]*(?:\s+(?:(?:of|the|and|de|la|van|von|in)\s+){0,2}[A-Z0-9][\w'’-]*)*"
)
_QUOTED = re.compile(r"(?<![^\W_])[\"“‘']([^\"”’']{3,})[\"”’'](?![^\W_])")
_OPENERS = frozenset(f"{_ASK}|{_AUXILIARY}|tell|according|the|a|an|any|i|mr|mrs|ms".split("|"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a question. `speaker` are the words that name whose words are wanted, or None.

    `rest` is what it is about; `said` whether somebody's words are wanted at all.
    """

    speaker: str | None
    rest: str
    said: bool
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question in one line, the ways to take it, likeliest first, and what would answer it."""

    text: str
    readings: tuple[Reading, ...]
    wanted: Wanted


def read_question(text: str) -> Question:
    """The question taken apart.

    >>> asked = read_question("what did the director say about the ending")
    >>> asked.readings[0].speaker, asked.readings[0].rest, asked.wanted
    ('the director', 'about the ending', 'open')
    """
    line = " ".join(text.split()).strip(' ?!."“”')
    return Question(line, tuple(_readings(line)), _wanted(line))


def _readings(line: str) -> Iterator[Reading]:
    """The ways to take a question; the last takes it as a question about its words."""
    who_said = _WHO_SAID.match(line)
    if who_said:
        yield Reading(None, who_said["rest"], said=True)
        return
    for pattern in _PATTERNS:
        match = pattern.match(line)
        name = match["name"].strip(" ,'\"’") if match else ""
        if match and is_name(name):
            rest = f"{match['rest']} {match.groupdict().get('more') or ''}"
            yield Reading(name, _ADDRESSEE.sub("", rest).strip(), said=True)
    loose = _LOOSE.match(line)
    if loose and is_name(loose["name"]) and not _BEGINS.match(line):
        yield Reading(loose["name"], loose["rest"], said=True, loose=True)
    yield Reading(None, _MEASURE.sub(" ", line), said=False)


def is_name(words: str) -> bool:
    """Whether words can name one speaker, by a name or by a role.

    >>> is_name("the film's editor"), is_name("you"), is_name("it that he")
    (True, False, False)
    """
    return 0 < len(words.split()) <= LONGEST_NAME and not _NOBODY.search(words)


def _wanted(line: str) -> Wanted:
    """What would answer: its first question word says it, not one in a clause behind."""
    first = re.search(rf"\b(?:{_ASK})\b", line, re.I)
    for kind, pattern in _KINDS:
        match = re.search(pattern, line, re.I)
        if match and first and match.start() == first.start():
            return kind
    return "open"


def find_names(text: str, start: bool = False) -> tuple[str, ...]:
    """The proper names in a question, by their capitals, longest first; titles in marks count.

    With `start` the text begins a sentence, whose first word says nothing by its capital.

    >>> find_names("What did Len Abbott say about The Net Loft", start=True)
    ('The Net Loft', 'Len Abbott')
    """
    found = [match.group(1).strip() for match in _QUOTED.finditer(text)]
    for match in _NAME.finditer(text):
        name = re.sub(r"['’]s?$", "", match.group())
        first, _, rest = name.partition(" ")
        if first.lower() in _OPENERS and (not rest or (start and match.start() == 0)):
            name = rest
        if len(name) > 1:
            found.append(name)
    return tuple(sorted(dict.fromkeys(found), key=lambda name: (-len(name), name)))


# --- times -------------------------------------------------------------------------------------------

NEWS_DAYS = 31
"""Words of unknown day in an article were said in the month before it came out, for this purpose."""
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_TIME = re.compile(
    rf"\b(?:back )?(?:in|during|from|of|since)\s+(?:(?P<month>{'|'.join(_MONTHS)})\s+(?:of\s+)?)?"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Time:
    """A month or year that a question names, from `first` to `last`; `rest` is the question without."""

    first: date
    last: date
    rest: str

    def covers(self, days: tuple[date | None, date | None], line: str) -> bool:
        """Whether something said between two days may be meant, or speaks of the year itself."""
        if f" {self.first.year} " in line:
            return True
        earliest, latest = days
        if latest is None and earliest is None:
            return True
        latest = latest or earliest
        earliest = earliest or (latest and latest - timedelta(days=NEWS_DAYS))
        return bool(earliest and latest and earliest <= self.last and latest >= self.first)


def find_time(text: str) -> Time | None:
    """The month or year in which a question wants something to have been said, or None.

    >>> found = find_time("What did she say in May 2024 about it")
    >>> found.first.isoformat(), found.last.isoformat(), found.rest
    ('2024-05-01', '2024-05-31', 'What did she say  about it')
    """
    match = _TIME.search(text)
    if not match:
        return None
    year, month = int(match["year"]), match["month"]
    first = _MONTHS.index(month.lower()) + 1 if month else 1
    last = first if month else 12
    return Time(
        date(year, first, 1),
        date(year, last, monthrange(year, last)[1]),
        text[: match.start()] + text[match.end() :],
    )
