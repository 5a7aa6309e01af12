"""The JSON forms of statements, verdicts, explanations and all else that onrecord prints.

One place decides what a key is called and in which order keys stand; `docs/json.md` is its
description. Comes after `answers`; the command line and the export print what it returns.

Values keep spans, not words. Where a form shows the words too, its function takes `text`, the text
of the article that the spans count in, or `texts`, which looks that text up by the article's key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import zip_longest
from typing import TypeAlias

from onrecord.values import (
    Account,
    Against,
    Answer,
    AnswerPart,
    Article,
    ArticleHead,
    Change,
    Citation,
    CitedFact,
    Corrected,
    Dispute,
    Disputed,
    Entry,
    Evidence,
    Explanation,
    Failure,
    Gap,
    Occasion,
    Relation,
    Retelling,
    Section,
    Source,
    Span,
    Speaker,
    Statement,
    Teller,
    Verdict,
)

Form: TypeAlias = dict[str, object]
Texts: TypeAlias = Callable[[str], str]
"""Looks up the text of an article by its key."""

CONFIDENCE_DIGITS = 2


def json_line(form: object) -> str:
    """The form as one line of JSON, in UTF-8 characters, without the line break.

    >>> json_line({"text": "“Go.”", "published": None})
    '{"text": "“Go.”", "published": null}'
    """
    return json.dumps(form, ensure_ascii=False, default=_plain)


def json_page(form: object) -> str:
    """The form as indented JSON, without the last line break."""
    return json.dumps(form, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> object:
    """A value that JSON has no form for (a date or set in an article's metadata), as one it has."""
    if isinstance(value, (set, frozenset)):
        return sorted(str(item) for item in value)
    return str(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


# --- places -----------------------------------------------------------------------------------


def span_form(span: Span, text: str) -> Form:
    """The place and its words.

    >>> span_form(Span(4, 7), "The end")
    {'start': 4, 'end': 7, 'text': 'end'}
    """
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def span_forms(spans: Iterable[Span], text: str) -> list[Form]:
    """The places and their words, in the order given."""
    return [span_form(span, text) for span in spans]


def evidence_form(evidence: Evidence, text: str) -> Form:
    """The field that is proved, and the place and words that prove it."""
    return {"field": evidence.field, **span_form(evidence.span, text)}


def clock(seconds: float | None) -> str | None:
    """Whole seconds of a recording as players show them.

    >>> clock(751.4)
    '00:12:31'
    """
    if seconds is None:
        return None
    minutes, second = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"


def citation_form(citation: Citation) -> Form:
    """One slice of one article, with the characters around it and its place in the recording."""
    return {
        "article": citation.article,
        "url": citation.url,
        "start": citation.start,
        "end": citation.end,
        "prefix": citation.prefix,
        "suffix": citation.suffix,
        "at": clock(citation.seconds),
    }


# --- articles -----------------------------------------------------------------------------------


def article_form(article: Article) -> Form:
    """The article as a statement names it: all but its text."""
    return {
        "key": article.key,
        "version": article.version,
        "source_id": article.source_id,
        "path": article.path,
        "url": article.url,
        "outlet": article.outlet,
        "headline": article.headline,
        "published": _day(article.published),
        "metadata": dict(article.metadata),
    }


def account_form(account: Account) -> Form:
    """The article with its text, what was repaired in it, and all its statements."""
    article = account.article
    return {
        **article_form(article),
        "byline": article.byline,
        "language": article.language,
        "repairs": list(article.repairs),
        "text": article.text,
        "statements": [statement_form(statement, article) for statement in account.statements],
        "disputes": [dispute_form(dispute, article.text) for dispute in account.disputes],
    }


def dispute_form(dispute: Dispute, text: str) -> Form:
    """A notice of an article's editors, or a denial in it, with the words and statements it is about."""
    return {
        "kind": dispute.kind,
        **span_form(dispute.span, text),
        "words": span_forms(dispute.words, text),
        "instead": span_forms(dispute.instead, text),
        "of": [{"name": named.name, "kind": named.kind} for named in dispute.of],
        "by": dispute.by,
        "statements": list(dispute.statements),
        "said": dispute.said,
        "earliest": _day(dispute.earliest),
        "latest": _day(dispute.latest),
        "evidence": [evidence_form(evidence, text) for evidence in dispute.evidence],
    }


def head_form(head: ArticleHead) -> Form:
    """An article as the record lists it."""
    return {
        "key": head.key,
        "version": head.version,
        "url": head.url,
        "outlet": head.outlet,
        "headline": head.headline,
        "byline": head.byline,
        "published": _day(head.published),
    }


def failure_form(failure: Failure) -> Form:
    """A document that could not be read, and why."""
    return {"path": failure.path, "reason": failure.reason}


def reading_form(
    accounts: Iterable[Account], failed: Iterable[Failure], left_out: Iterable[Failure] = ()
) -> Form:
    """What `read --format json` prints: all articles, what could not be read, and what is not read."""
    return {
        "articles": [account_form(account) for account in accounts],
        "failed": [failure_form(failure) for failure in failed],
        "left_out": [failure_form(part) for part in left_out],
    }


# --- statements ---------------------------------------------------------------------------------


def statement_form(statement: Statement, article: Article) -> Form:
    """The statement with every word that its spans cover."""
    text = article.text
    return {
        "id": statement.id,
        "article": article_form(article),
        "form": statement.form,
        "act": statement.act,
        "at": clock(article.second_of(statement.content[0].start)) if statement.content else None,
        "content": span_forms(statement.content, text),
        "quoted": span_forms(statement.quoted, text),
        "cue": span_forms(statement.cue, text),
        "source": span_forms(statement.source, text),
        "speaker": speaker_form(statement.speaker, text),
        "occasion": occasion_form(statement.occasion, text),
        "works": list(statement.works),
        "topics": list(statement.topics),
        "relations": [relation_form(relation, text) for relation in statement.relations],
        "confidence": round(statement.confidence, CONFIDENCE_DIGITS),
        "corrected": corrected_form(statement.corrected) if statement.corrected else None,
    }


def corrected_form(corrected: Corrected) -> Form:
    """That a user has corrected a statement, or accepted it: then no field is other than as read.

    >>> corrected_form(Corrected("Ada", "2026-01-05T10:00:00Z", "I asked her"))["fields"]
    []
    """
    return {
        "by": corrected.by,
        "at": corrected.at,
        "why": corrected.why,
        "fields": list(corrected.fields),
    }


def speaker_form(speaker: Speaker, text: str) -> Form:
    """Who said it, what that rests on, and who passes it on, with the words of `text` that say so.

    >>> form = speaker_form(Speaker(reason="no name in the article"), "")
    >>> form["name"], form["reason"], form["via"]
    (None, 'no name in the article', [])
    """
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "reason": speaker.reason,
        "confidence": round(speaker.confidence, CONFIDENCE_DIGITS),
        "person": speaker.person,
        "via": [teller_form(teller, text) for teller in speaker.via],
    }


def teller_form(teller: Teller, text: str) -> Form:
    """Who passes on what somebody else said, by which words, and in which statement."""
    return {
        "name": teller.name,
        "kind": teller.kind,
        "statement": teller.statement,
        "source": span_forms(teller.source, text),
        "cue": span_forms(teller.cue, text),
    }


def occasion_form(occasion: Occasion, text: str) -> Form:
    """Where and when it was said, with the words of `text` that prove it."""
    return {
        "medium": occasion.medium,
        "outlet": occasion.outlet,
        "programme": occasion.programme,
        "interviewer": occasion.interviewer,
        "said": occasion.said,
        "earliest": _day(occasion.earliest),
        "latest": _day(occasion.latest),
        "carried": occasion.carried,
        "evidence": [evidence_form(evidence, text) for evidence in occasion.evidence],
        "reason": occasion.reason,
        "id": occasion.id,
    }


def relation_form(relation: Relation, text: str) -> Form:
    """How one marked stretch stands to a fuller one of the same article."""
    return {
        "quoted": relation.quoted,
        "to": relation.to,
        "target": span_form(relation.target, text),
        "kind": relation.kind,
        "changes": change_forms(relation.changes),
    }


def change_form(change: Change) -> Form:
    """One difference of words: `from` the target's, `to` this statement's.

    >>> change_form(Change("drop", before="that", after=""))
    {'op': 'drop', 'from': 'that', 'to': '', 'grave': False}
    """
    return {
        "op": change.op,
        "from": change.before,
        "to": change.after,
        "grave": change.grave,
    }


def change_forms(changes: Iterable[Change]) -> list[Form]:
    """The differences in their order."""
    return [change_form(change) for change in changes]


# --- answers ------------------------------------------------------------------------------------


def entry_form(entry: Entry, texts: Texts) -> Form:
    """One piece of an answer with its citation and the other places that report the same words."""
    text = texts(entry.citation.article)
    return {
        "text": entry.text,
        "speaker": speaker_form(entry.speaker, text),
        "occasion": occasion_form(entry.occasion, text),
        "citation": citation_form(entry.citation),
        "also": [retelling_form(citation) for citation in entry.also],
        "disputed": disputed_forms(entry.disputed),
        "kind": entry.kind,
        "spoiler": entry.spoiler,
        "writer": {"name": entry.writer.name, "reason": entry.writer.reason}
        if entry.writer
        else None,
        "against": [against_form(each) for each in entry.against],
    }


def retelling_form(citation: Citation) -> Form:
    """Another place of the same words, with its relation to those shown; null where it was not compared."""
    compared = citation if isinstance(citation, Retelling) else None
    return {
        **citation_form(citation),
        "relation": compared.relation if compared else None,
        "changes": change_forms(compared.changes) if compared else [],
    }


def against_form(against: Against) -> Form:
    """What the words of an entry stand against, and the words that prove it."""
    return {
        "kind": against.kind,
        "speaker": against.speaker,
        "entry": citation_form(against.entry) if against.entry else None,
        "text": against.text,
        "citation": citation_form(against.citation),
    }


def disputed_forms(disputed: Iterable[Disputed]) -> list[Form]:
    """What is held against words that are shown: by whom, when, and where it stands."""
    return [
        {
            "kind": each.kind,
            "text": each.text,
            "citation": citation_form(each.citation),
            "date": each.date,
            "by": each.by,
        }
        for each in disputed
    ]


def answer_form(answer: Answer, texts: Texts) -> Form:
    """What `ask --format json` prints."""
    return {
        "question": answer.question,
        "answered": answer.answered,
        "answers": [entry_form(entry, texts) for entry in answer.answers],
        "nearest": [entry_form(entry, texts) for entry in answer.nearest],
        "parts": [answer_part_form(part, texts) for part in answer.parts],
    }


def answer_part_form(part: AnswerPart, texts: Texts) -> Form:
    """One of several things that were asked, with what the record says to it."""
    return {
        "question": part.question,
        "answered": bool(part.answers),
        "answers": [entry_form(entry, texts) for entry in part.answers],
        "nearest": [entry_form(entry, texts) for entry in part.nearest],
    }


def answer_lines(answer: Answer, texts: Texts) -> Iterator[Form]:
    """What `ask --format jsonl` prints: an entry a line, with the number of its part, from 0, and whether it
    answers or only comes near."""
    parts = answer.parts or (AnswerPart(answer.question, answer.answers, answer.nearest),)
    for number, part in enumerate(parts):
        for answers, entries in ((True, part.answers), (False, part.nearest)):
            for entry in entries:
                yield {"part": number, "answers": answers, **entry_form(entry, texts)}


def explanation_form(explanation: Explanation, texts: Texts) -> Form:
    """What `explain --format json` prints."""
    return {
        "work": explanation.work,
        "as_of": _day(explanation.as_of),
        "undated": explanation.undated,
        "facts": [fact_form(fact) for fact in explanation.facts],
        "sections": [section_form(section, texts) for section in explanation.sections],
        "gaps": [gap_form(gap, texts) for gap in explanation.gaps],
    }


def fact_form(fact: CitedFact) -> Form:
    """A fact of a work, as of its article's date."""
    return {
        "name": fact.name,
        "value": fact.value,
        "as_of": _day(fact.as_of),
        "citation": citation_form(fact.citation),
        "role": fact.role,
        "earliest": _day(fact.earliest),
        "latest": _day(fact.latest),
        "also": [citation_form(one) for one in fact.also],
    }


def section_form(section: Section, texts: Texts) -> Form:
    """A part of an explanation."""
    return {
        "key": section.key,
        "heading": section.heading,
        "spoiler": section.spoiler,
        "order": section.order,
        "entries": [entry_form(entry, texts) for entry in section.entries],
        "tellings": [citation_form(citation) for citation in section.tellings],
    }


def gap_form(gap: Gap, texts: Texts) -> Form:
    """An original that is cited and not held; its evidence is from the first article citing it."""
    text = texts(gap.cited_by[0].article) if gap.cited_by else ""
    return {
        "speaker": speaker_form(gap.speaker, text),
        "occasion": occasion_form(gap.occasion, text),
        "cited_by": [citation_form(citation) for citation in gap.cited_by],
        "look_for": {
            "words": list(gap.lead.words),
            "earliest": _day(gap.lead.earliest),
            "latest": _day(gap.lead.latest),
        },
    }


# --- check -----------------------------------------------------------------------------


def source_form(source: Source) -> Form:
    """Where checked words were found."""
    return {
        "article": {"key": source.article, "url": source.url},
        "start": source.start,
        "end": source.end,
        "text": source.text,
        "statement": source.statement,
    }


def verdict_form(verdict: Verdict) -> Form:
    """What `check` says of one quotation; offsets count in the draft."""
    return {
        "start": verdict.start,
        "end": verdict.end,
        "text": verdict.text,
        "claimed_speaker": verdict.claimed_speaker,
        "wording": verdict.wording,
        "context": verdict.context,
        "attribution": verdict.attribution,
        "source": source_form(verdict.source) if verdict.source else None,
        "changes": [
            {**change_form(change), "excused": rule}
            for change, rule in zip_longest(verdict.changes, verdict.excused)
        ],
        "note": verdict.note,
        "disputed": disputed_forms(verdict.disputed),
    }


def check_form(verdicts: Iterable[Verdict], summary: Mapping[str, int]) -> Form:
    """What `check --format json` prints."""
    return {
        "quotes": [verdict_form(verdict) for verdict in verdicts],
        "summary": dict(summary),
    }
