"""What the language model says of mentions, told in figures: whom each one may stand for, and how surely.

Comes after `words`; the walk notes each mention as it passes and asks for the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.people.words import Page
from onrecord.values import Mention

Shares = dict[int, float]
LEAST = 0.02
"""A smaller share of a mention is not handed on to those that point at it."""


@dataclass(slots=True)
class Pointed:
    """The model's mentions by their last words, and for each one passed the shares of its figures.

    A share is the probability that the mention stands for that figure; what is missing to 1 goes to nobody
    of whom the text spoke before.
    """

    page: Page
    mentions: tuple[Mention, ...] = ()
    at: dict[int, int] = field(default_factory=dict)
    shares: dict[int, Shares] = field(default_factory=dict)

    @classmethod
    def over(cls, page: Page, mentions: tuple[Mention, ...]) -> Pointed:
        """The mentions of an article; of two that end in one word the first counts."""
        at: dict[int, int] = {}
        for number, mention in enumerate(mentions):
            words = page.between(mention.span)
            if words:
                at.setdefault(words[-1], number)
        return cls(page, mentions, at)

    def seen(self, index: int) -> Shares:
        """Whom the mention that ends in a word may stand for, by what its antecedents stand for."""
        number = self.at.get(index)
        found: Shares = {}
        if number is None:
            return found
        for antecedent in self.mentions[number].antecedents:
            for figure, share in self.shares.get(antecedent.mention, {}).items():
                found[figure] = found.get(figure, 0.0) + antecedent.score * share
        return found

    def note(self, index: int, shares: Shares) -> None:
        """Remember whom the mention that ends in a word stands for."""
        number = self.at.get(index)
        if number is not None:
            self.shares[number] = {f: share for f, share in shares.items() if share >= LEAST}
