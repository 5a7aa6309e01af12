"""`serve`: what it says where it cannot start."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

import pytest


def test_missing_extra_is_named(
    onrecord: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    ran = onrecord("serve")

    assert ran.code == 2
    assert "pip install 'onrecord[web]'" in ran.err


def test_missing_record_is_said_before_it_listens(onrecord: Callable[..., Any]) -> None:
    ran = onrecord("serve", "--record", "none.db")

    assert ran.code == 2
    assert "no record there" in ran.err
