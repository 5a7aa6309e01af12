"""Who is a character and who is not: cast patterns, names in the telling of a plot, roles of people.

Between titles and mentions: a title may also be the name of a character, and only the cast and the
telling show it.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.values import Statement
from onrecord.works.actions import NOT_NAMES, find_actions
from onrecord.works.names import FULL_NAME, NAME, NAME_WORD, TITLE_ENDERS, UPPER
from onrecord.works.narration import People, Telling, find_tellings
from onrecord.works.outline import Outline
from onrecord.works.titles import Title

DESCRIBED = r"(?:(?:the|a|an|his|her|their|its|lead|title) (?:[\w’'-]+,? ){0,6}?)?"
CAST = (
    re.compile(rf"(?P<actor>{FULL_NAME}),? (?:star(?:s|red|ring) |returns )?as (?P<described>{DESCRIBED})(?P<name>{NAME})"),
    re.compile(rf"(?P<name>{NAME}),? \((?:played by |voiced by )?(?P<actor>{FULL_NAME})\)(?!:)"),
    re.compile(rf"(?P<actor>{FULL_NAME}) \((?P<name>{NAME})\):"),
    re.compile(rf"(?P<name>{NAME}),? (?:who is |is |(?:(?:the|a|an) (?:[\w-]+ ){{1,4}}?)?)(?:played|portrayed|voiced) by (?:an? (?:[\w-]+ ){{1,3}})?(?P<actor>{FULL_NAME})"),
    re.compile(rf"(?P<actor>{FULL_NAME}),? (?:who )?(?:plays|played|portrays|portrayed|voices|voiced) (?P<described>{DESCRIBED})(?P<name>{NAME})"),
    re.compile(rf"(?P<actor>{FULL_NAME})[’']s? (?:character|role),? (?:of )?(?P<name>{NAME})"),
    re.compile(rf"\b(?:role|part|character) of (?P<described>{DESCRIBED})(?P<name>{NAME})"),
)  # fmt: skip
NAMED = re.compile(
    rf"\b(?:woman|man|girl|boy|worker|dancer|teacher|detective|doctor|nurse|student|widow|soldier|child"
    rf"|protagonist|heroine|hero|character|(?:young|old|lonely|retired) \w+)s?(?: [\w ]{{1,40}})? (?:named|called) (?P<name>{NAME})"
)
STORY_OF = re.compile(
    rf"\b(?:story|tale|adventures|misfortunes|fortunes) of (?P<described>{DESCRIBED})(?P<name>{FULL_NAME})(?=,| as | and |\.)"
)
ROLE_BEFORE = re.compile(
    rf"\b(?i:director|writer-director|co-director|filmmaker|actor|actress|star|co-star|critic|composer"
    rf"|cinematographer|editor|producer|screenwriter|author|novelist|showrunner|creator|journalist|host"
    rf"|comedian|interviewer|moderator|spokesman|spokeswoman)s? (?P<name>{NAME})"
)
CREW = re.compile(
    rf"\b(?:(?:directed|written|produced|composed|edited|shot) by|starring|stars) (?P<name>{FULL_NAME})"
)
POSSESSED = re.compile(
    rf"(?P<name>{FULL_NAME})[’']s? (?:[\w-]+,? ){{0,4}}?(?:film|movie|drama|comedy|thriller|series|novel|score|debut|direction|script|screenplay)\b"
)
ROLE_APPOSITION = re.compile(
    rf"(?P<name>{FULL_NAME}), (?:the |a |an |its |whose )?(?:[\w’'-]+ ){{0,4}}?(?i:director|writer|actor|actress|star|critic|composer|cinematographer|editor|producer|author|who (?:directed|wrote|edited|produced|composed|stars|starred|plays))\b"
)
NOT_CHARACTERS = frozenset(
    "The A An He She They It Director Producer Best Host Chairman President Chief Executive Captain"
    " Minister Secretary Professor Actor Actress Writer Editor Manager Head New American British"
    " French German Russian English Italian Spanish Irish Christmas Easter God".split()
)
ROLE_WORDS = frozenset(
    "star actor actress director writer producer composer editor critic author novelist co-star"
    " writer-director filmmaker cinematographer screenwriter comedian host singer mr mrs ms dr".split()
)
DEMONYM = re.compile(r"(?:ian|ish|ese|ican)s?$")
TELLING_VERBS = frozenset(
    "tells follows opens centres centers concerns chronicles depicts explores".split()
)
"""What a work does and no character: "Ashes tells the story of"."""
PLACE_BEFORE = re.compile(
    r"\b(?:in|at|from|to|near|of|across|outside|around|through|into|via|for) (?:the )?$"
)


@dataclass(frozen=True, slots=True)
class CastLine:
    """One place that names a character, with the actor where it says so."""

    character: str
    actor: str | None
    start: int


def find_cast(text: str) -> tuple[CastLine, ...]:
    """Characters that cast patterns name, in text order.

    >>> [(c.character, c.actor) for c in find_cast("It stars Nell Orr as the nurse Ida Voss.")]
    [('Ida Voss', 'Nell Orr')]
    """
    lines = []
    for pattern in CAST:
        for match in pattern.finditer(text):
            actor = match.groupdict().get("actor")
            name = tidy_name(match.group("name"))
            actor = tidy_name(actor) if actor else None
            if name and name != actor and " as well as" not in match.group():
                lines.append(CastLine(name, actor, match.start("name")))
    for match in (*NAMED.finditer(text), *STORY_OF.finditer(text)):
        name = tidy_name(match.group("name"))
        if name:
            lines.append(CastLine(name, None, match.start("name")))
    return tuple(sorted(set(lines), key=lambda line: (line.start, line.character)))


def tidy_name(name: str) -> str:
    """The name without leading function words, a possessive or a full stop; "" if nothing is left."""
    words = name.strip().split()
    while words and (words[0].lower() in NOT_NAMES or words[0].lower() in ROLE_WORDS):
        words.pop(0)
    if not words or words[0] in NOT_CHARACTERS:
        return ""
    last = re.sub(r"[’']s?$", "", words[-1])
    words[-1] = last.rstrip(".") if len(last) > 3 else last
    return " ".join(words).rstrip(",")


def owners(text: str, titles: Sequence[Title]) -> list[str]:
    """Names that own a title: "Mara Quill's Ashes" makes Quill its maker."""
    if not titles:
        return []
    any_title = "|".join(re.escape(title.name) for title in titles)
    pattern = re.compile(rf"(?P<name>{FULL_NAME})[’']s? [“\"‘']?(?:{any_title})(?!\w)")
    return [tidy_name(match.group("name")) for match in pattern.finditer(text)]


def find_outsiders(
    outline: Outline,
    statements: Sequence[Statement],
    cast: Iterable[CastLine],
    titles: Sequence[Title],
) -> frozenset[str]:
    """Words of the names of people outside the story: makers, actors, critics, quoted speakers."""
    names = [line.actor for line in cast if line.actor]
    for pattern in (ROLE_BEFORE, CREW, ROLE_APPOSITION, POSSESSED):
        names += [tidy_name(m.group("name")) for m in pattern.finditer(outline.text)]
    names += owners(outline.text, titles)
    for statement in statements:
        if statement.quoted and statement.act != "thought":
            names += [
                n for span in statement.source for n in re.findall(NAME, span.of(outline.text))
            ]
    words = {word for name in names for word in name_words(name)}
    return frozenset(words)


def name_words(name: str) -> Iterator[str]:
    """The words of a name that alone may stand for it."""
    for word in re.findall(rf"[{UPPER}][^\W\d_]+(?:[-’'][^\W\d_]+)*", name):
        if word.lower() not in NOT_NAMES and word not in NOT_CHARACTERS:
            yield re.sub(r"[’']s$", "", word)


def people_of(
    outline: Outline, statements: Sequence[Statement], titles: Sequence[Title]
) -> tuple[People, tuple[str, ...]]:
    """Who is inside and outside the story, and the names of its characters, fullest forms only.

    Blocks that are a speaker's turn tell nothing by themselves.

    Two passes: tellings found by tense alone give names; with these the weaker blocks are found.
    """
    cast = find_cast(outline.text) if titles else ()
    outsiders = find_outsiders(outline, statements, cast, titles)
    actors = {word for line in cast if line.actor for word in name_words(line.actor)}
    named = [
        line.character
        for line in cast
        if not set(name_words(line.character)) & (actors if line.actor else actors | outsiders)
    ]
    named += namesakes(outline, titles, actors | outsiders)
    people = People(words_of(named), outsiders - words_of(named))
    title_names = [title.name for title in titles]
    skip = spoken_parts(outline, statements, outsiders)
    for _ in range(2):
        tellings = find_tellings(outline, people, title_names, skip)
        told = names_in_tellings(outline, tellings, people)
        people = People(words_of([*named, *told]), outsiders - words_of([*named, *told]))
    if not titles:
        return people, ()
    return people, fullest(fuller_name(name, outline, people.outsiders) for name in [*named, *told])


def fuller_name(name: str, outline: Outline, outside: Collection[str]) -> str:
    """The name with the given name that the article sets before it inside a sentence, if it does."""
    if " " in name or name in outside:
        return name
    pattern = re.compile(rf"(?<!\w)(?P<given>{NAME_WORD}) {re.escape(name)}(?!\w)")
    for part in outline.parts:
        for match in pattern.finditer(part.plain):
            given = match["given"]
            known = given.lower() in NOT_NAMES | ROLE_WORDS or given in NOT_CHARACTERS | set(
                outside
            )
            if not known and not is_sentence_start(part.plain, match.start()):
                return f"{given} {name}"
    return name


def namesakes(outline: Outline, titles: Sequence[Title], outside: Collection[str]) -> list[str]:
    """Fuller names in running text that begin with a one-word title: a film "Ida" has its "Ida Voss"."""
    names = set()
    text = "\n".join(part.plain for part in outline.parts if not part.is_heading)
    for title in titles:
        if not re.fullmatch(NAME_WORD, title.name):
            continue
        pattern = (
            rf"(?<!\w){re.escape(title.name)} (?P<last>{NAME_WORD})(?![\w’'-])(?! {NAME_WORD})"
        )
        for match in re.finditer(pattern, text):
            last = match.group("last")
            if (
                last not in outside
                and last.lower() not in NOT_NAMES
                and not TITLE_ENDERS.match(f" {last}")
            ):
                names.add(f"{title.name} {last}")
    return sorted(names)


def spoken_parts(
    outline: Outline, statements: Sequence[Statement], outsiders: Collection[str] = ()
) -> frozenset[int]:
    """Indices of parts that are a turn in a transcript, or words of somebody outside the story."""
    spans = [
        span
        for s in statements
        if s.form == "turn" or is_quoted_outside(s, outline.text, outsiders)
        for span in s.content
    ]
    return frozenset(part.index for span in spans for part in outline.parts_in(span))


def is_quoted_outside(statement: Statement, text: str, outsiders: Collection[str]) -> bool:
    """Whether a statement quotes somebody whose name or role stands outside the story."""
    if not statement.quoted or not statement.source:
        return False
    words = {word for span in statement.source for word in re.findall(r"[^\W\d_]+", span.of(text))}
    roles = {word.lower() for word in words} & (ROLE_WORDS - {"mr", "mrs", "ms", "dr"})
    return bool(roles or words & set(outsiders))


def words_of(names: Iterable[str]) -> frozenset[str]:
    """All words of the names."""
    return frozenset(word for name in names for word in name_words(name))


def names_in_tellings(outline: Outline, tellings: Sequence[Telling], people: People) -> list[str]:
    """Names that act in a telling, or stand in it twice and not as a place."""
    acting: set[str] = set()
    seen: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for telling in tellings:
        for index in telling.parts:
            part = outline.parts[index]
            acting |= {
                a.subject
                for a in find_actions(part.plain)
                if a.kind == "name" and a.tense == "present" and a.verb not in TELLING_VERBS
            }
            for match in re.finditer(NAME, part.plain):
                name = tidy_name(match.group())
                if (
                    not name
                    or DEMONYM.search(name)
                    or (
                        is_sentence_start(part.plain, match.start())
                        and " " not in name
                        and name not in acting
                    )
                ):
                    continue
                seen[name] += 1
                placed[name] += bool(
                    PLACE_BEFORE.search(part.plain[max(0, match.start() - 14) : match.start()])
                )
    return [
        name for name, times in seen.items()
        if not set(name_words(name)) & people.outsiders
        and placed[name] < times
        and (name.split()[-1] in acting or name.split()[0] in acting or times >= 2)
    ]  # fmt: skip


def is_sentence_start(text: str, at: int) -> bool:
    """Whether a sentence begins at `at`."""
    before = text[:at].rstrip()[-1:] if at < 400 else text[max(0, at - 8) : at].rstrip()[-1:]
    return not before or before in '.!?:”"'


def fullest(names: Iterable[str]) -> tuple[str, ...]:
    """Names in order of the alphabet, each only in its fullest form.

    >>> fullest(["Ida", "Ida Voss", "Tom"])
    ('Ida Voss', 'Tom')
    """
    unique = sorted(set(names))
    return tuple(
        n for n in unique if not any(n != o and set(n.split()) < set(o.split()) for o in unique)
    )
