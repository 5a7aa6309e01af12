"""Reading again what is held, from its text, with the onrecord and the model of today.

Comes after `pieces`, beside `adding`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from onrecord.adding.outcomes import Added, Outcome
from onrecord.adding.pieces import Piece, in_order, make_readers
from onrecord.adding.reader import Reader, article_stamp
from onrecord.adding.readers import Readers, already, choose_workers
from onrecord.adding.tasks import Found, Read, ReadArticle
from onrecord.errors import NotOnRecord, RecordError
from onrecord.record import Store
from onrecord.values import Account, Failure, LeftOut


class Rereading:
    """One run of `add --reread`: articles that are held are read again from their text.

    Only those that something else than this onrecord and model has read; with `anew` all. `total` of them
    were found, `done` are dealt with. What the user has corrected is kept.
    """

    def __init__(
        self, store: Store, reader: Reader, *, anew: bool = False, workers: int | None = 0
    ) -> None:
        self._store = store
        self._reader = reader
        self._stamp = article_stamp(reader.settings)
        self._keys = store.read_otherwise("" if anew else self._stamp)
        if anew:
            self._keys = tuple(head.key for head in store.heads())
        self._workers = choose_workers(workers, self._keys, many=False)
        self.total = len(self._keys)
        self.done = 0

    def outcomes(self) -> Generator[Outcome, None, None]:
        """What became of each article, as soon as it is in the record; "replaced" where it is read
        otherwise."""
        readers = make_readers(self._workers, self._store, self._reader, anew=True)
        try:
            for piece in in_order(self._pieces(readers), readers.ahead):
                self.done += 1
                for found in piece.coming.result().found:
                    yield self._keep(found)
        finally:
            readers.close()

    def _pieces(self, readers: Readers) -> Iterator[Piece]:
        for key in self._keys:
            try:
                article = self._store.article(key)
            except NotOnRecord:
                told = LeftOut(key, "another program has removed it meanwhile")
                yield Piece(already(Read((told,))))
            except RecordError as error:
                yield Piece(already(Read((Failure(key, str(error)),))))
            else:
                yield Piece(readers.submit(ReadArticle(article)))

    def _keep(self, found: Found) -> Outcome:
        if not isinstance(found, Account):
            return found if isinstance(found, Failure) else Added(found.article.key, "unchanged")
        key = found.article.key
        with self._store.writing():
            held = self._store.held(key)
            if held is None or held[0].version != found.article.version:
                return LeftOut(key, "another program has changed or removed it meanwhile")
            how = self._store.add(found, self._stamp)
        return Added(key, how, 0 if how == "unchanged" else len(found.statements))
