"""The layout of an article: its blocks, sentences and quotations in one value."""

from __future__ import annotations

from onrecord.text.blocks import find_blocks
from onrecord.text.quotations import find_quotations
from onrecord.text.sentences import split_sentences
from onrecord.text.unmarked import unmark
from onrecord.values import Article, Layout


def lay_out(article: Article) -> Layout:
    """The blocks, sentences and quotations of an article, each in text order.

    Blocks that the mark-up told are taken as they are; plain text is split by its line breaks. Mark-up
    in the text itself is not read; what is found has its places in the text as given.
    """
    if article.markup:
        words = unmark(article)
        return words.put_back(lay_out(words.article))
    blocks = article.blocks or find_blocks(article.text)
    return Layout(
        blocks=blocks,
        sentences=split_sentences(article.text, blocks),
        quotations=find_quotations(article.text, blocks),
    )
