"""What a draft is checked against: itself, and what the record has around the words of a quotation.

Before: the record names candidate articles, `excerpts` the stretches of them. After: `findings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.answers.excerpts import (
    NEARLY_ALL,
    Excerpt,
    Seed,
    find_excerpt,
    find_seeds,
    worth_comparing,
)
from onrecord.answers.findings import SIGNATURE_WORDS
from onrecord.answers.held_words import HeldWords, hold_draft, hold_words
from onrecord.text import blank_markup
from onrecord.values import Account, ArticleHead, Span, Statement
from onrecord.variants import Wording, same_name, split_words
from onrecord.variants.commonness import FUNCTION_WEIGHT, word_weight

if TYPE_CHECKING:
    from onrecord.record import Store

MOST_ARTICLES = 20
TELLING = 3
"""Words of a short quotation that statements are looked for by: every further one costs as much."""
MOST_COMPARED = 6
"""Where no article has nearly all of a quotation, so many that have most of it are compared."""
LITTLE = 0.7
"""Where no article has so large a share of a quotation, it is looked for in another way too."""

_MARKED = re.compile(r"\]\(|\]\[|\\\[|&\w{2,8};|<\w")
"""Signs of Markdown that put what is no word between words; of a text without them nothing is blanked."""


class Shelf:
    """The articles looked up for one draft; the text of each is fetched once."""

    def __init__(self, draft: Account, store: Store | None) -> None:
        self.draft = draft
        self._store = store
        self._own = hold_draft(draft)
        self._texts: dict[str, str] = {}
        self._blanked: dict[str, str] = {}
        self._speakers: dict[str, tuple[str, ...]] = {}

    @property
    def has_record(self) -> bool:
        """Whether there is a record besides the draft."""
        return self._store is not None

    def candidates(self, words: str, wording: Wording) -> list[HeldWords]:
        """The draft itself, and what the held articles have around the words they share with these."""
        seeds = find_seeds(wording)
        own = self.draft.article.version
        found = (
            self._excerpts(seeds, self._store.find_words(words, MOST_ARTICLES, own))
            if self._store
            else {}
        )
        best = max((excerpt.share for excerpt in found.values()), default=0.0)
        if len(wording.keys) < SIGNATURE_WORDS and best < NEARLY_ALL:
            # One word changed in "we did plan it" leaves no four words on end.
            found = self._excerpts(seeds, self._alike(wording)) | found
        elif best < LITTLE and self._store:
            # Two words changed in ten may leave no shingle that the index keeps.
            heads = self._store.find_phrases(words, MOST_ARTICLES, own)
            found = self._excerpts(seeds, heads) | found
        best = max((excerpt.share for excerpt in found.values()), default=0.0)
        least = worth_comparing([excerpt.share for excerpt in found.values()])
        most = sorted((excerpt.share for excerpt in found.values()), reverse=True)[:MOST_COMPARED]
        least = max(least, most[-1]) if best < NEARLY_ALL and most else least
        kept = [(head, each.spans) for head, each in found.items() if each.share >= least]
        return [self._own, *(self._hold(head, spans) for head, spans in kept)]

    def _excerpts(
        self, seeds: Sequence[Seed], heads: Iterable[ArticleHead]
    ) -> dict[ArticleHead, Excerpt]:
        """Where the seeds stand in each article, the draft's own version left out."""
        excerpts = {
            head: find_excerpt(seeds, self._words(head.key))
            for head in heads
            if head.version != self.draft.article.version
        }
        return {head: excerpt for head, excerpt in excerpts.items() if excerpt is not None}

    def _hold(self, head: ArticleHead, spans: tuple[Span, ...]) -> HeldWords:
        """The words of a held article in some stretches of it."""
        if self._store is None:
            raise ValueError("no article is held without a record")
        statements = self._store.statements_at(head.key, spans)
        held = hold_words(head, self._words(head.key), statements, spans)
        return replace(held, text=self._text(head.key))

    def _words(self, key: str) -> str:
        """The text of a held article, a Markdown link's target and the like blanked."""
        text = self._text(key)
        if key not in self._blanked and self._store is not None and _has_markup(text):
            self._blanked[key] = blank_markup(self._store.article(key)).text
        return self._blanked.get(key, text)

    def _text(self, key: str) -> str:
        if key not in self._texts and self._store is not None:
            self._texts[key] = self._store.text(key)
        return self._texts[key]

    def _alike(self, wording: Wording) -> Sequence[ArticleHead]:
        """The articles with statements that share most telling words with a short wording."""
        telling = {word.key for word in wording.words if word_weight(word.key) > FUNCTION_WEIGHT}
        keys = sorted(telling, key=lambda key: (-word_weight(key), -len(key), key))[:TELLING]
        own = self.draft.article.version
        return self._store.find_most(keys, MOST_ARTICLES, own) if self._store and keys else ()

    def holds(self, statement: Statement) -> bool:
        """Whether the record holds what a statement says it comes from, or it names no venue."""
        occasion = statement.occasion
        named = {_folded(name) for name in (occasion.outlet, occasion.programme) if name}
        if not named:
            return occasion.interviewer is None
        name = statement.speaker.name
        held = [outlet for outlet in self._outlets if _folded(outlet) in named]
        return any(name is None or self._speaks(outlet, name) for outlet in held)

    @cached_property
    def _outlets(self) -> tuple[str, ...]:
        """The outlets of the held articles, the draft's own version left out."""
        return self._store.outlets(self.draft.article.version) if self._store else ()

    def _speaks(self, outlet: str, name: str) -> bool:
        """Whether somebody of this name is quoted in a held article of an outlet."""
        if outlet not in self._speakers and self._store is not None:
            version = self.draft.article.version
            self._speakers[outlet] = self._store.speakers_of(outlet, version)
        return any(same_name(name, other) for other in self._speakers[outlet])


def _has_markup(text: str) -> bool:
    """Whether a text has a sign that may be mark-up; most have none of the letters of one."""
    return any(sign in text for sign in ("]", "&", "<", "\\")) and bool(_MARKED.search(text))


def _folded(name: str) -> str:
    """A venue's name as it is compared, without an article in front."""
    keys = [word.key for word in split_words(name)]
    return " ".join(keys[1:] if keys[:1] == ["the"] else keys)
