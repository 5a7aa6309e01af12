"""Groups of words that speak for what a passage is about, and how often each stands in a text.

General words of coverage of films, series, plays, books, games and records, of business and of lives: no
title and no name. A group says nothing by itself: what it is worth for which topic, here and beside a
passage, is learned (`train/topics.py`). Before `topics`, which adds the weighted words of `lexicon`.
"""

# ruff: noqa: E501 - a group stays on few lines, where it can be read

from __future__ import annotations

import re
from functools import cache

import numpy as np

from onrecord.language.labels import Floats
from onrecord.text.needed import level, may_match, words_needed
from onrecord.works.stems import WORD, stem

MOST = 3
"""Hits of one group that count."""

WORDS: dict[str, str] = {
    "praise": "superb glorious magnificent brilliant wonderful terrific marvellous splendid stunning excellent beautiful gorgeous"
    " thrilling gripping moving touching funny hilarious charming delightful generous masterly masterful perfect triumph triumphant"
    " dazzling exquisite haunting luminous sublime irresistible unforgettable best finest great greatest fine sweet clever smart"
    " astonishing extraordinary powerful strong assured tender warm overwhelming remarkable impressive enjoyable favourite favorite",
    "blame": "dull tedious boring silly slow overlong thin weak flat clumsy patchy strained tiresome dreary awful terrible dreadful"
    " ridiculous pretentious confused muddled disappointing disappointment mess miscast wasted mistake fault flaw cold worst bad"
    " unconvincing heavy-handed sentimental mawkish predictable hollow swindle unbearable lazy messy uneven fussy laughable",
    "press": "critic reviewer review notice columnist blogger verdict headline rating score star approval aggregator paper daily weekly"
    " press correspondent",
    "crowd": "audience viewer fan crowd house listener reader moviegoer cinemagoer filmgoer spectator parent ticket-holder follower"
    " subscriber player queue punter public",
    "response": "applause ovation boo booed cheer cheered clap clapped gasp laugh laughed laughter wept weep cry cried sob tear silence"
    " walkout walked complain complaint petition outrage fury backlash complained argue argued argument arguing debate divided split"
    " hated loved adored disliked enjoyed furious fuming recommend word-of-mouth buzz hype hit flop sensation popular craze",
    "online": "tweet tweeted post posted thread meme trend trending viral hashtag comment forum message board reddit download"
    " streamed views instagram tiktok",
    "crew": "cinematographer cameraman camerawoman editor composer designer choreographer animator producer puppeteer puppet gaffer"
    " costume wardrobe make-up stunt sound recordist mixer librettist translator illustrator inker lead programmer developer"
    " screenwriter dramatist playwright director filmmaker crew team artist engineer storyboard casting rehearsal set scenery props prop",
    "process": "shoot film filmed filming record recorded recording rehearse rehearsed build built write wrote written writing draft"
    " drafted compose composed edit edited cast audition auditioned improvise improvised learn learned learnt train trained practise"
    " practised prepare prepared research researched design designed construct constructed animate animated adapt adapted translate"
    " translated light lit paint painted sew sewn carve carved hire hired borrow borrowed choreograph staged stage invent invented"
    " collaborate mould moulded scout located score scored sketch",
    "gear": "camera lens stock reel magazine take takes take-two microphone lamp generator green-screen location studio backlot set"
    " tripod crane drone dolly rig wig prosthetic wax foam plaster glue wire tape laptop pencil typewriter notebook biscuit rope boat"
    " location-manager tent trailer caravan weather rain cold freezing degrees minus tide fog snow mud ice",
    "origin": "idea inspiration inspired inspiring began begin origin germ seed source photograph childhood memory based true real"
    " story grandmother grandfather diary letter anecdote came",
    "acting": "actor actress role part play played playing character performance line lines accent dialect star co-star understudy"
    " leading lead extras voice voiced portray portrayal",
    "cutting": "cut remove removed drop dropped delete deleted axe axed scrap scrapped discard discarded bin binned ditch ditched lose"
    " lost trim trimmed omit omitted excise excised abandon abandoned shelve shelved pull pulled pulp pulped shorten shortened shorter"
    " missing discarded unused unseen unfilmed unshot reshoot reshot replaced abridge abridged bowdlerise sacrificed restore restored",
    "version": "version draft cut edition script screenplay scene sequence footage reel page pages chapter verse subplot storyline"
    " speech monologue epilogue coda prologue storyboard director's-cut alternate alternative original earlier early longer",
    "end": "ending end finale final last closing conclusion conclude epilogue coda denouement fade black credits curtain close closes"
    " ends ended finish post-credits cliffhanger twist",
    "fate": "die dies died dead death alive survive survives survived drown drowned drowns killed kill kills live lives lived ghost"
    " free freed escape escapes gone vanish vanishes vanished disappear disappears murdered fate heaven home",
    "sense": "mean means meant meaning symbol symbolise symbolize symbolic symbolism metaphor metaphorical allegory parable fable"
    " represent represents theme thematic message point moral subtext significance signify stands interpretation interpret read"
    " reading theory theories explanation explain explained explains ambiguous ambiguity mystery riddle puzzle enigma clue answer"
    " answers question questions secret truth doubt open intention intended intend understand understood",
    "about": "about grief guilt love loss memory freedom forgiveness forgive forgives hope fear faith power shame loneliness lonely"
    " identity work time home death class family marriage mercy promise betrayal redemption justice truth lie silence",
    "view": "think thinks thought believe believes believed feel feels felt suppose suspect guess imagine wonder sure certain decide"
    " decided know knows knew see sees saw mind view opinion reckon insist insists suggest suggests hint hinted imply seems perhaps"
    " maybe",
    "refuse": "refuse refused decline declined reluctant coy vague shrug shrugged won't wouldn't cannot never tell telling drawn pressed"
    " asked ask asks asking unsaid confirm deny denied silence reveal revealed reveals confess spill",
    "prize": "award prize win won winner winning nominate nominated nomination nominee shortlist shortlisted longlist longlisted jury"
    " juror judge judges ceremony statuette trophy medal honour honor honoured honored laurels gong accolade oscar bafta emmy tony"
    " grammy booker palme bear lion contender favourite favorite tipped acceptance dedicate dedicated laureate best category ballot"
    " voted citation",
    "festival": "festival premiere premiered competition gala midnight lineup screening red carpet opening night",
    "where": "cinema theater theatre screen screens streaming stream platform channel player dvd blu-ray disc disk download digital"
    " rent rental buy subscriber on-demand vod paperback hardback hardcover edition publisher vinyl box-set iplayer broadcast"
    " repeat repeated air airs aired gallery venue tour touring bookshop library",
    "when": "open opens opened release released releases releasing arrives arrive out available now until from friday saturday sunday"
    " monday tuesday wednesday thursday january february march april may june july august september october november december"
    " spring summer autumn winter tonight tomorrow week month nationwide wide run runs running showing showings ticket tickets"
    " seat seats booking certificate minutes pages",
    "money": "budget cost costs costing box-office gross grossed takings take taken earn earned revenue profit loss sales sold sell"
    " sale rights deal bid auction option distributor distribution financier finance financed fund funded funding backer investor"
    " invest price priced fee salary paid pay pays money cash cheque million billion pounds dollars euros fortune cheap expensive"
    " recoup recouped royalty licence share shares stock analyst forecast quarter quarterly turnover earnings dividend debt"
    " write-down acquisition acquire acquired takeover merger cost-cutting layoffs jobs workforce guidance creditors bankrupt",
    "firm": "company studio label publisher group chief executive chairman spokesman spokeswoman spokesperson statement board"
    " network broadcaster streamer exhibitor retailer shareholder",
    "life": "born childhood grew raised upbringing boyhood girlhood teenager young youth age aged old-age schooled school university"
    " college degree studied graduated apprentice mother father parents brother sister daughter son wife husband widow widower"
    " married marriage divorced divorce engaged family grandmother grandfather uncle aunt nephew niece home house lives lived moved"
    " retired retire retirement career debut former formerly worked job taught teacher trained died dies death funeral survived"
    " illness cancer memoir autobiography biography lifelong hobby emigrated",
    "next": "next upcoming project working future plans plan sequel second series season follow-up spin-off renewed renew reunion"
    " return returns comeback",
    "place": "house bridge river village town street sea island forest kitchen room door gate church school hospital station train ship"
    " car road garden field",
    "deed": "finds find discovers learns returns goes comes walks runs leaves takes steals hides follows meets falls tells asks begs"
    " refuses agrees confesses admits kills burns opens closes turns looks sits stands lies wakes arrives marries gives breaks smashes"
    " drives pulls pushes climbs hears sees watches waits tries decides realises realizes believes hopes picks carries buries"
    " locks unlocks throws kisses cries smiles laughs",
    "kin": "husband wife lover friend stranger boy girl man woman child widow sheriff detective soldier nurse doctor priest king queen"
    " captain sister brother twin twins mother father orphan neighbour neighbor stranger boss",
    "state": "government minister parliament council mayor president senator election vote voters party policy law court judge trial"
    " police prison jailed charged officer army war troops hospital patients disease virus study researchers scientists university"
    " students storm flood fire crash match goal season club coach league player players team injury champion bill tax strike union"
    " residents protest tribunal inquiry regulator ministry embassy border refugee refugees treaty mission spacecraft species",
    "notice": "spoiler spoilers warning edited length transcript photograph image video credit copyright subscribe newsletter sign"
    " comments email podcast episode show notes listener welcome thanks thank hello goodbye correction corrections below click",
}
PHRASES: dict[str, str] = {
    "will not say": r"\b(?:(?:wo|would|could|ca)n[’']t|will not|would not|refus\w+ to|declin\w+ to|not going to|has not|have not|haven[’']t|never) (?:\w+ ){0,2}?(?:say|said|tell|told|explain|confirm|answer|elaborate|comment|be drawn|reveal)\b|\bnot be drawn\b|\bno comment\b|\bkeeps? it to\b|\bwon[’']t rule\b",
    "up to you": r"\b(?:up to|left to|for) (?:the|each|every|an?|our|your|who\w+)[ ’'\w]{0,12}(?:audience|viewers?|readers?|listeners?|players?|watching)\b|\bask (?:her|him|them|the)\b|\bup to you\b|\byou tell me\b",
    "asks of the story": r"\b(?:who|what|why|whether|if|is|does|did|was) (?:is |was |does |did )?(?:she|he|they|it|the \w+|[A-Z]\w+)\b[^.?!]{0,60}\?",
    "for me": r"\b(?:for me|to me|to my mind|in my (?:head|mind|view|book|reading)|my (?:theory|reading|guess|view|take|hunch|answer)|I (?:took|take|read|see|saw|choose|chose) (?:it|that|this|her|him|the))\b",
    "someone said of it": r"\b(?:called|calls|hailed|dismissed|branded|described|found|dubbed|praised|thought|judged) (?:it|the (?:\w+ )?(?:film|show|series|play|novel|book|album|game|performance|ending|finale))\b",
    "wrote": r"\b(?:wrote (?:the|one|another|its|a)|wrote in|ran (?:one|a) (?:notice|headline)|(?:one|another) (?:\w+ )?(?:wrote|posted|fumed|viewer|reader|critic|reviewer))\b",
    "played it": r"\b(?:I|she|he) (?:\w+ )?(?:played|play) (?:it|her|him|that|the)\b|\bplayed (?:it|her|him) as\b|\blearn(?:ed|t) to\b|\bher own \w+|\bby hand\b",
    "we made": r"\b(?:we|they|I) (?:\w+ )?(?:shot|filmed|built|wrote|made|recorded|rehearsed|tried|found|bought|used|waited|kept|taped|borrowed|hired|cast|did)\b",
    "took out": r"\b(?:took|taken|take|takes|threw|thrown|left|leave|cut|pulled|came|went|goes|put) (?:it |that |this |them |him |her |the \w+ |\w+ )?(?:out|away|off|behind|back)\b|\b(?:had to|should|could) go\b|\bso it went\b|\bout (?:it|they|he|she) went\b|\bnot in the\b|\bin (?:a|the|my) (?:drawer|bin|safe|vault)\b|\bhard drive\b|\bnever (?:used|shot|seen|filmed|finished|made it)\b",
    "there was": r"\b(?:there (?:was|were|used to be|had been)|used to|at one (?:point|time|stage)|originally|at first|in (?:an?|the) (?:first|early|earlier|original|shooting))\b",
    "at the end": r"\b(?:at|in|by|until|near) the (?:very )?(?:end|close|last|final)\b|\b(?:final|last|closing) (?:\w+ )?(?:scenes?|shots?|frames?|moments?|minutes?|seconds|images?|pages?|lines?|chapters?|episodes?|instalments?|reel|act|verse|track|word)\b|\bthat (?:ending|finale|last)\b",
    "of a story": r"\b(?:tells|follows|concerns|story of|is about (?:an?|the|two)|turns on|tracks|set in|sends|in which|must)\b",
    "pronoun acts": r"\b(?:she|he|they) (?:is|are|has|does|\w+s)\b",
    "present name acts": r"\b[A-Z][a-z]+ (?:\w+ly )?(?!says|adds|is|was|has|does|tells|explains|admits|recalls|insists|writes|argues|believes|thinks|calls|plays|stars)[a-z]{2,}s\b",
    "age": r", \d\d,|\b(?:at|aged|is|was) (?:\d\d|\w+ty(?:-\w+)?)\b(?! (?:per|years? ago|million|minutes))|\b\d\d-year-old\b|\bmum-of-|\bfather of\b|\bborn (?:in|on|above|to)\b|\bgrew up\b",
    "before this": r"\b(?:before (?:that|her|his|this|turning|becoming)|her (?:debut|first|second|previous)|his (?:debut|first|second|previous)|used to be|a former|began (?:as|in|her|his)|trained as|left school|made (?:her|his) name)\b",
    "sum": r"[£$€]\s?\d|\b\d[\d.,]* ?(?:m|bn|million|billion|per ?cent|%|kroner|euros|pounds|dollars)\b|\b(?:six|seven|eight)-figure|\b(?:six|seven|eight) figures\b",
    "price of a seat": r"\b(?:tickets?|seats?|from|cost|paperback|hardback|at|for)\b[^.]{0,25}[£$€]\d{1,2}(?:\.\d\d)?\b(?!m|bn| ?million|,)|\d+pp\b",
    "is on": r"\b(?:is|are|will be|comes?|goes) (?:\w+ ){0,2}(?:out|on|in|at|streaming|available|showing|playing|published|released|repeated|shown)\b|\b(?:opens|arrives|reaches|hits|lands|plays|runs|returns|leaves) (?:\w+ )?(?:on|in|at|cinemas|screens|theaters|theatres|until|from)\b|\bto rent\b|\bwhere to\b",
    "day": r"\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.) \d{1,2}\b|\b(?:on|from|until|this|next) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    "many watched": r"\b(?:million|thousand|households|people|viewers|downloads|users) (?:watched|saw|tuned|viewers|downloads|households|people)\b|\b(?:watched|seen|viewed|streamed|heard) (?:by |\d|in )|\bsold[- ]out\b|\bratings?\b|\b(?:overnight|viewing) figures\b",
    "a vote": r"\b(?:won|wins|took|takes|scooped|lost|beaten|collected|received|up for|tipped for|in the running|named best|awarded|shortlisted|nods?)\b",
    "thanks": r"\b(?:would like to thank|thanked|dedicat\w+|accept\w+ (?:speech|the)|on stage)\b",
    "I": r"\bI\b|\b(?:my|me)\b",
    "we": r"\b(?:we|us|our)\b",
    "you": r"\b(?:you|your)\b",
    "spoken": r"[“\"‘].{12,}[”\"’]",
    "question": r"\?",
}  # fmt: skip


@cache
def groups_by_stem() -> dict[str, tuple[int, ...]]:
    """Stem → the groups of words that it is in, by number."""
    found: dict[str, set[int]] = {}
    for number, words in enumerate(WORDS.values()):
        for word in words.split():
            found.setdefault(stem(word), set()).add(number)
    return {key: tuple(sorted(numbers)) for key, numbers in found.items()}


@cache
def phrase_patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """The phrases, compiled, with the words that each needs."""
    cased = ("asks of the story", "present name acts", "I")
    compiled = [
        re.compile(rule, 0 if name in cased else re.IGNORECASE) for name, rule in PHRASES.items()
    ]
    return tuple((pattern, words_needed(pattern)) for pattern in compiled)


WIDTH = len(WORDS) + len(PHRASES)
"""Numbers that `count_groups` gives."""


def count_groups(text: str) -> Floats:
    """How often words of each group stand in a text, (WIDTH,), three at most; each word counts once.

    >>> counted = count_groups("The critics hated it, and the critics are paid.")
    >>> [name for name, hits in zip([*WORDS, *PHRASES], counted) if hits]
    ['press', 'response', 'money', 'present name acts']
    """
    found = np.zeros(WIDTH, np.float32)
    if not text:
        return found
    table = groups_by_stem()
    for key in {stem(word) for word in WORD.findall(text)}:
        for number in table.get(key, ()):
            found[number] += 1
    levelled = level(text)
    for number, (pattern, needed) in enumerate(phrase_patterns(), start=len(WORDS)):
        if may_match(needed, levelled):
            found[number] = sum(
                1 for _, _ in zip(range(MOST), pattern.finditer(text), strict=False)
            )
    return np.minimum(found, MOST)
