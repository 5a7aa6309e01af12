"""Typography of an article: blocks, sentences and quotation marks. No meaning yet.

Comes after `article` (whose text it never changes) and before `language`.
"""

from __future__ import annotations

from onrecord.text.blocks import find_blocks
from onrecord.text.layout import lay_out
from onrecord.text.quotations import find_quotations
from onrecord.text.sentences import split_sentences
from onrecord.text.unmarked import blank_markup, unmark, words_in

__all__ = [
    "blank_markup",
    "find_blocks",
    "find_quotations",
    "lay_out",
    "split_sentences",
    "unmark",
    "words_in",
]
