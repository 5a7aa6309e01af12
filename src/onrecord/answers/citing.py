"""Citations: one slice of one article, with the characters around it and its place in a recording.

Comes before `entries` and `disputes`, which cite what they show.
"""

from __future__ import annotations

from onrecord.values import Article, Change, Citation, RelationKind, Retelling, Span

MARGIN = 32
"""Characters of a citation's prefix and suffix."""


def cite_slice(article: Article, span: Span) -> Citation:
    """The citation of one slice of an article, with its second where the article writes down a recording."""
    text = article.text
    return Citation(
        article=article.key,
        url=article.url,
        start=span.start,
        end=span.end,
        prefix=text[max(0, span.start - MARGIN) : span.start],
        suffix=text[span.end : span.end + MARGIN],
        seconds=article.second_of(span.start),
    )


def as_retelling(
    cited: Citation, relation: RelationKind | None, changes: tuple[Change, ...] = ()
) -> Retelling:
    """The same place as one that reports words shown elsewhere, with how its words stand to those."""
    return Retelling(
        cited.article,
        cited.url,
        cited.start,
        cited.end,
        cited.prefix,
        cited.suffix,
        cited.seconds,
        relation,
        changes,
    )
