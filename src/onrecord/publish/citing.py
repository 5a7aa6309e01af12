"""A statement as a reference to cite: a line of text, CSL-JSON, BibTeX, and a link to the very words.

Before: a held statement. After: pages and the API print it. What is not known is left out, never filled.

CSL-JSON: https://docs.citationstyles.org (schema csl-data.json). Text fragments:
https://wicg.github.io/scroll-to-text-fragment/.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urldefrag

from onrecord.publish.phrases import joined, occasion_words, source_words, speaker_words
from onrecord.values import HeldStatement

EDGE_WORDS = 5
"""Words at each end of a passage that a link names; a shorter passage is named whole."""
CLOSING = "\"'”’)]"
_ESCAPED = re.compile(r"([\\{}#$%&_~^])")
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def line_of_reference(held: HeldStatement) -> str:
    """The statement as a line to cite: speaker, words, occasion, source, address; only what is known."""
    head = held.article
    source = joined(head.headline, source_words(head, head.key), head.byline)
    return sentences(*_said(held), source, head.url)


def csl_of_reference(held: HeldStatement) -> dict[str, Any]:
    """The article as one item of CSL-JSON, the statement in its note.

    >>> from onrecord.values import ArticleHead, Statement
    >>> head = ArticleHead("a", "v", outlet="The Gull", headline="Tides")
    >>> said = HeldStatement(head, Statement("3f9c", "direct", "speech", ()), "“No.”", "3f9c")
    >>> csl_of_reference(said)["title"]
    'Tides'
    """
    head = held.article
    item: dict[str, Any] = {"id": f"onrecord-{held.statement.id}", "type": "article-newspaper"}
    if head.headline:
        item["title"] = head.headline
    if head.outlet:
        item["container-title"] = head.outlet
    if head.byline:
        item["author"] = [{"literal": head.byline}]
    if head.published:
        day = head.published
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    if head.url:
        item["URL"] = head.url
    item["note"] = sentences(*_said(held))
    return item


def bibtex_of_reference(held: HeldStatement) -> str:
    """The article as a BibTeX entry (type misc, which every style knows), the statement in its note."""
    head = held.article
    fields = {
        "title": head.headline,
        "author": f"{{{bibtex_text(head.byline)}}}" if head.byline else None,
        "howpublished": head.outlet,
        "year": f"{head.published.year}" if head.published else None,
        "month": f"{head.published.month}" if head.published else None,
        "day": f"{head.published.day}" if head.published else None,
        "url": head.url,
        "note": sentences(*_said(held)),
    }
    lines = [
        f"  {name} = {{{value if name in ('author', 'url') else bibtex_text(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@misc{{onrecord-{held.statement.id},", *lines, "}"])


def bibtex_text(text: str) -> str:
    r"""Text with what commands BibTeX and TeX written out.

    >>> bibtex_text("Salt & Sons {live} 5%")
    'Salt \\& Sons \\{live\\} 5\\%'
    """
    return _ESCAPED.sub(lambda match: _COMMANDS.get(match[1], f"\\{match[1]}"), text)


def sentences(*parts: str | None) -> str:
    """The parts that are there, each ended once.

    >>> sentences("Ada Moll", "“No.”", None, "The Gull")
    'Ada Moll. “No.” The Gull'
    """
    told = [part for part in parts if part]
    return " ".join(p if p.rstrip(CLOSING)[-1:] in ".?!…" else f"{p}." for p in told[:-1]) + (
        f" {told[-1]}" if len(told) > 1 else "".join(told)
    )


def _said(held: HeldStatement) -> tuple[str | None, ...]:
    """Speaker, words and occasion."""
    return (
        speaker_words(held.statement.speaker),
        " ".join(held.text.split()),
        occasion_words(held.statement.occasion) or None,
    )


def link_to_words(url: str, words: str) -> str:
    """The page's address with a text fragment, so that a browser shows the words lit.

    >>> link_to_words("https://gull.example/a#top", "No, the well-kept one.")
    'https://gull.example/a#:~:text=No%2C%20the%20well%2Dkept%20one.'
    """
    told = words.split()
    if not told:
        return url
    edges = [told] if len(told) <= 2 * EDGE_WORDS else [told[:EDGE_WORDS], told[-EDGE_WORDS:]]
    named = ",".join(quote(" ".join(edge), safe="").replace("-", "%2D") for edge in edges)
    return f"{urldefrag(url).url}#:~:text={named}"
