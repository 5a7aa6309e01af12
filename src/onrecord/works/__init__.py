"""Films, series and books of an article: titles, characters, facts, topics and passages.

Comes after `statements`, whose source spans show who stands outside a story, and before `people`.
"""

from __future__ import annotations

from onrecord.works.find import Ground, find_works, survey_works, tell_works
from onrecord.works.passages import find_passages
from onrecord.works.settle import settle_topics

__all__ = ["Ground", "find_passages", "find_works", "settle_topics", "survey_works", "tell_works"]
