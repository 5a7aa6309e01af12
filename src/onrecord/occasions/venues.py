"""Venues in a sentence: medium, outlet, programme and interviewer, each with the words that say it.

Before: `media` holds the words, `parties` reads the names beside them. After: `settle` gives a venue
to the statement it belongs to. The sentence comes masked: somebody's words are hidden, so that a
venue named inside a quotation is never seen, and times are blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.occasions.aired import find_aired
from onrecord.occasions.asking import ASKING_ON_AIR, TOLD_NAME, find_askers
from onrecord.occasions.media import HEAD, PERSON_ROLE, PLATFORM, medium_of
from onrecord.occasions.meetings import find_meetings
from onrecord.occasions.names import BROADCASTER, NAME, Known, kind_of, trim
from onrecord.occasions.parties import (
    HIDDEN,
    TIME_MARK,
    Party,
    read_party,
    resolve,
)
from onrecord.occasions.reported import find_reported
from onrecord.occasions.shows import find_platforms, find_shows
from onrecord.occasions.stages import find_stages
from onrecord.occasions.titled import find_titled
from onrecord.occasions.venue import Tie, Venue
from onrecord.values import Medium, Span

_PREPOSITION = (
    r"(?:[Ii]n|[Dd]uring|[Oo]n|[Aa]t|[Ff]rom|[Vv]ia|[Bb]y|[Tt]hrough|[Tt]hroughout|[Oo]f|[Ff]or|"
    r"[Aa]fter|[Ww]ith|[Gg]iving|[Gg]ave|[Ii]ssued|[Tt]o|[Aa]s\s+part\s+of|[Pp]er|[Rr]eleased|[Ii]nto|[Uu]nder|[Bb]eneath|[Cc]aptioned|[Cc]aptioning|[Uu]sed|[Uu]sing|[Pp]enned|[Ww]rote|[Ww]riting|[Dd]elivered|[Dd]elivering|[Ss]ent|[Ff]iled|[Dd]evoted|[Pp]osted|[Ii]ssuing)"
)
_MOD = (
    r"(?!(?:in|on|at|with|to|for|from|by|during|after|before|of|said|says|told|and|he|she|they|who|that|which|"
    r"was|is|were|are|has|had|an?|the|his|her|their|its|but|as)\b)"
    rf"[\w’'&.+{TIME_MARK}-]+\s+"
)
_OF_NOUN = (
    r"\s+(?:fair|festival|tour|launch|club|deal|signing|trailer|premi[eè]re|crew|store|shop|rights|writer|critic|footage|"
    r"room|centre|center|hall|sales|series\s+of)\b"
)
_HEADED = re.compile(
    rf"\b(?P<prep>{_PREPOSITION})\s+(?:part\s+of\s+)?"
    r"(?P<det>(?:(?:an?|the|his|her|their|its|one|another|this|that|our|my|multiple|several|two)(?![’'\w])\s+)?)"
    rf"(?P<mods>(?:{_MOD}){{0,8}}?)(?P<head>{HEAD})\b(?!-|[’'][a-z]?\s+[a-z]|{_OF_NOUN})"
)
_OUTLET_BEFORE = re.compile(
    rf"\b(?:[Ii]n|[Ff]or|[Oo]n|[Tt]o|[Tt]old)\s+(?:the\s+)?(?P<name>{NAME}),?\s+$"
)
_ON_SITE = re.compile(
    r"[^.;,]{0,30}?\bon\s+(?:(?:its|their)|the\s+(?:[\w’'-]+\s+){1,3}?)\s*(?:own\s+)?(?:web\s?)?site\b"
)
_SERIES = re.compile(r"(?:series|string|number|flurry|pair)\s+of\s+$")
_NO_DETERMINER = frozenset(
    "email e-mail emails e-mails testimony cross-examination comments remarks tweets posts text".split()
) | {"court documents", "court papers", "evidence session"}
_LATER = re.compile(r"\b(?:more\s+recent|newer|later|subsequent|follow-up|followup)\b")
_APART = re.compile(
    r"\b(?:separate|another|different|previous|earlier|older|past|prior|second|recent|new|other|multiple|"
    r"several|two)\b"
)
_ISSUED = re.compile(
    rf"\s*,?\s*(?:(?:that|which)\s+(?:was\s+)?)?(?:published|aired|released|broadcast|airing|printed|posted|"
    rf"running|uploaded|dropped|streamed|appearing\s+in\s+print|went\s+live)\b(?:\s+(?:on|in)(?=\s+{TIME_MARK}))?"
)
_DONE = re.compile(r"\s+(?:conducted|recorded|taped|filmed|held|streamed|taken)\b")
_JOIN = re.compile(
    rf"(?:{TIME_MARK}|\s|,)*?\s(?P<word>with|on|for|to|by|from|in|hosted\s+by|alongside)(?=\s)"
)
_ANAPHORIC_MEDIA = frozenset(
    "interview podcast broadcast panel press_conference speech statement post email testimony".split()
)
_MEETINGS = frozenset(
    {"panel", "press_conference", "speech", "statement", "post", "testimony", "email"}
)
# "Spent most of his press conference", "asked at the end of the call".
_PART_OF = re.compile(
    r"(?:minutes|hours?|much|most|end|start|beginning|close|part|half|course|rest)\s+$"
)
# "Sacked by email" tells how somebody lost his job, not where he spoke.
_DONE_BY = re.compile(
    r"\b(?:sacked|fired|dismissed|invited|informed|notified|dropped|summoned)\s+$"
)
_TALK = re.compile(r"Q&A|conversation|chat|discussion|interview|question")
# A piece of these may itself be published; the time beside them is that of the words.
_WRITTEN = frozenset("post statement email".split())


def find_venues(text: str, known: Known, start: int = 0) -> tuple[Venue, ...]:
    """The venues in a masked sentence, in text order; spans are counted from `start`.

    >>> [v.medium for v in find_venues("She said in a statement to the Larkmoor Gazette", Known())]
    ['statement']
    """
    found = [*_headed(text, known), *_verbs(text, known), *find_platforms(text)]
    found += [_with_tail(text, show, known) for show in find_shows(text, known)]
    found += [*find_reported(text, known), *find_meetings(text, known), *find_askers(text, known)]
    found += [*find_titled(text, known), *find_stages(text, known), *find_aired(text, known)]
    found.sort(key=lambda venue: (venue.span.start, -venue.span.end))
    return tuple(venue.shifted(start) for venue in found)


# --- 1. nouns: "in an interview with X", "at a press conference" ------------------------------


def _headed(text: str, known: Known) -> Iterator[Venue]:
    for found in _HEADED.finditer(text):
        head, determiner, modifiers = found["head"], found["det"].strip(), found["mods"]
        if not _is_occasion(text, found):
            continue
        medium = _medium(head, modifiers, found["prep"])
        venue = Venue(
            Span(found.start(), found.end()),
            f"{head} phrase",
            medium,
            Span(*found.span("head")),
            tie=_tie(determiner, modifiers, medium),
        )
        venue = _with_modifiers(text, venue, Span(*found.span("mods")), known)
        tailed = _with_tail(text, venue, known)
        if tailed.tie == "same" and (tailed.outlet or tailed.programme or tailed.interviewer):
            tailed = replace(tailed, tie="same" if "same" in modifiers else "new")
        if (
            tailed.medium in ("other", "post")
            and not tailed.outlet
            and _ON_SITE.match(text, tailed.span.end)
        ):
            tailed = replace(tailed, medium="statement")
        yield tailed


def _is_occasion(text: str, found: re.Match[str]) -> bool:
    """Whether the noun names where words were said: "in his memoir" does, "in the book" does not."""
    head, determiner, modifiers = found["head"], found["det"].strip(), found["mods"]
    medium = medium_of(head)
    prep = found["prep"].lower()
    if prep == "by" and _DONE_BY.search(text, max(0, found.start() - 14), found.start()):
        return False
    if (
        prep == "of"
        and determiner
        and _PART_OF.search(text, max(0, found.start() - 12), found.start())
    ):
        return medium in _ANAPHORIC_MEDIA or head == "call"
    if prep in ("of", "for", "with", "to") and head not in ("interview", "conversation"):
        return False
    if prep in ("of", "with", "to", "from", "for") and not determiner:
        return False
    if prep == "after" or (prep == "into" and medium != "testimony"):
        return False
    if head == "order" and not (prep in ("in", "by") and determiner not in ("", "the")):
        return False
    if head == "review" and prep not in ("in", "wrote", "writing", "penned", "posted"):
        return False
    named = bool(re.search(r"[’']s?\s|[A-Z]", modifiers))
    if medium in ("book", "film") and determiner in ("the", "a", "an", "") and not named:
        title = re.match(r",?\s+(?:titled\s+|called\s+)?(?:[A-Z]|[“\"‘])", text[found.end() :][:40])
        dated = TIME_MARK in modifiers and determiner != "the"  # "in a 2009 memoir"
        return (title is not None or dated) and head != "book"
    if determiner or named or head in _NO_DETERMINER:
        return True
    return bool(modifiers) and prep in ("in", "by", "via", "during") and medium != "other"


def _medium(head: str, modifiers: str, preposition: str) -> Medium:
    """The medium of the noun, changed by the words before it: "podcast interview", "emailed …"."""
    medium, words = medium_of(head), modifiers.lower()
    if medium in ("interview", "broadcast", "other", "panel"):
        if "podcast" in words:
            return "podcast"
        if re.search(r"\bpost-screening|onstage|on-stage\b", words):
            return "panel"
        if re.search(r"\bred[ -]carpet\b", words):
            return "red_carpet"
    if medium == "interview":
        if re.search(r"\b(?:radio|tv|television|televised|on-air|broadcast)\b", words):
            return "broadcast"
        if head == "Q&A" and preposition.lower() in ("at", "during", "after"):
            return "panel"
    if head in ("video", "story") or (medium == "other" and "instagram" in words):
        return "post"
    return medium


def _tie(determiner: str, modifiers: str, medium: Medium) -> Tie:
    if _LATER.search(modifiers):
        return "later"
    if _APART.search(f"{determiner} {modifiers}"):
        return "apart"
    if "same" in modifiers or determiner in ("this", "that"):
        return "same"
    if determiner == "the" and not modifiers.strip(f" {TIME_MARK}") and medium in _ANAPHORIC_MEDIA:
        return "same"
    return "new"


def _with_modifiers(text: str, venue: Venue, where: Span, known: Known) -> Venue:
    """The venue with a name that stands before its noun: "a Gazette interview", "NBC's interview"."""
    named = re.compile(NAME).search(text, where.start, where.end)
    if named is None:
        return venue
    platform = re.compile(rf"\b{PLATFORM}\b").search(text, where.start, where.end)
    if platform and venue.medium in ("post", "broadcast", "other"):
        return replace(venue, medium="post", outlet=Span(*platform.span()))
    head = venue.medium_span
    if head and text[head.start].isupper() and named.end() == head.start - 1:
        return replace(venue, programme=Span(named.start(), head.end))  # "the Reith Lecture"
    span = trim(text, Span(*named.span()), known)
    kind = kind_of(span.of(text), known)
    genitive = text[span.end : span.end + 2] in ("'s", "’s", "' ", "’ ")
    if kind == "unknown" and genitive and venue.medium == "interview":
        kind = "outlet"
    if kind == "outlet":
        return replace(venue, outlet=span)
    if kind == "programme" or (kind == "unknown" and venue.medium == "podcast" and not genitive):
        return replace(venue, programme=span)
    if kind == "person" and genitive and venue.medium in ("podcast", "broadcast", "interview"):
        return replace(venue, interviewer=span)
    return replace(venue, open_names=(*venue.open_names, span)) if kind == "unknown" else venue


def _with_tail(text: str, venue: Venue, known: Known) -> Venue:
    """The venue with all that follows its noun: "with X", "on Y", "for Z", "published …"."""
    venue = _with_outlet_before(text, _with_title(text, venue), known)
    for _ in range(6):
        at = venue.span.end
        issued = _ISSUED.match(text, at)
        if issued:
            venue = _until(replace(venue, issued=venue.medium not in _WRITTEN), issued.end())
            continue
        done = _DONE.match(text, at) or re.compile(rf"(?:,?\s*{TIME_MARK}+)+").match(text, at)
        if done:
            venue = _until(venue, done.end())
            continue
        joined = _JOIN.match(text, at)
        party = read_party(text, joined.end(), known) if joined else None
        if joined is None or party is None:
            break
        taken = _take(text, venue, party, joined["word"].split()[-1], known)
        if taken is None:
            break
        venue = taken
    return venue


def _with_outlet_before(text: str, venue: Venue, known: Known) -> Venue:
    """The venue with an outlet right before it: "in the Gazette, in an op-ed"."""
    if venue.outlet is not None or venue.medium in ("book", "film"):
        return venue
    found = _OUTLET_BEFORE.search(text, 0, venue.span.start)
    if found is None:
        return venue
    name = trim(text, Span(*found.span("name")), known)
    ends = not text[name.end : venue.span.start].strip(" ,")
    return (
        replace(venue, outlet=name) if ends and kind_of(name.of(text), known) == "outlet" else venue
    )


_COLUMNS = re.compile(r"(?:blog|newsletter|column)\b")


def _with_title(text: str, venue: Venue) -> Venue:
    """A memoir's, documentary's or show's title right after the noun: "in his memoir, Salt Roads"."""
    named = venue.medium in ("book", "film", "podcast", "broadcast") or _COLUMNS.match(venue.rule)
    if not named or venue.programme:
        return venue
    found = re.compile(
        rf",?\s+(?:titled\s+|called\s+|entitled\s+|of\s+(?:the\s+)?)?(?:[“\"‘'](?P<quoted>[A-Z0-9][^”\"’{HIDDEN}]{{0,60}}?),?[”\"’']|"
        rf"(?P<name>{NAME}))"
    ).match(text, venue.span.end)
    if found is None:
        return venue
    # "On her podcast, Pryce says": the speaker. "Told Reyes on her podcast, Side Two": the title.
    opens = not text[: venue.span.start].strip(HIDDEN + " ")
    if (
        found["name"]
        and "," in found.group()
        and opens
        and venue.medium in ("podcast", "broadcast")
    ):
        return venue
    if (
        found["name"]
        and "," in found.group()
        and not re.match(r"\s*[,.]|\s*$", text[found.end() :][:3])
    ):
        return venue  # "In his memoir, Pryce writes": the speaker, no title
    group = "quoted" if found["quoted"] else "name"
    return _until(replace(venue, programme=Span(*found.span(group))), found.end())


def _until(venue: Venue, end: int) -> Venue:
    return replace(venue, span=Span(venue.span.start, end))


def _take(text: str, venue: Venue, party: Party, word: str, known: Known) -> Venue | None:
    """The venue with a party that stands after "with", "on", "for" …; None where it is no part of it."""
    by_person = word == "by" and party.interviewer is not None
    if word in ("in", "from", "by") and not (party.outlet or party.programme or by_person):
        return None
    if party.medium == "other" and venue.medium:
        party = replace(party, medium=None)
    if word in ("with", "to", "by") and party.unknown and not party.definite:
        beside = replace(party, outlet=party.outlet or venue.outlet, programme=venue.programme)
        if venue.interviewer is None and resolve(text, beside, word).interviewer:
            party = replace(party, interviewer=party.unknown, unknown=None)
    party = resolve(text, party, word)
    if venue.medium in ("post", "review") and party.programme and not party.outlet:
        party = replace(party, outlet=party.programme, programme=None)  # "in a post on Sounding"
    if (
        party.unknown
        and word == ("with" if venue.medium == "interview" else "to")
        and _is_paper(text, party.unknown, venue)
    ):
        party = replace(party, outlet=party.unknown, unknown=None)
    platform = party.unknown or party.outlet or party.programme
    if word in ("on", "to", "in") and platform and re.fullmatch(PLATFORM, platform.of(text)):
        medium: Medium = "post" if venue.medium in ("post", "other") else (venue.medium or "post")
        return _until(replace(venue, medium=medium, outlet=platform), party.end)
    if word == "with" and venue.medium in _MEETINGS and not _TALK.search(venue.rule):
        party = replace(party, interviewer=None, unknown=None)  # "at a debate with Holt"
    programme, outlet, unknown = party.programme, party.outlet, party.unknown
    medium_now = party.medium if party.medium in ("podcast",) else venue.medium
    return replace(
        venue,
        span=Span(venue.span.start, party.end),
        medium=medium_now,
        outlet=venue.outlet or outlet,
        programme=venue.programme or programme,
        interviewer=venue.interviewer or party.interviewer,
        tie="same" if party.same and venue.tie == "new" else venue.tie,
        us=venue.us or party.us,
        open_names=(*venue.open_names, unknown) if unknown else venue.open_names,
    )


def _is_paper(text: str, name: Span, venue: Venue) -> bool:
    """Whether a name that nothing calls a person is the paper that an email or a statement went to.

    A person would be named in full there, or have been before.
    """
    if venue.medium not in ("email", "statement") or venue.outlet:
        return False
    return " " not in name.of(text) and text[name.end : name.end + 1] in ".,;: "


# --- 2. verbs: "told X", "sat down with X", "testified" ------------------------------------------

_TOLD = re.compile(r"\b(?:[Tt]old|[Tt]ells|[Tt]elling|[Tt]ell|[Ii]nformed|[Aa]ssured)(?=\s)")
_SPOKE = re.compile(
    r"\b(?:[Ss]peak|[Ss]peaks|[Ss]peaking|[Ss]poke|[Ss]poken|[Tt]alk|[Tt]alks|[Tt]alking|[Tt]alked|[Cc]hat|[Cc]hats|"
    r"[Cc]hatting|[Cc]hatted|[Ss]at\s+down|[Ss]its\s+down|[Ss]it\s+down|[Ss]itting\s+down|[Cc]aught\s+up|[Oo]pened\s+up|"
    r"[Oo]pening\s+up|[Cc]onfided|[Ee]xplained|[Rr]evealed|[Cc]onfirmed|[Ss]aid|[Ii]nterviewed|[Cc]ommented|[Rr]emarked)"
    rf"(?:\s+(?:exclusively|recently|briefly|candidly|again|live|at\s+length|out|directly|up))?"
    rf"(?:,?\s*{TIME_MARK}+)?\s+(?P<word>to|with|by)(?=\s)"
)
_APPEARED = re.compile(
    r"\b(?:[Aa]ppear|[Aa]ppears|[Aa]ppeared|[Aa]ppearing|[Aa]ppearance|[Aa]ppearances|[Gg]uest|[Gg]uested|[Gg]uesting|[Ww]ent|"
    r"[Ss]poke|[Ss]peaking|[Ss]aid|[Ee]xplained|[Rr]evealed|[Tt]alking|[Tt]alked|[Ii]nterviewed|[Rr]ecalled|[Jj]oked|[Aa]dmitted|[Ss]topped\s+by)"
    rf"(?:\s+(?:as\s+a\s+guest|live|recently))?(?:,?\s*{TIME_MARK}+)?\s+on(?=\s)"
)
_WE = re.compile(r"\b(?:[Ww]e|I)\s+$")  # "We spoke to Pryce": the article's own people ask


def _verbs(text: str, known: Known) -> Iterator[Venue]:
    for found in _TOLD.finditer(text):
        party = read_party(text, found.end(), known)
        if party is not None:
            venue = _told(text, found, resolve(text, party, "told"), known)
            if (
                venue.medium is None
                and venue.open_names
                and venue.rule == "told"
                and not venue.interviewer
            ):
                yield replace(venue, rule=TOLD_NAME)
            elif venue.medium is None and venue.interviewer and venue.rule == "told":
                yield replace(venue, rule=ASKING_ON_AIR)
            elif venue.medium or re.search(rf"\b{PERSON_ROLE}\b", venue.span.of(text)):
                yield venue
    for found in _SPOKE.finditer(text):
        party = read_party(text, found.end(), known)
        party = resolve(text, party, found["word"]) if party else None
        if party is not None and _WE.search(text, max(0, found.start() - 6), found.start()):
            party = replace(party, interviewer=None, unknown=None, us=True)
        if party is not None and _speaks_to(found, party):
            venue = Venue(
                Span(*found.span()), "spoke to", party.medium or "interview", Span(*found.span())
            )
            taken = _take(text, venue, replace(party, medium=None), "with", known)
            if taken is not None:
                yield _with_tail(text, replace(taken, medium=party.medium or "interview"), known)
    for found in _APPEARED.finditer(text):
        yield from _appeared(text, found, known)


def _speaks_to(found: re.Match[str], party: Party) -> bool:
    """Whether "spoke to X" is a venue: X is an outlet, a listener or the article's own paper."""
    speech = re.match(
        r"(?i)(?:explained|revealed|confirmed|said|commented|remarked)", found.group()
    )
    if speech and found["word"] != "to":
        return False
    if found["word"] == "by" and not found.group().lower().startswith("interviewed"):
        return False
    if party.outlet or party.programme or party.us or party.same or party.medium:
        return True
    return not speech and (party.interviewer is not None or party.unknown is not None)


_ON_AIR = re.compile(r"\b(?:radio|television|TV)\s+(?:programme|program|show)\b")


def _told(text: str, found: re.Match[str], party: Party, known: Known) -> Venue:
    """ "Told X": an outlet means an interview, listeners their medium, a person an interviewer.

    Someone told a person something in a story, too; a person alone gives no medium.
    """
    medium: Medium | None = party.medium
    if medium is None and (party.outlet or party.programme or party.us or party.same):
        medium = "interview"
    span = Span(found.start(), party.end)
    aired = party.outlet is not None and BROADCASTER.fullmatch(party.outlet.of(text)) is not None
    if party.programme and (aired or _ON_AIR.search(span.of(text))):
        medium = "broadcast"
    venue = Venue(
        span,
        "told",
        medium,
        span if medium else None,
        party.outlet,
        party.programme,
        party.interviewer,
        tie="same" if party.same else "new",
        us=party.us,
        open_names=(party.unknown,) if party.unknown else (),
    )
    return _with_tail(text, venue, known) if medium else venue


def _appeared(text: str, found: re.Match[str], known: Known) -> Iterator[Venue]:
    party = read_party(text, found.end(), known)
    if party is None or not (party.outlet or party.programme or party.unknown or party.interviewer):
        return
    name = party.programme or party.unknown or party.outlet
    if name is not None and re.fullmatch(PLATFORM, name.of(text)):
        return
    spoken = re.match(
        r"(?i)(?:said|explained|revealed|recalled|joked|admitted|spoke|speaking|talk)",
        found.group(),
    )
    if spoken and party.unknown and not (party.programme or party.outlet):
        return  # "spoke on Saltmarsh": a subject, not a show
    party = resolve(text, party, "on")
    if party.programme is None and party.outlet is None:
        return
    venue = Venue(
        Span(found.start(), party.end),
        "appeared on",
        party.medium or "broadcast",
        Span(*found.span()),
        party.outlet,
        party.programme,
        party.interviewer,
    )
    yield _with_tail(text, venue, known)
