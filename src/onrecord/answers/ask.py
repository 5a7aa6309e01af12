"""What a record says to a question as people type it, or that it says nothing.

1. the question taken apart, a part for each thing asked       (parts, question, terms)
2. what "it" and "he" of a follow-up stand for                 (followup)
3. plot, ending and meaning of a work                          (explain)
4. facts of a work that are asked for outright                 (asked_facts)
5. the articles that may answer, what in them answers          (candidates, desk)

A false answer is worse than a missing one. Where nothing answers, what comes nearest is shown as such.
Before: the record. After: the command line prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.answers.asked_facts import entry_of_fact, facts_asked
from onrecord.answers.candidates import Candidate, find_articles
from onrecord.answers.desk import Desk
from onrecord.answers.entries import Clippings
from onrecord.answers.question import Question, read_question
from onrecord.answers.terms import find_terms, is_telling, root, words_of
from onrecord.values import Answer, Entry, HeldPassage

if TYPE_CHECKING:
    from onrecord.record import Store

MOST_NEAREST = 3
"""So many entries are shown as the nearest where nothing answers."""


def ask(store: Store, question: str, *, limit: int = 10, about: str | None = None) -> Answer:
    """What the record says to the question, best first; `answered` is false where it says nothing.

    `about` tells what "it", "he" or "the film" refers to: a title, a person, or the question before.
    """
    most = max(0, limit)
    asked = read_question(question)
    words = [word for word in words_of(asked.text) if is_telling(word)]
    if not words:
        return Answer(question, answered=False)
    desk = Desk(store, asked, find_articles(store, words, _akin(asked, words)))
    clippings = Clippings(store)
    stated = facts_asked(asked.text, desk.titles, desk.articles)
    entries = [entry_of_fact(each, clippings) for each in stated][:most]
    if not entries:
        entries = [_entry(each.candidate, clippings, desk) for each in desk.answers()[:most]]
    if entries:
        return Answer(question, answered=True, answers=tuple(entries))
    nearest = desk.nearest(min(most, MOST_NEAREST))
    shown = tuple(_entry(each.candidate, clippings, desk) for each in nearest)
    return Answer(question, answered=False, nearest=shown)


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
