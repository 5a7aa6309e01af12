"""The Python face: `read` a document, keep a `Record`, ask it.

Comes after `answers` and before the command line, which adds through it. What is slow to import
(the model's runtime, the readers) is imported by the call that needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.adding.outcomes import Added
from onrecord.adding.reader import Reader
from onrecord.errors import UnreadableDocument, UsageError
from onrecord.settings import Settings
from onrecord.values import (
    Account,
    Answer,
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

    from onrecord.record.corrections import Correction
    from onrecord.record.findings import Verification
    from onrecord.record.persons import HeldPerson, Signature
    from onrecord.record.store import Store

__all__ = ["Added", "Reader", "Record", "add_each", "read", "read_one"]

LONGEST_PATH = 4096
"""No path that a system accepts is longer; a longer string is text."""


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

    def add(
        self, *paths: str | Path, anew: bool = False, workers: int | None = 0
    ) -> list[Added | Failure]:
        """What became of every document at the paths (files, folders, globs).

        What is held unchanged, and was read by this onrecord and model, is not read again, but with
        `anew` it is. `workers` other processes read; 0 is this process, None what fits the machine.
        """
        named = [str(path) for path in paths]
        return list(add_each(self._store, self._reader, named, anew=anew, workers=workers))

    def reread(self, *, anew: bool = False, workers: int | None = 0) -> list[Added | Failure]:
        """What became of every article that another onrecord or model has read: it is read again.

        From the text that is held; corrections stay. With `anew` all articles are read again.
        """
        from onrecord.adding.rereading import Rereading

        return list(Rereading(self._store, self._reader, anew=anew, workers=workers).outcomes())

    def back_up(self, file: str | Path, *, force: bool = False) -> int:
        """The number of articles in a copy of the record, made while others may write, and checked.

        Raises RecordError where the file is there already (unless `force`) or the copy is not sound.
        """
        from onrecord.record.backup import back_up

        return back_up(self._store, Path(file), force=force)

    def verify(self, *, repair: bool = False) -> Verification:
        """What is wrong in the record, and what of it has been repaired."""
        from onrecord.record.verifying import verify

        return verify(self._store, repair=repair)

    def explain(
        self, title: str, *, spoilers: bool = True, as_of: date | None = None
    ) -> Explanation:
        """The work explained, in the words of its articles and speakers only; with `as_of`, of those
        articles that were published by that day."""
        from onrecord.answers.explain import explain

        return explain(self._store, title, spoilers=spoilers, as_of=as_of)

    def ask(self, question: str, *, limit: int = 10, about: str | None = None) -> Answer:
        """What the record says to the question; `answered` is false where it says nothing.

        `about` is what a follow-up follows: a title, a person, or the question before.
        """
        from onrecord.answers.ask import ask

        return ask(self._store, question, limit=limit, about=about)

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
    store: Store,
    reader: Reader,
    paths: Iterable[str],
    *,
    anew: bool = False,
    workers: int | None = 0,
) -> Iterator[Added | Failure]:
    """What became of each document, as soon as it is in the store.

    What the store holds as it is now is not read again, so a run that was stopped goes on where it
    stopped; with `anew` it is.
    """
    from onrecord.adding.adding import Adding

    return Adding(store, reader, paths, anew=anew, workers=workers).outcomes()
