"""Titles of works in an article: candidates from several kinds of evidence, then those that hold.

Reads the outline; hands on accepted titles with their kind. A single weak sign never makes a work:
"director of Finance" and "the end of Brexit" use the same words as "director of" and "the end of" a film.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from onrecord.text.whole_words import is_edge
from onrecord.values import Reading, Span
from onrecord.works.cues import Cue, cues
from onrecord.works.names import (
    NOT_FIRST,
    TITLE,
    is_no_name,
    looks_like_title,
    name_after,
    name_before,
    plain_title,
)
from onrecord.works.outline import Outline
from onrecord.works.runs import Run
from onrecord.works.seen import Seen, see_titles

Kind = Literal["film", "series", "book", "album", "play", "other"]

KIND_WORDS: dict[str, Kind] = {
    "film": "film", "movie": "film", "picture": "film", "feature": "film", "documentary": "film",
    "biopic": "film", "blockbuster": "film", "thriller": "film", "comedy": "film", "drama": "film",
    "comedy-drama": "film", "dramedy": "film", "romcom": "film", "rom-com": "film",
    "western": "film", "horror": "film", "sequel": "film", "prequel": "film", "remake": "film",
    "slasher": "film", "short": "film", "musical": "film", "animation": "film", "epic": "film",
    "series": "series", "sitcom": "series", "miniseries": "series", "mini-series": "series",
    "show": "series", "soap": "series", "novel": "book", "book": "book", "memoir": "book",
    "novella": "book", "bestseller": "book", "album": "album", "record": "album", "play": "play",
}  # fmt: skip
SURE_NOUN = re.compile(
    r"\b(?i:the|a|an|her|his|their|new|hit|first|latest|called|titled)(?: [a-z-]+)? (?:film|movie|novel|documentary|sitcom|miniseries|memoir|album),? (?:called |titled )?$"
)
SURE_NOUN_REACH = 400  # characters, more than any such noun with its article and adjective has
AFTER_AT = re.compile(r"\b(?:at|by|with|starring) (?:the )?[“\"‘'«]?$")
WHOLE_END = re.compile(
    r"^(?:How|Why) (?:[Dd]oes|[Dd]id|[Dd]o) (.{2,60}) (?:[Ee]nds?)\??$"
    r"|^What [Hh]appen(?:s|ed) (?:at the [Ee]nd of|in the (?:[Ff]inale|[Ee]nding) of|[Ii]n) (.{2,60}?)\?$"
)
ANNOUNCED = re.compile(rf"(?P<name>{TITLE.pattern})(?=: |[’']s? |,? (?:which|is)\b| [—–-] )")
DATE_HEAD = re.compile(r"\s*date \d{4}-\d\d-\d\d ")
FILM_WORDS = re.compile(
    r"\b(film|movie|cinema|screenplay|box office|actor|actress|filmmaker|trailer|sequel|audience"
    r"|streaming|premiere|screening|on screen|big screen|starring|cast|director|scene|finale|episode"
    r"|showrunner|tv|television|netflix|documentary|thriller|drama|comedy|novel|series|theaters"
    r"|theatres|screenwriter|hollywood|viewers|ending|script|plot|credits|sitcom|memoir|author"
    r"|novelist|album|playwright|feature|filmed|ovation|theatre|stage|onstage|rehearsals?|curtain|interval|talkback|revival)s?\b",
    re.I,
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december spring summer autumn winter christmas easter"
    " brexit parliament congress act part season episode chapter volume history america britain"
    " europe england london hollywood oscar oscars bafta emmy grammy cannes sundance venice finance"
    " communications operations research marketing photography human office state league cup world"
    " photo photograph image getty reuters god jesus internet bbc hbo cnn nfl fifa uefa".split()
)
INSTITUTION = re.compile(
    r"\b(?:World War|Civil War|University|College|School|Hospital|Institute|Department|Ministry|Office|Museum|"
    r"Public Prosecutions|Intelligence|League|Cup|Olympics|Games|Theatre|Theater|Cinema|Playhouse|Opera House|Festival|Awards?|Prize|Association|"
    r"Federation|Committee|Council|Party|Inc|Ltd|Corporation|Agency|Bank|FC|United|City|Agreement|Prime Minister)\b"
)
GENRES = frozenset(
    "play plays record records short shorts picture pictures thriller comedy drama horror musical epic"
    " western sequel prequel remake feature comedy-drama dramedy slasher animation".split()
)
"""Words that films share with series and plays, or that mean other things too."""
KIND_TALK: tuple[tuple[Kind, str], ...] = (
    ("series", r"\b(?:episodes|(?:first|last|final|penultimate|opening) episode|seasons|pilot|showrunner|(?:this|the|season|series) finale|the series|the show|sitcom|miniseries|season (?:one|two|three|\d))\b"),
    ("play", r"\b(?:playwright|the play|(?:new|first|last|latest) play|stage|on stage|theatre|curtain|interval|understudy|matinee|previews?)\b"),
    ("book", r"\b(?:novelist|the (?:novel|book|memoir)|(?:new|first|debut) (?:novel|book|memoir)|chapters?|publisher|hardback|paperback)\b"),
    ("album", r"\b(?:the (?:album|record)|tracks?|songs|singer|label)\b"),
    ("film", r"\b(?:films?|movies?|cinemas?|screenplay|box office|theaters|screenings?|on screen|filmmaker|premiere)\b"),
)  # fmt: skip
"""What articles about each kind of work talk of; the words of the most hits decide where no noun does."""
TELLING: tuple[tuple[Kind, str], ...] = (
    ("series", r"series|sitcom|soap|miniseries|episodes?|seasons?|finale|showrunner|TV show|television|broadcast|aired|airs|renewed"),
    ("play", r"plays?(?= by|,| at|\.)|playwright|musical|stage|staged|theatre|matinee|understudy|panto\w*|opera|ballet|previews"),
    ("book", r"novels?|novelist|books?|memoir|biography|author|publish\w+|bestseller|reading|paperback|hardback|trilogy|longlist\w*"),
    ("album", r"albums?|songs?|LP|EP|singer|debut single|new single"),
    ("film", r"films?|movies?|cinemas?|director|directed|directs|filmmaker|documentary|biopic|screenplay|box office|picture|festival"),
)  # fmt: skip
"""Words of one sentence that tell what the work in it is."""
SENTENCE_EDGE = re.compile(r"[.!?][”\"’']? (?=[“\"‘'A-Z])|\n")
SENTENCE_REACH = 160
AFTER_AUXILIARY = re.compile(
    r"\b(?:to|will|would|can|could|may|might|should|must|shall|who|I|you|we|they|not|n[’']t|did|does|do) $"
)
"""What makes a verb of "play" and "show": "who will play Trump"."""
IN_THE = re.compile(r"\b[Ii]n (?:the|this|its|her|his|that) (?:\w+ )?$")
SET_OF = re.compile(r"\b(?:series|record|picture|show|play|short|book) of $")
DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?|\d{5,}")
SO_CALLED = re.compile(
    r"(?:\b(?:so-called|dubbed|known as|nicknamed|what [\w ]{2,24}? call(?:s|ed)?)(?: the| an?)? ?|=)$"
)
"""What stands before marks that hold no title: "what he called a “New GM”", or the value of an attribute."""
MADE = frozenset("made wrote shot has had did calls wants stars says".split())
"""What a person does to a film: "the film Mara Quill made"."""
SHOWN = frozenset(
    "directed starred opened premiered received divided earned grossed ended followed screened".split()
)
"""What may stand behind a title too."""
NOT_TITLES = frozenset(
    "the a an it i he she they we you its his her their no yes ok my our not all one two first second"
    " third next".split()
)
SAYS_NEXT = re.compile(r",? (?:said|told|added|explained|recalled)\b")
SAID_BEFORE = re.compile(r"\b(?:said|told) ")
HONORIFIC = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|President|Senator|Judge|Justice|Professor)\.?$"
)
NEEDED = 2.5
NEEDED_WITHOUT_FILM_TALK = 4.5
FILM_TALK = 1.5
ENTITY_WEIGHT = 1.5
SEEN_WEIGHT = 2.5
NEEDED_OF_NAME = 2.5
"""What other cues must weigh for a word that is also part of somebody's name."""
NEEDED_OF_WORD, BRIEF = 1.0, 900
"""What they must weigh for any word alone in a text of more characters."""
FAINT, FAINT_WEIGHT = 0.2, 2.0
AROUND = 8  # characters that a pattern of `with_article` may take beside the title
AGAIN = {"marks": 0.5, "noun": 0.25, "part of": 0.25, "label": 0.25}
"""What each sighting by the same cue adds: words that stay in marks each time are a title."""
ONLY_MARKS = frozenset(["marks"])
"""Marks alone make no title of somebody's name: "her “Ronnie”"."""
ANNOUNCED_TIMES = 3
"""A phrase that opens the headline is a title only if the text says it at least so often."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a title may stand, with what speaks for it there."""

    title: str
    span: Span
    cue: str
    weight: float
    marked: bool
    alone: bool
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Title:
    """An accepted title: its usual form, kind, and whether it ever stood in marks. `chances` says of places of
    its words how likely the model takes them for a title, where the model alone found it."""

    name: str
    kind: Kind
    marked: bool
    weight: float
    chances: Mapping[Span, float] = field(default_factory=dict)


def find_titles(reading: Reading, outline: Outline) -> tuple[Title, ...]:
    """Titles that the rules' evidence carries or that the model is sure of, the most supported first (then by
    name)."""
    sighted = list(sight_titles(reading, outline))
    talk = film_talk(outline.text)
    seen = see_titles(reading, sighted, talk)
    sighted += [sight_seen(run, outline.text) for run in seen.chosen]
    sighted += seen_faintly(seen, reading)
    grouped: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sighted:
        if is_plausible(sighting, reading, outline):
            grouped[plain_title(sighting.title)].append(sighting)
    grouped.pop("", None)
    names = people_names(reading)
    of_talk = cache(lambda: kind_of_talk(outline.text))
    accepted = []
    for key, group in sorted(grouped.items()):
        ruled = holds(group, talk, key in names, outline)
        if ruled or (is_seen(group) and not is_somebody(key, group, reading)):
            chances = {} if ruled else seen.of(key)
            accepted.append(weigh(group, outline.text, of_talk, chances))
    return tuple(sorted(drop_overlong(accepted), key=lambda t: (-t.weight, t.name)))


def seen_faintly(seen: Seen, reading: Reading) -> Iterator[Sighting]:
    """The likeliest place of each title that the model is not sure of: so much speaks for it beside the rules.

    Nothing does for a word of somebody's name.
    """
    text, names = reading.article.text, words_of_names(reading)
    for key, places in seen.places.items():
        span, chance = max(places.items(), key=lambda item: (item[1], item[0]))
        if chance >= FAINT and key not in names:
            yield Sighting(span.of(text), span, "faint", FAINT_WEIGHT * chance, False, False, None)


def is_somebody(key: str, group: Sequence[Sighting], reading: Reading) -> bool:
    """Whether a word that only the model takes for a title may be somebody's name: part of one in the article,
    or never beside a word for works in a long text."""
    if " " in key or any(sighting.marked for sighting in group):
        return False
    told = sum({s.cue: s.weight for s in group if s.cue not in ("seen", "faint", "label")}.values())
    if len(reading.article.text) > BRIEF and told < NEEDED_OF_WORD:
        return True
    return told < NEEDED_OF_NAME and key in words_of_names(reading)


def words_of_names(reading: Reading) -> frozenset[str]:
    """The plain words of the names that the model takes for people's or bodies'."""
    text = reading.article.text
    named = (
        e.span.of(text) for e in reading.labels.entities if e.label in ("person", "organisation")
    )
    return frozenset(word for name in named for word in plain_title(name).split())


def is_seen(group: Sequence[Sighting]) -> bool:
    """Whether the model took one of these places for a title."""
    return any(sighting.cue == "seen" for sighting in group)


def sight_seen(run: Run, text: str) -> Sighting:
    """A place that the model takes for a title."""
    kind = kind_in_sentence(run.span, text)
    marked = run.marked or run.underlined
    return Sighting(run.span.of(text), run.span, "seen", SEEN_WEIGHT, marked, True, kind)


def sight_titles(reading: Reading, outline: Outline) -> Iterator[Sighting]:
    """Every place where some cue, mark or label suggests a title."""
    for text in (outline.text, outline.headline):
        for each in cues():
            yield from sight_by_cue(text, each)
    yield from sight_in_marks(reading)
    for match in re.finditer(r"(?<!\w)[“‘'\"]([^“”‘’\"]{2,60})[”’'\"](?!\w)", outline.headline):
        if looks_like_title(match.group(1)):
            span = Span(match.start(1), match.end(1))
            yield Sighting(match.group(1).rstrip(",."), span, "headline", 1.0, True, False, None)
    for entity in reading.labels.entities:
        if entity.label == "work":
            name = entity.span.of(outline.text).strip("“”\"'‘’ ,.")
            yield Sighting(
                name, entity.span, "label", ENTITY_WEIGHT * entity.score, False, False, None
            )
    yield from sight_announced(outline)
    for part in outline.parts:
        asked = WHOLE_END.match(part.span.of(outline.text)) if part.is_heading else None
        if asked:
            yield Sighting(asked[1] or asked[2], part.span, "asked", 2.0, False, False, None)


def sight_announced(outline: Outline) -> Iterator[Sighting]:
    """Phrases of several words that the headline or a heading begins with and the text takes up again."""
    first = outline.parts[0].span.of(outline.text) if outline.parts else ""
    headings = [part.span.of(outline.text) for part in outline.parts if part.is_heading]
    for line in dict.fromkeys([outline.headline, DATE_HEAD.sub("", first), *headings]):
        found = ANNOUNCED.match(line)
        name = found["name"].rstrip(".") if found else ""
        if len(name.split()) >= 2 and outline.text.count(name) >= ANNOUNCED_TIMES:
            at = outline.text.find(name)
            yield Sighting(name, Span(at, at + len(name)), "announced", 1.5, False, False, None)


def sight_by_cue(text: str, each: Cue) -> Iterator[Sighting]:
    """Places in one text where a cue stands with a title on its proper side."""
    for match in each.pattern.finditer(text):
        found = (
            name_after(text, match.end())
            if each.side == "after"
            else name_before(text, match.start())
        )
        if not found or found[0].start >= found[0].end:
            continue
        span, marked = found
        weight = each.weight + (1.0 if marked else 0.0)
        alone = each.alone or (each.name == "noun" and (marked or is_sure_noun(text, match.end())))
        if each.name == "noun" and not marked and is_clause(text, span):
            continue
        if each.side == "before" and AFTER_AT.search(text, max(0, span.start - 14), span.start):
            continue
        if each.name in ("noun", "apposed") and re.search(
            r"\b(?:in|of|on|about|into|with|by) $", text[max(0, match.start() - 8) : match.start()]
        ):
            continue
        if re.match(r"(?:Dr|Mr|Mrs|Ms|Prof|Sir|Professor)\b", span.of(text)) and not marked:
            continue
        if means_otherwise(each, match, marked):
            continue
        if HONORIFIC.search(text[max(0, span.start - 12) : span.start].rstrip()):
            continue
        yield Sighting(
            span.of(text),
            span,
            each.name,
            weight,
            marked,
            alone,
            kind_near(text, match.start(), match.end()),
        )


def means_otherwise(each: Cue, match: re.Match[str], marked: bool) -> bool:
    """Whether the words of a cue are no sign here: a verb, a name of its own, a number of things.

    "Who will play Trump", "a Star of David", "Florida, a series of photos", "In the novel, Isabelle joins".
    """
    text = match.string
    before = text[max(0, match.start() - 24) : match.start()]
    if each.name in ("part of", "director of"):
        inside = bool(before.strip()) and before.rstrip(" ")[-1:] not in '\n.:!?“"‘–—'
        return inside and match.group()[0].isupper()
    if each.name == "noun" and not marked:
        return bool(AFTER_AUXILIARY.search(before)) or (
            "," in match.group() and bool(IN_THE.search(before))
        )
    if each.name == "part number" and not marked:
        return match.group().startswith(" Series")
    return each.name == "is a" and bool(SET_OF.search(text, match.start(), match.end() + 4))


def is_sure_noun(text: str, end: int) -> bool:
    """Whether a noun of works that ends here has an article or the like before it: "the new film"."""
    return bool(SURE_NOUN.search(text, max(0, end - SURE_NOUN_REACH), end))


def is_clause(text: str, span: Span) -> bool:
    """Whether the name is followed by a verb of its own: "the film Mara Quill made"."""
    after = re.match(r" (\w+)", text[span.end : span.end + 20])
    name = span.of(text)
    if not after or " " not in name or is_no_name(name):
        return False
    word = after.group(1)
    return word in MADE or (word.endswith("ed") and word not in SHOWN)


def sight_in_marks(reading: Reading) -> Iterator[Sighting]:
    """Short quotations that look like titles: weak by themselves, stronger when said twice."""
    text = reading.article.text
    for quotation in reading.layout.quotations:
        inner = quotation.inner.of(text)
        name = inner.rstrip(",.")
        if quotation.style == "block" or len(name) > 70 or not looks_like_title(name):
            continue
        before = text[max(0, quotation.span.start - 24) : quotation.span.start]
        kind = kind_near(text, quotation.span.start - 24, quotation.span.start)
        weight = 1.0 if len(name.split()) > 1 or kind else 0.6
        weight += 0.6 if is_announced(quotation.span, reading) else 0.0
        if re.search(
            r"\b(?:said|says|called|shout\w*|cried|asked|added|named|nicknamed|word|chant\w*),? ?$",
            before,
        ):
            continue
        if SO_CALLED.search(text, max(0, quotation.span.start - 40), quotation.span.start):
            continue
        span = Span(quotation.inner.start, quotation.inner.start + len(name))
        yield Sighting(name, span, "marks", weight, True, False, kind)


def is_announced(span: Span, reading: Reading) -> bool:
    """Whether a place lies in a heading or the first block, where an article names its subject."""
    blocks = reading.layout.blocks
    first = bool(blocks) and span.start < blocks[0].span.end
    return first or any(
        b.kind == "heading" and b.span.start <= span.start < b.span.end for b in blocks
    )


def kind_near(text: str, start: int, end: int) -> Kind | None:
    """The kind of work that words within a few words of the cue name, or None."""
    window = text[max(0, start - 20) : end + 20].lower()
    for word in re.findall(r"[a-z]+(?:-[a-z]+)?", window):
        kind = KIND_WORDS.get(word.removesuffix("s") if word != "series" else word)
        if kind and word not in GENRES:
            return kind
    return None


def kind_in_sentence(span: Span, text: str) -> Kind | None:
    """The kind of work that the nearest telling word of the sentence names, None without one.

    >>> kind_in_sentence(Span(24, 28), "The novelist laughs. In Rust, a film, she is eaten.")
    'film'
    """
    start = max(
        (
            m.end()
            for m in SENTENCE_EDGE.finditer(text[: span.start], max(0, span.start - SENTENCE_REACH))
        ),
        default=0,
    )
    end = SENTENCE_EDGE.search(text, span.end, span.end + SENTENCE_REACH)
    stretch = text[
        max(start, span.start - SENTENCE_REACH) : end.start() if end else span.end + SENTENCE_REACH
    ]
    low = max(start, span.start - SENTENCE_REACH)
    found = []
    for kind, rule in kind_rules():
        for match in rule.finditer(stretch):
            gap = max(span.start - low - match.end(), match.start() - (span.end - low))
            if gap >= 0:
                found.append((gap, kind))
    return min(found)[1] if found else None


@cache
def kind_rules() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """Words that tell the kind of a work in their sentence; compiled when they are first needed."""
    return tuple((kind, re.compile(rf"\b(?:{words})\b", re.I)) for kind, words in TELLING)


def is_plausible(sighting: Sighting, reading: Reading, outline: Outline) -> bool:
    """Whether the words can be a title at all: no day, place of work or bare function word."""
    title = sighting.title
    key = plain_title(title)
    words = key.split()
    if (
        not words
        or len(key) < 2
        or len(title) > 80
        or (len(words) == 1 and words[0] in NOT_FIRST | NOT_TITLES)
    ):
        return False
    if DATE.fullmatch(title.strip()) or (
        words[0] in CALENDAR and len(words) <= 3 and words[-1].isdigit()
    ):
        return False
    if sighting.marked:
        return True
    if INSTITUTION.search(title) or (len(words) == 1 and words[0] in CALENDAR):
        return False
    if re.fullmatch(r"[\d ]+", key) and sighting.cue not in ("is a", "named", "label"):
        return False
    return not (words[0] in CALENDAR and len(words) <= 2 and any(c.isdigit() for c in key))


def people_names(reading: Reading) -> frozenset[str]:
    """Plain names that the model labels as persons, organisations or places, in full."""
    text = reading.article.text
    labels = ("person", "organisation", "place")
    return frozenset(
        plain_title(e.span.of(text)) for e in reading.labels.entities if e.label in labels
    )


def film_talk(text: str) -> float:
    """How much the text talks of films, series or books: kinds of such words, and their density."""
    words = Counter(m.group(1).lower() for m in FILM_WORDS.finditer(text))
    length = max(60, text.count(" "))
    density = min(1.0, 100 * sum(words.values()) / length)
    return min(6, len(words)) * density


def holds(group: list[Sighting], talk: float, is_name: bool, outline: Outline) -> bool:
    """Whether the evidence for one title is enough, given how much the article talks of works."""
    by_cue: dict[str, float] = {}
    for sighting in group:
        by_cue[sighting.cue] = max(by_cue.get(sighting.cue, 0.0), sighting.weight)
        if sighting.cue in AGAIN:
            by_cue[sighting.cue] += AGAIN[sighting.cue]
    if is_name and set(by_cue) <= ONLY_MARKS:
        return False
    total = sum(by_cue.values())
    name = group[0].title
    if max(by_cue.values()) >= 1.0:
        total += min(1.0, 0.25 * outline.text.count(name))
    if is_name:
        total -= 0.2
    if name in outline.headline and re.search(rf"\b{re.escape(name)}\b", outline.headline):
        total += 0.5
    if is_said_by(name, outline.text):
        total -= 2.0
    alone = any(s.alone for s in group)
    needed = NEEDED if alone or talk >= FILM_TALK else NEEDED_WITHOUT_FILM_TALK
    return total >= needed


def is_said_by(name: str, text: str) -> bool:
    """Whether the name says things: then it is a person's."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if (SAYS_NEXT.match(text, end) and is_edge(text, at)) or (
            SAID_BEFORE.fullmatch(text, max(0, at - len("said ")), at) and is_edge(text, end)
        ):
            return True
        at = text.find(name, at + 1)
    return False


def weigh(
    group: list[Sighting], text: str, of_talk: Callable[[], Kind], chances: Mapping[Span, float]
) -> Title:
    """The accepted title of a group: its most frequent form and kind, else the kind that the article talks
    of (`of_talk`)."""
    forms = Counter(s.title for s in group)
    best = max(forms, key=lambda form: (forms[form] + 0.5 * form.lower().startswith("the "), form))
    best = with_article(best, text)
    kinds = Counter[Kind]()
    for sighting in group:
        if sighting.kind:
            kinds[sighting.kind] += 1 if sighting.cue == "seen" else 2
    if kinds:
        kinds[of_talk()] += 1
    kind: Kind = min(kinds, key=lambda k: (-kinds[k], k)) if kinds else of_talk()
    marked, weight = any(s.marked for s in group), sum(s.weight for s in group)
    return Title(best, kind, marked, weight, chances)


def kind_of_talk(text: str) -> Kind:
    """The kind of work that the article talks of most; a film where it does not tell."""
    hits: dict[Kind, int] = {
        kind: len(re.findall(rule, text, re.IGNORECASE)) for kind, rule in KIND_TALK
    }
    best = max(hits.values())
    return "film" if hits["film"] == best else max(hits, key=lambda kind: hits[kind])


def with_article(title: str, text: str) -> str:
    """The title with a capital "The" or "A" if it stands so inside a sentence, without it if never."""
    bare = re.sub(r"^(?:The|A|An) ", "", title)
    inside = re.compile(rf"(?<=[a-z,] )(?:[“\"‘'_*])?((?:The|A|An) {re.escape(bare)})\b")
    in_marks = re.compile(rf"[“\"‘'_*]((?:The |A |An )?{re.escape(bare)})[,.]?[”\"’'_*]")
    found = search_around(inside, bare, text) or search_around(in_marks, bare, text)
    return found.group(1) if found else title


def search_around(pattern: re.Pattern[str], words: str, text: str) -> re.Match[str] | None:
    """The first match of a pattern that has these words in it and a few characters around them."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        found = pattern.search(text, max(0, at - AROUND), end + AROUND)
        if found:
            return found
        at = text.find(words, at + 1)
    return None


def drop_overlong(titles: list[Title]) -> list[Title]:
    """Titles without those that only wrap a better supported one ("Watch Ashes" beside "Ashes")."""
    weights: dict[str, float] = {}
    for title in titles:
        words = plain_title(title.name)
        weights[words] = max(weights.get(words, 0.0), title.weight)
    return [
        title
        for title in titles
        if not any(weights.get(s, 0.0) > title.weight for s in stretches(plain_title(title.name)))
    ]


def stretches(words: str) -> Iterator[str]:
    """Every run of neighbouring words, the whole among them.

    >>> list(stretches("long field"))
    ['long', 'long field', 'field']
    """
    split = words.split()
    for first in range(len(split)):
        for last in range(first, len(split)):
            yield " ".join(split[first : last + 1])
