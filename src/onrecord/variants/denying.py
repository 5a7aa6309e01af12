"""What a denial looks like in running text: patterns for `denials`, each with what it does to the words.

A blank in a pattern stands for any white space.
"""

from __future__ import annotations

import re

from onrecord.statements.phrases import NAME
from onrecord.statements.told import SOMEBODY
from onrecord.values import DisputeKind

Pattern = tuple[DisputeKind, re.Pattern[str]]

WHO = rf"(?P<who>(?:[Hh]e|[Ss]he|[Tt]hey)(?![\w'’])|{NAME})"
OFTEN = r"(?:\w+ly |also |then |later |once |has |had )*"
SAID = r"(?:said|say|told|tell|called|call|claimed|claim|suggested|suggest|wrote|write)\b"
SAYING = r"(?:saying|telling|calling|claiming|suggesting|writing)\b"
REMARK = r"(?:remark|comment|statement|claim|word|quote|quotation|line|accusation|assertion)s?\b"
MADE = rf"made (?:the|any|such) {REMARK}"
NEVER = (
    r"(?:never|did not|didn['’]t|would never|wouldn['’]t|had never|have never|had not|hadn['’]t"
    r"|['’]d never)"
)
HER = r"(?:his|her|their)"
SAYS = r"(?:says|said|insists|insisted|claims|claimed|maintains|maintained)(?: that)?"
MISUSED = r"(?:misquoted|misreported|misrepresented|taken out of context)\b"
TOOK_BACK = (
    r"(?:walked back|walks back|retracted|retracts|withdrew|withdraws|took back|backtracked on"
    r"|went back on|goes back on|disavowed)"
)
SORRY = r"(?:apologi[sz]e[ds]|regrets|regretted|(?:is|was) sorry)(?: on [A-Z]\w+| publicly| later)?"


def _pattern(kind: DisputeKind, words: str) -> Pattern:
    return kind, re.compile(words.replace(" ", r"\s+"))


FIRST_PERSON: tuple[Pattern, ...] = (
    _pattern("denial", rf"\bI(?: |(?=['’]))(?:have )?{NEVER} (?:once |ever |actually )?{SAID}"),
    _pattern("denial", rf"\b(?:I|[Mm]y {REMARK}) (?:was|were|have been|had been) {MISUSED}"),
    _pattern("denial", r"\b[Tt](?:hose|hese|hey) (?:are|were) (?:not|never) my words\b"),
    _pattern("denial", r"\b[Tt](?:hose|hese|hey)(?: aren['’]t| weren['’]t|['’]re not) my words\b"),
    _pattern("denial", r"\b[Tt]hat(?: is|['’]s| was) (?:not|never) what I said\b"),
    _pattern("withdrawal", r"\bI (?:take|took) (?:it|that|this|them|those words) (?:all )?back\b"),
    _pattern("withdrawal", rf"\bI (?:deeply )?(?:regret|apologi[sz]e for) (?:having )?{SAYING}"),
    _pattern("withdrawal", rf"\bI (?:was|am) wrong to {SAID}"),
    _pattern("withdrawal", rf"\bI(?:['’]m| am) sorry (?:that )?(?:I {SAID}|for {SAYING})"),
)
REPORTED = _pattern("denial", rf"{WHO} (?:has )?{NEVER} (?:once |ever )?(?:{SAID}|{MADE})")
"""The one that is the article's own word unless somebody is said to say so: "she never said that"."""
THIRD_PERSON: tuple[Pattern, ...] = (
    _pattern(
        "denial",
        rf"{WHO} {OFTEN}(?:denie[sd]|dispute[ds])(?: ever)? (?:(?:having )?(?:{SAYING}|{SAID})"
        rf"|(?:having made|making) (?:the|any|such|those|that) (?:\w+ )?{REMARK})",
    ),
    _pattern(
        "denial",
        rf"\bdenie[sd] that {WHO} (?:had |has )?(?:ever |once )?(?:{SAID}|{MADE})",
    ),
    REPORTED,
    _pattern("denial", rf"{WHO} {OFTEN}{SAYS} (?:he|she|they) (?:was|were|had been) {MISUSED}"),
    _pattern(
        "denial",
        rf"{WHO} {OFTEN}{SAYS} {HER} (?:\w+ )?{REMARK}[^.!?]*? (?:was|were|been) {MISUSED}",
    ),
    _pattern(
        "withdrawal", rf"{WHO} {OFTEN}{TOOK_BACK} (?:{HER}|the|that|those) (?:\w+ ){{0,2}}?{REMARK}"
    ),
    _pattern("withdrawal", rf"{WHO} {OFTEN}{TOOK_BACK}(?= (?:that|it|this|them)\b)"),
    _pattern(
        "withdrawal",
        rf"{WHO} {OFTEN}{SORRY} (?:for )?(?:having )?(?:{SAYING}|(?:said|called|told)\b|{HER} {REMARK})",
    ),
)
MAY_DENY = re.compile(
    r"\bdenie[sd]|\bdispute|\bnever\b|\bnot\b|n['’]t\b|\bmis(?:quot|re)|out\s+of\s+context|\bback\b"
    r"|\bretract|withdr|disavow|apologi[sz]|regret|\bsorry\b|\bwrong\s+to\b",
    re.I,
)
"""What stands in every denial: other sentences are not looked at."""
REPRESENTS = re.compile(
    r"\b(?:spokes\w+|publicist|agent|representative|lawyer|attorney|manager|press office)s?\b", re.I
)
ANAPHOR = re.compile(
    r"\s*(?:that|it|this|so|them|any such thing|anything of the sort|anything like (?:that|it)"
    rf"|(?:the|that|those|these|any of (?:it|that|those))(?: {REMARK})?)?(?:,? too)?\s*[,.!?;:—–-]?[”\"’']*"
    r"\s*(?:$|(?:on|in|at|when|last)\b)",
    re.I,
)
OPEN = re.compile(
    r"\s*(?:what|whether|how|who|when|where|why|anything|something|more|much|no|yes)\b"
)
"""What begins so tells no words: "I never said what I meant", "she never said no to a sequel"."""
TELLING = re.compile(r"\b(?:tell|told|telling)\s*$")
"""What behind this only names somebody tells no words: "I never told my mother"."""
HEDGED = re.compile(r"\bwould")
"""Who "would never say that" denies it; who "wouldn't say he lied" gives an opinion."""
NOUN = re.compile(rf"{REMARK}$")
OF_NOUN = re.compile(r"\s+(?:that|about|in which)\s+")
"""What a remark was, behind the noun: "walked back her remark while on air" does not tell it."""
CLAUSE = re.compile(
    rf"(?:\s+(?:{SOMEBODY}|me|us|him|her|them|anyone|anybody|reporters))??\s+that\s+(?=\S)"
)
