"""Files as a user has them, read as the commands read them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import read_paths
from onrecord.settings import Settings
from onrecord.values import Article, Failure

BODY = (
    "The ferry on the river has crossed for thirty-one years, and the film about it opened last week "
    "in the town where it was shot. “The water was eleven degrees and nobody was getting in it,” said "
    "the director of the film, who’d come back for the screening."
)

Read = Callable[..., Article]
Fail = Callable[..., Failure]


@pytest.fixture
def body() -> str:
    """A paragraph of English with curly marks."""
    return BODY


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The one article of a file with these bytes or words, in UTF-8 where nothing else is said."""

    def read_one(content: bytes | str, name: str = "one.txt", **known: Any) -> Article:
        (found,) = read_all(tmp_path, content, name, known)
        assert isinstance(found, Article), found
        return found

    return read_one


@pytest.fixture
def fail(tmp_path: Path) -> Fail:
    """The one failure of a file with these bytes or words."""

    def read_one(content: bytes | str, name: str = "one.txt", **known: Any) -> Failure:
        (found,) = read_all(tmp_path, content, name, known)
        assert isinstance(found, Failure), found
        assert "\n" not in found.reason
        return found

    return read_one


def read_all(
    folder: Path, content: bytes | str, name: str, known: dict[str, Any]
) -> list[Article | Failure]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_paths([str(path)], Settings(**known)))
