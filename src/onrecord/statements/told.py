"""What a report of a report looks like in running text: patterns for `nested`.

Somebody, a word of saying, whom it was said to; then the words. Only what has the shape of a report counts:
"offered her the part" and "called her at night" tell no words.
"""

from __future__ import annotations

import re

from onrecord.statements.phrases import NAME, SAYING

PERSON = r"(?:[Hh]e|[Ss]he|[Tt]hey)(?![\w'’])"
SOMEBODY = (
    rf"(?:{PERSON}|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur) (?:[a-z][\w-]* ){{0,2}}[a-z][\w-]+"
    rf"|(?:[Tt]he )?{NAME})"
)
LEAD = r"(?:\w+ly\s+|also\s+|then\s+|later\s+|once\s+|always\s+|first\s+|even\s+|has\s+|had\s+|used\s+to\s+)*"
TO = (
    r"(?:\s+(?:to\s+)?(?:(?:[A-Za-z][\w-]+ ){0,2}[a-z]\w+s(?=\s+that\b)"
    r"|me|us|him|her|them|you|reporters|everyone|everybody"
    r"|(?:the|a|an|his|her|their|my|our) (?:[a-z][\w-]* ){0,1}[a-z][\w-]+"
    rf"|(?!I\b){NAME})(?![\w'’]))"
)
TO_WHOM = rf"(?=\s+to\s){TO}"
PLAINLY = (
    r"(?:said|says|say|saying|claim(?:ed|s|ing)|insist(?:ed|s|ing)|admit(?:ted|s|ting)"
    r"|argu(?:ed|es|ing))"
)
TOLD = r"(?:told|tells|tell|telling|warned|warns|warning|assured|assures|promised|promises|informed|reminded)"
MIND = r"(?:believed|believes|thought|thinks|felt|feared|hoped)"
CALLED = r"(?:call(?:ed|s|ing)|describ(?:ed|es|ing)|dubbed|shout(?:ed|s|ing)|wrote|writes|writing)"
AFTER = r"(?:\s+(?:afterwards?|later|once|again|that (?:night|day|morning)))?"
REPORT = re.compile(  # "Lund had told her that", "Lund said", "Lund called"
    rf"(?:that\s+)?(?P<source>{SOMEBODY})\s+{LEAD}"
    rf"(?:(?P<c1>{PLAINLY})(?:{TO_WHOM})?{AFTER}|(?P<c2>{TOLD}){TO}{AFTER}|(?P<c3>{MIND})(?!\s+(?:in|of|about)\b)"
    rf"|(?P<c4>{CALLED}|{SAYING}|{TOLD}){TO}?{AFTER}(?=[,:]?\s+(?:that\b|[“\"‘'«]))|(?P<c5>{CALLED})(?=\s[^.]*[“\"]))"
    r"(?=[\s,:])[,:]?\s+"
)
QUOTED_AS = re.compile(rf"(?P<source>{SOMEBODY})\s+(?P<c1>as\s+saying|saying)[,:]?\s+")
TAG_INSIDE = re.compile(  # '“Never,” Lund said' at the end of what is reported
    rf"[”\"’'],?\s+(?P<source>{SOMEBODY})\s+{LEAD}(?P<cue>{PLAINLY}|{TOLD}|{SAYING}){TO}?{AFTER},?\s*$"
)
PASSIVE = re.compile(
    rf"(?:that\s+)?{SOMEBODY}\s+(?:was|were|had been)\s+(?P<c1>told|warned|assured|promised|informed)"
    rf"\s+by\s+(?P<source>{SOMEBODY})[,:]?\s+"
)
SHAPES = (REPORT, QUOTED_AS, PASSIVE)

IN_MARKS = re.compile(  # "Lund looked at me and said, ‘"
    rf"(?:^|(?<=[\s“\"‘—–(]))(?P<source>{SOMEBODY})(?:\s+[a-z][\w'’]*(?:\s+[\w'’]+){{0,5}},?\s+and)?"
    rf"(?:['’]s)?\s+{LEAD}(?P<cue>{PLAINLY}|{TOLD}|{SAYING}|goes|went|shout(?:ed|s)|(?:wa|i)s like)"
    rf"{TO}?{AFTER}[,:]?\s*$"
)
PASSING_ON = (
    rf"(?:{SAYING}|{PLAINLY}|{TOLD}{TO}|{MIND}|remember(?:s|ed)|heard|report(?:ed|s)|testified"
    r"|quote[ds])"
)
PASSES_ON = re.compile(
    rf"(?:\w+ly\s+|has\s+|had\s+|also\s+|then\s+)*(?:{SAYING}|{PLAINLY}|{TOLD}|{MIND}|according\s+to|remember(?:s|ed)|tells\s+it"
    r"|heard|report(?:ed|s|ing)|testif(?:ied|ies)|quot(?:ed|es|ing)|citing|paraphrasing|explain(?:ed|s|ing)|add(?:ed|s|ing)"
    r"|not(?:ed|es|ing)|writ(?:es|ing)|tweet(?:ed|s|ing)|announc(?:ed|es|ing)|alleg(?:ed|es|ing)|disclos(?:ed|es)"
    r"|confirm(?:ed|s|ing)|told)\b",
    re.IGNORECASE,
)
TELLS = re.compile(rf"(?:{PASSES_ON.pattern}|\b(?:{CALLED}|{MIND}|shout\w*)\b)", re.IGNORECASE)
"""What somebody does who is told of. Who votes for, hears or shows another's words passes none on."""
PASSED_ON = re.compile(  # "Ruiz recalled" before "Lund saying"
    rf"(?:^|(?<=[\s“\"]))(?P<source>{SOMEBODY}|[Ww]ho)\s+{LEAD}(?P<cue>{PASSING_ON}){TO}?(?:\s+in\s+an?\s+[a-z]+)?"
    rf"(?:\s+that)?(?:\s+{PERSON}\s+(?:had\s+)?heard)?\s+$"
)
AS_TOLD = re.compile(  # "According to Ruiz, ", "As Ruiz tells it, "
    rf"(?:(?P<c1>[Aa]ccording\s+to)\s+(?P<s1>{SOMEBODY})|[Aa]s\s+(?P<s2>{SOMEBODY})\s+(?P<c2>tells|told|remembers|recalls)"
    r"(?:\s+it)?),\s+$"
)
SAID_AFTER = re.compile(  # ", according to Ruiz"
    rf"[,.]?[”\"’']?,?\s+(?P<cue>according\s+to)\s+(?P<source>{SOMEBODY})(?=[.,;]|\s*$)"
)
AFTER_SOURCE = re.compile(  # "Ruiz, quoting Lund, said"
    rf",\s+(?P<cue>quoting|citing|paraphrasing)\s+(?P<source>{NAME}),?\s+$"
)
BEFORE_SOURCE = re.compile(rf"(?P<cue>Quoting|Citing|Paraphrasing)\s+(?P<source>{NAME}),\s+$")
