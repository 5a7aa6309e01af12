"""One question on the desk: the statements and passages that may answer it, ranked.

    the ways to take the question              (question)
    whose words are wanted                     (asked)
    what speaks for each candidate             (features, ranking)
    those that answer, one an utterance        (here)

What is ranked below the threshold does not answer: words of the right person about something else, and the
right words of somebody else, are both left out. Before: `candidates`. After: `ask`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.answers.asked import Asked, find_asked
from onrecord.answers.asked_facts import find_titles, title_phrase
from onrecord.answers.candidates import Candidate, HeldArticle, find_candidates
from onrecord.answers.coverage import weigh_terms
from onrecord.answers.entries import tells_same
from onrecord.answers.features import Features, find_features, prepare, suits_question
from onrecord.answers.meaning import Meanings
from onrecord.answers.parts import NO_CONTEXT, Context, leans
from onrecord.answers.question import Question, Reading, find_names, find_time
from onrecord.answers.ranking import bundled_ranking
from onrecord.answers.slips import mend_slips
from onrecord.answers.terms import FAINT, Term, find_terms, holds, holds_any, line_of, words_of
from onrecord.record.speakers import name_parts
from onrecord.values import HeldPassage
from onrecord.variants.commonness import word_list

if TYPE_CHECKING:
    from onrecord.record import Store

FEWEST_WORDS = 3
FEWEST_REPORTED = 5
"""Words that make a statement, in somebody's own words and as reported: "to blame him" says nothing."""
ALMOST = 0.8
"""A telling that has so much of the longest is told in full."""
MOST_SHOWN = 30
PLOT = 9.0
"""What a telling of the plot is ranked at where that is all that is asked."""
MOST_WEIGHED = 80
"""Candidates whose features are found; the others have less of the question in and before them."""
BEFORE = 300
"""Characters before a candidate that are looked at first."""
LEANING, AROUND = 0.6, 0.25
"""The weight of an earlier question's words where "it" stands for them, and where a question has its own."""
AS_GOOD = 1.5
"""A statement ranked so near the passage that it stands in is shown instead."""
BEHIND = 3.0
"""What is ranked so far below the best is not shown beside it, but for the first few."""
FIRST = 3
NAMELESS = 2.0
"""What words of the one asked are ranked lower for if a name is wanted and they have none."""
_REPORTED_QUESTION = re.compile(
    r"(?:who|whom|whose|what|which|when|where|why|how|whether|if)\b", re.I
)

_PLOT = re.compile(r"\babout\b|\bhappen|\bplot\b|\bstory\b|\bsummary\b", re.I)
_CLAUSE = re.compile(
    r"^(?:that|to)\b|\b(?:am|is|are|was|were|be|been|has|have|had|will|would|can|could|should|may|might"
    r"|must|do|does|did|came|went|took|made|got|left|knew|thought|began|became|felt|found|saw|gave|kept"
    r"|told|said|put|won|lost|ran|fell|rose|grew|held|stood|\w{3,}ed)\b",
    re.I,
)
"""Reported words say something if they are a clause: "talked about the tides" only names a matter."""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate, and how well it answers."""

    candidate: Candidate
    score: float
    features: Features = field(default_factory=dict)


class Desk:
    """One question on the desk with the articles that may answer it."""

    def __init__(
        self,
        store: Store,
        asked: Question,
        articles: Sequence[HeldArticle],
        context: Context = NO_CONTEXT,
    ) -> None:
        self._store = store
        self.asked = asked
        self._context = context
        self.articles = articles
        self.titles = find_titles(asked.text, articles) or context.titles
        self._texts = {held.head.key: held.account.article.text for held in articles}

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every statement and passage of the articles."""
        return tuple(c for held in self.articles for c in find_candidates(held))

    def answers(self) -> list[Found]:
        """What answers, best first."""
        return self._settle(found for found in self.ranked if found.score >= self._least)

    def nearest(self, most: int) -> list[Found]:
        """What comes nearest where nothing answers, best first."""
        return self._settle(self.ranked)[:most] if most > 0 else []

    @cached_property
    def ranked(self) -> list[Found]:
        """All candidates that are of a wanted kind, best first, by the best way to take the question."""
        best: dict[int, Found] = {}
        for reading in self.asked.readings:
            asked = self._find_asked(reading)
            if reading.speaker is not None and asked is None:
                if reading.loose or self._is_told_of(reading.speaker):
                    continue
                break
            for found in self._answers_to(reading, asked):
                held = best.get(id(found.candidate))
                if held is None or held.score < found.score:
                    best[id(found.candidate)] = found
            if reading.said and not reading.loose:
                break
        return sorted(best.values(), key=_order)

    @cached_property
    def _least(self) -> float:
        return bundled_ranking().threshold

    def copies(self, candidate: Candidate) -> tuple[HeldPassage, ...]:
        """The passages elsewhere with the same words as this one."""
        return tuple(
            other.held
            for other in self.candidates
            if isinstance(other.held, HeldPassage)
            and other.own == candidate.own
            and other is not candidate
        )

    def _find_asked(self, reading: Reading) -> Asked | None:
        if reading.speaker is None:
            return None
        return find_asked(reading.speaker, self.articles, self._store.names)

    def _is_told_of(self, words: str) -> bool:
        """Whether a question asks why or how somebody in a story speaks, not for words of theirs."""
        if self.asked.wanted == "open":
            return False
        line = line_of(words)
        return any(
            line in line_of(name)
            for held in self.articles
            for work in held.account.works
            for name in work.characters
        )

    def _answers_to(self, reading: Reading, asked: Asked | None) -> list[Found]:
        """The candidates that fit this way to take the question, in no order."""
        time = find_time(reading.rest)
        rest = self._untitled(time.rest if time else reading.rest)
        terms = find_terms(rest, find_names(rest, start=not reading.said))
        terms = mend_slips(terms, [c.own for c in self.candidates], self._vocabulary)
        terms = self._with_context(tuple(self._as_name(term) for term in terms))
        if not reading.said and all(term.share <= FAINT for term in terms):
            return self._plots(rest)
        fit = [
            candidate
            for candidate in self.candidates
            if self._is_fit(candidate, reading, asked) and self._is_of_work(candidate)
            if not time or time.covers(self._days(candidate), candidate.own)
        ]
        weights = weigh_terms(terms, self.candidates)
        fit = self._likeliest(fit, terms, weights, rest)
        self._learn(fit)
        query = prepare(
            self.asked,
            reading,
            terms,
            weights,
            rest.replace("|", " "),
            self._meanings,
            self._retold,
        )
        found = []
        for candidate in fit:
            features = find_features(candidate, query, self._meanings)
            score = bundled_ranking().score(features) - NAMELESS * features["who unsuited"]
            found.append(Found(candidate, score, features))
        return found

    def _with_context(self, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        """The terms and, with less weight, those of what a follow-up follows."""
        context = self._untitled(self._context.text)
        if self._context.person is not None and not leans(self.asked.text):
            return terms
        share = LEANING if leans(self.asked.text) else AROUND
        known = {term.label for term in terms}
        further = find_terms(context, find_names(context, start=True))
        named = {self._context.person}
        return (
            *terms,
            *(
                replace(t, share=share * t.share)
                for t in further
                if t.label not in known and t.label not in named
            ),
        )

    def _as_name(self, term: Term) -> Term:
        """A term typed in small letters, as the name that it is in the articles."""
        if term.name or term.label.lower() not in self._name_words:
            return term
        return replace(term, name=True)

    @cached_property
    def _name_words(self) -> frozenset[str]:
        """The words of the names of real people in the articles, but for everyday words."""
        parts = {
            part
            for held in self.articles
            for person in held.account.people
            if person.kind == "person"
            for part in name_parts(person.name)
        }
        return frozenset(parts - word_list("everyday") - word_list("function"))

    def _likeliest(
        self, fit: list[Candidate], terms: Sequence[Term], weights: Sequence[float], rest: str
    ) -> list[Candidate]:
        """The candidates worth weighing in full: by their own words and what stands before them."""
        if len(fit) <= MOST_WEIGHED:
            return fit
        before = [self._before(candidate) for candidate in fit]
        asked, *vectors = self._meanings.encode([rest, *(c.text for c in fit), *before])
        own, around = vectors[: len(fit)], vectors[len(fit) :]
        total = sum(weights) or 1.0

        def share(line: str) -> float:
            held = (
                w
                for t, w in zip(terms, weights, strict=True)
                if holds_any(line, (*t.phrases, *t.kin))
            )
            return sum(held) / total

        worth = [
            share(c.own) + 0.6 * share(line_of(b)) + float(asked @ o) + 0.5 * float(asked @ a)
            for c, b, o, a in zip(fit, before, own, around, strict=True)
        ]
        order = sorted(range(len(fit)), key=lambda at: -worth[at])[:MOST_WEIGHED]
        return [fit[at] for at in sorted(order)]

    def _before(self, candidate: Candidate) -> str:
        """The text right before a candidate."""
        start = candidate.span.start
        return self._texts[candidate.head.key][max(0, start - BEFORE) : start]

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings()

    def _learn(self, candidates: Sequence[Candidate]) -> None:
        """Have the texts of candidates ready, all in one go."""
        self._meanings.learn(
            text for c in candidates for text in (c.text, *c.places.values()) if text
        )

    def _days(self, candidate: Candidate) -> tuple[date | None, date | None]:
        """Between which days something was said: not after its first telling was published."""
        earliest, latest = candidate.days
        held = candidate.statement
        if held is None:
            return earliest, latest
        told = [
            other.head.published
            for other in self.candidates
            if other.statement is not None
            and other.statement.utterance == held.utterance
            and other.head.published is not None
        ]
        return earliest, min([*told, *([latest] if latest else [])], default=None)

    def _untitled(self, rest: str) -> str:
        """What a question is about besides the works that it names."""
        for title in self.titles:
            rest = re.sub(rf"(?:\bthe\s+)?{re.escape(title)}(?:['’]s)?", " | ", rest, flags=re.I)
        return rest

    def _is_of_work(self, candidate: Candidate) -> bool:
        """Whether a candidate stands where the works that the question names are spoken of."""
        places = ("article", "own", "block", "before", "heading")
        return all(
            any(holds(candidate.line(place), title_phrase(title)) for place in places)
            for title in self.titles
        )

    def _plots(self, rest: str) -> list[Found]:
        """What happens in a work, where that is all that is asked."""
        if not self.titles or not _PLOT.search(rest):
            return []
        return [
            Found(candidate, PLOT)
            for candidate in self.candidates
            if isinstance(candidate.held, HeldPassage)
            and candidate.held.passage.voice == "narration"
            and self._is_of_work(candidate)
        ]

    def _is_fit(self, candidate: Candidate, reading: Reading, asked: Asked | None) -> bool:
        """Whether a candidate is of the kind that is wanted, by the person wanted.

        Words that are nobody's for certain do not answer for a person: with them a tenth more near misses
        were answered, and hardly a question more (`train/questions.py`).
        """
        held = candidate.statement
        if held is None:
            return not reading.said and not candidate.is_prompt and self._suits(candidate)
        if (candidate.is_prompt and asked is None) or held.statement.speaker.kind == "character":
            return False
        if asked is not None and not asked.spoke(held, self._texts[held.article.key]):
            return False
        if reading.said and asked is None and held.statement.speaker.name is None:
            return False
        return says_something(candidate) and (reading.said or self._suits(candidate))

    def _suits(self, candidate: Candidate) -> bool:
        """Whether a candidate has the number, time or name that the question wants."""
        return suits_question(self.asked.wanted, candidate.text, self.asked.text)

    @cached_property
    def _retold(self) -> Counter[str]:
        """In how many articles each utterance is told."""
        told = {
            (c.statement.utterance, c.head.key) for c in self.candidates if c.statement is not None
        }
        return Counter(utterance for utterance, _ in told)

    def _settle(self, found: Iterable[Found]) -> list[Found]:
        """One of each utterance and passage, best first; what falls far behind the best is left out."""
        ordered = list(found)
        kept: list[Found] = []
        for each in ordered:
            behind = len(kept) >= FIRST and each.score < ordered[0].score - BEHIND
            if behind or len(kept) == MOST_SHOWN:
                break
            each = self._within(each)
            each = Found(self._best_telling(each.candidate), each.score)
            if not any(self._is_same(each.candidate, other.candidate) for other in kept):
                kept.append(each)
        return kept

    def _within(self, found: Found) -> Found:
        """The best statement of a passage that somebody's words make, where that answers nearly as well.

        It says who speaks, and where.
        """
        held = found.candidate.held
        if not isinstance(held, HeldPassage) or held.passage.voice != "statement":
            return found
        inside = set(held.passage.statements)
        own = (
            f
            for f in self.ranked
            if f.candidate.statement and f.candidate.statement.statement.id in inside
        )
        best = next(own, None)
        if best is None or best.score < found.score - AS_GOOD:
            return found
        return Found(best.candidate, found.score)

    def _is_same(self, one: Candidate, other: Candidate) -> bool:
        """Whether two candidates tell the same words, or one stands in the other."""
        if one.statement and other.statement:
            return _same(one, other)
        for passage, statement in ((one.held, other.statement), (other.held, one.statement)):
            if isinstance(passage, HeldPassage) and statement is not None:
                told = {self._utterances.get(each) for each in passage.passage.statements}
                if statement.utterance in told:
                    return True
        return _same(one, other)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """The words of the articles, in lower case."""
        return frozenset(word.lower() for text in self._texts.values() for word in words_of(text))

    @cached_property
    def _utterances(self) -> dict[str, str]:
        """The utterance of each statement of the articles."""
        return {
            held.statement.id: held.utterance
            for article in self.articles
            for held in article.statements
        }

    def _best_telling(self, candidate: Candidate) -> Candidate:
        """The telling to show of an utterance: named, in full, the earliest of those.

        A later one that is a little longer may be an altered one.
        """
        held = candidate.statement
        if held is None:
            return candidate
        told = [
            other
            for other in self.candidates
            if other.statement is not None
            and other.statement.utterance == held.utterance
            and tells_same(other.text, held.text)
            and says_something(other)
        ]
        named = max((_named(other) for other in told), default=0)
        told = [other for other in told if _named(other) == named] or [candidate]
        longest = max(len(_words(other)) for other in told)
        full = [other for other in told if len(_words(other)) >= ALMOST * longest]
        return min(full, key=lambda other: (other.head.published or date.max, other.head.key))


def _named(candidate: Candidate) -> int:
    """How full the name of a statement's speaker is, in words, up to two."""
    name = candidate.statement.statement.speaker.name if candidate.statement else None
    return min(2, len(words_of(name or "")))


def _words(candidate: Candidate) -> str:
    """A statement's content alone, without a "he said" inside it."""
    held = candidate.statement
    if held is None:
        return candidate.text
    start = candidate.span.start
    return " ".join(
        candidate.text[span.start - start : span.end - start] for span in held.statement.content
    )


def says_something(candidate: Candidate) -> bool:
    """Whether a statement has words that can answer: not "her", not "who rings it"."""
    held = candidate.statement
    if held is None or len(words_of(candidate.text)) < FEWEST_WORDS:
        return False
    if held.statement.form != "indirect":
        return True
    if len(words_of(candidate.text)) < FEWEST_REPORTED:
        return False
    clause = _CLAUSE.search(candidate.text) is not None
    return clause and not _REPORTED_QUESTION.match(candidate.text)


def _order(found: Found) -> tuple[object, ...]:
    """Best first; of equals the fuller, the earlier, then by place."""
    candidate = found.candidate
    published = candidate.head.published
    return (
        -round(found.score, 2),
        -len(candidate.text),
        published.isoformat() if published else "~",
        candidate.head.key,
        candidate.span.start,
    )


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates tell the same words, or one stands in the other."""
    if one.head.key == other.head.key and one.span.overlaps(other.span):
        return True
    if one.statement and other.statement:
        return one.statement.utterance == other.statement.utterance and tells_same(
            one.text, other.text
        )
    return one.own == other.own
