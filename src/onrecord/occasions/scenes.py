"""The time of the scene that words were spoken in, where no time stands beside their cue.

Before: `belonging` found no time with the cue or the venue. After: `ground` and `settle` give the scene's
time to the statement. "Asked yesterday whether he would run, the mayor grinned. 'My wife has a vote on
that,' he said": yesterday. A clause that tells when a film opened, a book came out or somebody died sets
no scene, nor does one about what is to come; words in the present tense ("says") are of no scene.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.occasions.chains import COUNTED
from onrecord.occasions.course import around
from onrecord.occasions.frames import Frame
from onrecord.occasions.intervals import Interval
from onrecord.occasions.parties import HIDDEN
from onrecord.occasions.times import Time
from onrecord.values import Span, Statement

_NEWS_DAYS = timedelta(
    days=14
)  # an event of the days before publication is what the piece is about
_NEWS_WIDTH = timedelta(days=13)  # "last week", where either calendar may be meant

_SEPARATOR = re.compile(rf"[,;:—–(){HIDDEN}]|(?<=\s)--?(?=\s)")
# Verbs of what happens without anybody speaking there, and is spoken of later.
_NO_SCENE = re.compile(
    r"\b(?:opened|opens|premiered|premieres|released|debuted|aired|streamed|came\s+out|hit\s+(?:theaters|cinemas|screens|shelves)|"
    r"launched|published|filmed|shot|wrapped|began\s+(?:filming|shooting|production)|recorded|born|died|married|founded|"
    r"built|rebuilt|robbed|killed|murdered|stabbed|stole|graduated|joined|moved|retired|directed|starred|produced|composed|"
    r"adapted|debut|due|set\s+to|slated|(?:trailer|teaser|single|album|series|season)s?\s+dropped)\b"
)
_TO_COME = re.compile(
    r"\b(?:will|shall|is|are|plans?|hopes?|wants?|due|scheduled|expected|set)(?:\s+to)?\s+(?:[a-z]+\s+){0,3}$"
)
_RELATIVE = re.compile(r"\s*(?:who|whose|whom|which|where|that)\b")
_INNER_RELATIVE = re.compile(r"\b(?:who|whose|whom|which|that)\s+(?:[\w’'-]+\s+){0,8}$")
_CLEFT = re.compile(r"^[\s“”\"]*(?:It|There)\s+(?:was|is)\s+(?:only\s+|back\s+|there\s+)?$")
_PARTICIPLE = re.compile(
    r"\s*(?!(?:interviewed|asked|quizzed|questioned|pressed|sent|written|dated|handed|issued|stretched|seated|propped|"
    r"perched|surrounded|called|quoted|reached|delivered|delighted)\b)(?:[a-z]+ly\s+)?[a-z]+ed\b"
)
_APPOSITION = re.compile(r"\s*(?:an?|the|its|his|her|their)\s")
_HARD = re.compile(
    r"[;—–(]|\b(?:who|whom|whose|which|because|if|although|though|about|regarding|concerning|until|despite|since|but|"
    r"where|while|whereas|referring|recalling|remembering|discussing|noting|citing|than)\b|"
    r"\bthat\b(?!\s+(?:on|in|at|during|day|evening|night|morning|afternoon|week|month|year)\b)|,\s+and\b"
)
_REDUCED = re.compile(r"\b[a-z]+ed\s+(?:on|in|at|over)?\s*$")  # "a juror excused on Monday"
# "PORT ELLERY, July 30 (Meridian Wire) — ": the day of writing.
_DATELINE = re.compile(r"\s*[A-Z][A-Z.’' -]{2,}(?:,\s+[A-Z][\w.]*)*,\s+$")
_DATELINE_END = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:[—–]|--?\s)")
_ASIDE = re.compile(
    r",\s+(?:who|whose|whom|which|where)\b[^,;:]*,"
)  # "said Lorne, who lives there, on Monday"
_OF_WHAT = re.compile(r"\s*of\b")  # "said of the final in 2019"
_AFTER = re.compile(
    r"\b(?:[Aa]fter|[Bb]efore|[Uu]ntil|[Ss]ince)\b[^,]*$"
)  # "after the sale closed in December"
_IRREGULAR = (
    "was were had did said told took went came stood sat met got gave made left ran wrote won "
    "lost fell rose began spoke broke held kept paid brought thought found sent fought caught "
    "taught sold built rang sang drew grew knew threw flew drove rode swore tore wore woke "
    "chose froze shook saw ate led fed sought struck stuck hung swung dug slid shut quit put "
    "set hit cut let beat burst laid lay forgave forgot became stepped wrung bore "
).split()
_PAST = re.compile(rf"\b(?:[a-z]+ed|(?:was|were|had|did)n[’']t|{'|'.join(_IRREGULAR)})\b")
# Somebody met or addressed somebody: words of an older day belong to it too.
_ENCOUNTER = re.compile(
    r"\b(?:asked\s+(?:whether|if|about|why|how|what|when|who|twice|by)|[Aa]sked,|quizzed|questioned|pressed|"
    r"(?:reporter|journalist|correspondent|interviewer)s?|given\s+to\s+(?:this|the)|"
    r"met\s+(?:with|reporters|journalists|me|us|the\s+press|fans|voters|parents|staff)|meeting|interview(?:ed)?|spoke|spoken|"
    r"sat\s+(?:down|with|across)|stood\s+(?:up|on|at|before|in)|took\s+(?:the\s+(?:stage|podium|stand|floor|microphone|mic)|to\s+the)|"
    r"(?<!was\s)(?<!were\s)(?<!been\s)told|telling|phoned|phone|telephoned|rang|emailed|addressed|appeared\s+(?:before|at|on)|testified|"
    r"talked|talking|chatted|warned|denied|pledged|promised|insisted|issued|wrote\s+(?:to|in|on|that)|written\s+to|letter|"
    r"ran\s+into|bumped\s+into|caught\s+up|explained|lecture|speech|sermon|remarks?|press\s+conference|hearing|inquest|"
    r"tribunal|rally|debate|reception|ceremony|dinner|lunch(?:eon)?|breakfast|drinks|toast|funeral|vigil|greeted|welcomed|"
    r"joined\s+(?:me|us)|showed\s+(?:me|us|reporters|visitors)|leaned|conceded|apologi[sz]ed|overheard)\b|"
    r"^[\s“”\"]*(?:When\s+)?(?:I|[Ww]e)\s"
)
# "The levee, breached Thursday, was holding": the verb of the sentence comes after the comma.
_VERB = re.compile(rf"\s*(?:is|are|has|have|never|also|will|[a-z]+ed|{'|'.join(_IRREGULAR)})\b")
# A dated paper holds its words whatever the tense: "a memo of the 3rd of August, in which he predicts".
_PAPER = re.compile(
    r"\b(?:memo|memorandum|minutes|letter|e-?mail|note|report|filing|judge?ment|opinion|entry|diary|post|tweet|statement|telegram|"
    r"postcard|message|ruling|affidavit|deposition|dispatch|column|essay|review)\b[^,]{0,40}(?:,\s+)?"
    r"(?:(?:that|which)\s+(?:was\s+)?)?(?:[a-z]+ly\s+)?(?:dated|handed\s+down|issued|sent|written|delivered|filed|signed|posted|"
    r"circulated|leaked|drafted|went\s+out|of|from)\s+(?:[a-z]+\s+[\w’'-]+\s+){0,2}(?:on\s+)?$"
)
_OPENING_CLAUSE = re.compile(
    r"[\s“”\"]*(?:(?:[Bb]ut|[Aa]nd|[Tt]hen|[Ss]o|[Ee]arlier|[Ll]ate|[Ee]arly),?\s+)*(?:(?:When|As|While|Asked)\b[^,;]*)?"
)
# Verbs of telling inside what somebody else reports: "'No,' she told them in May, according to a book".
_TELLING = re.compile(
    r"\b(?:said|told|wrote|asked|warned|promised|cautioned|replied|announced|insisted|argued|claimed|admitted|explained|"
    r"predicted|complained|declared|pledged|called|described|remarked|joked|boasted)\b"
)
_REPORTER = re.compile(
    r"(?:according\s+to|per|shows?|showed|reveals?|recalls?|says?|say)\b", re.IGNORECASE
)
_PRESENT = re.compile(r"(?!(?:was|has|as|his|this)\b)[a-z]+(?<!s)s\b")
_NO_PAST = frozenset(("according", "recall", "say", "insist", "explain", "remember"))


def is_told_as_past(statement: Statement, text: str) -> bool:
    """Whether the cue is in the past: "said", and not "says" or "according to"; true without a cue."""
    if not statement.cue:
        return statement.form == "direct"
    cue = statement.cue[0].of(text).lower()
    first = cue.split()[0] if cue.split() else ""
    return not _PRESENT.match(cue) and first.strip(":,") not in _NO_PAST


def inner_telling(statement: Statement, text: str) -> tuple[Span, tuple[Span, ...]] | None:
    """The verb of telling inside words that another reports, and the words of them that nobody quotes.

    "'Stop calling me,' she told an aide in 2020, according to a book": "told", and the rest without marks.
    """
    if statement.form != "mixed" or not statement.cue:
        return None
    if not _REPORTER.match(statement.cue[0].of(text)):
        return None
    plain = tuple(p for c in statement.content for p in around(c, statement.quoted))
    for piece in plain:
        verb = _TELLING.search(text, piece.start, piece.end)
        if verb:
            return Span(verb.start(), verb.end()), plain
    return None


def scene_times(frame: Frame, times: Sequence[Time], anchors: Sequence[Span]) -> tuple[Time, ...]:
    """The time of the clause that a cue stands in, or of one that leads to it; the nearest only."""
    kept = [t for t in times if _sets_scene(frame, t) and any(_leads(frame, t, a) for a in anchors)]
    if not kept:
        return ()
    nearest = min(kept, key=lambda time: min(_distance(time.span, anchor) for anchor in anchors))
    return (replace(nearest, rule=f"{nearest.rule}, told of the scene"),)


def paper_times(frame: Frame, times: Sequence[Time], anchors: Sequence[Span]) -> tuple[Time, ...]:
    """The date of a paper that holds the words: "dated March 3, in which she wrote"."""
    base = frame.span.start
    return tuple(
        time
        for time in times
        if _PAPER.search(frame.visible[: time.span.start - base])
        and any(anchor.start >= time.span.end or time.span in anchor for anchor in anchors)
    )[-1:]


def _distance(span: Span, anchor: Span) -> int:
    return max(span.start - anchor.end, anchor.start - span.end, 0)


def _leads(frame: Frame, time: Time, anchor: Span) -> bool:
    """Whether nothing between a time and a cue makes the time another clause's."""
    base = frame.span.start
    first, last = sorted((time.span, anchor))
    between = frame.visible[max(0, first.end - base) : max(0, last.start - base)].replace(
        HIDDEN, ""
    )
    if time.span.start >= anchor.end:
        between = _ASIDE.sub(",", between)
        return not (_OF_WHAT.match(between) or _HARD.search(between) or _NO_SCENE.search(between))
    if _CLEFT.match(frame.visible[: time.span.start - base]):
        return True
    return re.search(r"[;—–]|\b(?:but|while|whereas)\b", between) is None


def is_shared(frame: Frame, time: Time, cue: Span, other: Span) -> bool:
    """Whether a time that stands nearer to another's cue holds for this one too.

    "In May, according to minutes, he warned": the time that opens a sentence is of all that follows; "they
    heard of it in May, when she told": a clause with "when" takes the time before it.
    """
    base = frame.span.start
    lead, rest = frame.visible[: time.span.start - base], frame.visible[time.span.end - base :]
    if cue.start < time.span.end:
        return False
    if _OPENING_CLAUSE.fullmatch(lead):
        return True
    return other.end <= time.span.start and re.match(r",?\s+when\b", rest) is not None


def _sets_scene(frame: Frame, time: Time) -> bool:
    """Whether the clause around a time tells what happened, in the line of the sentence."""
    base = frame.span.start
    at, end = time.span.start - base, time.span.end - base
    starts = [found.end() for found in _SEPARATOR.finditer(frame.visible, 0, at)]
    begin = starts[-1] if starts else 0
    lead = frame.visible[begin:at]
    following = _SEPARATOR.search(frame.visible, end)
    rest = frame.visible[end : following.start() if following else len(frame.visible)]
    tail = frame.visible[following.end() :] if following and following.group() == "," else ""
    if starts and (_RELATIVE.match(lead) or (_PARTICIPLE.match(lead) and _VERB.match(tail))):
        return False
    beside = starts and _APPOSITION.match(lead) is not None
    reduced = _REDUCED.search(lead) is not None and _VERB.match(tail) is not None
    if beside and (reduced or not _PAST.search(lead + rest)):
        return False
    if _DATELINE.match(frame.visible[:at]) and _DATELINE_END.match(frame.visible, end):
        return False
    after = _AFTER.search(lead)
    if after and _PAST.search(after.group()):
        return False
    if _INNER_RELATIVE.search(lead) and not _CLEFT.match(lead):
        return False
    return not (_TO_COME.search(lead) or _NO_SCENE.search(lead) or _NO_SCENE.match(rest.lstrip()))


def scene_before(frame: Frame, published: date | None) -> tuple[Time, ...]:
    """The time of a scene that a whole sentence tells, for words that follow it.

    Of the last days, any event that is told; of an older or vaguer time, one at which somebody is met,
    asked or addressed, for words of that time may be quoted much later.
    """
    told = [time for time in frame.times if _sets_scene(frame, time)]
    if not told or not _PAST.search(frame.visible):
        return ()
    time = told[0]
    follows = time.rule.startswith(COUNTED) and _OPENING_CLAUSE.fullmatch(
        frame.visible[: time.span.start - frame.span.start]
    )
    if not (follows or _is_news(time.interval, published) or _ENCOUNTER.search(frame.visible)):
        return ()
    return (replace(time, rule=f"{time.rule}, told of the scene before"),)


# "Speaking from a leisure centre on Monday, she …", "He made the remark in a talk in the 1970s".
_REMARKS = re.compile(
    r"^[\s“”\"]*(?:(?:[Ss]peaking|[Tt]alking|[Ww]riting)\b[^,;]*$|"
    r"(?:He|She|They)\s+(?:was|were)\s+(?:speaking|talking|writing|answering)\b[^,;]*$|"
    r"(?:He|She|They|The\s+(?:remarks?|comments?|words|letter|email|statement|speech))\s+"
    r"(?:made|gave|said|spoke|uttered|delivered|wrote|sent|posted|was|were|came)\s+"
    r"(?:(?:the|these|those|this|that|his|her|their)\s+(?:[a-z]+\s+)?"
    r"(?:remarks?|comments?|statement|words?|observations?|claims?|admission|confession|joke)|it|so|this|that|made|sent|written|spoken|posted|delivered)"
    r"\b[^,;]*$)"
)


def told_of_remarks(frame: Frame) -> tuple[Time, ...]:
    """The time of a sentence that says when the words before it were spoken."""
    base = frame.span.start
    told = [t for t in frame.times if _REMARKS.match(frame.visible[: t.span.start - base])]
    return tuple(replace(t, rule=f"{t.rule}, told of the words after them") for t in told[:1])


def _is_news(interval: Interval | None, published: date | None) -> bool:
    if interval is None:
        return False
    if not (published and interval.earliest and interval.latest):
        return False
    return (
        published - interval.latest <= _NEWS_DAYS
        and interval.latest - interval.earliest <= _NEWS_WIDTH
    )
