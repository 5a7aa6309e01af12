"""Frozen values to JSON and back, without loss: what the record keeps beside its columns.

The columns of the record are what queries need; the JSON is the whole value. Strict on purpose: a
field that the value does not know, or of another type, is an error and not a surprise later. A
field that is missing takes its default, so that records written before a field existed stay
readable. Comes after `values`, before `rows`; knows nothing of SQLite.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
from collections.abc import Callable, Hashable
from datetime import date, datetime
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from onrecord.errors import RecordError

T = TypeVar("T")


def encode(value: object) -> str:
    """The value, a frozen dataclass, as one line of JSON: same value, same bytes.

    A field that came later ("later" in its metadata) is left out at its default, so that what older
    records hold keeps its bytes.

    >>> from onrecord.values import Span
    >>> encode(Span(1, 4))
    '{"start":1,"end":4}'
    """
    return json.dumps(_plain(value), separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """The value of the dataclass `kind` that `encode` wrote.

    Raises RecordError where the JSON holds an unknown field or a wrong type.

    >>> from onrecord.values import Span
    >>> decode(Span, '{"start":1,"end":4}')
    Span(start=1, end=4)
    """
    build: Callable[[Any], T] = _builder(cast(Hashable, kind))
    try:
        return build(json.loads(text))
    except _Misfit as misfit:
        raise _damaged(".".join([kind.__name__, *misfit.fields]), misfit.found) from None
    except ValueError as error:
        raise _damaged(kind.__name__, f"JSON that breaks off ({error})") from error


class _Misfit(Exception):
    """What was found in place of the expected, and the fields that lead there."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found
        self.fields: list[str] = []


def _plain(value: object) -> object:
    """The value as what JSON can hold: dataclasses as objects, tuples as lists, dates as text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = ((f, getattr(value, f.name)) for f in dataclasses.fields(value))
        return {
            f.name: _plain(v) for f, v in held if not ("later" in f.metadata and v == f.default)
        }
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return _json_only(value)


def _json_only(value: object) -> object:
    """The value itself, if JSON gives it back as it is: a tuple or a day in metadata would not."""
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return {name: _json_only(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_json_only(item) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise RecordError(
        f"a value of type {type(value).__name__} cannot be stored: {value!r:.80}; "
        "metadata may hold text, numbers, lists and objects only"
    )


Builder = Callable[[Any], Any]


@functools.cache
def _builder(hint: Any) -> Builder:
    """The function that builds a value of the annotated type from plain JSON data."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return functools.partial(_build_dataclass, hint)
    origin = get_origin(hint)
    if origin is tuple:
        return functools.partial(_build_tuple, get_args(hint)[0])
    if origin is Literal:
        return functools.partial(_build_literal, get_args(hint))
    if origin is Union or origin is types.UnionType:
        return functools.partial(_build_optional, get_args(hint))
    if origin is dict:
        return functools.partial(_build_exact, (dict,))
    if hint is date:
        return _build_date
    if hint is float:
        return functools.partial(_build_exact, (float, int))
    return functools.partial(_build_exact, (hint,))


@functools.cache
def _builders(kind: type) -> dict[str, Builder]:
    """The builder of each field of a dataclass."""
    hints = get_type_hints(kind)
    return {field.name: _builder(hints[field.name]) for field in dataclasses.fields(kind)}


@functools.cache
def _required(kind: type) -> frozenset[str]:
    """The fields of a dataclass that have no default."""
    missing = dataclasses.MISSING
    return frozenset(
        field.name
        for field in dataclasses.fields(kind)
        if field.default is missing and field.default_factory is missing
    )


def _build_dataclass(kind: type, raw: Any) -> Any:
    """A dataclass from a JSON object with its fields, no others."""
    if not isinstance(raw, dict):
        raise _Misfit(f"{raw!r:.60} where an object is expected")
    builders = _builders(kind)
    if unknown := raw.keys() - builders.keys():
        raise _Misfit(f"an unknown field {min(unknown)!r}")
    if missing := _required(kind) - raw.keys():
        raise _Misfit(f"no field {min(missing)!r}")
    name = ""
    try:
        values = {}
        for name, item in raw.items():
            values[name] = builders[name](item)
    except _Misfit as misfit:
        misfit.fields.insert(0, name)
        raise
    return kind(**values)


def _build_tuple(item: Any, raw: Any) -> Any:
    """A tuple of values of one type from a JSON list."""
    if not isinstance(raw, list):
        raise _Misfit(f"{raw!r:.60} where a list is expected")
    build = _builder(item)
    return tuple([build(part) for part in raw])


def _build_literal(allowed: tuple[str, ...], raw: Any) -> Any:
    """One of the allowed words."""
    if not isinstance(raw, str) or raw not in allowed:
        raise _Misfit(f"{raw!r:.60}, which is none of {', '.join(allowed)}")
    return raw


def _build_optional(kinds: tuple[Any, ...], raw: Any) -> Any:
    """None, or a value of the one other type."""
    if raw is None and type(None) in kinds:
        return None
    present = next(kind for kind in kinds if kind is not type(None))
    return _builder(present)(raw)


def _build_date(raw: Any) -> date:
    """A date from its ISO form."""
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise _Misfit(f"{raw!r:.60} where a date is expected") from None


def _build_exact(kinds: tuple[type, ...], raw: Any) -> Any:
    """The value itself, if it is of one of the types exactly (true is no number)."""
    if type(raw) not in kinds:
        raise _Misfit(f"{raw!r:.60} where {kinds[0].__name__} is expected")
    return raw


def _damaged(where: str, found: str) -> RecordError:
    """The error for JSON that is not what the value says."""
    return RecordError(
        f"{where}: found {found}; the record is damaged, or was written by another "
        "version of onrecord: add its articles again into a new record"
    )
