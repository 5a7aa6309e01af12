"""What a record says to a question as people type it, or that it says nothing.

1. the question taken apart                                  (question, terms)
2. the articles that may answer                              (candidates)
3. whose words are wanted                                    (asked)
4. what each statement and passage there covers of it        (coverage)
5. those that answer, one an utterance, best first           (here)

A false answer is worse than a missing one: words of the right person about something else, and the
right words of somebody else, are both left out. Before: the record. After: the command line prints.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.answers.asked import Asked, find_asked
from onrecord.answers.asked_facts import entry_of_fact, facts_asked, find_titles, title_phrase
from onrecord.answers.candidates import Candidate, HeldArticle, find_articles, find_candidates
from onrecord.answers.coverage import NEAR, Coverage, cover, may_answer, names_new, weigh_terms
from onrecord.answers.entries import Clippings, tells_same
from onrecord.answers.question import Question, Reading, find_names, find_time, read_question
from onrecord.answers.slips import mend_slips
from onrecord.answers.terms import FAINT, find_terms, holds, is_telling, line_of, root, words_of
from onrecord.values import Answer, Entry, HeldPassage

if TYPE_CHECKING:
    from onrecord.record import Store

# Set on examples/expected.json and tests/answers/data/questions.json; `docs/limits.md` has the figures.
ENOUGH_SAID = 0.55
"""The share of a question that somebody's words must speak of, where somebody's words are wanted."""
ENOUGH = 0.62
"""The same where anything may answer."""
ENOUGH_NEAR = 0.4
"""The share that must be spoken of in the words themselves or right around them."""
CLOSE = 0.7
"""What is covered less than this share of the best is not shown beside it."""
FEWEST_WORDS = 3
FEWEST_REPORTED = 5
"""Words that make a statement, in somebody's own words and as reported: "to blame him" says nothing."""
INDIRECT = 0.87
MIXED = 0.93
INFERENCE = 0.85
SHORT = 0.9
BLOCK = 0.85
TITLE = 0.85
UNSUITED = 0.65
"""What is worth less than words in full, for the order: reported words, words reported in part, a
writer's inference, a few words, a block with somebody's words in it, a title, and words without the
name or number asked for."""
ALMOST = 0.8
"""A telling that has so much of the longest is told in full."""
REASON = 0.03
RETOLD = 0.03
MOST_RETOLD = 3
"""What a reason adds where one is asked for, and what each retelling adds, for the order: what others
chose to quote is what was said of it."""
SHORT_WORDS = 6
_REPORTED_QUESTION = re.compile(
    r"(?:who|whom|whose|what|which|when|where|why|how|whether|if)\b", re.I
)

_PLOT = re.compile(r"\babout\b|\bhappen|\bplot\b|\bstory\b|\bsummary\b", re.I)
_REASON = re.compile(r"\bbecause\b|\bso (?:that|it|she|he|we|they|i)\b|\breason|\bin order\b", re.I)
_CLAUSE = re.compile(
    r"^(?:that|to)\b|\b(?:am|is|are|was|were|be|been|has|have|had|will|would|can|could|should|may|might"
    r"|must|do|does|did|came|went|took|made|got|left|knew|thought|began|became|felt|found|saw|gave|kept"
    r"|told|said|put|won|lost|ran|fell|rose|grew|held|stood|\w{3,}ed)\b",
    re.I,
)
"""Reported words say something if they are a clause: "talked about the tides" only names a matter."""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate that answers, and how well."""

    candidate: Candidate
    score: float


def ask(store: Store, question: str, *, limit: int = 10) -> Answer:
    """What the record says to the question, best first; `answered` is false where it says nothing."""
    asked = read_question(question)
    words = [word for word in words_of(asked.text) if is_telling(word)]
    if not words:
        return Answer(question, answered=False)
    desk = Desk(store, asked, find_articles(store, words, _akin(asked, words)))
    clippings = Clippings(store)
    stated = facts_asked(asked.text, desk.titles, desk.articles)
    entries = [entry_of_fact(each, clippings) for each in stated]
    if not entries:
        entries = [_entry(each.candidate, clippings, desk) for each in desk.answers()]
    kept = tuple(entries[: max(0, limit)])
    return Answer(question, bool(kept), kept)


def _akin(asked: Question, words: Sequence[str]) -> list[str]:
    """The single words akin to a question's own, to look articles up by.

    A root with another ending brings "prosecuting" where a "prosecutor" is asked for.
    """
    kin = [k for term in find_terms(asked.text) for k in term.kin if " " not in k and len(k) > 3]
    return list(dict.fromkeys([f"{root(word)}ing" for word in words] + kin))


def _entry(candidate: Candidate, clippings: Clippings, desk: Desk) -> Entry:
    """What is shown of an answer."""
    if candidate.statement is not None:
        return clippings.of_statement(candidate.statement)
    assert isinstance(candidate.held, HeldPassage)
    return clippings.of_passage(candidate.held, desk.copies(candidate))


class Desk:
    """One question on the desk with the articles that may answer it."""

    def __init__(self, store: Store, asked: Question, articles: Sequence[HeldArticle]) -> None:
        self._store = store
        self._asked = asked
        self.articles = articles
        self.titles = find_titles(asked.text, articles)
        self._texts = {held.head.key: held.account.article.text for held in articles}

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every statement and passage of the articles."""
        return tuple(c for held in self.articles for c in find_candidates(held))

    def answers(self) -> list[Found]:
        """What answers, best first, by the first way to take the question that anything answers."""
        for reading in self._asked.readings:
            asked = self._find_asked(reading)
            if reading.speaker is not None and asked is None:
                if reading.loose or self._is_told_of(reading.speaker):
                    continue
                return []
            found = self._settle(self._answers_to(reading, asked))
            if found or (reading.said and not reading.loose):
                return found
        return []

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
        return find_asked(reading.speaker, self.articles, self._all_names())

    def _all_names(self) -> Iterator[str]:
        """The names of the whole record, read only if the articles at hand do not have the one."""
        for person, _ in self._store.people():
            if person.kind != "character":
                yield person.name

    def _is_told_of(self, words: str) -> bool:
        """Whether a question asks why or how somebody in a story speaks, not for words of theirs."""
        if self._asked.wanted == "open":
            return False
        line = line_of(words)
        return any(
            line in line_of(name)
            for held in self.articles
            for work in held.account.works
            for name in work.characters
        )

    def _answers_to(self, reading: Reading, asked: Asked | None) -> list[Found]:
        """What answers the question when it is taken this way, in no order."""
        time = find_time(reading.rest)
        rest = self._untitled(time.rest if time else reading.rest)
        terms = find_terms(rest, find_names(rest, start=not reading.said))
        terms = mend_slips(terms, [c.own for c in self.candidates], self._vocabulary)
        if not reading.said and all(term.share <= FAINT for term in terms):
            return self._plots(rest)
        weights = weigh_terms(terms, self.candidates)
        found = []
        for candidate in self.candidates:
            if not self._is_fit(candidate, reading, asked) or not self._is_of_work(candidate):
                continue
            if time and not time.covers(self._days(candidate), candidate.own):
                continue
            name = candidate.statement.statement.speaker.name if candidate.statement else None
            line = line_of(name) if name else None
            covered = cover(candidate, terms, weights, line, headed=not reading.said)
            least = ENOUGH_SAID if reading.said else ENOUGH
            near = covered.strong >= ENOUGH_NEAR and covered.telling >= NEAR
            if covered.whole >= least and near:
                found.append(Found(candidate, self._score(candidate, covered, reading)))
        return found

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
        places = (candidate.own, candidate.block, candidate.before, candidate.heading)
        return all(
            any(holds(line, title_phrase(title)) for line in (*places, candidate.article))
            for title in self.titles
        )

    def _plots(self, rest: str) -> list[Found]:
        """What happens in a work, where that is all that is asked."""
        if not self.titles or not _PLOT.search(rest):
            return []
        return [
            Found(candidate, 1.0)
            for candidate in self.candidates
            if isinstance(candidate.held, HeldPassage)
            and candidate.held.passage.voice == "narration"
            and self._is_of_work(candidate)
        ]

    def _is_fit(self, candidate: Candidate, reading: Reading, asked: Asked | None) -> bool:
        """Whether a candidate is of the kind that is wanted, by the person wanted."""
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
        if self._asked.wanted == "who":
            return names_new(candidate.text, self._asked.text)
        return may_answer(self._asked.wanted, candidate.text)

    def _score(self, candidate: Candidate, covered: Coverage, reading: Reading) -> float:
        """How well a candidate answers, for the order only."""
        score = covered.whole
        if candidate.statement is None:
            assert isinstance(candidate.held, HeldPassage)
            voice = candidate.held.passage.voice
            score *= TITLE if _is_title(candidate.text) else 1.0
            return score * {"inference": INFERENCE, "statement": BLOCK}.get(voice, 1.0)
        if candidate.statement.statement.form == "indirect":
            score *= INDIRECT
        elif candidate.text[:1].isalnum() and candidate.statement.statement.form == "mixed":
            score *= MIXED
        if len(words_of(candidate.text)) < SHORT_WORDS:
            score *= SHORT
        if reading.said and not self._suits(candidate):
            score *= UNSUITED
        if self._asked.wanted == "why" and _REASON.search(candidate.text):
            score += REASON
        return score + RETOLD * min(MOST_RETOLD, self._retold[candidate.statement.utterance] - 1)

    @cached_property
    def _retold(self) -> Counter[str]:
        """In how many articles each utterance is told."""
        told = {
            (c.statement.utterance, c.head.key) for c in self.candidates if c.statement is not None
        }
        return Counter(utterance for utterance, _ in told)

    def _settle(self, found: Iterable[Found]) -> list[Found]:
        """One of each utterance and passage, best first; what falls far behind the best is left out."""
        ordered = sorted(found, key=_order)
        kept: list[Found] = []
        for each in ordered:
            if each.score < CLOSE * ordered[0].score:
                break
            each = Found(self._best_telling(each.candidate), each.score)
            if not any(self._is_same(each.candidate, other.candidate) for other in kept):
                kept.append(each)
        return kept

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


def _is_title(text: str) -> bool:
    """Whether a text is no sentence: a headline, a cell of a table."""
    return text.rstrip("\"”’')]")[-1:] not in (".", "!", "?", "…")


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
