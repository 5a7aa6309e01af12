"""Variants of a wording: words, their comparison, and relations within one article."""

from onrecord.variants.comparison import Comparison, compare, compare_wordings
from onrecord.variants.disputes import find_disputes
from onrecord.variants.relations import quoted_words, relate_wordings
from onrecord.variants.speakers import may_be_same, same_name
from onrecord.variants.wordings import Wording, read_wording
from onrecord.variants.words import Word, split_words

__all__ = [
    "Comparison",
    "Word",
    "Wording",
    "compare",
    "compare_wordings",
    "find_disputes",
    "may_be_same",
    "quoted_words",
    "read_wording",
    "relate_wordings",
    "same_name",
    "split_words",
]
