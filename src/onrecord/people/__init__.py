"""People: names, roles and mentions linked to persons within an article.

Comes after `works` and before `occasions`.
"""

from __future__ import annotations

from onrecord.people.settle import settle_speakers

__all__ = ["settle_speakers"]
