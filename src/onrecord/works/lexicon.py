"""What words say about the topic of a passage: weights by stem, by pair of words and by pattern.

General words of coverage of films, series and books, of business and of lives; no title and no
name stands here. Weights were set by hand on our own examples (tests/works/cases) and are one kind of evidence
among several: `topics` adds headings, neighbours and the telling of a plot.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from functools import cache

from onrecord.text.needed import words_needed
from onrecord.values import Topic
from onrecord.works.stems import stem

WEIGHTS: dict[Topic, dict[float, str]] = {
    "plot": {
        1.5: "plot storyline protagonist synopsis",
        2.0: "twist backstory",
    },
    "meaning": {
        3.0: "interpretation interpret symbolism symbolise symbolize metaphor allegory",
        2.5: "ambiguous ambiguity ambiguously symbol subtext",
        2.0: "theory meaning meanings cryptic allegorical puzzle riddle mystery",
        1.5: "theme thematic signify significance intention intended represent message explain",
        1.0: "mean answer hopeful hope redemption",
    },
    "making": {
        2.5: "rehearse rehearsal audition improvise improvisation casting cinematographer costume designer",
        2.0: "screenplay screenwriter stunt cinematography storyboard camera"
             " cinematic dp choreographer set-piece co-wrote soundtrack prosthetic understudy puppet",
        1.5: "script cast wrote written draft edit editor editing production crew compose composer"
             " research location lens props dialect prepare footage",
        1.0: "write writing scout actor actress role producer crane",
    },
    "cut": {
        3.0: "deleted unshot unfilmed scrapped",
        2.0: "omitted trimmed discarded epilogue",
        1.5: "cut removed dropped abandoned axed ditched",
    },
    "reception": {
        2.5: "acclaim acclaimed backlash applause ovation booed panned walkout",
        2.0: "critic review reviewer praised reaction polarising polarizing criticised criticized",
        1.5: "divided divisive controversy masterpiece viewer fan complain complaint bestseller",
        1.0: "split audience loved hated response superb patient verdict debate",
    },
    "awards": {
        3.0: "bafta oscar emmy palme",
        2.5: "nomination nominated nominee shortlist shortlisted",
        2.0: "award prize jury",
        1.5: "ceremony statuette laureate honour honoured honored trophy",
        1.0: "win winner festival contender",
    },
    "availability": {
        2.5: "streaming vod blu-ray netflix mubi hulu paramount+ cinemas theaters theatres",
        2.0: "stream dvd rerelease paperback hardback",
        1.5: "available rent ticket platform",
        1.0: "screening watch release released digital screen open certificate arrive",
    },
    "business": {
        3.0: "profit investor shareholder takeover",
        2.5: "revenue earnings grossed gross merger acquisition dividend turnover",
        2.0: "budget sales financing financed budgeted quarterly pretax",
        1.5: "million billion acquire rights distributor market forecast",
        1.0: "share stock deal bought company cost price purchase executive firm pay",
    },
    "person": {
        2.5: "childhood biography upbringing widow widower",
        2.0: "born autobiography memoirs",
        1.5: "married wife husband career teenager daughter son mother father retire grandmother"
             " grandfather parent divorce",
        1.0: "family school studied aged debut brother sister life",
    },
    "ending": {},
}  # fmt: skip

END_THING = (
    r"(?:final|last|closing|concluding|ending) (?:scene|shot|moment|minute|act|image|frame|sequence"
    r"|episode|chapter|page|second|line|reel|beat|crossing)s?"
)
RULES: tuple[tuple[Topic, float, str], ...] = (
    (
        "ending",
        3.0,
        r"\b(?:the|an?|its|that|this|\w+[’']s|real|true|original|abrupt|happy|sad|alternat\w+) (?:\w+ )?ending(?:s|[’']s)?\b(?! (?:its|the|his|her|their|a) )",
    ),
    ("ending", 3.0, rf"\b{END_THING}\b"),
    ("ending", 2.5, r"\b(?:finale|denouement|cliffhanger|epilogue)\b"),
    (
        "ending",
        2.5,
        r"\b(?:open-ended|(?:film|movie|story|series|novel|show)[’']s (?:[\w-]+ )?conclusion)\b",
    ),
    (
        "ending",
        3.0,
        r"\b(?:at|by|until|near) the (?:very )?end(?! (?:of the (?:day|week|month|year|season|contract|war|quarter|century|street|road|table)|of (?:19|20)\d\d))\b",
    ),
    (
        "ending",
        2.5,
        r"\bend of (?:the|this|that|her|his) (?:film|movie|series|show|book|novel|story|picture|season)\b",
    ),
    (
        "ending",
        2.5,
        r"\b(?:film|movie|story|series|show|picture|book|novel|episode)(?: \w+)? (?:ends|ended|closes|concludes)\b",
    ),
    (
        "ending",
        1.5,
        r"\bEnding\b|\bends (?:with|on|as|when|in)\b|\bfade[sd]? to black\b|\bcut[s]? to black\b|\bcredits (?:roll|rolled)\b",
    ),
    (
        "meaning",
        3.0,
        r"\b(?:up to|left to|for) (?:the|each|every|an?|our|your) (?:audience|viewer|reader|listener)s?\b",
    ),
    ("meaning", 1.5, r"\b(?:means|meant) (?!to\b|that\b)"),
    (
        "meaning",
        2.5,
        r"\b(?:what (?:\w+ ){1,5}(?:means?|meant|signif\w+|represents?)|read(?:ing|s)? (?:of|it as)|can be (?:read|seen) as|stands? for|open to (?:\w+ )?(?:interpretation|question))\b",
    ),
    (
        "meaning",
        2.0,
        r"\b(?:(?:it[’']s|it is|is|was|be(?:ing)?|that[’']s) (?:\w+ )?about|never a \w+ about|not (?:really |so much )?about|a (?:film|story|movie|book|series|parable|fable) (?:\w+ )?(?:about|against))\b",
    ),
    (
        "meaning",
        2.0,
        r"\b(?:wanted|want|hoping|hope[sd]?|wants) (?:the |an? |our |my )?(?:audience|people|viewers|readers|everyone|you) to\b",
    ),
    (
        "meaning",
        2.0,
        r"\bleav(?:e|es|ing) (?:the |an? |our )?(?:audience|people|viewers|readers)\b",
    ),
    (
        "meaning",
        1.5,
        r"\b(?:ask|asks|asked|asking|asks?) (?:\w+ )?(?:what|who|why|whether|if)\b|\bto my mind\b|\bfor me\b|\bin my (?:mind|view|head)\b|\bI (?:see|saw) (?:it|her|him|that|this|them|the)\b",
    ),
    (
        "meaning",
        1.5,
        r"\b(?:is (?:she|he|it) (?:dead|alive|free|real|a dream)|ghosts?|(?:she|he) (?:dies|lives|survives|drowns|drowned)|happy ending|explain(?:s|ed|ing)? (?:the|what|why|it))\b",
    ),
    (
        "making",
        2.0,
        r"\b(?:on set|on the set|based on|inspired by|behind the scenes|shot (?:in|on|over|at|it)|takes? \d+|first draft|adapted from|real location|visual effects|practical effects|first day|(?:we|they) (?:shot|filmed|built|found|cast|rehearsed|improvised))\b",
    ),
    (
        "making",
        2.0,
        r"\b(?:learn(?:ed|t|ing)? to|train(?:ed|ing) (?:for|with)|cast (?:as|him|her|in|me)|played it|(?:days?|weeks?|months?) (?:of|to) (?:shoot|film|build)\w*)\b",
    ),
    (
        "cut",
        3.0,
        r"\b(?:cut (?:from|out of|entirely)|cutting[- ]room|left on the|never (?:shot|filmed|made it|intended to be (?:shot|filmed|seen))|(?:did|does)n[’']t make (?:it|the))\b",
    ),
    (
        "cut",
        2.5,
        r"\b(?:taken out|left out|end(?:ed|ing) up being cut|alternat(?:e|ive) (?:ending|version|scene)|original ending|(?:earlier|early|first|previous|original|initial) (?:draft|cut|script|screenplay|version|ending)|one more scene|(?:more|added|extra|additional) (?:lines|scenes?|dialogue)|deleted scenes?|final cut)\b",
    ),
    (
        "cut",
        2.0,
        r"\b(?:weren[’']t necessary|wasn[’']t (?:needed|necessary)|so it went|it had to go|right to cut|no longer in the)\b",
    ),
    (
        "making",
        2.0,
        r"\bfilm(?:ed|ing)\b|\b(?:was|were|we|they|I|he|she|had|been|to|scenes?) (?:\w+ )?(?:shot|shoot)\b|\bshooting\b|\bshot (?:in|on|over|at|it|the|for)\b",
    ),
    (
        "cut",
        2.5,
        r"\b(?:not everything|nothing|did not|didn[’']t|never) (?:\w+ )?(?:survived?|made it|make it)\b|\bnever (?:re)?(?:filmed|shot)\b|\b(?:is|are|was|were)(?:n[’']t| not) in the (?:film|movie|series|show|play|book|finished|final)\b",
    ),
    (
        "cut",
        2.0,
        r"\b(?:scenes?|lines?|speech|songs?|characters?|subplot|storyline|jokes?|runner|verse|chapter|sequence)\b[^.]{0,50}\bcut\b|\bgot cut\b|\bout (?:it|they|he|she) went\b",
    ),
    ("business", 2.0, r"\btakings\b"),
    ("reception", 1.5, r"\bratings\b"),
    ("making", 1.5, r"\blighting\b|\blit (?:it|them|the)\b"),
    ("making", 2.5, r"\b(?:kept|keep|cameras?|were|was|started) rolling\b"),
    (
        "cut",
        1.5,
        r"\b(?:took|take|threw|throw|cut|leave|left) (?:it|that|this|them|him|her|the (?:scene|line|shot|speech|song)s?) (?:out|away|behind)\b",
    ),
    (
        "cut",
        2.0,
        r"\b(?:I|we|they|had to|director) (?:\w+ )?(?:cut|dropped|removed|lost|threw (?:away|out)) (?:him|her|it|them|that|this|the (?:\w+ )?(?:scene|line|shot|speech|song|character|page|act)s?)\b",
    ),
    (
        "meaning",
        2.5,
        r"\b(?:takes?|took|has|have|had|offers?|prefers?) (?:a|an|the|another|his|her|their) (?:\w+ )?(?:view|idea|reading|theory|answer|interpretation)\b"
        r"|\b(?:sees?|hears?|reads?|understands?) (?:it|this|that|the \w+) (?:very |quite )?(?:differently|another way|otherwise)\b|\bto me,? (?:that|it|this|she|he|they)\b",
    ),
    (
        "making",
        2.0,
        r"\b(?:director of photography|(?:one|two|three|\d+|first|second|good|single|last|best) takes?\b(?! (?:on|of))|did (?:her|his|their) own|camera)\b",
    ),
    (
        "reception",
        2.5,
        r"\b(?:(?:per ?cent|percent|%) (?:approval|score|rating)|score from|overnight figures|bestseller lists?|(?:million|record|biggest|largest) (?:viewers|audience)|walked out|gave it (?:\w+ ){1,2}stars)\b",
    ),
    (
        "meaning",
        1.5,
        r"\b(?:she|he|they)(?:[’'](?:s|re)| is| are) (?:\w+ )?(?:dead|alive|free|gone|real|lost|home|happy)\b",
    ),
    (
        "reception",
        2.5,
        r"\b(?:drew|watched by|seen by) (?:[\d.,]+|more than)|\bmillion (?:people|households|homes) (?:watched|saw|tuned)|\bstood and (?:clapped|cheered)\b",
    ),
    (
        "availability",
        2.5,
        r"\bwill be (?:shown|screened|released|broadcast|repeated|published)\b",
    ),
    (
        "reception",
        2.5,
        r"\b(?:called|described|dismissed|praised|hailed|found) (?:it|the (?:film|movie|adaptation|series|show|novel|play|book|picture|performance|production))(?! (?:in|at|on|off|out)\b)",
    ),
    (
        "awards",
        2.5,
        r"\b(?:won|wins|win|lost|takes|took|received) (?:the|an?|best) (?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)* (?:at|for|in|from)\b|\bnamed best\b|\bnominated for\b|\bfavou?rite for the (?-i:[A-Z])|\b(?-i:[A-Z])\w+ (?:(?-i:[A-Z])\w+ )*(?-i:Awards?|Prizes?)\b",
    ),
    (
        "availability",
        2.5,
        r"\b(?:at|in) the (?-i:[A-Z])[\w’' ]{2,40} (?:until|through) (?:\d|(?-i:[A-Z]))|\btickets (?:from|cost|are)\b|\bbox set\b|\bplaying in (?:about |some |over )?[\d,]+ (?:theat|cinema)|\bavailable (?:on|to (?:rent|buy|stream|watch|subscribers))\b|\bwill stream\b|\b(?:is|are|comes?) out (?:on|in|now)\b|\b(?:is|are) (?:now )?on (?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)? (?:now|from)\b|\b(?:is|are) published by\b",
    ),
    (
        "reception",
        2.5,
        r"\b(?:rotten tomatoes|standing ovation|social media|word of mouth|mixed reviews|per cent (?:approval|score)|five stars|(?:one|two|three|four|five)-star|first reactions)\b",
    ),
    (
        "awards",
        3.0,
        r"\b(?:academy awards?|golden globes?|palme d[’']or|best (?:picture|film|director|actor|actress|supporting|original|adapted)|awards season|screen actors guild)\b",
    ),
    (
        "availability",
        3.0,
        r"\b(?:in (?:cinemas|theaters|theatres)|on demand|prime video|apple tv|disney(?:\+| plus)|out now|on (?:streaming|dvd|blu-ray|digital)|release date|opens (?:on|in|nationwide)|limited release|hits? (?:cinemas|theaters|theatres)|where to watch)\b",
    ),
    (
        "business",
        2.5,
        r"\b(?:box[- ]office|opening weekend|pre-tax|shares (?:rose|fell|in)|chief executive|per cent (?:rise|fall|stake)|(?:has|have) (?:now |already |so far )?taken [\d$£€])",
    ),
    ("business", 1.5, r"[$£€]\s?\d|\d (?:million|billion) (?:euros|dollars|pounds|won|yen)\b"),
    (
        "business",
        1.5,
        r"\b(?:made|produced|shot) for (?:a (?:mere|reported) )?[$£€\d]|\bcost (?:about |a reported |some )?[$£€\d]|\b(?:bought|acquired|sold) (?:the |all |\w+ ){0,3}rights\b",
    ),
    (
        "person",
        3.0,
        r"\b(?:survived by|grew up|was born|as a (?:child|girl|boy|teenager)|early life|net worth|private life|made (?:her|his) (?:name|debut)|(?:my|her|his) (?:mother|father|grandmother|grandfather|parents|childhood))\b",
    ),
)


@cache
def topic_patterns() -> tuple[tuple[Topic, float, re.Pattern[str], tuple[str, ...]], ...]:
    """The rules with their compiled patterns and the words that each needs; made when the first passage
    needs them."""
    compiled = [(topic, weight, re.compile(rule, re.I)) for topic, weight, rule in RULES]
    return tuple((*each, words_needed(each[2])) for each in compiled)


@cache
def stem_topics() -> dict[str, tuple[tuple[Topic, float], ...]]:
    """Stem → the topics that it speaks for, with weights (the highest one each)."""
    table: dict[str, dict[Topic, float]] = {}
    for topic, groups in WEIGHTS.items():
        for weight, words in groups.items():
            for word in words.split():
                entry = table.setdefault(stem(word), {})
                entry[topic] = max(weight, entry.get(topic, 0.0))
    return {key: tuple(sorted(value.items())) for key, value in table.items()}
