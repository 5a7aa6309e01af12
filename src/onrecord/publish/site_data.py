"""What a published site says to machines: schema.org in its pages, W3C annotations beside them.

Quotation, Movie and the other works: https://schema.org. Annotations: https://www.w3.org/TR/annotation-model/
(one collection for each article; each stretch of a statement is a target with two selectors).
What is not known is left out, never filled. Before: `answers.explain` and accounts. After: `site`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.publish.phrases import occasion_words
from onrecord.values import (
    Account,
    Article,
    ArticleHead,
    CitedFact,
    Entry,
    Span,
    Statement,
    Work,
)

TYPES = {
    "film": "Movie",
    "series": "TVSeries",
    "book": "Book",
    "album": "MusicAlbum",
    "play": "Play",
}
"""What schema.org calls each kind of work; any other is a CreativeWork."""
MAKERS = {
    "director": "director",
    "writer": "author",
    "author": "author",
    "producer": "producer",
    "composer": "musicBy",
    "creator": "creator",
}
"""Facts that name people, and the properties that they are in schema.org."""
SPEAKERS = {"person": "Person", "organisation": "Organization", "group": "Organization"}
UNSAFE = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})
Json = dict[str, Any]


def script_json(value: object) -> str:
    r"""The value as JSON that may stand in a script element: nothing in it can end the element.

    >>> script_json({"a": "</script>"})
    '{"a": "\\u003c/script\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=False).translate(UNSAFE)


# --- schema.org -----------------------------------------------------------------------------------


def work_graph(
    title: str,
    kind: Work | None,
    facts: Iterable[CitedFact],
    entries: Iterable[Entry],
    heads: Mapping[str, ArticleHead],
) -> Json:
    """The work and what is openly quoted of it, as one graph."""
    return {
        "@context": "https://schema.org",
        "@graph": [
            work_data(title, kind, facts),
            *(
                quotation_data(entry, heads.get(entry.citation.article))
                for entry in entries
                if entry.speaker.name
            ),
        ],
    }


def work_data(title: str, kind: Work | None, facts: Iterable[CitedFact]) -> Json:
    """The work with its makers, as articles state them.

    >>> work_data("Lowenna", None, ())["@type"]
    'CreativeWork'
    """
    found: Json = {
        "@type": TYPES.get(kind.kind, "CreativeWork") if kind else "CreativeWork",
        "@id": "#work",
        "name": title,
    }
    for fact in facts:
        if (name := MAKERS.get(fact.name)) and found["@type"] != "CreativeWork":
            person = {"@type": "Person", "name": fact.value}
            if person not in found.setdefault(name, []):
                found[name].append(person)
    return found


def quotation_data(entry: Entry, head: ArticleHead | None) -> Json:
    """One quotation: words, speaker, the work, the article that prints it."""
    speaker = SPEAKERS.get(entry.speaker.kind or "", "Person")
    found: Json = {
        "@type": "Quotation",
        "text": entry.text,
        "creator": {"@type": speaker, "name": entry.speaker.name},
        "about": {"@id": "#work"},
    }
    if entry.occasion.earliest and entry.occasion.earliest == entry.occasion.latest:
        found["dateCreated"] = entry.occasion.earliest.isoformat()
    if head is not None:
        found["isPartOf"] = article_data(head)
    return found


def article_data(head: ArticleHead) -> Json:
    """The article, with what is known of it."""
    found: Json = {"@type": "Article"}
    if head.headline:
        found["headline"] = head.headline
    if head.outlet:
        found["publisher"] = {"@type": "Organization", "name": head.outlet}
    if head.published:
        found["datePublished"] = head.published.isoformat()
    if head.url and head.url.lower().startswith(("http://", "https://")):
        found["url"] = head.url
    return found


# --- annotations ----------------------------------------------------------------------------------


def annotations_of(account: Account, context: int) -> Json:
    """All statements of an article as a collection of annotations with so many characters of context."""
    article = account.article
    name = f"urn:onrecord:article:{article.version}"
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": name,
        "type": "AnnotationCollection",
        "label": article.headline or article.key,
        "total": len(account.statements),
        "first": {
            "id": f"{name}:1",
            "type": "AnnotationPage",
            "partOf": name,
            "startIndex": 0,
            "items": [annotation_of(each, article, context) for each in account.statements],
        },
    }


def annotation_of(statement: Statement, article: Article, context: int) -> Json:
    """One statement: who said it, where and when, and its places in the article's text."""
    bodies = [("identifying", statement.speaker.name)]
    bodies.append(("describing", occasion_words(statement.occasion)))
    return {
        "id": f"urn:onrecord:statement:{statement.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
            for purpose, value in bodies
            if value
        ],
        "target": [target_of(span, article, context) for span in statement.content],
    }


def target_of(span: Span, article: Article, context: int) -> Json:
    """One stretch of an article, by its words with some on each side, and by its place."""
    text = article.text
    url = article.url or ""
    return {
        "source": url
        if url.lower().startswith(("http://", "https://"))
        else f"urn:onrecord:article:{article.version}",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - context) : span.start],
                "suffix": text[span.end : span.end + context],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
