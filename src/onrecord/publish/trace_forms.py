"""The JSON form of a trace: one utterance with every telling of it. Its parts are those of `forms`."""

from __future__ import annotations

from onrecord.publish.forms import (
    Form,
    Texts,
    change_forms,
    citation_form,
    disputed_forms,
    occasion_form,
    speaker_form,
)
from onrecord.publish.people_forms import held_occasion_form
from onrecord.values import Telling, Trace


def trace_form(trace: Trace, texts: Texts) -> Form:
    """One utterance with every telling of it."""
    fullest = next(
        (t.citation for t in trace.tellings if t.speaker == trace.speaker), trace.earliest
    )
    return {
        "wording": trace.wording,
        "speaker": speaker_form(trace.speaker, texts(fullest.article)),
        "earliest": citation_form(trace.earliest),
        "tellings": [telling_form(telling, texts) for telling in trace.tellings],
        "occasions": [held_occasion_form(occasion) for occasion in trace.occasions],
        "disputed": disputed_forms(trace.disputed),
    }


def telling_form(telling: Telling, texts: Texts) -> Form:
    """One statement's place in an utterance."""
    text = texts(telling.citation.article)
    return {
        "statement": telling.statement,
        "text": telling.text,
        "speaker": speaker_form(telling.speaker, text),
        "occasion": occasion_form(telling.occasion, text),
        "published": telling.published.isoformat() if telling.published else None,
        "outlet": telling.outlet,
        "kind": telling.kind,
        "changes": change_forms(telling.changes),
        "citation": citation_form(telling.citation),
    }
