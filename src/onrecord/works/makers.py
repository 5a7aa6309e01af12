"""Who made a work, where the words beside its title say so: rules that hold a title themselves.

"Anders Vik, who directed Fjordland", "Anna Fell’s novel The Gap", "Petrol, a musical by Adaeze Obi". What stands
without a title beside it is left to `facts`. "Ola Vint’s Saltmarsh" says nothing of what she did.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from onrecord.text.needed import may_match, words_needed
from onrecord.values import Fact, Span
from onrecord.works.masking import T, whole_name
from onrecord.works.names import NAME, NAME_WORD

WHO = rf"(?P<names>{NAME}(?:(?:, (?:and )?| and | & ){NAME})*)"
ADJECTIVES = r"(?:[a-z][\w’'-]*,? ){0,3}?"
AS_NOUN: Mapping[str, str] = {
    "film": "director", "movie": "director", "picture": "director", "feature": "director", "documentary": "director",
    "thriller": "director", "comedy": "director", "drama": "director", "western": "director", "horror": "director",
    "short": "director", "biopic": "director", "romcom": "director", "satire": "director", "chiller": "director",
    "novel": "writer", "book": "writer", "memoir": "writer", "novella": "writer", "biography": "writer",
    "bestseller": "writer", "play": "writer", "trilogy": "writer", "poem": "writer",
    "album": "artist", "single": "artist", "song": "artist", "record": "artist", "LP": "artist", "EP": "artist",
    "debut album": "artist",
}  # fmt: skip
"""What somebody is to a work that is called theirs: "her film", "his novel"."""
NOUN = rf"(?P<noun>{'|'.join(AS_NOUN)})"
JOB = r"(?P<job>directors?|writer-director|filmmaker|helmer|creators?|showrunner|writer|screenwriter|author|playwright|novelist|composer|producers?|editor|cinematographer)"
AS_JOB: Mapping[str, tuple[str, ...]] = {
    "director": ("director",), "filmmaker": ("director",), "helmer": ("director",), "creator": ("creator",),
    "showrunner": ("creator",), "writer": ("writer",), "screenwriter": ("writer",), "author": ("writer",),
    "playwright": ("writer",), "novelist": ("writer",), "composer": ("composer",), "producer": ("producer",),
    "editor": ("editor",), "cinematographer": ("cinematographer",), "writer-director": ("director", "writer"),
}  # fmt: skip
AS_VERB: Mapping[str, tuple[str, ...]] = {
    "directed": ("director",), "directs": ("director",), "helmed": ("director",), "helms": ("director",),
    "direct": ("director",), "wrote and directed": ("writer", "director"), "writes and directs": ("writer", "director"),
    "wrote, produced and directed": ("writer", "producer", "director"),
    "wrote": ("writer",), "writes": ("writer",), "co-wrote": ("writer",), "scripted": ("writer",), "created": ("creator",),
    "devised": ("creator",), "produced": ("producer",), "produces": ("producer",), "edited": ("editor",),
    "scored": ("composer",), "shot": ("cinematographer",), "composed": ("composer",),
}  # fmt: skip
VERB = rf"(?P<verb>{'|'.join(sorted(AS_VERB, key=len, reverse=True))})"
PASSIVE = r"(?P<verb>directed|helmed|written and directed|co-directed|co-written|written|scripted|created|devised|produced|edited|scored|photographed|adapted|composed)"
AS_PASSIVE: Mapping[str, tuple[str, ...]] = {
    "directed": ("director",), "helmed": ("director",), "co-directed": ("director",),
    "written and directed": ("writer", "director"), "written": ("writer",), "co-written": ("writer",),
    "scripted": ("writer",), "adapted": ("writer",), "created": ("creator",), "devised": ("creator",),
    "produced": ("producer",), "edited": ("editor",), "scored": ("composer",), "composed": ("composer",),
    "photographed": ("cinematographer",),
}  # fmt: skip
BY_KIND = {"book": "writer", "play": "writer", "album": "artist"}
"""What "by" in "Saltmarsh by Ola Vint" makes of a person, by the kind of work; of a film it does not say."""

RULES = (
    rf"{WHO}(?:,? (?:who|which))?(?: also| has| had| is to| will| to)? {VERB} (?:(?:the|both|all of) )?{T}",
    rf"\b{JOB} of {T},? {WHO}",
    rf"{WHO}, (?:who is |now )?(?:the |an? )?(?:[a-z-]+ )?{JOB} of {T}",
    rf"{T}(?:[’']s?)? (?:co-)?{JOB},? {WHO}",
    rf"{WHO}[’']s? {ADJECTIVES}{NOUN}(?: called| titled| entitled|:|,)? {T}",
    rf"{T} (?:is|was) {WHO}[’']s? {ADJECTIVES}{NOUN}\b",
    rf"{T},? {WHO}[’']s? {ADJECTIVES}{NOUN}\b",
    rf"{T},? (?:is |was |which (?:is|was) )?(?:\((?:19|20)\d\d\),? )?{PASSIVE} by (?:[a-z][\w’'-]* ){{0,3}}{WHO}",
    rf"{T},? (?:is |was )?(?:an?|the|his|her) (?:[\w’'-]+ ){{0,5}}?(?:{'|'.join(AS_NOUN)}|series|sitcom|musical) (?:{PASSIVE} )?(?P<by>by|from) (?:(?:the )?(?:[A-Za-z][\w’'-]*[a-z] )?{JOB} )?{WHO}",
    rf"{T} (?P<by>by) {WHO}",
)
NOT_MAKERS = re.compile(
    r"^(?:[IVX]+|Netflix|Channel|BBC|Friday|Monday|Tuesday|Wednesday|Thursday|Saturday|Sunday)\b"
)


@cache
def maker_rules() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """The rules with the words that they need, compiled when the first article about a work needs them."""
    return tuple((rule, words_needed(rule)) for rule in map(re.compile, RULES))


def find_makers(
    masked: str, kinds: Mapping[int, str], full: Mapping[str, str], levelled: str
) -> Iterator[Fact]:
    """Makers that one stretch names beside a title; places count from its start.

    `kinds` has the kind of the work at each place of a title, `full` full names by surname, `levelled` the
    `level` of the stretch.

    >>> from onrecord.works.masking import mask_titles
    >>> said = mask_titles("Ola Vint, who wrote and directed Ashes", [Span(33, 38)])
    >>> [(fact.name, fact.value) for fact in find_makers(said, {33: "film"}, {}, said.lower())]
    [('writer', 'Ola Vint'), ('director', 'Ola Vint')]
    """
    if not kinds:
        return
    for rule, needed in maker_rules():
        for match in rule.finditer(masked) if may_match(needed, levelled) else ():
            kind = next((k for at, k in kinds.items() if match.start() <= at < match.end()), "")
            jobs = jobs_of(match.groupdict(), kind)
            for piece in re.split(r", (?:and )?| and | & ", match["names"]):
                name = whole_name(piece, full)
                if name and not NOT_MAKERS.match(name) and re.match(NAME_WORD, name):
                    for job in jobs:
                        yield Fact(job, name, Span(*match.span()))


def jobs_of(groups: Mapping[str, str | None], kind: str) -> tuple[str, ...]:
    """What the words of a match make of the people in it; nothing where they do not say."""
    job, verb, noun = groups.get("job"), groups.get("verb"), groups.get("noun")
    if job:
        return AS_JOB[job if job in AS_JOB else job.removesuffix("s")]
    if verb:
        if verb == "shot" and kind == "film":
            return ()
        return AS_PASSIVE.get(verb) or AS_VERB[verb]
    if noun:
        return (AS_NOUN[noun],)
    return (BY_KIND[kind],) if kind in BY_KIND else ()
