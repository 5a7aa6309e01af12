"""Facts of a work that a question asks for outright: who directed it, when it opens, how long it is.

The facts are those that the articles state (`works`); what is shown is the sentence that states one.
Before: `candidates`. After: `ask` gives these before anything it finds by words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.answers.candidates import HeldArticle
from onrecord.answers.entries import Clippings, extent
from onrecord.answers.terms import holds, line_of, phrase_of
from onrecord.text import lay_out
from onrecord.values import Entry, Fact, Span, Work
from onrecord.variants.commonness import word_list

_ASKED: tuple[tuple[str, str], ...] = (
    ("composer", r"who (?:composed|scored|(?:wrote|did|made) the (?:music|score|soundtrack))"),
    ("director", r"who (?:directed|directs|helmed|made|(?:is|was) the (?:director|filmmaker))"),
    ("cast", r"who (?:else )?(?:stars|starred|plays|played|acts|(?:is|are) (?:in|the stars?|starring))"
             r"|who['’]s in|what (?:is|was) the cast"),
    ("cinematographer", r"who (?:shot|photographed|filmed|(?:is|was) the cinematographer)"),
    ("editor", r"who (?:edited|(?:is|was) the editor)"),
    ("producer", r"who (?:produced|(?:is|are|was|were) the producers?)"),
    ("writer", r"who (?:wrote|(?:is|was) the (?:writer|author|novelist|screenwriter))"),
    ("distributor", r"who (?:distributes|distributed|released|is releasing|(?:is|was) the distributor)"),
    ("released", r"(?:when|what (?:day|date)) (?:does|do|did|is|was|will|can)\b.*"
                 r"\b(?:come out|came out|opens?|be released|released?|out|published|premiere|in cinemas"
                 r"|in theat)|.*\brelease date"),
    ("available", r"(?:where|how) (?:can|could|do|to|is)\b.*"
                  r"\b(?:watch|see|stream|rent|buy|streaming|showing)"),
    ("award", r"(?:what|which) (?:awards?|prizes?) (?:did|has|have|was|were)"),
    ("running time", r"how long (?:is|was|does)\b(?!.*\b(?:take|took|last))|.*\b(?:running time|runtime)"),
    ("based on", r"(?:what )?(?:is|was) .*\bbased on"),
)  # fmt: skip
"""Beginnings of questions, in lower case, and the fact that they ask for; the first that fits counts."""
_THE_WORK = re.compile(
    r"\b(?:the|this|that) (?:\w+ )?(?:film|movie|picture|series|show|book|novel|play|album)\b|\bit\b",
    re.I,
)
MAIN_SHARE = 0.5
"""The work in so many of the articles is "the film" of a question that names none."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact and the article that states it."""

    fact: Fact
    held: HeldArticle


def find_titles(text: str, articles: Sequence[HeldArticle]) -> tuple[str, ...]:
    """The titles of works of the articles that a question names, longest first."""
    line = line_of(text)
    titles = {work.title for held in articles for work in held.account.works}
    found = [title for title in titles if _is_named(title, text, line)]
    return tuple(sorted(found, key=lambda title: (-len(title), title)))


def title_phrase(title: str) -> str:
    """The roots of a title without its article."""
    return phrase_of(re.sub(r"^(?:the|an?)\s+", "", title, flags=re.I))


def _is_named(title: str, text: str, line: str) -> bool:
    """Whether a question names a title; one of everyday words needs its capitals."""
    phrase = title_phrase(title)
    if not phrase or not holds(line, phrase):
        return False
    common = word_list("everyday") | word_list("function")
    return title in text or any(word.lower() not in common for word in title.split())


def facts_asked(
    text: str, titles: Sequence[str], articles: Sequence[HeldArticle]
) -> tuple[Stated, ...]:
    """The facts that answer a question, one of each value, the most often stated first."""
    name = next((n for n, asked in _ASKED if re.match(rf"\W*(?:{asked})\b", text.lower())), None)
    title = next(iter(titles), None) or main_title(text, articles)
    if name is None or title is None:
        return ()
    rest = _besides(text, title) if name == "cast" else ()
    found: dict[str, list[Stated]] = defaultdict(list)
    for held in articles:
        for work in _works(held, title):
            for fact in work.facts:
                if fact.name == name and _says_all(held, fact, rest):
                    found[line_of(fact.value)].append(Stated(fact, held))
    if name == "available":
        return _showings(text, [min(each, key=_order) for each in found.values()])
    ordered = sorted(found.values(), key=lambda each: (-len(each), _order(each[0])))
    return tuple(min(each, key=_order) for each in ordered)


def _showings(text: str, found: Sequence[Stated]) -> tuple[Stated, ...]:
    """Where a work can be seen, the latest first; without cinemas where it is for the home."""
    at_home = re.search(r"\bhome\b|\bstream|\brent|\bonline\b|\btv\b", text, re.I)
    kept = [s for s in found if not at_home or not re.search("cinema|theat", s.fact.value, re.I)]
    dated = sorted(kept, key=_order)
    return tuple(
        sorted(dated, key=lambda stated: stated.held.head.published or date.min, reverse=True)
    )


def _says_all(held: HeldArticle, fact: Fact, phrases: Sequence[str]) -> bool:
    """Whether the sentence that states a fact has all phrases."""
    if not phrases:
        return True
    sentence = line_of(sentence_of(held, fact.span).of(held.account.article.text))
    return all(holds(sentence, phrase) for phrase in phrases)


def _order(stated: Stated) -> tuple[str, str, int]:
    published = stated.held.head.published
    return (
        published.isoformat() if published else "~",
        stated.held.head.key,
        stated.fact.span.start,
    )


def _besides(text: str, title: str) -> tuple[str, ...]:
    """The names and roles that a question has besides the title: who plays *Agnes*, or *the baker*, in it."""
    rest = text.replace(title, " ")
    names = re.findall(r"(?<=\s)[A-Z][\w’'-]+", rest)
    role = re.search(r"\bplay(?:s|ed|ing)\s+(?:the|an?)\s+([a-z][\w’'-]+)", rest)
    named = [re.sub(r"['’]s$", "", name) for name in names]
    return tuple(phrase_of(word) for word in [*named, *([role[1]] if role else [])])


def _works(held: HeldArticle, title: str) -> list[Work]:
    return [w for w in held.account.works if title_phrase(w.title) == title_phrase(title)]


def main_title(text: str, articles: Sequence[HeldArticle]) -> str | None:
    """The one work that most of the articles are about, if the question speaks of a work."""
    if not _THE_WORK.search(text):
        return None
    counts = Counter(w.title for held in articles for w in held.account.works)
    (title, times), *_ = counts.most_common(1) or [("", 0)]
    return title if times and times >= MAIN_SHARE * len(articles) else None


def sentence_of(held: HeldArticle, span: Span) -> Span:
    """The sentence that a place in an article stands in."""
    sentences = lay_out(held.account.article).sentences
    return next((sentence for sentence in sentences if sentence.overlaps(span)), span)


def entry_of_fact(stated: Stated, clippings: Clippings) -> Entry:
    """The sentence that states a fact; of somebody's own words, the statement with its speaker."""
    for statement in stated.held.statements:
        if statement.statement.form != "indirect" and stated.fact.span in extent(
            statement.statement
        ):
            return clippings.of_statement(statement)
    return clippings.of_slice(stated.held.head, sentence_of(stated.held, stated.fact.span))
