"""The words for occasions and the medium that each one is: "sit-down", "presser", "deposition".

Before: nothing. After: `venues` looks for these words. Only words that say the medium are here; a
name never is.
"""

from __future__ import annotations

import re

from onrecord.values import Medium

_HEADS: dict[Medium, str] = {
    "interview": "interview|conversation|chat|sit-down|sitdown|Q&A|profile|cover story|one-on-one",
    "podcast": "podcast|podcast episode|podcast appearance|podcast interview",
    "broadcast": "broadcast|appearance|livestream|live stream|radio show|talk show|TV show|"
    "television show|radio programme|radio program|TV programme|segment|episode|radio interview|"
    "TV interview|television interview|phone-in|newscast",
    "panel": "panel|panel discussion|roundtable|round table|masterclass|master class|town hall|"
    "Q&A session|post-screening Q&A|post-screening discussion|fireside chat|onstage conversation|"
    "on-stage conversation|onstage interview|debate|talkback|question-and-answer session|"
    "question and answer session",
    "press_conference": "press conference|news conference|media conference|presser|media briefing|"
    "press briefing|briefing|media availability|press call|press event|media day|press gathering",
    "speech": "speech|acceptance speech|address|keynote|keynote address|lecture|Lecture|Address|"
    "sermon|eulogy|opening statement|closing statement|closing argument|closing arguments|opening speech|"
    "closing speech|toast|commencement address|oration|victory speech|maiden speech|rally|"
    "campaign event|campaign stop|stump speech|fundraiser|campaign rally|acceptance|party conference",
    "red_carpet": "red-carpet interview|red carpet interview",
    "post": "post|tweet|tweets|thread|caption|blog post|blog|status update|posts|Stories|story post|"
    "social media post|social media posts|social media video|listing|online listing|posting|"
    "blog entry",
    "statement": "statement|press release|news release|filing|announcement|joint statement|"
    "written statement|emailed statement|prepared statement|communiqué|earnings release|"
    "court filing|lawsuit|legal complaint|court documents|court papers|regulatory filing|petition|complaint|"
    "ruling|judgment|judgement|order|indictment|prospectus|annual report",
    "email": "email|e-mail|emails|e-mails",
    "book": "memoir|memoirs|autobiography|book|biography|diary|diaries",
    "film": "documentary|docuseries|documentary series|commentary|audio commentary|commentary track|"
    "director's commentary|featurette|making-of",
    "testimony": "testimony|deposition|affidavit|hearing|cross-examination|witness statement|"
    "victim impact statement|sworn statement|evidence session|inquest",
    "review": "review",
    "other": "op-ed|essay|column|article|letter|open letter|editorial|memo|text message|text|earnings call|"
    "conference call|"
    "voicemail|note|call|comments|remarks|webinar|newsletter|phone call|call with analysts|piece|"
    "telegram|postcard|message|messages|text messages|annual meeting|annual general meeting|AGM|"
    "investor day|capital markets day|investor conference|"
    "council meeting|public meeting|ceremony|awards ceremony|summit|convention|conference",
}
_BY_WORD: dict[str, Medium] = {
    word: medium for medium, words in _HEADS.items() for word in words.split("|")
}
HEAD = "(?:" + "|".join(re.escape(word) for word in sorted(_BY_WORD, key=len, reverse=True)) + ")"
PLATFORM = (
    r"(?:Instagram|Twitter|X(?!\s+[A-Z]|-)|Threads|Facebook|Bluesky|TikTok|LinkedIn|Reddit|Truth\s+Social|"
    r"Weibo|Mastodon|Tumblr|Substack|Snapchat|YouTube|Telegram|Letterboxd|Twitch|Nextdoor|Quora|Pinterest|Discord|"
    r"Parler|Vimeo|WeChat|eBay|Patreon|Flickr|Strava|Periscope|Medium(?=[\s,.]))"
)
PROGRAMME_NOUN = (
    r"(?:podcast|podcasts|radio\s+show|talk\s+show|TV\s+show|television\s+show|chat\s+show|"
    r"late-night\s+show|morning\s+show|web\s+series|radio\s+programme|radio\s+program|programme|"
    r"program|show|newsletter|YouTube\s+channel|YouTube\s+series|webcast|vodcast)"
)
PERSON_ROLE = (
    r"(?:reporter|journalist|critic|host|co-host|cohost|presenter|anchor|interviewer|correspondent|"
    r"editor|columnist|writer|broadcaster|podcaster|moderator|contributor|historian|author|"
    r"filmmaker|comedian|actor|actress|director|commentator|biographer|blogger|YouTuber)"
)
OUTLET_NOUN = (
    r"(?:outlet|publication|magazine|newspaper|paper|site|website|broadcaster|network|agency|station|"
    r"daily|weekly|tabloid|newswire|trade|journal|channel|podcast|show|programme|program)"
)

# Who was told, where the listeners themselves say the medium.
LISTENERS: tuple[tuple[re.Pattern[str], Medium], ...] = (
    (
        re.compile(
            r"(?:a|the|his|her|their)\s+(?:[\w’'-]+\s+){0,3}?(?:press|news|media)\s+(?:conference|briefing)"
        ),
        "press_conference",
    ),
    (
        re.compile(
            r"(?:the|an?)\s+(?:[\w’'-]+\s+){0,2}?(?:Senate|House|Commons|Lords|congressional|parliamentary|select|judiciary)\s+"
            r"(?:[\w’'-]+\s+){0,4}?(?:panel|committee|subcommittee|inquiry)\b|MPs\s+on\s+the\b|(?:the\s+)?(?:[Dd]istrict\s+|[Hh]igh\s+[Cc]ourt\s+)?[Jj]udge\b|Justice\s+(?=[A-Z])|"
            r"(?:the\s+)?(?:[\w’'-]+\s+){0,3}?(?:inquest|tribunal|grand\s+jury)\b"
        ),
        "testimony",
    ),
    (
        re.compile(
            r"(?:the\s+|an?\s+)?(?!Press\b)(?:(?:[A-Z][\w’'&]*|of|and|for)\s+){1,6}?(?<!Press\s)(?:Club|Society|Institute|Institution|"
            r"Association|Federation|Chamber|Congress|Conference|Convention|Guild|Forum|Rotary)\b"
            r"(?:\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\b\s?)+)?(?![’'])|"
            r"(?:the|an?|his|her|their)\s+(?:[\w’'-]+\s+){0,3}?(?:dinner|luncheon|banquet|graduates|conference|convention|congress|congregation|"
            r"faithful|hall|ballroom)\b(?!\s+(?:call|room))"
        ),
        "speech",
    ),
    (
        re.compile(
            r"(?:(?:the|his|her|their|some|about|nearly|over)\s+)*(?:[\d,.]+\s+(?:million\s+)?)?(?:viewers|listeners|"
            r"(?:people|fans|subscribers|followers)\s+(?:watching|listening|tuning|tuned))\b"
        ),
        "broadcast",
    ),
    (
        re.compile(
            r"(?:(?:the|his|her|their|some|about|nearly|over)\s+)*(?:[\d,.]+\s+(?:million\s+)?)?(?:followers|subscribers)\b"
        ),
        "post",
    ),
    (
        re.compile(
            r"(?:(?:a|the)\s+(?:[\w’'-]+\s+){0,3}?(?:court|jury|judge|inquest|inquiry|tribunal|hearing|committee|"
            r"subcommittee|coroner|commission|courtroom)\b|jurors|(?:the\s+)?(?:[A-Z][\w’']+\s+){1,4}(?:Court|"
            r"Tribunal|Inquest|Inquiry|Committee)\b)"
        ),
        "testimony",
    ),
    (
        re.compile(
            r"(?:the|an?|his|her|their)\s+(?:[\w’'-]+\s+){0,2}?(?:parish|town|city|county|borough|district|school|planning)\s+"
            r"(?:council|councillors|board|commission|committee)\b|councillors\b|(?:the|his|her|their)\s+board\b"
        ),
        "other",
    ),
    (
        re.compile(
            r"(?:(?:the|a)\s+(?:[\w’'-]+\s+){0,3}?(?:crowd|congregation|rally|mourners|delegates|gathering)|"
            r"mourners|delegates|supporters\s+at|guests\s+at|(?:the\s+)?(?:[A-Z]\w+\s+)?[Pp]arliament|"
            r"the\s+(?:House|Commons|Lords|Senate|Assembly|chamber|assembly|council))\b"
        ),
        "speech",
    ),
    (re.compile(r"(?:the|an?|a\s+[\w-]+)\s+(?:audience|panel)\b|attendees|festivalgoers"), "panel"),
    (
        re.compile(
            r"(?:an?|the)\s+(?:[\w’'-]+\s+){0,2}?(?:meeting|ceremony)\b|"
            r"(?:the\s+)?(?:assembled\s+)?(?:reporters|journalists|press\b|media\b|newsmen|analysts|investors|"
            r"shareholders|lawmakers|MPs|senators|peers|staff|employees|a\s+(?:reporter|journalist))"
        ),
        "other",
    ),
    (
        re.compile(
            rf"(?:(?:the|an?|his|her|their|its|one|another)\s+(?:[a-z][\w’'-]*\s+){{1,3}}?{OUTLET_NOUN}|"
            r"(?:(?!(?:the|an?|his|her|their|its|my|our|no|any)\b)[a-z][\w-]*|[A-Z][a-z]+(?:n|sh|ch|se))\s+(?:radio|television|TV|media))\b"
            r"(?![’']|\s+[A-Z“\"]|-)"
        ),
        "interview",
    ),
)


def medium_of(head: str) -> Medium:
    """The medium that a word for an occasion is.

    >>> medium_of("sit-down")
    'interview'
    """
    return _BY_WORD[" ".join(head.split())]
