"""Statements: the marks of the text and the labels of the model, reconciled.

The marks decide where quoted words begin and end; the labels decide whose they are, by which cue.
Comes after `language`, before `works`; speakers and occasions are settled later.
"""

from __future__ import annotations

from onrecord.statements.build import build_statements
from onrecord.statements.chains import link_chains, own_occasions
from onrecord.statements.notices import find_notices, outside_notices

__all__ = [
    "build_statements",
    "find_notices",
    "link_chains",
    "outside_notices",
    "own_occasions",
]
