"""Variants of a wording: words, their comparison, and relations within one article."""

from onrecord.variants.comparison import Comparison, compare, compare_wordings
from onrecord.variants.words import Word, split_words
from onrecord.variants.wordings import Wording, read_wording

__all__ = [
    "Comparison",
    "Word",
    "Wording",
    "compare",
    "compare_wordings",
    "read_wording",
    "split_words",
]
