"""Who stands beside a venue word: "the Gazette's Ann Dunmore", "host Al Pryce", "the Rewind podcast".

Before: `names` tells outlets from people. After: `venues` joins parties to the venue. One party may
name an outlet, a programme and a person at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.occasions.media import LISTENERS, OUTLET_NOUN, PERSON_ROLE, PROGRAMME_NOUN
from onrecord.occasions.names import BROADCASTER, NAME, Known, is_given_name, kind_of, trim
from onrecord.values import Medium, Span

TIME_MARK = "\ufffb"
"""Stands in a masked sentence for each character of a time."""
HIDDEN = "\ufffc"
"""Stands in a masked sentence for each character of somebody's words."""

GAP = rf"(?:,?\s*{TIME_MARK}+,?)*\s+"
_TITLE = r"[“\"‘'](?P<{0}>[A-Z0-9][^”\"“‘’{1}]{{0,60}}(?<!,)),?[”\"’']"
_STOP = (
    r"(?!(?:of|at|in|on|for|who|that|and|about|after|with|to|from|by|as|he|she|they|when|how|why|"
    r"what|it)\b)"
)
_LOWER = rf"(?:{_STOP}[a-z][\w-]*\s+){{0,4}}?"

_PARTY = re.compile(
    rf"{GAP}(?:(?:an?|the|this|last)\s+(?:[\w’'-]+\s+){{0,3}}?(?:episode|edition|installment|instalment)\s+of\s+)?"
    rf"(?:(?P<det>the|an?|his|her|their|its|our)\s+)?(?P<role>{_LOWER})"
    rf"(?:(?P<name>{NAME})|{_TITLE.format('title', HIDDEN)})"
    rf"(?:(?:[’']s?)?\s+(?P<mid>{_LOWER})"
    rf"(?:(?P<name2>{NAME})|{_TITLE.format('title2', HIDDEN)}))?"
    rf"(?:(?:[’']s?)?\s+(?:{_STOP}[a-z-]+\s+){{0,2}}?(?P<noun>{PROGRAMME_NOUN})\b)?"
)
# "With Dex Marrow for his podcast": the name is a person's.
_OWN_SHOW = re.compile(
    rf"\s+(?:for|on|in)\s+(?:his|her|their)\s+(?:[a-z-]+\s+){{0,2}}?(?:{PROGRAMME_NOUN}|column|blog|book)\b"
)
# "The Republican nominee": a name that only says of which kind the listener is.
_QUALIFIES = re.compile(
    r"\s+(?!(?:that|this|these|those|there|then|than|with|from|into|about|after|before|during|while|when|where|"
    r"what|which|who|whom|whose|why|how|has|had|have|was|were|will|would|could|should|did|does|and|but|for|via|"
    r"last|just|also|earlier|later|recently|back|ahead|following|because|since|until|through|over|under|outside|"
    r"inside|near|next|backstage|onstage|live|online|overseas|abroad|aboard|exclusive|yesterday|today|tonight|they|she|her|his|him|their|its|your|our|one|all|not|the|"
    rf"{OUTLET_NOUN}|[a-z]+ly)\b)[a-z]{{3,}}"
)
_UNNAMED = re.compile(
    rf"{GAP}(?:(?P<same>the|that|this)\s+(?:same\s+)?{OUTLET_NOUN}\b(?![’']?\s*[A-Z“\"]|\s+{OUTLET_NOUN}\b)|(?P<us>us|me|this\s+"
    rf"(?:newspaper|paper|magazine|publication|reporter|website|column))\b)"
)


@dataclass(frozen=True, slots=True)
class Party:
    """What stands beside a venue word. `unknown` is a name that may be an outlet or a person.

    `same` says that it points back ("the magazine"), `us` that it is the article's own outlet,
    `definite` that the open name has an article ("the Rovers").
    """

    end: int
    outlet: Span | None = None
    programme: Span | None = None
    interviewer: Span | None = None
    unknown: Span | None = None
    medium: Medium | None = None
    definite: bool = False
    same: bool = False
    us: bool = False


def read_party(text: str, at: int, known: Known) -> Party | None:
    """The party that begins at `at` with white space, or None."""
    unnamed = _UNNAMED.match(text, at)
    if unnamed:
        return Party(unnamed.end(), same=unnamed["same"] is not None, us=unnamed["us"] is not None)
    space = re.compile(GAP).match(text, at)
    if space is None:
        return None
    for pattern, medium in LISTENERS:
        found = pattern.match(text, space.end())
        if found:
            return Party(found.end(), medium=medium)
    found = _PARTY.match(text, at)
    return _named(text, found, known) if found else None


def _named(text: str, found: re.Match[str], known: Known) -> Party:
    """The party of one or two names: "X", "X's Y", "X critic Y", "the X podcast", "X's show"."""
    first = Span(*found.span("name" if found["name"] else "title"))
    if found["name"]:
        first = _without_of(text, trim(text, first, known), known)
    end = found.end("name") if found["name"] else found.end("title") + 1
    second = _second(text, found, first, known)
    if re.fullmatch(r"[\d,.]+", first.of(text)):
        return Party(first.end)
    noun = found["noun"]
    words = f"{noun} {found['role']} {found['name']} {found['name2']}".lower()
    podcast = re.search(r"\bpodcast\b", words) is not None
    party = Party(first.end, medium="podcast" if podcast else None)
    if noun and second is None and first.end < end:
        second = None
    if second is not None and _is_of_outlet(text, first, second, known):
        owner, person = (first, second) if _has_genitive(text, first) else (second, first)
        party = replace(party, end=second.end, outlet=owner, interviewer=person)
        return replace(party, end=found.end()) if noun else party
    if second is not None:
        party = _place(text, replace(party, end=second.end), first, found, known, leads=True)
        return _place(text, replace(party, end=found.end()), second, found, known, leads=False)
    if noun and (first.end == end or text[first.end :].startswith(("'s", "’s"))):
        party = replace(party, end=found.end())
    return _place(text, party, first, found, known, leads=False)


def _has_genitive(text: str, name: Span) -> bool:
    return text[name.end : name.end + 2] in ("'s", "’s")


def _is_of_outlet(text: str, first: Span, second: Span, known: Known) -> bool:
    """Whether two names are a person and whom he asks for: "Ann Pryce of Larkmoor", "ZQV's Ann Pryce".

    A genitive's owner has one word then, and is nobody's family name.
    """
    one, other = first.of(text), second.of(text)
    if _has_genitive(text, first):
        alone = " " not in one and not any(name.endswith(f" {one}") for name in known.people)
        return (
            alone
            and " " in other
            and kind_of(other, known) == "person"
            and kind_of(one, known) != "place"
        )
    between = text[first.end : second.start]
    if not re.fullmatch(r"\s(?:of|from|for)\s(?:the\s)?", between):
        return False
    person = kind_of(one, known) == "person" and " " in one
    return person and kind_of(other, known) in ("unknown", "outlet")


def _second(text: str, found: re.Match[str], first: Span, known: Known) -> Span | None:
    """The second name: after a genitive, after a role, or after "of" inside the first run of capitals."""
    whole = found.span("name") if found["name"] else found.span("title")
    if first.end < whole[1]:
        rest = re.match(r"(?:[’']s?)\s+", text[first.end : whole[1]])
        joint = re.match(r"\s(?:of|from|for)\s(?:the\s)?", text[first.end : whole[1]])
        begin = rest or joint
        if begin is None and text[first.end : whole[1]] not in ("'s", "’s", "'", "’"):
            return None
        if begin is not None:
            return trim(text, Span(first.end + begin.end(), whole[1]), known)
    if found["name2"]:
        role = re.search(rf"\b{PERSON_ROLE}\s+$", found["mid"] or "")
        genitive = text[first.end : first.end + 2] in ("'s", "’s", "’ ", "' ")
        return trim(text, Span(*found.span("name2")), known) if role or genitive else None
    return Span(*found.span("title2")) if found["title2"] else None


def _without_of(text: str, span: Span, known: Known) -> Span:
    """A person's name cut before "of The Gazette"; names of outlets keep their "of"."""
    name = span.of(text)
    joint = re.search(r"\sof\s(?:the\s)?", name)
    if joint is None or name in known.labels:
        return span
    left, right = name[: joint.start()], name[joint.end() :]
    if kind_of(left, known) == "person" or (
        len(left.split()) == 2
        and kind_of(right, known) == "outlet"
        and kind_of(left, known) != "outlet"
    ):
        return Span(span.start, span.start + joint.start())
    return span


def _place(
    text: str, party: Party, name: Span, found: re.Match[str], known: Known, *, leads: bool
) -> Party:
    """The party with one more name put where it belongs."""
    before = found["mid"] if (found["mid"] and not leads) else found["role"] or ""
    beside = text[name.end : name.end + 3]
    kind = kind_of(name.of(text), known)
    # "A Spanish reality show" has no name, and "the TV" neither.
    if name.of(text) == "TV" or (
        kind == "unknown" and found["noun"] and found["det"] in ("a", "an") and found["name"]
    ):
        return party
    if text[name.start - 1 : name.start] in "“\"‘'" or (party.medium == "podcast" and not leads):
        owner = found["noun"] and beside.startswith(("'s", "’s"))
        if not owner:
            kind = "programme"
    elif found["noun"] and not leads and not beside.startswith(("'s", "’s")):
        kind = "programme"
    if re.search(rf"\b{PERSON_ROLE}\s+$", before or ""):
        kind = "person"
    elif re.search(rf"\b{OUTLET_NOUN}\s+$", before or "") and kind == "unknown":
        kind = "outlet"
    if (
        kind == "unknown"
        and leads
        and re.match(rf"\s+(?:[a-z-]+\s+)?{PERSON_ROLE}\b", text[name.end : name.end + 40])
    ):
        kind = "outlet"
    if kind == "unknown" and _OWN_SHOW.match(text, name.end):
        kind = "person"
    if kind == "unknown" and is_called_outlet(text, name):
        kind = "outlet"
    if kind == "outlet" and party.outlet is None:
        return replace(party, outlet=name)
    if kind == "person" and party.interviewer is None:
        return replace(party, interviewer=name)
    if kind == "programme" and party.programme is None:
        return replace(party, programme=name)
    if kind == "place":
        return party
    first = name.start in (found.start("name"), found.start("title"))
    definite = first and bool(
        (found["det"] == "the" and not before) or name.of(text).startswith("The ")
    )
    return replace(party, unknown=name, definite=definite)


def is_called_outlet(text: str, name: Span) -> bool:
    """Whether the word after a name calls it a paper, a station or an agency: "Static magazine"."""
    return re.match(rf"\s+(?:news\s+)?{OUTLET_NOUN}\b", text[name.end : name.end + 24]) is not None


def _is_show_of(text: str, outlet: Span, name: Span) -> bool:
    """Whether a station's is a show: "Radio 4's Long Wave"; a person there begins with a given name."""
    if not BROADCASTER.fullmatch(outlet.of(text)) or text[outlet.end : outlet.end + 2] not in (
        "'s",
        "’s",
    ):
        return False
    return not is_given_name(name.of(text).split()[0])


def resolve(text: str, party: Party, word: str) -> Party:
    """The party with its open name settled by the preposition before it, where that tells.

    "On X" is a show; "for X" and "told the X" an outlet; beside an outlet or a show, a name of two
    words or more is a person. Anything else stays open.
    """
    name = party.unknown
    if name is None:
        return party
    if _QUALIFIES.match(text, name.end):
        return replace(party, unknown=None)
    if word == "on" and party.programme is None:
        return replace(party, programme=name, unknown=None)
    if party.outlet is None and (word == "for" or (party.definite and word != "on")):
        return replace(party, outlet=name, unknown=None)
    beside = party.outlet or party.programme
    if party.outlet and party.programme is None and _is_show_of(text, party.outlet, name):
        return replace(party, programme=name, unknown=None)
    if beside and party.interviewer is None and " " in name.of(text) and not party.definite:
        return replace(party, interviewer=name, unknown=None)
    return party
