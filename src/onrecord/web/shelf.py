"""What every request reads: the record, opened anew, and the one model, loaded when a draft comes.

Before: `record` and `facade`. After: `pages` and `api` shape what it hands out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TypeVar

from onrecord.answers.ask import ask
from onrecord.answers.check import FAILING, check
from onrecord.answers.explain import explain
from onrecord.answers.policies import apply_policy
from onrecord.answers.trace import trace
from onrecord.article import article_from_text
from onrecord.errors import NotOnRecord, UnreadableDocument, UsageError
from onrecord.facade import Reader
from onrecord.publish.check_report import Report, Shelf, report_of
from onrecord.publish.forms import Texts
from onrecord.record import Store
from onrecord.settings import Settings
from onrecord.values import (
    Answer,
    Article,
    Explanation,
    Failure,
    HeldStatement,
    LeftOut,
    Policy,
    Trace,
    Verdict,
)
from onrecord.web.access import Access
from onrecord.web.guard import A_SECOND
from onrecord.web.kept import Kept

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Serving:
    """What `serve` is told. `context` is how many characters around a statement are shown of an article;
    `show_articles` says that the texts are ours to show whole. `hosts` are the names that requests may
    call this server by, `*` for any; `rate` is how many questions or drafts a client may send a second,
    `access` what guards writing."""

    record: Path
    show_articles: bool = False
    context: int = 160
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]", "::1")
    most_bytes: int = 1_000_000
    rate: float = A_SECOND
    access: Access = field(default_factory=Access)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A draft that was sent as a file."""

    name: str
    content: bytes


@dataclass
class Library:
    """The record that is served. Each request opens it for itself, in its own thread."""

    serving: Serving
    _reader: Reader = field(init=False)
    _kept: Kept = field(init=False)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._kept = Kept(self.serving.record)
        self._reader = Reader(Settings(record=self.serving.record))

    def open(self) -> Store:
        """The record; close it in the same thread."""
        return Store.open(self.serving.record)

    def ask(self, store: Store, question: str, limit: int) -> Answer:
        """What the record says to a question."""
        return self._kept.get(("ask", question, limit), lambda: ask(store, question, limit=limit))

    def explain(self, store: Store, title: str, *, spoilers: bool = True) -> Explanation:
        """A work explained. Raises NotOnRecord."""
        name = ("explain", title, spoilers)
        return self._kept.get(name, lambda: explain(store, title, spoilers=spoilers))

    def trace(self, store: Store, statement: str) -> Trace | None:
        """Every telling of a statement's words, none where it has no words to follow."""
        return self._kept.get(("trace", statement), lambda: _told(store, statement))

    @property
    def access(self) -> Access:
        """What guards writing."""
        return self.serving.access

    def check(self, store: Store, draft: str | SentFile, policy: Policy) -> Report:
        """The report on a draft. The text is a text, whatever path it may look like."""
        article = self._article(draft)
        with self._lock:  # one model, one draft at a time
            account = self._reader.account(article)
        verdicts = tuple(apply_policy(verdict, policy) for verdict in check(account, store))
        return report_of(
            account.article, verdicts, frozenset(FAILING), _shelf_of(store, verdicts), policy
        )

    def _article(self, draft: str | SentFile) -> Article:
        """The draft, read. Raises UnreadableDocument."""
        if isinstance(draft, str):
            if not draft.strip():
                raise UnreadableDocument("the draft is empty: paste the text, or send a file")
            return article_from_text(draft.replace("\r\n", "\n"), "draft")
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"draft{PurePath(draft.name).suffix.lower()}"
            file.write_bytes(draft.content)
            found = [
                one for one in self._reader.articles([str(file)]) if not isinstance(one, LeftOut)
            ]
        if len(found) != 1:
            raise UnreadableDocument(
                f"{draft.name}: {len(found)} documents in it; send one draft at a time"
            )
        if isinstance(found[0], Failure):
            raise UnreadableDocument(f"{draft.name}: {found[0].reason}")
        return replace(found[0], key=draft.name, path=draft.name)


def _told(store: Store, statement: str) -> Trace | None:
    try:
        return trace(store, statement)
    except NotOnRecord:
        return None


def texts_of(store: Store) -> Texts:
    """Looks up article texts in the store, each once."""
    return cache(store.text)


def statements_by_id(store: Store, ids: Sequence[str]) -> list[HeldStatement]:
    """The statements of these ids, in their order."""
    return [store.statement(each) for each in ids]


def cut_page(
    items: Sequence[Item], names: Sequence[str], limit: int, cursor: str | None
) -> tuple[Sequence[Item], str | None]:
    """At most `limit` of the items behind the one that the cursor names, and the cursor for what is left.

    >>> cut_page("abcde", "abcde", 2, "b")
    ('cd', 'd')
    >>> cut_page("abcde", "abcde", 2, "d")
    ('e', None)
    """
    if cursor is not None and cursor not in names:
        raise UsageError(f"cursor {cursor!r}: no such place in this list; begin without a cursor")
    start = names.index(cursor) + 1 if cursor is not None else 0
    end = start + limit
    return items[start:end], names[end - 1] if end < len(items) else None


def _shelf_of(store: Store, verdicts: Sequence[Verdict]) -> Shelf:
    wanted = {verdict.source.statement for verdict in verdicts if verdict.source}
    heads = store.lists.heads_of([v.source.article for v in verdicts if v.source])
    return Shelf(heads, {name: _speaker_of(store, name) for name in wanted if name})


def _speaker_of(store: Store, statement: str) -> str | None:
    try:
        return store.statement(statement).statement.speaker.name
    except NotOnRecord:  # a statement of the draft itself
        return None
