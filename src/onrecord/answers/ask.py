"""What a record says to a question as people type it, or that it says nothing.

    1. the question taken apart, a part for each thing asked         parts, question, terms
    2. what "it" and "he" of a follow-up stand for                   parts
    3. what happens in a work, how it ends, what it means            explain
    4. facts of a work that are asked for outright                   asked_facts
    5. the articles that may answer, and what in them answers        candidates, desk

A false answer is worse than a missing one. Where nothing answers, what comes nearest is shown as such.
Before: the record. After: the command line prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.answers.asked_facts import entry_of_fact, facts_asked, main_title
from onrecord.answers.candidates import Candidate, find_articles
from onrecord.answers.desk import Desk
from onrecord.answers.entries import Clippings
from onrecord.answers.parts import (
    NO_CONTEXT,
    Context,
    find_context,
    leans,
    resolve,
    split_question,
    story_asked,
)
from onrecord.answers.question import Question, read_question
from onrecord.answers.terms import find_terms, is_telling, root, words_of
from onrecord.errors import NotOnRecord
from onrecord.values import Answer, AnswerPart, Entry, HeldPassage

if TYPE_CHECKING:
    from onrecord.record import Store

MOST_NEAREST = 3
"""So many entries are shown as the nearest where nothing answers."""


def ask(store: Store, question: str, *, limit: int = 10, about: str | None = None) -> Answer:
    """What the record says to the question, best first; `answered` is false where it says nothing.

    `about` tells what "it", "he" or "the film" refers to: a title, a person, or the question before. A
    question for several things is answered part by part, up to `limit` entries each.
    """
    most = max(0, limit)
    context = _context(store, about) if about else NO_CONTEXT
    parts: list[AnswerPart] = []
    asked = split_question(question)
    for text in asked:
        parts.append(_answer_part(store, text, most, context))
        if not about and len(parts) < len(asked):
            context = _context(store, " ".join([context.text, text]))
    entries = tuple(_once(entry for part in parts for entry in part.answers))
    return Answer(
        question,
        answered=bool(entries),
        answers=entries,
        nearest=() if entries else parts[0].nearest,
        parts=tuple(parts) if len(parts) > 1 else (),
    )


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without those of a place that came before."""
    found = {
        (e.citation.article, e.citation.start, e.citation.end): e for e in reversed([*entries])
    }
    return list(reversed(found.values()))


def _answer_part(store: Store, text: str, most: int, context: Context) -> AnswerPart:
    """What the record says to one thing asked."""
    desk = _desk(store, text, context)
    clippings = Clippings(store)
    entries = _story(store, desk, most)[:most]
    if not entries:
        stated = facts_asked(desk.asked.text, desk.titles, desk.articles)
        entries = [entry_of_fact(each, clippings) for each in stated][:most]
    if not entries:
        entries = [_entry(each.candidate, clippings, desk) for each in desk.answers()[:most]]
    if entries:
        return AnswerPart(text, tuple(entries))
    nearest = desk.nearest(min(most, MOST_NEAREST))
    return AnswerPart(text, (), tuple(_entry(each.candidate, clippings, desk) for each in nearest))


def open_desk(store: Store, text: str, about: str | None = None) -> Desk:
    """One thing asked with the articles that may answer it; `about` as in `ask`."""
    return _desk(store, text, _context(store, about) if about else NO_CONTEXT)


def _desk(store: Store, text: str, context: Context) -> Desk:
    asked = read_question(resolve(text, context))
    words = [word for word in words_of(asked.text) if is_telling(word)]
    also = [word for word in words_of(context.text) if is_telling(word)]
    looked_for = [*words, *(also if leans(asked.text) or context.titles else ())]
    articles = find_articles(store, looked_for, _akin(asked, words)) if looked_for else ()
    return Desk(store, asked, articles, context)


def _context(store: Store, about: str) -> Context:
    """What a title, a person or the question before gives."""
    words = [word for word in words_of(about) if is_telling(word)]
    articles = find_articles(store, words) if words else ()
    return find_context(about, {w.title: None for a in articles for w in a.account.works})


def _story(store: Store, desk: Desk, most: int) -> list[Entry]:
    """What is told of a work's story, where a question asks for nothing else; meanings by speaker."""
    key = story_asked(desk.asked.text, desk.titles)
    title = next(iter(desk.titles), None) or main_title(f"{desk.asked.text} it", desk.articles)
    if key is None or title is None:
        return []
    from onrecord.answers.explain import explain

    try:
        sections = {section.key: section for section in explain(store, title).sections}
    except NotOnRecord:
        return []
    if key == "meaning":
        return _by_speaker(sections["meaning"].entries, most) if "meaning" in sections else []
    wanted = ("ending", "plot") if key == "ending" else ("plot", "ending")
    told = [sections[name].entries for name in wanted if name in sections]
    return list(told[0]) if told and key == "ending" else [e for each in told for e in each]


def _by_speaker(entries: Sequence[Entry], most: int) -> list[Entry]:
    """Up to `most` entries, of each speaker the first before any second, those of one speaker together."""
    own: dict[str | None, list[Entry]] = {}
    for entry in entries:
        own.setdefault(entry.speaker.person or entry.speaker.name, []).append(entry)
    ranks = [(at, number) for number, each in enumerate(own.values()) for at in range(len(each))]
    kept = sorted(sorted(ranks)[:most], key=lambda rank: (rank[1], rank[0]))
    groups = list(own.values())
    return [groups[number][at] for at, number in kept]


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
