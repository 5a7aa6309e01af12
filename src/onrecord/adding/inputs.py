"""What is to be read, in one order that does not depend on how it was named, and how it is known again.

Comes after `article`, which lists and reads; `adding` goes through the inputs in this order.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable

from onrecord.article.inputs import (
    FEED_ENDINGS,
    JSONL_ENDINGS,
    STANDARD_INPUT,
    XML_ENDING,
    Input,
    list_inputs,
    printable,
)
from onrecord.values import Failure

LARGE = 1_000_000
"""Bytes from which on a file is taken for one of many documents: it is opened by the writer, and its
articles are read by all processes."""
LONG = 50_000
"""Bytes of an archive, feed or file of lines from which several processes read it if not told otherwise."""
_CHUNK = 1 << 20


def order_inputs(paths: Iterable[str]) -> list[Input | Failure]:
    """Every file that the paths name, each once, by the key of its article; first what names nothing.

    Of two documents with one key the first is kept, so the order must not be that of the arguments.
    """
    found = [given for path in paths for given in list_inputs([path])]
    files = sorted(
        (given for given in found if isinstance(given, Input)),
        key=lambda given: (given.key, given.path),
    )
    once: dict[str, Input] = {}
    for given in files:
        once.setdefault(_place(given), given)
    return [*(given for given in found if isinstance(given, Failure)), *once.values()]


def _place(given: Input) -> str:
    return given.path if given.path == STANDARD_INPUT else os.path.realpath(given.path)


def name_input(given: Input) -> str:
    """What the ledger calls an input: its path as given, and the key where that is another.

    >>> name_input(Input("news/one.txt", "one.txt"))
    'news/one.txt as one.txt'
    """
    path = printable(given.path)
    return path if path == given.key else f"{path} as {given.key}"


def holds_many(given: Input) -> bool:
    """Whether an input is an archive, a feed or a file of lines, by its name; or large, or standard input."""
    if given.path == STANDARD_INPUT or given.is_archive:
        return True
    if given.ending in (*JSONL_ENDINGS, *FEED_ENDINGS, XML_ENDING):
        return True
    try:
        return os.stat(given.path).st_size >= LARGE
    except OSError:
        return False


def is_long(given: Input) -> bool:
    """Whether an input of many articles has so many that several processes are worth their beginning."""
    if given.path == STANDARD_INPUT or not holds_many(given):
        return False
    try:
        return os.stat(given.path).st_size >= LONG
    except OSError:
        return False


def digest_input(given: Input) -> str | None:
    """The SHA-256 of a file's bytes; None of what is no file, or cannot be read."""
    if given.path == STANDARD_INPUT or not os.path.isfile(given.path):
        return None
    digest = hashlib.sha256()
    try:
        with open(given.path, "rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()
