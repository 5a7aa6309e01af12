"""Explicit refusals to explain a work: "that's up to the audience", "we decided never to say", "you'd have to ask her".

Who declines to explain says so; nothing is inferred from silence. What is declined about money, votes or
dates of release is no refusal to explain, nor is what a character of the story keeps to herself.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re

NOT_GOING_TO = (
    r"(?:declin\w+(?: again)? to|refus\w+(?: again)? to|(?:would|will|can)(?:n[’']t| not)|(?:I|we|she|he|they|nobody) (?:do|does)(?:n[’']t| not)|I couldn[’']t|won[’']t|can(?:no|[’'])t|(?:am|are|is|was|were|[’']m|[’']re|[’']s)(?: not|n[’']t) (?:going to|about to|allowed to|willing to|prepared to|here to)"
    r"|(?:I|we|she|he|they|nobody|no one)(?:[’']ll| will| would|[’']d| ha(?:s|ve))? (?:ever|never)|(?:never|not|nobody (?:on the crew |involved )?(?:would|will)(?: ever)?)(?: to)?|(?:rather|prefer(?:red|s)?|better|best)(?: to)? not(?: to)?"
    r"|nobody (?:\w+ ){0,3}(?:will|would)(?: ever)?)"
)
EXPLAIN = (
    r"(?:explain(?: (?:it|that|this|what|who|why|the|her|his|my)\b|[.,”\"’']|$)|interpret|decode|decipher|spell it out|unpack it"
    r"|(?:say|tell|reveal|disclose|divulge|give away|be drawn|let on|pass it on|specify|confirm|discuss|talk about|answer|go into|comment on)(?: (?:you|us|me|anyone|anybody|people|them|reporters|it|that|him|her|on))?"
    r" ?(?=(?:who|what|whether|which|why|where|how|if|the|that|it|its|his|her|their|my|about|either|on|more|much)\b|[.,;:!?”\"’']|$))"
)
AUDIENCE = r"(?:audiences?|viewers?|readers?|listeners?|people|you|everyone|everybody|whoever|anybody|anyone|spectators?|public|person|those|each of (?:us|you))"
OF_THE_AUDIENCE = rf"(?:(?:the|each|every|your|our|an?) )?(?:individual )?{AUDIENCE}(?: (?:who|that)[’']?s? (?:watching|reading))?\b"
PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{NOT_GOING_TO} (?:\w+ly )?{EXPLAIN}",
        rf"\b(?:is |was |be |[’']s |really |entirely |all |it )?(?:up|left|leave (?:it|that|this)|leaves (?:it|that|this)|leaving (?:it|that|this)|belongs?) to {OF_THE_AUDIENCE}",
        rf"\b(?:that|this|it)(?:[’']s| is| was) (?:something |a question |a matter )?for {OF_THE_AUDIENCE}(?:[.,;”\"’']| (?:to (?:decide|say|work|answer|find|make)|and not|, not))",
        rf"\bfor {OF_THE_AUDIENCE} to (?:decide|say|work out|answer|make up|judge|choose)\b",
        r"\bnot (?:for|up to) (?:me|us|him|her|them) to (?:say|explain|answer|decide|tell|interpret)\b",
        r"\b(?:have|has) to ask (?:her|him|them|the (?:audience|character|dead))\b",
        r"\bask (?:me|us) (?:again )?in (?:(?:a |an |\w+ )?(?:years?|months?|decades?)|(?:the )?(?:spring|summer|autumn|winter|new year))\b|\bnext question\b|\bnone of (?:my|our|her|his|your|their) business\b|\bsaid all (?:I[’']m|I am|she[’']s|he[’']s|we[’']re) going to\b|\bha(?:s|ve) no (?:view|opinion)\b|\byou tell me\b",
        r"\b(?:my|our|her|his|their) (?:own )?(?:answer|version|theory|reading|view|idea|interpretation|opinion)\b[^.!?]{0,50}\b(?:keep(?:ing|s)?|kept|stays?|staying|told (?:no one|nobody)|haven[’']t told|hasn[’']t told|private|to (?:my|her|him)self)\b",
        r"\bkeep(?:ing|s)? (?:it|that|this|my answer) to (?:my|her|him|our|them)sel(?:f|ves)\b|\bI am keeping it\b|\bstays with (?:me|us)\b",
        r"\bhave (?:my|our) own answer\b[^.!?]{0,40}\bhaven[’']t\b",
        r"\bif I (?:told|tell|explained|said|answered)\b[^.!?]{0,60}\b(?:would|will|[’']d|[’']ll)\b",
        r"\bI could (?:tell|explain|answer)\b[^.!?]{0,20}\bbut\b|\bI (?:can[’']t|cannot) answer (?:that|it|this)\b",
        r"\b(?:I[’']m|I am|we[’']re|we are|she[’']s|he[’']s|was|is) not (?:saying|telling|answering|explaining)\b",
        r"\b(?:won[’']t|will not|never) (?:get|have|hear) (?:it|that|an answer|the answer|one) (?:from|out of) (?:me|us|her|him)\b",
        r"\blips are sealed\b|\bsworn to (?:secrecy|silence)\b|\bpact (?:not|never) to\b|\bstaying out of it\b|\bin the eye of the beholder\b",
        r"\bexplain(?:ing)? (?:it|that|things|the \w+) would\b|\bwould be rude (?:of (?:me|us) )?to (?:tell|say|explain|answer)\b",
        r"\bneither confirm nor deny\b|\b(?:kept|keeps?|remain\w*|stay\w*) (?:silent|quiet|mum|tight-lipped) (?:about|on|over)\b|\bno comment\b",
        r"\b(?:dodg|evad|sidestep|deflect|duck)\w*\b[^.!?]{0,20}\b(?:question|answer|explain|explanation)\w*\b",
        r"\b(?:agreed|decided|promised|vowed|resolved|chose|chosen|swore)\b[^.!?]{0,30}\b(?:not|never|nobody)(?: \w+){0,5}? (?:to )?(?:ever )?(?:say|tell|explain|reveal|pass|talk|let on|answer|discuss)\b",
        r"\b(?:rather|prefer(?:red|s)?) (?:that )?(?:people|they|you|audiences|viewers|everyone|everybody) (?:\w+ )?(?:decid|interpret|ma[dk]e up)\w*",
        r"\b(?:everyone|everybody|people|each|every \w+) (?:\w+ )?(?:should|can|must|may|will|has to|have to) (?:\w+ )?(?:have|find|make up|write|bring|decide|draw) (?:their|his|her|its|on their)(?: or her)? own\b",
        r"\bdon[’']t want to (?:spoil|ruin) (?:it|that|this|anything)\b",
    )
)  # fmt: skip
OF_TRADE = re.compile(
    r"\b(?:budget|figures?|fees?|salar\w+|prices?|costs?|money|tickets?|box[- ]office|forecast|takeover|sales?|revenue|release|distributor\w*|disc|streaming|agent"
    r"|votes?|voted|budgeted|contracts?|deal|date|lawsuit|museum|premiere)\b", re.I,
)  # fmt: skip
OF_STORY = re.compile(
    r"\b(?:endings?|means?|meant|meaning|scene|shot|frame|character|final|last|theor\w+|who (?:it|she|he|was|is|did)|interpret\w*|explain\w*|audiences?|viewers?)\b",
    re.I,
)
IN_THE_STORY = re.compile(
    r"\b(?:(?:her|his|the|their) character (?:refus|declin|keep|never|won|will)\w*|in the (?:story|whole film|film|book|novel|series)[^.]{0,20}\b(?:keeps?|refuses|never|declines))\b"
    r"|\bnever says a word\b", re.I,
)  # fmt: skip
THEN_TELLS = re.compile(
    r"\bnot to tell (?:the other|each other|one another)\b|\b\w+[’']s line is\b|\b(?:I[’']ll|let me|I can|I will) tell (?:you|them)\b(?! (?:that )?nothing)|\bexplained (?:it|that|everything) to\b|\b(?:and|but) it(?:[’']s| is| was) (?:in the|wrong)\b",
    re.I,
)


def is_refusal(text: str) -> bool:
    """Whether words decline to explain a work.

    >>> is_refusal("“That’s up to the audience,” the director said.")
    True
    >>> is_refusal("The studio declined to give a figure for the budget.")
    False
    """
    return refusal_of(text) is not None


def refusal_of(text: str) -> str | None:
    """The words that decline to explain, none where no words do.

    >>> refusal_of("I have an answer, but you won't get it from me.")
    "won't get it from me"
    """
    if IN_THE_STORY.search(text) or THEN_TELLS.search(text):
        return None
    if OF_TRADE.search(text) and not OF_STORY.search(text):
        return None
    found = next((match for pattern in PATTERNS if (match := pattern.search(text))), None)
    return found.group() if found else None
