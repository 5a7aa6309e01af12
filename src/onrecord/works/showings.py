"""When and where a work is shown, where an article's words say so: release, premiere, run on a stage, broadcast.

The value of a fact is the phrase of time ("24 October", "until 9 May" without its preposition); what day that is as of
the article's date `showing_days` says. A disc, a paperback and the like are no release of the work.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.values import Fact, Span
from onrecord.works.showing_days import MONTH, WHEN, YEAR

VALUE = rf"(?P<value>{WHEN})"
TO = r"(?: (?:on|in|at|from|until|till|to|through|for|since|by|of))?"
PLACE = rf"(?:(?: (?:in|at|on|to|across|through) (?:the |select |UK |US |U\.S\. |all |both )?(?:(?!{WHEN}\b)[A-Z][\w’'.&-]*(?: (?:[A-Z][\w’'.&-]*|of|and|the)){{0,4}}|cinemas|theaters|theatres|stage)(?:[’']s [A-Z]\w+)?| (?:nationwide|worldwide|theatrically|here))(?: and)?){{0,2}}"
SHOW = (
    r"(?:opens?|opened|open|reopens?|comes? out|came out|goes out|hits?|hit (?:theaters|theatres|cinemas)|arrives?|arrived|premieres?|premiered|bows?|bowed|debuts?|debuted|airs?|aired|starts?|started|begins?|began|returns?|is back"
    r"|(?:is |was |be |been )?(?:released|published|shown|screened|broadcast|repeated|dated|staged|seen|reissued)|screens?|released?|release date:?|is due(?: out)?|due(?: out| in)?|is out|out|is set for|set for|runs|will run|plays?|playing|closes?|continues|lands?|drops|follows|performances run|out now and)"
)
RULES: tuple[tuple[str, str], ...] = (
    (
        "premiere",
        rf"\b(?:world |European |UK |US |London )?premiere[sd]?{PLACE}{TO}(?: \w+ing)?(?: night)? {VALUE}",
    ),
    (
        "premiere",
        rf"\b(?:had|have|has|its|with|will have) (?:its |a |the )?(?:world |European |UK |US )?premiere\b[^.;]{{0,50}}?(?: on| in| at)? {VALUE}",
    ),
    (
        "released",
        rf"\b{SHOW}(?: (?:it|the (?:film|movie|series|play|show|book|album)|again|off|everywhere))?{PLACE}{TO} {VALUE}",
    ),
    (
        "released",
        rf"\b(?:in|at) (?:select |all |UK |US )?(?:cinemas|theaters|theatres)(?: nationwide)?{TO} {VALUE}",
    ),
    (
        "released",
        rf"\b(?:sets?|set|eyes|gets|has set|plans?|planned)\b [^.;]{{0,30}}?{VALUE}(?= (?:release|theatrical release|debut|bow|premiere|opening))",
    ),
    ("released", rf"\b[Rr]elease date:? {VALUE}"),
    (
        "showing",
        rf"\b(?:[Uu]ntil|[Tt]ill|[Tt]hrough|To|to|runs? to|runs? until) {VALUE}(?=[.,;)]|$| and\b| \()",
    ),
    ("showing", rf"\bfrom (?P<value>\d{{1,2}} to \d{{1,2}} {MONTH}(?: {YEAR})?)"),
    (
        "showing",
        rf"\bon (?:Channel \d|(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{MONTH})[A-Z][\w+]*(?: [A-Z][\w+]*)?)(?: at \w+)?{TO} {VALUE}",
    ),
    ("showing", r"\b(?:tonight|Tonight)\b(?=,| on| at| from)"),
)
NO_SHOW = re.compile(
    r"\b(?:DVD|Blu-ray|disc|discs|vinyl|paperback|hardback|digital(?:ly)?|tickets?|trailer|poster|filming|production|shooting|cameras|shoot|auditions|booking|soundtrack)\b",
    re.I,
)
"""What is out then is not the work itself."""
NEGATED = re.compile(
    r"\b(?:not|never|n[’']t|no longer|was to have been|were to have been|had been set for|was due|were due|from its original|instead of|pulled from)\b[^.;]{0,45}$",
    re.I,
)


@cache
def showing_rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What tells of a showing; compiled when the first article about a work needs it."""
    return tuple((name, re.compile(rule)) for name, rule in RULES)


def find_showings(words: str) -> Iterator[Fact]:
    """The showings that one sentence tells of, each phrase of time once; places count from its start.

    >>> [(fact.name, fact.value) for fact in find_showings("It opens in France on 11 June.")]
    [('released', '11 June')]
    >>> list(find_showings("It comes out on DVD on 7 April."))
    []
    """
    taken: set[int] = set()
    for name, rule in showing_rules():
        for match in rule.finditer(words):
            span = match.span("value") if "value" in rule.groupindex else match.span()
            clause = words[max(0, match.start() - 60) : match.end()].rpartition(".")[2]
            if span[0] in taken or NO_SHOW.search(clause) or NEGATED.search(words[: span[0]][-70:]):
                continue
            taken.add(span[0])
            yield Fact(name, words[span[0] : span[1]].rstrip(",."), Span(*match.span()))
