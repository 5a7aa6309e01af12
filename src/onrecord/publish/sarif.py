"""A checked draft as SARIF 2.1.0 (OASIS), which editors and code hosts show beside the text.

Columns count code points from 1, as `columnKind` says. Each verdict is a rule; a quotation has one result for
each thing that is said of it. Before: `check_report`.
"""

from __future__ import annotations

import hashlib
from typing import Any

from onrecord.publish.check_report import TO_DO, TOLD, Judged, Report
from onrecord.publish.phrases import changes_words, disputed_words
from onrecord.values import Disputed
from onrecord.variants import split_words
from onrecord.version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
Form = dict[str, Any]


def sarif_of(report: Report) -> Form:
    """The report as one SARIF log with one run."""
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "onrecord",
                        "version": __version__,
                        "rules": [rule_form(name) for name in TOLD],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": uri_of(report.name)}}],
                "results": [
                    result_form(judged, name, report)
                    for judged in report.judged
                    for name in judged.told
                ],
                "properties": {"policy": report.policy},
            }
        ],
    }


def rule_form(name: str) -> Form:
    """A verdict as a rule."""
    return {
        "id": name,
        "name": "".join(part.title() for part in name.split("_")),
        "shortDescription": {"text": TOLD[name]},
        "help": {"text": TO_DO.get(name, "Nothing to do.")},
        "defaultConfiguration": {"level": "warning" if name in TO_DO else "none"},
    }


def result_form(judged: Judged, name: str, report: Report) -> Form:
    """One thing that is said of a quotation."""
    level = level_of(judged, name)
    verdict = judged.verdict
    related = [source_form(judged)] if verdict.source else []
    related += [disputed_form(each) for each in verdict.disputed] if name == "disputed" else []
    return {
        "ruleId": name,
        "ruleIndex": list(TOLD).index(name),
        "kind": "pass" if level == "none" else "fail",
        "level": level,
        "message": {"text": message_of(judged, name)},
        "locations": [place_form(judged, report)],
        "relatedLocations": [{"id": number, **form} for number, form in enumerate(related)],
        "partialFingerprints": {"quotation/v1": fingerprint_of(judged, name)},
        "properties": {
            "text": verdict.text,
            "claimedSpeaker": verdict.claimed_speaker,
            "excused": [rule for rule in verdict.excused if rule],
        },
    }


def place_form(judged: Judged, report: Report) -> Form:
    """Where a quotation is in the draft's file: a region where its lines are those of the text, a paragraph
    by its number where the text was taken out of HTML or DOCX."""
    verdict = judged.verdict
    file: Form = {"artifactLocation": {"uri": uri_of(report.name), "index": 0}}
    if judged.paragraph is not None:
        name = {"name": judged.place, "kind": "element"}
        return {"physicalLocation": file, "logicalLocations": [name]}
    region = {
        "startLine": judged.line,
        "startColumn": judged.column,
        "endLine": judged.end_line,
        "endColumn": judged.end_column,
        "charOffset": verdict.start,
        "charLength": verdict.end - verdict.start,
        "snippet": {"text": verdict.text},
    }
    return {"physicalLocation": {**file, "region": region}}


def fingerprint_of(judged: Judged, name: str) -> str:
    """The same for the same words and verdict wherever they stand, so that a code host knows them again."""
    words = " ".join(word.key for word in split_words(judged.words))
    return hashlib.sha256(f"{name}\n{words}".encode("utf-8", "replace")).hexdigest()[:32]


def level_of(judged: Judged, name: str) -> str:
    """How loud a result is: an error for a finding of numbers and negations, none for what is in order."""
    if judged.grade == "finding" and name not in _IN_ORDER:
        grave = any(change.grave for change in judged.verdict.changes)
        return "error" if grave and name == "altered" else "warning"
    return "note" if name not in _IN_ORDER else "none"


_IN_ORDER = frozenset({"verbatim", "fragment", "shortened", "bracketed"})


def message_of(judged: Judged, name: str) -> str:
    """What a result says, in one line."""
    verdict = judged.verdict
    parts = [TOLD[name]]
    if name == verdict.wording and verdict.changes:
        parts.append(f"The draft {changes_words(verdict.changes)}.")
    if name == "other_speaker":
        theirs = f" Source: {judged.speaker}." if judged.speaker else ""
        parts.append(f"Draft: {verdict.claimed_speaker}.{theirs}")
    if name == "disputed":
        parts += [f"{disputed_words(each)}" for each in verdict.disputed]
    parts += [verdict.note[:1].upper() + verdict.note[1:] + "."] if verdict.note else []
    return " ".join(parts)


def source_form(judged: Judged) -> Form:
    """Where the source has the words."""
    source = judged.verdict.source
    if source is None:
        raise ValueError("a quotation without a source has no place in one")
    return {
        "message": {"text": " · ".join(part for part in (judged.speaker, judged.source) if part)},
        "physicalLocation": {
            "artifactLocation": {"uri": source.url or uri_of(source.article)},
            "region": {
                "charOffset": source.start,
                "charLength": source.end - source.start,
                "snippet": {"text": source.text},
            },
        },
    }


def disputed_form(disputed: Disputed) -> Form:
    """Where something is held against the words."""
    place = disputed.citation
    return {
        "message": {"text": disputed_words(disputed)},
        "physicalLocation": {
            "artifactLocation": {"uri": place.url or uri_of(place.article)},
            "region": {"charOffset": place.start, "charLength": place.end - place.start},
        },
    }


def uri_of(name: str) -> str:
    """A path or key as a relative reference of a URI.

    >>> uri_of("drafts/my draft.txt"), uri_of("https://example.org/a")
    ('drafts/my%20draft.txt', 'https://example.org/a')
    """
    from urllib.parse import quote

    if name.startswith(("http://", "https://")):
        return name
    return quote(name, safe="/._-~")
