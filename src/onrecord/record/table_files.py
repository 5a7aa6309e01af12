"""Reading the user's tables: CSV, JSON or JSON Lines of people with ids, or of works with their cast.

A line that says too little is listed with its number and left out; the others are read. Comes
before `persons`, which keeps what was read.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from onrecord.errors import UnreadableDocument
from onrecord.record.corrections import (
    OF_STATEMENTS,
    Action,
    Anchor,
    Correction,
    Undoing,
    as_places,
    as_spans,
)
from onrecord.record.listed import ListedCredit, ListedPerson
from onrecord.record.sightings import CREDITS
from onrecord.values import Span

ID_NAMES = ("id", "wikidata", "qid", "item")
"""Columns that may hold a person's id, the first that does."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: its lines, and what could not be used of it, in words."""

    source: str
    people: tuple[ListedPerson, ...] = ()
    credits: tuple[ListedCredit, ...] = ()
    problems: tuple[str, ...] = ()


def read_people_table(path: Path) -> Table:
    """People with ids: columns `name`, `id`, and if there are any `description` and `works`."""
    people: list[ListedPerson] = []
    problems: list[str] = []
    for number, line in _lines(path):
        name, identity = _text(line.get("name")), _first(line, ID_NAMES)
        if name and identity:
            told = _text(line.get("description"))
            people.append(ListedPerson(name, identity, told, _list(line.get("works")), path.name))
        else:
            problems.append(f"{path}:{number}: no {'id' if name else 'name'}: left out")
    return Table(path.name, people=tuple(people), problems=tuple(problems))


def read_works_table(path: Path) -> Table:
    """Works: columns `title`, `year`, `cast` and others of who made them, names or objects with ids."""
    credits: list[ListedCredit] = []
    problems: list[str] = []
    for number, line in _lines(path):
        found = list(_credits(line, path.name))
        credits += found
        if not found:
            what = "no cast or makers" if _text(line.get("title")) else "no title"
            problems.append(f"{path}:{number}: {what}: left out")
    return Table(path.name, credits=tuple(credits), problems=tuple(problems))


def _credits(line: Mapping[str, Any], source: str) -> Iterator[ListedCredit]:
    """Each person's part in the work that a line is about."""
    title = _text(line.get("title"))
    if not title:
        return
    year = _text(line.get("year"))[:4]
    for column, role in CREDITS.items():
        raw = line.get(column)
        people = raw if isinstance(raw, list) else _list(raw)
        for person in people:
            held = person if isinstance(person, dict) else {"name": person}
            name = _text(held.get("name"))
            if name:
                identity = _first(held, ID_NAMES) or None
                number = int(year) if year.isdecimal() else None
                yield ListedCredit(title, number, name, role, identity, source)


def read_corrections_file(path: Path) -> tuple[Correction, ...]:
    """Corrections as `onrecord correct list --format jsonl` prints them. Raises UnreadableDocument."""
    found = []
    for number, line in _lines(path):
        try:
            found.append(_correction(line))
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableDocument(
                f"{path}:{number}: not a correction ({error!r}); print them with: "
                "onrecord correct list --format jsonl"
            ) from error
    return tuple(found)


def _correction(line: Mapping[str, Any]) -> Correction:
    """The correction that a line tells. Raises KeyError, TypeError or ValueError for what is none."""
    action, undone = line["action"], line["undone"]
    if action not in get_args(Action):
        raise ValueError(f"no action {action!r}")
    made = Correction(
        0,
        action,
        _string(line["person"]),
        _string(line["other"]) if action in ("merge", "split") else None,
        _string(line["name"]) if action == "rename" else None,
        _string(line["who"]),
        _string(line["made"]),
        _string(line["why"]),
        as_places(line["places"]),
        as_places(line["other_places"]),
        Undoing(*(_string(undone[key]) for key in ("who", "made", "why"))) if undone else None,
    )
    if action not in OF_STATEMENTS:
        return made
    at, (content, words) = line["statement"], _stretches(line["content"])
    return replace(
        made,
        name=None if line["name"] is None else _string(line["name"]),
        statement=Anchor(
            _string(at["id"]),
            _string(at["article"]),
            _string(at["version"]),
            *_stretches(at["content"]),
        ),
        kind=None if line["kind"] is None else _string(line["kind"]),
        content=content,
        words=words,
    )


def _stretches(told: Iterable[Mapping[str, Any]]) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Places and their words."""
    listed = list(told)
    words = tuple(_string(each["text"]) for each in listed if each["text"] is not None)
    return as_spans((each["start"], each["end"]) for each in listed), words


def _string(value: object) -> str:
    """The value, which must be text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


# --- files ----------------------------------------------------------------------------------------


def _lines(path: Path) -> list[tuple[int, Mapping[str, Any]]]:
    """The lines of a table with their numbers, as objects. Raises UnreadableDocument."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"{path}: not UTF-8 text; save it as CSV in UTF-8") from error
    except OSError as error:
        raise UnreadableDocument(
            f"{path}: {error.strerror}; look at the name of the file"
        ) from error
    start = text.lstrip()[:1]
    if start in ("{", "["):
        return _json_lines(path, text)
    rows = csv.DictReader(io.StringIO(text), dialect=_dialect(text))
    try:
        return [
            (rows.line_num, {str(name or "").strip().casefold(): row[name] for name in row})
            for row in rows
        ]
    except csv.Error as error:
        raise UnreadableDocument(
            f"{path}:{rows.line_num}: not CSV ({error}); look for a quotation mark that is not closed"
        ) from error


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, or the tabs or semicolons that the first line has more of."""
    head = text.partition("\n")[0]
    most = max(",\t;", key=head.count)

    class Found(csv.excel):
        delimiter = most

    return Found


def _json_lines(path: Path, text: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The objects of JSON Lines, or of one JSON list."""
    if text.lstrip().startswith("["):
        held = list(enumerate(_json(text, str(path)), 1))
    else:
        # Not `splitlines`: JSON text may hold other marks of a line's end as they are, as U+2028.
        lines = enumerate(text.split("\n"), 1)
        held = [(number, _json(line, f"{path}:{number}")) for number, line in lines if line.strip()]
    wrong = [number for number, line in held if not isinstance(line, dict)]
    if wrong:
        raise UnreadableDocument(f"{path}:{wrong[0]}: an object with names and values is expected")
    return held


def _json(text: str, place: str) -> Any:
    """The value that JSON tells. Raises UnreadableDocument, with the place."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(
            f"{place}: not JSON ({error}); give a list of objects, or one object in each line"
        ) from error


def _first(line: Mapping[str, Any], names: Sequence[str]) -> str:
    return next((found for name in names if (found := _text(line.get(name)))), "")


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _list(value: object) -> tuple[str, ...]:
    """The names in a cell, parted by semicolons or bars, or in a list."""
    if isinstance(value, list):
        return tuple(filter(None, map(_text, value)))
    parts = _text(value).replace("|", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip())
