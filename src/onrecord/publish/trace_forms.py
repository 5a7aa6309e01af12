"""The JSON form of a trace: one utterance with every telling of it. Its parts are those of `forms`."""

from __future__ import annotations

from onrecord.publish.forms import (
    Form,
    Texts,
    change_forms,
    citation_form,
    disputed_forms,
    gap_form,
    occasion_form,
    speaker_form,
)
from onrecord.publish.people_forms import held_occasion_form
from onrecord.values import Basis, Descent, Linked, Origin, Telling, Trace


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
        **lineage_form(trace, texts),
        "linked": [linked_form(linked, texts) for linked in trace.linked],
    }


def linked_form(linked: Linked, texts: Texts) -> Form:
    """One statement that has some of the words and is not counted to the utterance."""
    return {
        "kind": linked.kind,
        "statement": linked.statement,
        "text": linked.text,
        "shared": linked.shared,
        "speaker": speaker_form(linked.speaker, texts(linked.citation.article)),
        "published": linked.published.isoformat() if linked.published else None,
        "outlet": linked.outlet,
        "citation": citation_form(linked.citation),
    }


def lineage_form(trace: Trace, texts: Texts) -> Form:
    """How the words travelled: the tree, the originals that are not held, the origins, the shared changes."""
    lineage = trace.lineage
    return {
        "tree": [descent_form(descent, trace) for descent in lineage.descents],
        "originals": [gap_form(gap, texts) for gap in lineage.originals],
        "origins": [origin_form(origin) for origin in lineage.origins],
        "shared": [
            {"changes": change_forms(shared.changes), "articles": list(shared.articles)}
            for shared in lineage.shared
        ],
    }


def descent_form(descent: Descent, trace: Trace) -> Form:
    """One article of the tree and what it hangs on."""
    statements = (trace.tellings[number].statement for number in descent.tellings)
    return {
        "article": descent.article,
        "statements": list(dict.fromkeys(statements)),
        "from": descent.source,
        "original": descent.original,
        "basis": basis_form(descent.basis) if descent.basis else None,
        "reason": descent.reason,
        "origin": descent.origin,
        "sure": descent.sure,
    }


def basis_form(basis: Basis) -> Form:
    """The words that show where an article has its words from."""
    return {
        "kind": basis.kind,
        "text": basis.text,
        "citation": citation_form(basis.citation) if basis.citation else None,
        "share": basis.share,
    }


def origin_form(origin: Origin) -> Form:
    """What tellings go back to, and how many articles do."""
    return {
        "article": origin.article,
        "original": origin.original,
        "medium": origin.occasion.medium,
        "outlet": origin.occasion.outlet,
        "programme": origin.occasion.programme,
        "interviewer": origin.occasion.interviewer,
        "said": origin.occasion.said,
        "articles": origin.articles,
        "copies": origin.copies,
        "unsure": origin.unsure,
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
