"""Adding to the record: inputs in one order, read by others ahead of time, written one after another.

    1. inputs in the order of their keys                                   (inputs)
    2. what the ledger has as done is passed over, its failures told again (record.ledger)
    3. the others are read, several at a time                              (readers)
    4. what came of each is written in the order of 1: articles and the line in the ledger, in one transaction

The order of writing is that of the inputs, whoever has read which first: so the same inputs give the same
record, with any number of processes, and also where a run was stopped at any place and given again.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from onrecord.adding.inputs import (
    digest_input,
    holds_many,
    is_long,
    name_input,
    order_inputs,
)
from onrecord.adding.outcomes import Added, Outcome
from onrecord.adding.pieces import Piece, in_order, make_readers
from onrecord.adding.reader import Reader, article_stamp, input_stamp
from onrecord.adding.readers import Readers, already, choose_workers
from onrecord.adding.tasks import Found, Held, Read, ReadArticle, ReadInput, refused
from onrecord.article.inputs import Input, printable
from onrecord.article.reading import check_key, open_articles
from onrecord.record import Store
from onrecord.record.ledger import DoneInput, Stamp
from onrecord.values import Article, Failure


class Adding:
    """One run of `add`. `total` inputs were found, `done` of them are dealt with.

    `workers` processes read; 0 is this one, None as many as fit the machine and the inputs.
    """

    def __init__(
        self,
        store: Store,
        reader: Reader,
        paths: Iterable[str],
        *,
        anew: bool = False,
        workers: int | None = 0,
    ) -> None:
        self._store = store
        self._reader = reader
        self._paths = tuple(paths)
        self._anew = anew
        self._inputs = order_inputs(self._paths)
        many = any(is_long(given) for given in self._inputs if isinstance(given, Input))
        self._workers = choose_workers(workers, self._inputs, many)
        self.total = len(self._inputs)
        self.done = 0
        self._stamps = article_stamp(reader.settings), input_stamp(reader.settings)
        self._claims: dict[str, str] = {}
        self._number: int | None = None
        self._told: list[Failure] = []
        self._is_lasting = True

    def outcomes(self) -> Generator[Outcome, None, None]:
        """What became of each article and each document that is none, as soon as it is in the record."""
        job = self._store.ledger.begin_job(self._paths, self.total)
        readers = make_readers(self._workers, self._store, self._reader, self._anew)
        try:
            for piece in in_order(self._pieces(readers), readers.ahead):
                yield from self._write(piece, piece.coming.result(), job)
        finally:
            readers.close()
        self._store.ledger.end_job(job)

    # --- what is to be read ----------------------------------------------------------------------

    def _pieces(self, readers: Readers) -> Iterator[Piece]:
        for given in self._inputs:
            if isinstance(given, Failure):
                yield Piece(already(Read((given,))))
                continue
            name, digest = name_input(given), digest_input(given)
            done = self._ledger_has(name, digest)
            if done is not None:
                yield Piece(already(_as_read(given, done)), is_done=True)
            elif holds_many(given):
                yield from self._parts(given, name if digest else None, digest or "", readers)
            else:
                task = readers.submit(ReadInput(given))
                yield Piece(task, name if digest else None, digest or "")

    def _ledger_has(self, name: str, digest: str | None) -> DoneInput | None:
        if self._anew or digest is None:
            return None
        by_article, by_input = self._stamps
        return self._store.ledger.done(name, Stamp(digest, by_input), by_article)

    def _parts(
        self, given: Input, name: str | None, digest: str, readers: Readers
    ) -> Iterator[Piece]:
        """The pieces of an input of many articles: its beginning, each article, its end."""
        yield Piece(already(Read(())), name, digest, is_last=False)
        try:
            for found in open_articles(given, self._reader.settings):
                if isinstance(found, Failure):
                    coming = already(Read((found,)))
                else:
                    coming = readers.submit(ReadArticle(found))
                yield Piece(coming, name, digest, is_first=False, is_last=False)
        except OSError as error:
            failed = Read((refused(printable(given.path), error),), lasting=False)
            yield Piece(already(failed), name, digest, is_first=False, is_last=False)
        yield Piece(already(Read(())), name, digest, is_first=False)

    # --- writing ---------------------------------------------------------------------------------

    def _write(self, piece: Piece, read: Read, job: int) -> list[Outcome]:
        """Put a piece into the record, all of it or nothing."""
        if piece.is_done:
            self.done += 1
            return [self._pass_over(found) for found in read.found]
        with self._store.writing():
            if piece.is_first:
                self._begin(piece)
            outcomes = [self._keep(found) for found in read.found]
            self._told += [outcome for outcome in outcomes if isinstance(outcome, Failure)]
            self._is_lasting &= read.lasting
            if piece.is_last:
                self._finish(piece, job)
        return outcomes

    def _begin(self, piece: Piece) -> None:
        ledger = self._store.ledger
        self._number = ledger.begin_input(piece.name, self._stamps[1]) if piece.name else None
        self._told, self._is_lasting = [], True

    def _finish(self, piece: Piece, job: int) -> None:
        self.done += 1
        if self._number is not None and self._is_lasting:
            self._store.ledger.finish_input(self._number, piece.digest, self._told)
        self._store.ledger.note_done(job, self.done)

    def _pass_over(self, found: Found) -> Outcome:
        """What the ledger has as done, unless this run has put another text in its place."""
        if isinstance(found, Held):
            claimed = self._claim(found.article)
            return claimed if isinstance(claimed, Failure) else Added(claimed.key, "unchanged")
        return found if isinstance(found, Failure) else Added(found.article.key, "unchanged")

    def _keep(self, found: Found) -> Outcome:
        """What became of one article; of two with one key and other texts the first of the run is kept."""
        if isinstance(found, Failure):
            return found
        again = found.article.key in self._claims
        article = self._claim(found.article)
        if isinstance(article, Failure):
            return article
        if self._number is not None:
            self._store.ledger.note_article(self._number, article.key, article.version)
        if again or isinstance(found, Held):
            return Added(article.key, "unchanged")
        how = self._store.add(found, self._stamps[0])
        return Added(article.key, how, 0 if how == "unchanged" else len(found.statements))

    def _claim(self, article: Article) -> Article | Failure:
        claimed = check_key(article, self._claims)
        # What is left out for another input's sake would be kept if that one were gone.
        self._is_lasting &= not isinstance(claimed, Failure)
        return claimed


def _as_read(given: Input, done: DoneInput) -> Read:
    """What the ledger has of an input, as if it had been read."""
    path = printable(given.path)
    articles = [Held(Article(key, version, "", path=path)) for key, version in done.articles]
    return Read((*articles, *done.told))
