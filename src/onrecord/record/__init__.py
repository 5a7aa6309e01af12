"""The record: every account in one SQLite file, found again by words, works and utterances.

Comes after `pipeline`, which makes accounts of articles, and before `answers`, which reads them.
"""

from onrecord.record.status import Status
from onrecord.record.store import Outcome, Store

__all__ = ["Outcome", "Status", "Store"]
