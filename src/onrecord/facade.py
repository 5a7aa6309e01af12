"""The Python face: `read` a document, keep a `Record`, ask it.

Comes after `answers` and before the command line, which adds through it. What is slow to import
(the model's runtime, the readers) is imported by the call that needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from onrecord.errors import UnreadableDocument, UsageError
from onrecord.settings import Settings
from onrecord.values import (
    Account,
    Answer,
    Article,
    ArticleHead,
    Entry,
    Explanation,
    Failure,
    HeldOccasion,
    LeftOut,
    ModelName,
    Policy,
    SpeakerKind,
    Statement,
    Trace,
    Verdict,
)

if TYPE_CHECKING:
    from types import TracebackType

    from onrecord.language import Model
    from onrecord.record.corrections import Correction
    from onrecord.record.persons import HeldPerson, Signature
    from onrecord.record.store import Store

AddedHow: TypeAlias = Literal["added", "unchanged", "replaced"]

LONGEST_PATH = 4096
"""No path that a system accepts is longer; a longer string is text."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article; `statements` counts those found, none if it was unchanged."""

    key: str
    how: AddedHow
    statements: int = 0


class Reader:
    """Reads documents with one model, which it loads when the first article needs it."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._model: Model | None = None

    def articles(self, paths: Iterable[str]) -> Iterator[Article | Failure]:
        """Every document at the paths, or why it could not be read."""
        from onrecord.article import read_paths

        return iter(read_paths(paths, self.settings))

    def account(self, article: Article) -> Account:
        """All that is found in the article."""
        from onrecord.pipeline import read_article

        return read_article(article, self._loaded_model())

    def accounts(self, paths: Iterable[str]) -> Iterator[Account | Failure]:
        """Every document at the paths, read, or why it could not be."""
        for article in self.articles(paths):
            yield article if isinstance(article, Failure) else self._attempt(article)

    def _attempt(self, article: Article) -> Account | Failure:
        try:
            return self.account(article)
        except UnreadableDocument as error:
            return Failure(article.path or article.key, str(error))

    def _loaded_model(self) -> Model:
        if self._model is None:
            from onrecord.language import Model

            self._model = Model.load(self.settings.threads, name=self.settings.model)
        return self._model


def read(
    text_or_path: str | Path, *, settings: Settings | None = None, key: str = "text"
) -> list[Statement]:
    """The statements of one document, in text order.

    A `Path`, or a string that is the path of a file, is read as a file; any other string is the
    text itself. Raises `UnreadableDocument` where a file cannot be read.
    """
    return list(read_one(text_or_path, Reader(settings), key=key).statements)


def read_one(text_or_path: str | Path, reader: Reader, *, key: str = "text") -> Account:
    """All that is found in one document, given as for `read`."""
    if not _is_path(text_or_path):
        from onrecord.article import article_from_text

        return reader.account(article_from_text(str(text_or_path), key))
    found = tuple(reader.articles([str(text_or_path)]))
    # A feed or archive with one page in it, and a count of the rest, is one document.
    found = tuple(one for one in found if not isinstance(one, LeftOut)) or found
    if len(found) != 1:
        raise UsageError(f"{text_or_path}: {len(found)} documents found where one was expected")
    if isinstance(found[0], Failure):
        raise UnreadableDocument(f"{found[0].path}: {found[0].reason}")
    return reader.account(found[0])


def _is_path(text_or_path: str | Path) -> bool:
    if isinstance(text_or_path, Path):
        return True
    if len(text_or_path) > LONGEST_PATH or "\n" in text_or_path or "\0" in text_or_path:
        return False
    try:
        return Path(text_or_path).is_file()
    except OSError:
        return False


class Record:
    """A record on disk: what was added to it, and the answers it gives. A context manager.

    The file is made on the first use. `threads` are the language model's; results do not depend
    on them. `model` is "default" or "fast". The answers are the frozen values of `onrecord.values`.
    """

    def __init__(
        self, path: str | Path = "record.db", *, threads: int = 1, model: ModelName = "default"
    ) -> None:
        from onrecord.record import Store

        self._store = Store.open(path, create=True)
        self._reader = Reader(Settings(record=Path(path), threads=threads, model=model))

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; everything added is already in it."""
        self._store.close()

    def add(self, *paths: str | Path, anew: bool = False) -> list[Added | Failure]:
        """What became of every document at the paths (files, folders, globs).

        With `anew`, articles that are held unchanged are read again, as after a new version of
        onrecord.
        """
        named = [str(path) for path in paths]
        return list(add_each(self._store, self._reader, named, anew=anew))

    def explain(
        self, title: str, *, spoilers: bool = True, as_of: date | None = None
    ) -> Explanation:
        """The work explained, in the words of its articles and speakers only; with `as_of`, of those
        articles that were published by that day."""
        from onrecord.answers.explain import explain

        return explain(self._store, title, spoilers=spoilers, as_of=as_of)

    def ask(self, question: str, *, limit: int = 10) -> Answer:
        """What the record says to the question; `answered` is false where it says nothing."""
        from onrecord.answers.ask import ask

        return ask(self._store, question, limit=limit)

    def search(self, words: str, *, limit: int = 20) -> tuple[Entry, ...]:
        """Statements and passages with the words, best first."""
        from onrecord.answers.search import search

        return search(self._store, words, limit)

    def check(self, draft: str | Path, *, policy: Policy = "strict") -> tuple[Verdict, ...]:
        """A verdict for every quotation of the draft, against the record and the draft itself.

        `policy` is what the house allows unmarked: its rules are in each verdict's `excused`.
        """
        from onrecord.answers.check import check
        from onrecord.answers.policies import apply_policy

        verdicts = check(read_one(draft, self._reader, key="draft"), self._store)
        return tuple(apply_policy(verdict, policy) for verdict in verdicts)

    def trace(self, words_or_id: str) -> Trace:
        """Every telling of one utterance, named by a statement's id or by words of it."""
        from onrecord.answers.trace import trace

        return trace(self._store, words_or_id)

    def who(self, name: str = "") -> tuple[HeldPerson, ...]:
        """Everybody who is called so, or has that id, with the evidence; most quoted first."""
        return self._store.persons.find(name)

    def merge(self, person: str, other: str, *, why: str, by: str) -> Correction:
        """Make one person of two, by id; the first gives the id. `by` and `why` are kept."""
        return self._store.persons.merge(person, other, _sign(by, why))

    def split(
        self,
        person: str,
        *,
        why: str,
        by: str,
        articles: Sequence[str] = (),
        names: Sequence[str] = (),
    ) -> Correction:
        """Make a person of its own of what is seen in some articles, or under some names."""
        signed = _sign(by, why)
        return self._store.persons.split(person, signed, articles=articles, names=names)

    def rename(self, person: str, name: str, *, why: str, by: str) -> Correction:
        """Show a person by another name; the id stays."""
        return self._store.persons.rename(person, name, _sign(by, why))

    def correct_speaker(
        self,
        statement: str,
        speaker: str | None,
        *,
        why: str,
        by: str,
        kind: SpeakerKind | None = None,
    ) -> Correction:
        """Say whose words a statement is: a name, the id of a person, None where nobody is named."""
        signed = _sign(by, why)
        return self._store.reviews.name_speaker(statement, speaker, signed, kind=kind)

    def correct_content(self, statement: str, *words: str, why: str, by: str) -> Correction:
        """Say which words of the article a statement is: one stretch, or several in its order."""
        return self._store.reviews.fit_content(statement, words, _sign(by, why))

    def reject(self, statement: str, *, why: str, by: str) -> Correction:
        """Say that nobody said this: it is shown no more."""
        return self._store.reviews.reject(statement, _sign(by, why))

    def accept(self, statement: str, *, why: str, by: str) -> Correction:
        """Say that a statement is right as it is."""
        return self._store.reviews.accept(statement, _sign(by, why))

    def undo(self, number: int, *, why: str, by: str) -> Correction:
        """Take a correction back."""
        return self._store.persons.undo(number, _sign(by, why))

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order in which they were made, those taken back too."""
        return self._store.persons.corrections()

    def import_people(self, file: str | Path) -> tuple[str, ...]:
        """What could not be used of a table of people with ids; the rest is taken over."""
        from onrecord.record.table_files import read_people_table

        table = read_people_table(Path(file))
        self._store.persons.import_people(table.source, table.people)
        return table.problems

    def import_works(self, file: str | Path) -> tuple[str, ...]:
        """What could not be used of a table of works with casts; the rest is taken over."""
        from onrecord.record.table_files import read_works_table

        table = read_works_table(Path(file))
        self._store.persons.import_works(table.source, table.credits)
        return table.problems

    def occasion(self, occasion_id: str) -> HeldOccasion:
        """One occasion with all its reports, by the id that statements and tellings give it."""
        return self._store.occasion(occasion_id)


def _sign(by: str, why: str) -> Signature:
    from onrecord.record.persons import Signature

    return Signature(by, why)


def add_each(
    store: Store, reader: Reader, paths: Iterable[str], *, anew: bool = False
) -> Iterator[Added | Failure]:
    """What became of each document, as soon as it is in the store.

    An article that the store holds as it is now is not read again, so a run that was stopped goes
    on where it stopped; with `anew` it is.
    """
    held = set() if anew else set(store.heads())
    for article in reader.articles(paths):
        if isinstance(article, Failure):
            yield article
        elif ArticleHead.of(article) in held:
            yield Added(article.key, "unchanged")
        else:
            yield _add_article(store, reader, article)


def _add_article(store: Store, reader: Reader, article: Article) -> Added | Failure:
    try:
        account = reader.account(article)
    except UnreadableDocument as error:
        return Failure(article.path or article.key, str(error))
    return Added(article.key, store.add(account), len(account.statements))
