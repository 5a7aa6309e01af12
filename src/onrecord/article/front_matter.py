"""What a Markdown file says of itself before its text: date, author, title, outlet, address.

Front matter stands between two lines `---` (YAML) or `+++` (TOML). Of YAML only plain `key: value` lines and
lists of names are read, which is all that these keys need. Before: `markdown`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from onrecord.article.published import read_day

_YAML = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<lines>.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
_TOML = re.compile(
    r"\ufeff?\+\+\+[ \t]*\r?\n(?P<lines>.{0,20000}?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):(?:[ \t]+(?P<value>.*))?")
_LISTED = re.compile(r"\s*-\s+(?P<value>.+)")
_OTHER = re.compile(r"\s.*|#.*|-\s.*|")
_QUOTED = re.compile(r"\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'")
_NOT_PLAIN = ("|", ">", "&", "*", "{", "!", "%", "@")
_KEYS = {
    "published": ("published", "date", "pubdate", "publishdate", "datepublished"),
    "byline": ("author", "authors", "byline", "by", "writer"),
    "headline": ("headline", "title"),
    "outlet": ("outlet", "publication", "publisher"),
    "url": ("canonicalurl", "canonical", "url", "permalink"),
    "language": ("lang", "language"),
}
_KNOWN = frozenset(name for names in _KEYS.values() for name in names) | frozenset(
    (
        "draft",
        "tags",
        "layout",
        "slug",
        "categories",
        "description",
        "subtitle",
        "summary",
        "keywords",
    )
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What it says, none for what it does not; `end` is the character after its last line."""

    end: int = 0
    published: date | None = None
    byline: str | None = None
    headline: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


def read_front_matter(text: str) -> FrontMatter:
    """The front matter at the beginning of a text; where there is none, `end` is 0.

    Two rules around something else (a line of dialogue) are no front matter.

    >>> found = read_front_matter("---\\ntitle: The Bell\\ndate: 2025-03-12\\n---\\nShe left.")
    >>> found.headline, found.published.isoformat(), found.end
    ('The Bell', '2025-03-12', 41)
    """
    match = _YAML.match(text)
    held = _read_yaml(match["lines"]) if match else None
    if held is None and (match := _TOML.match(text)):
        held = _read_toml(match["lines"])
    if match is None or not held or _KNOWN.isdisjoint(held):
        return FrontMatter()
    url = _one(held, "url")
    return FrontMatter(
        end=match.end(),
        published=read_day(_one(held, "published")),
        byline=_one(held, "byline"),
        headline=_one(held, "headline"),
        outlet=_one(held, "outlet"),
        url=url if url and re.match(r"https?://\S+$", url) else None,
        language=_one(held, "language"),
    )


def _one(held: Mapping[str, list[str]], field: str) -> str | None:
    """The first of a field's names that has a value; several values with commas between."""
    found = (", ".join(held[name]) for name in _KEYS[field] if held.get(name))
    return next(found, None)


def _folded(key: str) -> str:
    return re.sub(r"[^a-z]", "", key.lower())


def _read_yaml(lines: str) -> dict[str, list[str]] | None:
    """The plain values by key, or None where a line is no YAML of this kind."""
    held: dict[str, list[str]] = {}
    key = ""
    for line in lines.splitlines():
        if match := _LINE.fullmatch(line):
            key = _folded(match["key"])
            held[key] = _values(match["value"] or "")
        elif key and (match := _LISTED.fullmatch(line)):
            held[key] += _values(match["value"])
        elif not _OTHER.fullmatch(line):
            return None
    return held


def _values(written: str) -> list[str]:
    """The values of one line: one, or those of a list in brackets.

    >>> _values('[Ada Moll, "R. Tallow"]'), _values("'It: ends'  # now"), _values("|")
    (['Ada Moll', 'R. Tallow'], ['It: ends'], [])
    """
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return [value for part in written[1:-1].split(",") for value in _values(part)]
    if quoted := _QUOTED.match(written):
        return [quoted["double"] or quoted["single"] or ""]
    written = re.sub(r"\s+#.*", "", written)
    return [written] if written and not written.startswith(_NOT_PLAIN) else []


def _read_toml(lines: str) -> dict[str, list[str]] | None:
    try:
        read = tomllib.loads(lines)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    held = {}
    for key, value in read.items():
        several = value if isinstance(value, list) else [value]
        held[_folded(key)] = [
            each.isoformat() if isinstance(each, date | datetime) else str(each)
            for each in several
            if isinstance(each, str | date | datetime)
        ]
    return held
