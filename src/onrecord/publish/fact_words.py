"""Facts of a work in words: value, role, the days that a phrase of time means, and where they are stated.

Before: `answers.explain_facts`. After: `explain_report`, the web pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.publish.phrases import counted, day_words, source_words
from onrecord.values import ArticleHead, CitedFact


def fact_words(fact: CitedFact) -> str:
    """The fact as it is printed.

    >>> from onrecord.values import Citation
    >>> cited = Citation("a", None, 0, 1, "", "")
    >>> fact_words(CitedFact("cast", "Ada Moll", None, cited, role="the nurse"))
    'Ada Moll as the nurse'
    >>> day = date(2025, 10, 24)
    >>> fact_words(CitedFact("released", "Oct. 24", None, cited, earliest=day, latest=day))
    'Oct. 24 (24 October 2025)'
    >>> fact_words(CitedFact("released", "24 October", None, cited, earliest=day, latest=day))
    '24 October 2025'
    """
    if fact.role:
        return f"{fact.value} as {fact.role}"
    days = days_words(fact.earliest, fact.latest)
    if days.startswith(fact.value):
        return days
    return f"{fact.value} ({days})" if days else fact.value


def days_words(earliest: date | None, latest: date | None) -> str:
    """A first and a last day in words; a whole year or month by its name.

    >>> days_words(date(2025, 10, 1), date(2025, 10, 31)), days_words(date(2025, 1, 1), date(2025, 12, 31))
    ('October 2025', '2025')
    >>> days_words(date(2025, 3, 12), date(2025, 3, 22))
    '12 March 2025 to 22 March 2025'
    """
    if earliest is None or latest is None:
        return ""
    first, last = earliest.isoformat(), latest.isoformat()
    if first == last:
        return day_words(first)
    after = date.fromordinal(latest.toordinal() + 1)
    if (
        earliest.day == 1
        and after.day == 1
        and after.year * 12 + after.month == earliest.year * 12 + earliest.month + 1
    ):
        return day_words(first[:7])
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31) and first[
        :4
    ] == last[:4]:
        return first[:4]
    return f"{day_words(first)} to {day_words(last)}"


def fact_source(fact: CitedFact, heads: Mapping[str, ArticleHead]) -> str:
    """Where the fact is stated: the article that is cited, and how many others."""
    source = source_words(heads.get(fact.citation.article), fact.citation.article)
    return f"{source} and {counted(len(fact.also), 'other')}" if fact.also else source
