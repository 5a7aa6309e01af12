"""Rooms and moments that say what kind of talk it was: the press room, the pulpit, the dock, the carpet.

Before: `names` tells what is an outlet. After: `venues` adds these to the venues of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.occasions.asking import plain_person
from onrecord.occasions.media import PLATFORM
from onrecord.occasions.names import BROADCASTER, NAME, Known, kind_of, trim
from onrecord.occasions.parties import TIME_MARK, read_party, resolve
from onrecord.occasions.venue import Venue
from onrecord.text.needed import Sought, sought
from onrecord.values import Medium, Span

_MODS = r"(?:[\w’'-]+\s+){0,3}?"
_STAGES: tuple[tuple[Medium, str], ...] = (
    (
        "press_conference",
        rf"\b(?:[Ff]ac(?:ed|ing|es)|[Aa]ddress(?:ed|ing|es)|[Mm]et|[Mm]eeting|[Bb]rief(?:ed|ing))\s+(?:the\s+)?(?:assembled\s+)?(?:press|media|reporters|"
        rf"journalists|press\s+corps)\b|\b(?:in|gave|to|into|from|at|across)\s+the\s+(?:[\w-]+\s+)?(?:press|media|briefing)\s+(?:room|box|theatre|tent|podium)\b|"
        rf"\b(?:[Oo]pened|[Oo]pening|[Bb]egan|[Ee]nded|[Cc]losed|[Cc]ut\s+short|[Ii]nterrupted|[Dd]ominated|[Hh]eld|[Hh]olding|[Cc]onvened|[Cc]alled|[Gg]ave)\s+"
        rf"(?:the|an?|his|her|their)\s+(?:[\w’'{TIME_MARK}-]+\s+){{0,3}}?(?:press\s+conference|news\s+conference|media\s+conference|briefing|presser)\b|"
        rf"\b(?:at|from|behind|gripping)\s+(?:the|a)\s+{_MODS}(?:briefing|press\s+room)\s+(?:podium|lectern)\b|"
        rf"\b(?:post-match|pre-match|post-game|postgame|post-race|pre-fight)\s+(?:press\s+conference|media\s+duties|presser)\b",
    ),
    (
        "panel",
        rf"\b(?:[Ss]hared?|[Ss]haring|[Tt]ook|[Oo]n)\s+(?:a|the)\s+stage\s+(?:at|with|alongside|together)\b|\b[Oo]n\s+a\s+(?:{_MODS})panel\b|"
        rf"\b(?:[Aa]t|[Dd]uring|[Ii]nto)\s+(?:an?|the)\s+{_MODS}(?:hustings|town\s+hall|round-?table|round\s+table|talkback|forum)\b|"
        r"\b[Ii]n\s+conversation\s+(?:with|at|on\s+stage)\b|\b[Aa]sked\s+from\s+the\s+(?:floor|audience)\b|"
        r"\b(?:an?|the)\s+(?:audience\s+member|woman\s+in\s+the\s+audience|man\s+in\s+the\s+audience|questioner\s+from\s+the\s+floor)\b",
    ),
    (
        "red_carpet",
        r"\b(?:[Oo]n|[Aa]long|[Ww]alk(?:ed|ing|s)|[Dd]own|[Uu]p|[Ww]ork(?:ed|ing)|[Ss]topp(?:ed|ing)\s+on)\s+(?:the|a)\s+(?:(?:red|blue|green|pink|orange|white|wet|rainy|soggy|rain-soaked|crimson)\s+)?carpet\b|"
        r"\b[Pp]ast\s+(?:the|a\s+\w+\s+of)\s+(?:photographers|cameras|flashbulbs)\b[^.;]{0,40}?\bpremi[eè]re\b|"
        r"\b(?:[Aa]rriving|[Aa]rrived|[Aa]rrives|[Aa]rrivals?)\s+(?:at|for)\s+(?:the|an?|[A-Z][\w’']*[’']s)\s+(?:[\w’'-]+\s+){0,4}?(?:premi[eè]re|[Bb]all|Baftas|Oscars|Grammys|Emmys|Globes|Brits|Tonys|[Gg]ala|[Aa]wards)\b",
    ),
    (
        "speech",
        r"\b[Ff]rom\s+(?:the|a)\s+(?:[\w-]+\s+)?(?:pulpit|lectern|podium|despatch\s+box|balcony)\b|\b[Aa]t\s+(?:the|his|her)\s+graveside\b|"
        r"\b(?:[Tt]old|[Tt]elling|[Gg]ave|[Aa]ddress(?:ed|ing)|for)\s+the\s+(?:[\w-]+\s+)?(?:hall|room|ballroom|dinner|luncheon|lunch|banquet|gala|graduates|graduating\s+class|faithful|party\s+faithful|pews|stadium|square)\b|"
        r"\b(?:[Hh]olding|[Cc]lutching|[Cc]ollecting|[Aa]ccepting|[Hh]oisting|[Rr]eceiving)\s+(?:the|his|her|their|an?|its)\s+(?:[\w’'-]+\s+){0,5}?(?:trophy|award|prize|statuette|medal|Oscar|Emmy|Bafta|Grammy|Tony|honou?r|degree)\b|"
        r"\b(?:[Aa]ccept(?:ed|ing)|[Cc]ollect(?:ed|ing))\s+the\s+(?:[A-Z]\w+\s+){1,4}(?:Award|Prize|Medal)\b|"
        r"\b[Aa]ddress(?:ed|ing|es)\s+(?:shareholders|students|delegates|supporters|members|graduates|lawmakers|troops|mourners|fans|staff|employees)\b|"
        r"\b[Aa]ddress(?:ed|ing|es)\s+(?:the|an?|his|her|their)\s+(?:[\w’'-]+\s+){0,4}?(?:rally|crowd|conference|delegates|students|graduates|congress|"
        r"troops|nation|union|parliament|members|supporters|audience|mourners|congregation|gathering|assembly|convention|chamber|House|Senate)\b|"
        r"\b(?:after-dinner|guest|keynote|main)\s+(?:speaker|lecturer)\b|\b(?:[Pp]reaching|[Pp]reached|[Ee]ulogi[sz](?:ing|ed)|[Tt]oasting|[Kk]eynoting)\b|"
        r"\b(?:used|opened|closed|ended|began|devoted|delivered|delivering|gave|giving|interrupted|finished|concluded)\s+(?:(?:an?|the|his|her|their|part\s+of|much\s+of)\s+)+(?:[\w’'-]+\s+){0,7}?(?:speech|address|lecture|sermon|eulogy|keynote|toast|homily|oration)\b",
    ),
    (
        "testimony",
        r"\b(?:[Aa]ppear(?:ed|ing|s)|[Cc]alled|[Ss]ummoned|[Hh]auled|[Cc]ame|[Ss]at|[Gg]o(?:es|ing)|[Ww]ent)\s+(?:in\s+person\s+)?before\s+(?:the|an?|MPs|senators|lawmakers|peers)\b"
        r"(?:\s+(?:[\w’'-]+\s+){0,4}?(?:committee|subcommittee|panel|inquiry|court|judge|tribunal|commission|magistrates|Congress|inquest))?|"
        r"\b(?:[Qq]uizzed|[Gg]rilled|[Qq]uestioned|[Pp]ressed|[Cc]hallenged|[Aa]sked)\s+by\s+(?:MPs|peers|senators|lawmakers|prosecutors|counsel|barristers|"
        r"(?:the|an?)\s+(?:[\w’'-]+\s+){0,4}?(?:committee|subcommittee|judge|coroner|tribunal|inquiry|magistrate))\b|"
        rf"(?<!rriving\s)(?<!ppearing\s)\b[Aa]t\s+(?:the\s+)?{NAME}(?<=\sCourt)\b|"
        r"\b[Ii]n\s+(?:the|his|her)\s+(?:dock|witness\s+box|evidence)\b|\b[Uu]nder\s+(?:cross-examination|questioning)\b|"
        r"\b(?:[Tt]he|[Aa]n?)\s+(?:[\w’'-]+\s+){0,2}?(?:inquest|inquiry|trial|hearing|tribunal|court|jury|committee)(?:\s+(?:at|in|into)\s+[\w\s]{2,30})?\s+heard\b",
    ),
    (
        "other",
        r"\b(?:during|at)\s+(?:[Pp]rime\s+[Mm]inister[’']s\s+[Qq]uestions|PMQs|[Qq]uestion\s+[Tt]ime)\b|"
        r"\bminutes\s+of\s+(?:an?|the|its|their)\s+(?:[\w’'-]+\s+){0,3}?(?:meeting|session|board)\b|"
        r"\b(?:were|was|been)\s+on\s+the\s+call\b|\b(?:leaked|internal|recorded|intercepted)\s+(?:phone\s+|video\s+)?call\b|"
        r"\b(?:on|during)\s+an?\s+(?:[\w’'-]+\s+){0,3}?(?:call|conference\s+call|earnings\s+call|Zoom)\b",
    ),
    (
        "statement",
        r"\b(?:via|through)\s+(?:his|her|their|its|an?)\s+(?:[a-z-]+\s+)?(?:publicist|lawyers?|attorney|solicitors?|spokes(?:man|woman|person)|representatives?|agent|"
        r"office|press\s+office)\b|\b(?:press\s+release|news\s+release|announcement|statement|filing)\s+(?:also\s+)?(?:quoted|quotes|quoting)\b|"
        r"\b(?:read|reads|said|says|ran|went)\s+(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,2}?(?:statement|press\s+release|news\s+release|notice)\b",
    ),
    (
        "broadcast",
        r"\b(?:[Ww]ent|[Gg]oing|[Ss]peaking|[Ss]poke|[Ss]aid)\s+on\s+(?:the\s+)?(?:(?:local|national|state|breakfast|live|morning)\s+)?"
        r"(?:radio|television|TV|air)\b(?!\s+(?:show|programme|program|station|set|[A-Z]))|\b[Tt](?:ook|aking)\s+to\s+the\s+airwaves\b",
    ),
    (
        "interview",
        r"\b(?:in|to|by|with)\s+(?:an?\s+)?(?:doorstep|mixed\s+zone|poolside|pitchside|touchline)\s+(?:interview|chat)\b",
    ),
)
_PATTERNS = tuple((medium, sought(re.compile(words))) for medium, words in _STAGES)
_WENT_ON = sought(
    re.compile(
        rf"\b(?:[Ww]ent|[Gg]o(?:es|ing)?|[Cc]ame|[Tt]urned\s+up|[Ss]urfaced|[Pp]opped\s+up|[Cc]alled\s+in(?:to)?|[Pp]honed|[Dd]ialled|[Ww]as|[Aa]gain|[Ss]peaking|[Cc]onceded|"
        rf"[Ii]nsisted|[Cc]laimed|[Aa]rgued|[Ww]arned|[Dd]enied|[Pp]romised|[Qq]uipped|[Gg]ushed|[Cc]onfessed|[Dd]eclared|[Mm]used|[Bb]oasted|[Cc]omplained|[Ss]how|[Ll]ive)"
        rf"(?:\s+(?:up|on\s+air|again|live))?(?:,?\s*{TIME_MARK}+)?\s+on(?:to)?(?=\s)"
    )
)
_LIVE = sought(
    re.compile(
        rf"\b(?:(?:[Ww]ent|[Gg]oing|[Gg]oes|[Ss]treaming|[Ss]treamed|[Bb]roadcasting)\s+live|[Ll]ive-?stream(?:ed|ing)[^.;]{{0,40}}?)\s+on\s+(?P<name>{PLATFORM})"
    )
)
# "Paused on the carpet for ZDF's Jonas Bremer", "to a man from Private Eye", "to X of the Gazette".
_MAN_FROM = sought(
    re.compile(
        r"\b(?:[Tt]o|[Ww]ith|[Tt]old|[Tt]elling)\s+(?:an?|the)\s+(?:[a-z-]+\s+){0,2}?(?:man|woman|reporter|journalist|correspondent|"
        r"interviewer|writer|crew|team|girl|boy|stringer|columnist)\s+(?:from|of|for)(?=\s)"
    )
)
_PAUSED_FOR = sought(
    re.compile(
        r"\b(?:[Pp]aused|[Ss]topped|[Ll]ingered|[Hh]alted|[Ss]low(?:ed|ing)|long\s+enough)\b[^.;]{0,60}?\b(?:for|by|with)(?=\s)"
    )
)
_MANS = sought(
    re.compile(
        rf"\b(?:the\s+)?(?P<name>{NAME})[’']s\s+(?:own\s+)?(?:man|woman|reporter|correspondent|microphone|camera|diarist)\b"
    )
)
_TO_OF = sought(re.compile(rf"\b(?:[Tt]o|[Ww]ith|[Ff]or|[Tt]old)(?=\s+{NAME}\s+(?:of|from)\b)"))


RECORD = "by its record"
"""The rule of a venue whose record is named as the source: "according to the minutes of a meeting"."""
_RECORD = sought(
    re.compile(
        r"\b(?:according\s+to|in)\s+(?:the\s+|a\s+|its\s+)?(?:[\w-]+\s+)?(?:minutes|transcript|recording|audio|notes|record)\s+(?:of|from)\s+"
        r"(?:an?|the|its|their)\s+(?:[\w’'-]+\s+){0,4}?(?:meeting|session|call|conversation|lunch|dinner)\b"
    )
)
_READS_OUT = re.compile(r"\s+(?:[\w’'-]+\s+){0,3}?(?:read|reads|quoted|recited)\b")
_WROTE_IN = sought(
    re.compile(
        rf"\b(?:wrote|writes|writing|argued|declared|observed|said\s+it|put\s+it|opined)\b(?:,\s+in\s+fact,)?(?:\s+recently)?(?:,?\s*{TIME_MARK}+)?\s+(?:in|for)\s+(?:the\s+)?(?:(?:[\w’'-]+\s+){{0,3}}?(?:pages|issue|edition|number)\s+of\s+)?(?:the\s+)?(?P<name>{NAME})"
    )
)
_APPEARED = sought(
    re.compile(
        r"\b(?:line|lines|words|sentence|passage|piece|essay|remark|quip|letter|article|column|verse|tribute|profile|dispatch|paper|study|obituary)\b[^.;]{0,60}?"
        r"\b(?:appears?|appeared|published|printed|ran|carried|run)\s+(?:in|by)\s+(?:the\s+)?"
        rf"(?P<name>{NAME})"
    )
)
_REVIEWED = re.compile(
    r"\b(?:[Nn]otice|[Rr]eview|[Rr]eviewing|[Cc]ritic|[Rr]eviewer)\b[^.;]{0,60}?\b(?:in|for|of)\s+(?:the\s+)?"
    rf"(?P<name>{NAME})"
)
_RAN = sought(
    re.compile(
        rf"(?P<name>{NAME})\s+(?:has\s+|had\s+)?(?:published|printed|ran|carried|runs|prints|publishes)\s+(?:an?|the|his|her|their)\s+(?:[\w-]+\s+){{0,2}}?"
        r"(?P<kind>letter|essay|op-ed|column|interview|profile)\b"
    )
)
_THESE_PAGES = sought(re.compile(r"\bin\s+(?:these|our)\s+(?:own\s+)?pages\b"))
_CRITIC = re.compile(r"\b(?:[Rr]eviewer|[Cc]ritic)\b")
_STARS = sought(
    re.compile(
        r"\b(?:beneath|under|with|awarding(?:\s+it)?|gave\s+it)\s+(?:one|two|three|four|five|[1-5])\s+stars?\b"
    )
)


_REVIEWING = sought(
    re.compile(
        rf"\b(?:[Rr]eviewing|[Rr]eviewed)\b[^.;]{{0,80}}?\b(?:for|in)\s+(?:the\s+)?(?P<name>{NAME})"
    )
)
_CRITIC_OF = sought(
    re.compile(
        rf"(?<!to\s)(?<!told\s)(?<!with\s)(?<!by\s)\b(?:[Tt]he\s+)?(?P<name>{NAME})[’']s?\s+(?:[a-z]+\s+){{0,2}}?(?:critic|reviewer)\b"
    )
)


_PRINTED: tuple[tuple[Medium, Sought], ...] = (
    ("other", _WROTE_IN),
    ("other", _APPEARED),
    ("review", _REVIEWING),
    ("review", _CRITIC_OF),
)


# "Replied beneath the preprint on PubPeer", "in a comment under the video on YouTube".
_COMMENT_ON = sought(
    re.compile(
        rf"\b(?:comment(?:ed|ing|s)?|repl(?:ied|y|ying)|responded)\s+(?:beneath|under|below|to|in)\b[^.;]{{0,50}}?\bon\s+(?P<name>{NAME})"
    )
)
_TALKS: tuple[tuple[Medium, str], ...] = (
    (
        "speech",
        r"lecture|keynote|sermon|eulogy|commencement\s+address|inaugural\s+address|speech|oration|toast|homily",
    ),
    ("press_conference", r"press\s+conference|news\s+conference|presser"),
    ("testimony", r"deposition|cross-examination|inquest"),
    ("panel", r"town\s+hall|hustings|panel\s+discussion|round-?table"),
)
_OWNED = rf"\b(?:his|her|their|the|an?|this|{NAME}[’']s?)\s+(?:[\w’'-]+\s+){{0,4}}?"
_SPOTTED = tuple(
    (medium, sought(re.compile(rf"{_OWNED}(?:{words})\b(?!-)"))) for medium, words in _TALKS
)


def find_spotted(text: str) -> Iterator[Venue]:
    """Talks that a sentence names in any way: "they had come to hear her lecture"."""
    for medium, pattern in _SPOTTED:
        for found in pattern.finditer(text):
            span = Span(*found.span())
            yield Venue(span, "stage", medium, span)


def find_stages(text: str, known: Known) -> Iterator[Venue]:
    """The venues of a sentence that a room, a moment or a way of asking tells."""
    for medium, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            span = Span(*found.span())
            if not (medium == "speech" and _READS_OUT.search(text, found.end())):
                yield Venue(
                    span, "carpet phrase" if medium == "red_carpet" else "stage", medium, span
                )
    for found in _RECORD.finditer(text):
        span = Span(*found.span())
        yield Venue(span, RECORD, "other", span)
    for medium, pattern in _PRINTED:
        for found in pattern.finditer(text):
            name = trim(text, Span(*found.span("name")), known)
            kind = kind_of(name.of(text), known)
            named = kind == "outlet" or (kind != "place" and pattern is _APPEARED)
            if named and not re.fullmatch(PLATFORM, name.of(text)):
                span = Span(found.start(), name.end)
                yield Venue(span, "printed", medium, span, name)
    for found in _RAN.finditer(text):
        name = trim(text, Span(*found.span("name")), known)
        if kind_of(name.of(text), known) == "outlet":
            span = Span(*found.span())
            talk = found["kind"] in ("interview", "profile")
            yield Venue(span, "printed", "interview" if talk else "other", span, name)
    for found in _THESE_PAGES.finditer(text):
        span = Span(*found.span())
        critic = _CRITIC.search(text) is not None
        yield Venue(span, "printed", "review" if critic else "other", span, us=True)
    for found in _COMMENT_ON.finditer(text):
        name = trim(text, Span(*found.span("name")), known)
        if kind_of(name.of(text), known) not in ("person", "place"):
            span = Span(found.start(), name.end)
            yield Venue(span, "posted", "post", span, name)
    for found in _STARS.finditer(text):
        span = Span(*found.span())
        yield Venue(span, "printed", "review", span)
    for found in _LIVE.finditer(text):
        span = Span(*found.span())
        yield Venue(span, "appeared on", "broadcast", span, Span(*found.span("name")))
    yield from _aired(text, known)
    yield from _caught(text, known)


def _aired(text: str, known: Known) -> Iterator[Venue]:
    """ "Conceded on RTÉ's Prime Time", "went on talkSPORT": a station makes it a broadcast."""
    for found in _WENT_ON.finditer(text):
        party = read_party(text, found.end(), known)
        if party is None or party.medium:
            continue
        party = resolve(text, party, "on") if party.outlet else party
        name = party.outlet or party.programme
        if name is None or re.fullmatch(PLATFORM, name.of(text)):
            continue
        aired = party.programme is not None or BROADCASTER.fullmatch(name.of(text)) is not None
        if aired or kind_of(name.of(text), Known()) == "outlet":
            span = Span(found.start(), party.end)
            person = plain_person(text, party.interviewer)
            yield Venue(
                span, "appeared on", "broadcast", span, party.outlet, party.programme, person
            )


def _caught(text: str, known: Known) -> Iterator[Venue]:
    """ "Paused for the Gazette's Ann Pryce", "to a man from the Gazette", "the Gazette's man"."""
    for pattern in (_MAN_FROM, _PAUSED_FOR):
        for found in pattern.finditer(text):
            party = read_party(text, found.end(), known)
            if party is None or party.medium:
                continue
            party = resolve(text, party, "for")
            if party.outlet is not None:
                span = Span(found.start(), party.end)
                person = plain_person(text, party.interviewer)
                yield Venue(span, "asked by", "interview", span, party.outlet, None, person)
    for found in _MANS.finditer(text):
        if kind_of(found["name"], known) == "outlet":
            span = Span(*found.span())
            yield Venue(span, "asked by", "interview", span, Span(*found.span("name")))
    for found in _TO_OF.finditer(text):
        party = read_party(text, found.end(), known)
        if party and party.outlet and party.interviewer and not party.programme:
            span = Span(found.start(), party.end)
            person = plain_person(text, party.interviewer)
            yield Venue(span, "asked by", "interview", span, party.outlet, None, person)
