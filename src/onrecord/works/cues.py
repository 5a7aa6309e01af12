"""Words beside a title that suggest one, and what each weighs: the grammar under `titles`.

"The film X", "X, a comedy about", "the ending of X". Read by `titles`, which adds marks, labels and
headlines and decides.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.works.names import UPPER

STRONG_NOUNS = (
    "film|movie|feature|documentary|biopic|blockbuster|thriller|comedy|comedy-drama|drama|dramedy"
    "|romcom|rom-com|western|sequel|prequel|remake|slasher|musical|miniseries|mini-series|sitcom"
    "|novel|memoir|novella|album|epic|horror"
)
NOUNS = STRONG_NOUNS + "|series|show|book|play|picture|short"
PARTS = (
    r"(?:ending|finale|conclusion|denouement|plot|storyline|(?:final|last|closing|opening|first) "
    r"(?:scene|shot|moments|minutes|act|sequence|episode|season|chapter|frame|page|line|verse)s?|epilogue"
    r"|screenplay|script|soundtrack|trailer|premiere|sequel|adaptation|remake|prequel|protagonist)"
)
EPISODES = r"(?:episodes?|seasons?|series|chapters?|performances?|run|previews?|revival|productions?|transfer)"
NO_GAP = r"(?:of|in|at|on|for|from|by|with|where|who|whose|which|when|that|to|and|is|was)\b"
AFTER_NOUN = (
    r"[,.;:)—–]|\s*$| [—–]| (?:about|following|that|which|in|from|by|directed|starring|set|based|of|with|and|to|for|on"
    r"|at|written|released|adapted|is|was|has|he|she|where|when|whose|shot|made|it|they)\b"
)
START = rf"(?=[“\"‘'«_*]?[{UPPER}0-9])"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words beside a title and what they weigh; `side` is where the title stands from them."""

    name: str
    side: Literal["after", "before"]
    pattern: re.Pattern[str]
    weight: float
    alone: bool = False


def cue(
    name: str, side: Literal["after", "before"], pattern: str, weight: float, alone: bool = False
) -> Cue:
    """A cue with its compiled pattern; `alone` says that it names a work by itself."""
    return Cue(name, side, re.compile(pattern), weight, alone)


@cache
def cues() -> tuple[Cue, ...]:
    """What stands beside titles; compiled when the first article needs it."""
    return (
        cue("apposed", "after", rf"\b(?:{NOUNS}), {START}", 1.0),
        cue("owned", "after", rf"\b[{UPPER}][\w’'-]+ [{UPPER}][\w-]+[’']s {START}|\bwhose {START}", 0.75),
        cue("noun", "after", rf"\b(?:{NOUNS}|films|movies),? (?:called |titled |entitled |named )?{START}", 2.25),
        cue("named", "after", rf"\b(?:{NOUNS})s?,? (?:called|titled|entitled) {START}", 3.0, True),
        cue(
            "part of", "after",
            rf"\b(?:[Tt]he |[Aa]n? )?(?i:{PARTS}|end|making|cast|star) (?i:of|to|for) "
            rf"(?:(?:the|her|his|their) (?:[\w’'-]+ )?(?:{NOUNS}),? )?{START}", 1.5,
        ),
        cue("episodes of", "after", rf"\b(?:{EPISODES}) of {START}", 1.5),
        cue("in part", "after", rf"\b(?:scene|sequence|episode|role|part|performance|turn|character)s? (?:in|from) {START}", 1.5),
        cue("director of", "after", rf"\b(?i:director|star|stars|writer|screenwriter|producer|creator|showrunner|author)s? of (?:the (?:{NOUNS}) )?{START}", 1.5),
        cue("starring in", "after", rf"\b(?:starr(?:ing|ed)|stars|appear(?:s|ed|ing)|act(?:s|ed)|featured) in {START}", 1.5),
        cue("directed", "after", rf"\b(?:co-)?(?:directed|directing|helmed|wrote and directed) {START}", 1.5),
        cue("by its director", "after", rf"\b(?:[A-Z][\w’'-]+|who|she|he|they)(?: also| had| has)? (?:wrote and |co-)?directed {START}", 1.0),
        cue("wrote", "after", rf"\b(?:[A-Z][\w’'-]+|who)(?: also)? (?:wrote|co-wrote|scripted) {START}", 1.5),
        cue("shown of", "after", rf"\b(?:screenings?|showings?|previews?|premiere|Q&A|disc|DVD|poster|trailer|set|prints?) (?:of|for) {START}", 1.5),
        cue("certificate", "before", r"[”\"’'»_*]{0,2} \((?:PG|U|12A?|15|18|R|PG-13|NC-17|TV-\w+)\)", 2.5),
        cue("of its director", "before", rf"[”\"’'»]?(?:[’']s?)? (?:director|writer-director|screenwriter|showrunner|co-star|star) (?=[{UPPER}])", 1.5),
        cue("on screens", "before", r"[”\"’'»]?,? (?:is|was|will be) (?:on|out|showing|playing) (?:at|on|in) (?:about |some |over )?[\d,]+ (?:screens|cinemas|theat\w+|sites)", 2.0),
        cue("watched", "after", rf"\b(?:watch|watched|watching|rewatch|stream) {START}", 1.0),
        cue("year", "before", r",? ?[”\"’'»]?,? \((?:19|20)\d\d\b(?![–-])", 1.5),
        cue("own part", "before", rf"[”\"’'»]?(?:[’']s?)? (?:[a-z]\w+ )?(?i:{PARTS})(?:[’']s)?\b", 1.5),
        cue("crew", "before", r"[”\"’'»]?(?:[’']s?)? (?:director|star|co-star|screenwriter|writer-director|filmmaker|showrunner|creator|cast|actress|actor|author)\b", 1.0),
        cue(
            "is a", "before",
            rf"[”\"’'»]?(?:,? (?:is|was)|,| –| —)(?: (?!it[’']|that[’']|he[’']|she[’'])\w+ \w+[’']s?| (?!it[’']|that[’']|this[’']|there[’']|he[’']|she[’']|what[’'])[\w’']+[’']s)? (?:an?|the|his|her|their)"
            rf"(?: (?!{NO_GAP})[\w’'-]+,?){{0,5}}? (?:{NOUNS})(?={AFTER_NOUN})", 2.5, True,
        ),
        cue(
            "of its maker", "before",
            rf"(?:(?<=,[”\"’'»])|[”\"’'»]?,) (?:the )?(?:[{UPPER}][\w-]+ ){{0,2}}[{UPPER}][\w-]+[’']s? (?:[a-z-]+,? ){{0,3}}?(?:{NOUNS}|feature|debut|follow-up)\b", 2.5, True,
        ),
        cue("made by", "before", r"[”\"’'»]?,? (?:(?:was|is) )?(?:written and )?(?:directed|co-directed|helmed) by\b|[”\"’'»]?\. Directed by\b", 2.5),
        cue("stars", "before", r"[”\"’'»]?,? (?:which |also )?(?:stars|starring|co-stars)\b", 1.5),
        cue(
            "shown", "before",
            r"[”\"’'»]?,?(?: which)? (?:premieres|premiered|(?:opens|opened|arrives|is)(?: now| still playing)? (?:in|on) (?:select\w+ )?(?:cinemas|theaters|theatres|\d|[A-Z]\w+ on)"
            r"|hits? (?:cinemas|theaters|theatres|screens)|is (?:now )?(?:streaming|showing)|grossed|(?:is|will (?:soon )?be) available (?:to|on|for)"
            r"|was (?:shot|filmed) (?:in|over|on|at)|(?:first )?screened (?:at|in))\b", 1.5,
        ),
        cue(
            "opened", "before",
            r"[”\"’'»]?(?:, (?:which|now) (?:has )?(?:open(?:s|ed)|premiere[sd]|runs?|ran|aired|airs|return(?:s|ed)|clos(?:es|ed))"
            r"| (?:signed off|aired|returns? (?:for|to)|returned (?:for|to)|ended its run|goes on sale))\b", 1.5,
        ),
        cue(
            "playing at", "before",
            r"[”\"’'»]? (?:is|runs|plays|continues) at (?:the )?[A-Z][\w’' -]{2,40}? (?:until|from|through)\b", 1.5,
        ),
        cue("tells", "before", r"[”\"’'»]? (?:follows|tells the (?:story|tale)|centers|centres|chronicles|depicts)\b", 1.5),
        cue("explained", "before", r"[”\"’'»]?(?:[’']s?)?:? (?:Ending|Finale|Post-Credits?(?: Scenes?)?)(?:,? (?:Meaning|Explained|Scene))?\b", 2.0),
        cue(
            "part number", "before",
            r"[”\"’'»]?,? \(?(?i:episode|season|series|part|chapter|act|volume|book) (?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b", 2.0,
        ),
        cue(
            "honoured", "before",
            r"[”\"’'»]?,? (?:(?:has |have |also )?(?:won|wins) (?:the|an?|best|five|four|three|two) (?:[A-Z][\w’-]+ )+?(?:Prize|Award|Oscar|Emmy|Medal|Globe)s?"
            r"|(?:is|was) (?:on the (?:long|short)list|(?:long|short)listed|nominated|published by|on [A-Z][\w+]+(?: [A-Z][\w+]+)? now))\b", 1.0,
        ),
        cue("reviewed", "after", rf"(?:^|\n\n)(?:(?:Film|TV|Television|Movie|Book|Theatre|Theater|Stage|Album) )?(?i:review|recap)(?: of)?: {START}", 2.0),
        cue("recap", "before", r"[”\"’'»]?(?::|,| [–-])?(?: [a-z]+)? (?:[Rr]ecap)\b", 2.5),
        cue("review", "before", r"[”\"’'»]?(?::|,| [–-])?(?: [a-z]+)? (?:[Rr]eview)\b", 1.0),
    )  # fmt: skip
