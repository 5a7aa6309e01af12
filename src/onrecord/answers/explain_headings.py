"""Under which headings an utterance stands, of which kind it is, and what it gives away.

The topics of a statement come from its article; here everything that is known of the work is weighed as
well: the story's own words, what stands beside the statement, and who speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.answers.explain_coverage import Coverage
from onrecord.answers.explain_spoilers import Secrets
from onrecord.answers.explain_utterances import Utterance
from onrecord.answers.refusals import is_refusal
from onrecord.values import Topic

REPORTED: tuple[Topic, ...] = ("cut", "making", "reception", "awards", "availability", "business")
FIRST_TOPICS = 2
"""So many of a statement's topics, the clearest first, say where it stands."""


def place_utterances(
    told: Sequence[Utterance], coverage: Coverage, secrets: Secrets
) -> tuple[Utterance, ...]:
    """The utterances with their headings, kinds and spoiler classes."""
    return tuple(place(one, secrets) for one in told)


def place(one: Utterance, secrets: Secrets) -> Utterance:
    """One utterance with its headings; an explicit refusal to explain stands with the meaning."""
    headings = sections_of(one.topics)
    refuses = is_refusal(one.entry.text) and not {"business", "awards"}.intersection(headings)
    if refuses and "meaning" not in headings:
        headings = ("meaning",)
    topics: tuple[Topic, ...] = ("meaning",) if "meaning" in headings else one.topics[:FIRST_TOPICS]
    entry = replace(
        one.entry,
        kind="refusal" if refuses else "statement",
        spoiler=secrets.class_of(one.entry.text, topics),
    )
    return replace(one, entry=entry, headings=headings)


def sections_of(topics: Sequence[Topic]) -> tuple[str, ...]:
    """The sections in which words on these topics stand.

    What was cut stands there, whatever else it is about; talk of an ending is talk of its meaning.

    >>> sections_of(("making", "cut")), sections_of(("ending", "meaning", "cut"))
    (('cut',), ('cut', 'meaning'))
    >>> sections_of(("person", "ending")), sections_of(("making", "meaning"))
    (('meaning',), ('making',))
    """
    first = topics[:FIRST_TOPICS]
    if "cut" in topics:
        return ("cut", "meaning") if "meaning" in topics else ("cut",)
    if first and first[0] in REPORTED:
        return (first[0],)
    return ("meaning",) if {"meaning", "ending"}.intersection(first) else ()
