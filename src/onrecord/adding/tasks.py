"""What a reading process is asked for and what it answers: frozen values, and the desk where that is done.

Comes after `reader`; `worker` has a desk in a process of its own, `readers` hands out the tasks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.adding.reader import Reader, article_stamp
from onrecord.article.inputs import Input, printable
from onrecord.article.reading import open_articles
from onrecord.record import Store
from onrecord.settings import Settings
from onrecord.values import Account, Article, ArticleHead, Failure


@dataclass(frozen=True, slots=True)
class Office:
    """What all tasks of a run have in common. With `anew`, what the record holds is read all the same."""

    settings: Settings
    record: Path | str
    anew: bool = False


@dataclass(frozen=True, slots=True)
class ReadInput:
    """Read all of one input."""

    given: Input

    @property
    def path(self) -> str:
        """What a failure names."""
        return printable(self.given.path)


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """Read an article that has been taken out of its input."""

    article: Article

    @property
    def path(self) -> str:
        """What a failure names."""
        return self.article.path or self.article.key


Task = ReadInput | ReadArticle


@dataclass(frozen=True, slots=True)
class Held:
    """An article that the record holds as it is, without its text."""

    article: Article


Found = Account | Held | Failure


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a task; `lasting` where reading the same bytes once more would give the same."""

    found: tuple[Found, ...]
    lasting: bool = True


class Desk:
    """Does tasks one after another, with one model and one look at the record."""

    def __init__(
        self, office: Office, *, reader: Reader | None = None, store: Store | None = None
    ) -> None:
        self._office = office
        self._reader = reader or Reader(office.settings)
        self._store = store
        self._stamp = article_stamp(office.settings)

    def do(self, task: Task) -> Read:
        """What comes of the task."""
        if isinstance(task, ReadArticle):
            return Read((self._article(task.article),))
        found: list[Found] = []
        try:
            for one in open_articles(task.given, self._office.settings):
                found.append(one if isinstance(one, Failure) else self._article(one))
        except OSError as error:
            return Read((*found, refused(task.path, error)), lasting=False)
        return Read(tuple(found))

    def _article(self, article: Article) -> Found:
        if not self._office.anew and self._is_held(article):
            return Held(replace(article, text=""))
        return self._reader.attempt(article)

    def _is_held(self, article: Article) -> bool:
        if self._store is None:
            self._store = Store.open(self._office.record)
        return self._store.held(article.key) == (ArticleHead.of(article), self._stamp)


def refused(path: str, error: OSError) -> Failure:
    """That the system did not let a file be read."""
    reason = error.strerror or type(error).__name__
    return Failure(path, f"cannot be read ({reason}): check the file and its permissions")
