"""An article's own words with titles turned into one sign, and full names for the surnames in it.

"Carla Dunn’s Mercy" holds no name "Dunn’s Mercy" then, and a rule can ask for any title. Between mentions
and the rules that state facts: `makers`, `players`, `showings`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.values import Reading, Span
from onrecord.works.cast import tidy_name
from onrecord.works.names import FULL_NAME

FIRST, MORE = "\ue000", "\ue001"
"""What stands for the first and for every further character of a title."""
T = rf"[“\"‘'«_*]{{0,2}}{FIRST}{MORE}*(?:[’']s)?,?[”\"’'»_*]{{0,2}}"
"""A title in a pattern, with its marks."""
DEMONYM = re.compile(r"(?:ian|ish|ese|ican)$")
HONORIFIC = re.compile(r"^(?:Sir|Dame|Mr|Mrs|Ms|Dr|Lord|Lady)\.? ")


def mask_titles(text: str, mentions: Iterable[Span]) -> str:
    """The text with each mention of a work turned into signs, as long as it was.

    >>> mask_titles("See Ashes now", [Span(4, 9)]) == f"See {FIRST}{MORE * 4} now"
    True
    """
    pieces: list[str] = []
    done = 0
    for span in sorted(mentions):
        if span.start >= done:
            pieces += [text[done : span.start], FIRST, MORE * (span.end - span.start - 1)]
            done = span.end
    return "".join([*pieces, text[done:]])


def full_names(reading: Reading, masked: str) -> Mapping[str, str]:
    """For each surname of the article the one full name that ends with it; none where there are two."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names_in(reading, masked):
        found[name.split()[-1]].add(name)
    return {last: next(iter(names)) for last, names in found.items() if len(names) == 1}


def names_in(reading: Reading, masked: str) -> Iterator[str]:
    """Full names that the model takes for people's; without labels whatever looks like one."""
    text = reading.article.text
    people = [e.span for e in reading.labels.entities if e.label == "person"]
    if reading.labels.entities:
        pieces = (masked[span.start : span.end] for span in people)
    else:
        pieces = (match.group() for match in re.finditer(FULL_NAME, masked))
    for piece in pieces:
        name = tidy_name(HONORIFIC.sub("", piece))
        if " " in name and FIRST not in name and MORE not in name and name in text:
            yield name


def whole_name(name: str, full: Mapping[str, str]) -> str | None:
    """The full name for what a rule cut out: itself, or the one name on hand with that surname."""
    name = tidy_name(HONORIFIC.sub("", tidy_name(name.strip())))
    if name.count(" ") > 1 and DEMONYM.search(name.split()[0]):
        name = name.partition(" ")[2]
    if " " in name:
        return name
    return full.get(name)
