"""All that an article says against reported words: its editors' notices, and denials by the speakers.

Comes after speakers, occasions and works are settled. The record links both to the words across articles.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements.notices import Notice
from onrecord.values import Dispute, Person, Reading, Statement
from onrecord.variants.denials import find_denials
from onrecord.variants.notices import settle_notices


def find_disputes(
    reading: Reading,
    notices: Sequence[Notice],
    statements: Sequence[Statement],
    people: Sequence[Person],
) -> tuple[Dispute, ...]:
    """The notices and denials of an article, in text order."""
    found = [
        *settle_notices(reading, notices, statements, people),
        *find_denials(reading, notices, statements, people),
    ]
    return tuple(sorted(found, key=lambda dispute: dispute.span))
