"""What the model takes for titles: the likeliest stretches that do not overlap, and how likely each is.

After `runs` and `evidence`; `titles` accepts what stands here beside what its rules find, and `mentions`
asks how likely a place is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.values import Reading, Span
from onrecord.works.evidence import Sighted, weigh_runs
from onrecord.works.names import FULL_NAME, plain_title
from onrecord.works.runs import Run, find_runs

LIKELY, STEADY = 0.5, 0.3
"""A word must look like a title in so many of its places."""
OWNER = re.compile(r"(?:[^\W\d_][\w-]* ){0,2}(?P<last>[^\W\d_][\w-]*)[’']s ")
PARTICULAR = re.compile(r"(?<![\w’'])(?:the|an?|this|its|our) $")
FILM_NOUN = re.compile(
    r"[’']?s? (?:[a-z-]+ )?(?:film|movie|series|director|star|writer|creator|cast|actor|actress|finale|novel"
    r"|trilogy|premiere|set|poster|trailer|sequel|franchise|producer|ending)s?\b"
)
ADVICE = re.compile(
    r"\b(?:Explained|Everything|To Watch|You Need|We Know|Review|Recap|Spoilers?)\b"
)
NO_TITLE = re.compile(
    r"(?i:ending|plot|cast|director|review|trailer|release date|synopsis|finale|epilogue|spoilers?|exclusive"
    r"|interview)"
)
JOINING = re.compile(rf" (?:with|by|and|from|for) (?P<name>{FULL_NAME})$")
VENUE_BEFORE = re.compile(
    r"\b(?:podcast|programme|broadcast|magazine|newspaper|website|newsletter|radio(?: show)?|weekly"
    r"|journal|blog|channel|station|told|tells|interview (?:with|for|in|on)"
    r"|(?:spoke|speaking|talking|talked) (?:to|with|on)|appear(?:ed|ing) on|host(?:s|ed)?(?: of)?"
    r"|(?P<part>(?:episode|edition|instalment|issue) of))"
    r",? (?:the )?(?:[a-z]+ ){0,2}[“\"‘'«_*]{0,2}$"
)
SAYS_BEHIND = re.compile(
    r"(?: with(?: [A-Z][\w’'-]+){1,3})?,? (?:[A-Z][\w’'-]+ ){1,3}(?:[a-z]+(?:ed|s)|said|told)\b"
)
VENUE_REACH = 60
SURE = 0.85
"""From this probability on a stretch is a title. By `python -m train.titles --data FOLDER --folds 2` 87 of
100 mentions are right from 0.8 on, 90 from 0.9 on."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The stretches taken for titles, and for each plain title the places of its words with their chances."""

    chosen: tuple[Run, ...] = ()
    places: Mapping[str, Mapping[Span, float]] = field(default_factory=dict)

    def of(self, key: str) -> Mapping[Span, float]:
        """The places of a plain title."""
        return self.places.get(key, {})


def see_titles(reading: Reading, sighted: Iterable[Sighted], talk: float) -> Seen:
    """What the model takes for titles; nothing without its title head."""
    if reading.labels.titles is None:
        return Seen()
    text = reading.article.text
    people = [entity.span for entity in reading.labels.entities if entity.label == "person"]
    runs = [
        run
        for run in find_runs(text, reading.layout)
        if run.marked or not (is_of_person(run, text, people) or is_venue(run.span, text))
    ]
    told = weigh_runs(runs, reading, sighted, talk)
    chances = reading.labels.titles.chances([run.span for run in runs], told)
    places: dict[str, dict[Span, float]] = defaultdict(dict)
    for run, chance in zip(runs, chances, strict=True):
        places[plain_title(run.span.of(text))][run.span] = chance
    chosen = choose(runs, chances)
    return Seen(tuple(run for run in chosen if is_steady(run.span.of(text), places)), places)


def is_steady(name: str, places: Mapping[str, Mapping[Span, float]]) -> bool:
    """Whether a title of one word is one in enough of its places: else a name once looked like one."""
    chances = places[plain_title(name)].values()
    likely = sum(chance >= LIKELY for chance in chances)
    return " " in name or likely >= STEADY * len(chances)


def is_of_person(run: Run, text: str, people: Sequence[Span]) -> bool:
    """Whether a run begins or ends with somebody's name, or is what an article stands before.

    "Vint’s Saltmarsh", "Slow Fade with Hedda Marsh", "won the Golden Heron", "Where To Watch It".
    """
    words = run.span.of(text)
    owner = OWNER.match(words)
    if owner and any(owner["last"] in person.of(text).split() for person in people):
        return True
    if ADVICE.search(words) or NO_TITLE.fullmatch(words):
        return True
    if PARTICULAR.search(text, max(0, run.span.start - 8), run.span.start):
        return not FILM_NOUN.match(text, run.span.end)
    joined = JOINING.search(run.span.of(text))
    if joined is None:
        return False
    start = run.span.start + joined.start("name")
    return any(person.start <= start < person.end <= run.span.end for person in people)


def is_venue(span: Span, text: str) -> bool:
    """Whether the words around a place say that something was said there: "on the podcast Slow Fade"."""
    before = VENUE_BEFORE.search(text, max(0, span.start - VENUE_REACH), span.start)
    if before is None:
        return False
    return not before["part"] or bool(SAYS_BEHIND.match(text, span.end))


def choose(runs: Iterable[Run], chances: Iterable[float]) -> tuple[Run, ...]:
    """The likeliest runs that do not overlap, in text order.

    >>> long, short = Run(Span(0, 20)), Run(Span(11, 20))
    >>> choose([long, short], [0.7, 0.9]) == (short,)
    True
    """
    chosen: list[Run] = []
    likely = [pair for pair in zip(chances, runs, strict=True) if pair[0] >= SURE]
    taken: set[int] = set()
    for _, run in sorted(likely, key=lambda pair: (-pair[0], pair[1].span)):
        places = range(run.span.start, run.span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(run)
    return tuple(sorted(chosen, key=lambda run: run.span))
