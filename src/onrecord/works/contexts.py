"""Words beside a title that show whether it means the work or a character of the same name.

Read by `mentions`, which decides, and by `narration`, to which "Ashes is in cinemas" is no plot.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Collection

from onrecord.works.cues import NOUNS, PARTS
from onrecord.works.names import UPPER, is_no_name

WORK_BEFORE = re.compile(
    rf"(?:\b(?i:{NOUNS}|{PARTS}|end|director|cast|star|stars|making|makers|writer|producer|scenes?|events|world|success"
    rf"|story|opening|release|release of|screening|showing|version|premiere|review|starred|starring|appear\w*|watch\w*"
    rf"|seen|saw|directed|wrote|won|win|awards)(?:[’']s)?,? (?i:(?:of|to|for|in|from|called|titled|behind|with|about) )?(?:the )?"
    rf"|[“\"‘'«_*]|[{UPPER}][\w-]+[’']s? )$"
)
WORK_AFTER = (
    rf"(?:[”\"’'»_*](?!s\b)|,? \((?:19|20)\d\d|(?:[’']s?)? (?:\w+ )?(?i:{PARTS}|end|director|cast|star|writer|team|makers|crew|creators|release|success|box office)\b"
    r"|,? (?:is|was) (?:now |finally |still )?(?:an? |the )?(?:[\w’'-]+,? ){0,5}?(?:film|movie|drama|comedy|comedy-drama|thriller|documentary|series|novel|story|book)\b"
    r"|,? (?:which|stars|starring|premier\w+|opens|opened|follows|tells the|grossed|won|swept|crossed|has (?:won|swept|grossed|taken|been)|is (?:still )?(?:in (?:select\w* )?(?:cinemas|theat\w+)|on (?:\w+ ){0,2}(?:demand|disc|dvd)|available|streaming|out|now|playing|showing)"
    r"|will (?:soon )?(?:be (?:available|released|shown|screened)|open|stream|arrive)|was (?:shot|filmed|released|supposed|made|nominated|directed|written)|arrives in|directed|screened|from director|ends|ended)\b)"
)  # fmt: skip
WORK_AFTER_RE = re.compile(WORK_AFTER)
PERSON_AFTER = re.compile(
    r"(?:[’']s (?:wedding|husband|wife|father|mother|brother|sister|son|daughter|face|eyes|hand|hands|house|home|life|friend|lover|boss|parents|family)"
    r"|,? (?:believes|wants|tries|decides|kisses|marries|cries|dies|survives|lives|leaves|runs|walks|meets|says|knows|lies|stops|takes|forgives|finds|loves|hates|tells|asks))\b"
)


LONGEST_NAME = 3
SMALL_WORD = re.compile(
    r"(?i:the|a|an|of|for|and|in|on|at|to|with|from|by|is|are|my|your|our|no|not)"
)


def work_mentions(titles: Collection[str]) -> re.Pattern[str] | None:
    """A pattern of the titles where the words behind them show the work; None without titles.

    A title that can be nobody's name ("The Cold Registry", "Four Chairs for Mother") always shows it.
    """
    if not titles:
        return None
    longest_first = sorted(titles, key=lambda title: (-len(title), title))
    any_title = "|".join(map(re.escape, longest_first))
    phrases = [re.escape(title) for title in longest_first if is_no_name(title)]
    phrase = rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)|" if phrases else ""
    return re.compile(
        rf"{phrase}\b(?:(?i:{NOUNS}|{PARTS}),?(?: of)? (?:{any_title})(?!\w)|(?<!\w)(?:{any_title})(?={WORK_AFTER}))"
    )
