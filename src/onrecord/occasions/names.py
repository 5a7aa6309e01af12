"""Names as they stand beside a venue: where one ends, and whether it is an outlet or a person.

Before: the model's entities. After: `venues` fills outlet, programme and interviewer with these.
An entity label decides; without one the shape does ("The …", "… Magazine", "BBC"); where neither
tells, the name stays unknown and fills nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from onrecord.people.lexicon import GIVEN_FEMALE, GIVEN_MALE
from onrecord.values import Entity, Span

NameKind = Literal["outlet", "person", "programme", "place", "unknown"]

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŽĆČŞİ"
_SITE = r"(?:\.(?:com|org|net|tv|fm|co\.uk))?"
_INITIALS = rf"[{_UPPER}]\.(?=\s?[{_UPPER}])(?:\s?[{_UPPER}]\.)*"
_CAPITAL = rf"(?:{_INITIALS}|(?:[{_UPPER}0-9]|[a-z]{{1,6}}[A-Z])[\w’'&+!-]*{_SITE})"
_LINK = r"(?:of(?:\s+the)?|&|for(?:\s+the)?|de|la|du|del|von|van|der|den|bin|al|and(?:\s+the)?)"
NAME = rf"(?:{_CAPITAL}(?:\s(?:{_LINK}\s)?{_CAPITAL}){{0,7}})"
"""A run of capitalised words, "of", "&" and "and" inside; `trim` decides about the "and"."""

OUTLET_WORD = re.compile(
    r"(?:Times|Post|Magazine|Mag|Radio|News|Newspaper|Newspapers|TV|Television|Weekly|Daily|Herald|"
    r"Reporter|Gazette|Journal|Tribune|Chronicle|Observer|Mirror|Mail|Express|Telegraph|Standard|"
    r"Globe|Press|Review|Wire|Newswire|Network|Broadcasting|Channel|Digest|Insider|Bulletin|"
    r"Courier|Dispatch|Examiner|Inquirer|Independent|Record|Sentinel|Today|Online|Quarterly|"
    r"Monthly|Report|FM|AM|Sport|Sports|Media|Agency|Advertiser|Argus|Echo|Register|Ledger|Monitor|"
    r"Evening|Guardian|Mercury|Messenger|Packet|Argosy|Sun|Star|Cinema|Film|Screen|"
    r"[\w-]+\.(?:com|org|net|tv|fm|co\.uk))"
)
# These are of papers only behind another word or an article: "the Larkmoor Clarion", "The Spectator".
_OUTLET_TAIL = re.compile(
    r"(?:Clarion|Bugle|Enquirer|Leader|Advocate|Beacon|Banner|Recorder|Gleaner|Citizen|Statesman|Republican|Patriot|"
    r"Spectator|Economist|Scotsman|Crier|Tatler|Tattler|Intelligencer|Picayune|Pilot|Outlook|Atlantic|Age|Nation|"
    r"Athletic|Intercept|Zeitung|Tageblatt|Business|Politics|Letters|Annals|Proceedings|Transactions|Bee|Tablet|Stage|"
    r"Bookseller|Grocer|Lancet|Conversation|Face|Lady|Oldie|Week|Verge|Hill|Ringer|Cut)"
)
_OUTLET_LEAD = re.compile(
    r"(?:Evening|Daily|Weekly|Sunday|Morning|Radio|Channel|Télé|TV|Le|La|El|Il|Die|Der|Das|Les|Corriere|Gazeta|Diario|Journal)\s+(?:of\s+)?[A-ZÀ-Þ]"
)
_OUTLET_COMPOUND = re.compile(
    r"[A-ZÀ-Þ]\w+(?:bladet|blatt|zeitung|posten|avisen|presse|tidende|krant|lehti)"
)
# Agencies and broadcasters that everybody quotes and whose names have no shape of their own.
_AGENCIES = frozenset("Reuters Bloomberg AP AFP PA BBC CNN NPR ITV NBC CBS ABC PBS CNBC".split())
BROADCASTER = re.compile(
    r"(?:BBC|ITV|CNN|NBC|CBS|ABC|PBS|NPR|CNBC|MSNBC|CBC|RTÉ|RTE|ZDF|ARD|NHK|C-SPAN|ESPN|Sky|Fox)\b.*|"
    r".*\b(?:Radio|Television|TV|FM|AM|Broadcasting|Sport[s]?|Channel|Network)\b.*"
)
"""Names of stations and networks by their kinds of words, and those that everybody quotes."""
PROGRAMME_WORD = re.compile(
    r"(?:Show|Podcast|Pod|Hour|Hours|Programme|Program|Live|Tonight|Late|Breakfast|Morning|Night|"
    r"Nightly|Newsnight|Sessions|Cast|Report|Minutes|Diaries|Talks|Desk)"
)
_PROGRAMME_LEAD = re.compile(
    r"(?:Breakfast|Good\s+Morning|Late\s+Night|Meet\s+the|Face\s+the|This\s+Week|State\s+of\s+the|Woman[’']s)\s+[A-Z]"
)
_ACRONYM = re.compile(r"[A-ZÀ-ÖØ-Þ]{2,5}\d?")
_INNER_CAPITAL = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Du|O[’']|Van|Fitz)[A-Z]?[a-z]+[A-Z]\w*")
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Judge|Professor|Prof)\b")


_TRUSTED = {"place": 0.5, "person": 0.4}
"""Labels less sure than this say nothing: a paper without a shape of its own is often taken for these."""


@dataclass(frozen=True, slots=True)
class Known:
    """The names whose kind is known in one article: entities by label, and the speakers."""

    labels: dict[str, NameKind] = field(default_factory=dict)
    people: frozenset[str] = frozenset()


def known_names(text: str, entities: Iterable[Entity], speakers: Iterable[str]) -> Known:
    """What the model and the settled speakers say about names, by the name without its article.

    A name labelled twice in different ways is what the surer label says.
    """
    kinds: dict[str, NameKind] = {
        "organisation": "outlet",
        "person": "person",
        "work": "programme",
        "place": "place",
    }
    labels: dict[str, NameKind] = {}
    for entity in sorted(entities, key=lambda e: (e.score, -e.span.start)):
        if entity.label in kinds and entity.score >= _TRUSTED.get(entity.label, 0.0):
            labels[bare(entity.span.of(text))] = kinds[entity.label]
    people = {name for name in speakers if name}
    people |= {name for name, kind in labels.items() if kind == "person"}
    for name in _called_again(text):
        labels.setdefault(name, "outlet")
    words = {word for name in people for word in name.split() if word[:1].isupper()}
    return Known(labels, frozenset(people | words))


_TOLD = re.compile(
    rf"\b(?:told|telling|tells|spoke\s+to|speaking\s+to|spoken\s+to)\s+(?P<name>{NAME})(?=[,.;]|\s+[a-z{chr(0xFFFC)}]|\s*[“\"])"
)
_AGAIN = re.compile(
    r"\b(?:the|that)\s+same\s+interview\b|\b(?:told|to)\s+the\s+(?:same\s+)?(?:paper|newspaper|magazine|outlet|publication|"
    r"site|website|broadcaster|station|daily|weekly|tabloid|agency)\b"
)


def _called_again(text: str) -> Iterator[str]:
    """A name that was told something, where the text then speaks of the paper or the same interview."""
    again = _AGAIN.search(text)
    if again is not None:
        told = list(_TOLD.finditer(text, 0, again.start()))
        if told:
            yield bare(told[-1]["name"])


def bare(name: str) -> str:
    """A name without its article and its genitive ending.

    >>> bare("the Larkmoor Gazette's")
    'Larkmoor Gazette'
    """
    name = re.sub(r"[’']s?$", "", " ".join(name.split()))
    return re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", name)


def kind_of(name: str, known: Known) -> NameKind:
    """Whether the name is an outlet's, a person's or a programme's, or cannot be told.

    >>> kind_of("The Larkmoor Gazette", Known()), kind_of("Dunmore", Known())
    ('outlet', 'unknown')
    """
    key = bare(name)
    words = key.split()
    if not words:
        return "unknown"
    if key in known.people:
        return "person"
    shaped = _has_outlet_shape(name, words)
    label = known.labels.get(key)
    if label in ("outlet", "person"):
        return label
    if shaped:
        return "outlet"
    if label == "programme" or PROGRAMME_WORD.fullmatch(words[-1]) or _PROGRAMME_LEAD.match(key):
        return "programme"
    if _HONORIFIC.match(key):
        return "person"
    if label == "place":
        return "place"
    return "unknown"


def _has_outlet_shape(name: str, words: list[str]) -> bool:
    key = " ".join(words)
    return bool(
        key in _AGENCIES
        or key == "Associated Press"
        or OUTLET_WORD.fullmatch(words[-1])
        or (len(words) > 1 and (_OUTLET_TAIL.fullmatch(words[-1]) or _OUTLET_LEAD.match(key)))
        or (len(words) == 1 and _OUTLET_COMPOUND.fullmatch(key))
        or (name.startswith(("The ", "the ")) and _OUTLET_TAIL.fullmatch(key))
        or re.match(r"(?:BBC|ITV|CNN|NBC|CBS|ABC|Radio|Channel|Sky)\b.", key)
        or (len(words) == 1 and (_ACRONYM.fullmatch(key) or _INNER_CAPITAL.fullmatch(key)))
    )


def is_given_name(word: str) -> bool:
    """Whether a word is a common given name.

    >>> is_given_name("Anna"), is_given_name("Calcio")
    (True, False)
    """
    return word.lower() in GIVEN_FEMALE or word.lower() in GIVEN_MALE


def trim(text: str, span: Span, known: Known) -> Span:
    """The name's span, cut before an "and" or "for" that joins two names, and before a genitive.

    An entity that begins where the name begins says where it ends. "Variety and The Post" are two;
    "Stage and Screen Magazine" is one.
    """
    name = span.of(text)
    ending = re.search(r"[’']s?$", name)
    if ending:
        span, name = Span(span.start, span.start + ending.start()), name[: ending.start()]
    genitive = re.search(r"[’']s\s", name)
    if genitive:
        return Span(span.start, span.start + genitive.start())
    if bare(name) in known.labels:
        return span
    joint = re.search(r"\s(?:and|for)\s", name)
    if joint and (
        name[joint.start() : joint.end() + 4].lower().endswith(" the ")
        or kind_of(name[: joint.start()], known) != "unknown"
        or not OUTLET_WORD.fullmatch(name.split()[-1])
    ):
        return Span(span.start, span.start + joint.start())
    return span
