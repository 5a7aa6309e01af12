"""Statements as users look them over: what they correct, what they accept, and what nobody has looked at yet.

A correction names the statement as it was read. The store then reads the article's account anew with all
corrections that stand (`corrected`). Comes after `persons`; `Store.reviews` is one of these.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.errors import NotOnRecord, UsageError
from onrecord.record.connection import transaction, translated
from onrecord.record.corrected import correct_account, find_anchored, standing_of
from onrecord.record.corrections import (
    Action,
    Anchor,
    Correction,
    Place,
    read_corrections,
    write_correction,
)
from onrecord.record.persons import HeldPerson, Persons, Signature, places_of
from onrecord.record.rows import read_as_read
from onrecord.values import Account, Article, Span, SpeakerKind, Statement

MARKS = {"'": "['‘’‚‛]", '"': '["“”„‟«»]', "-": "[-‐‑‒–—]"}
"""What a user may type for marks that an article prints."""


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """The right speaker: a name, or none where nobody is named; the id of a person if it was given."""

    name: str | None
    kind: SpeakerKind
    person: str = ""
    places: tuple[Place, ...] = ()


class Reviews:
    """What users say of the statements of one open record."""

    def __init__(
        self,
        db: sqlite3.Connection,
        path: Path | str,
        persons: Persons,
        recorrect: Callable[[str], None],
    ) -> None:
        """Take the connection of the store, and what applies an article's corrections anew."""
        self._db, self._path = db, path
        self._persons, self._recorrect = persons, recorrect

    # --- correcting -----------------------------------------------------------------------------

    def name_speaker(
        self,
        statement: str,
        speaker: str | None,
        by: Signature,
        *,
        kind: SpeakerKind | None = None,
    ) -> Correction:
        """Say whose words they are: a name, an id of a person on record, or None where nobody is named."""
        account, read = self._as_read(statement)
        new = self._speaker(account.article.key, speaker, kind)
        others = ((account.article.key, new.name or "", new.kind),) if new.places else ()
        draft = self._draft("speaker", account.article, read, by)
        return self._keep(
            replace(
                draft,
                person=new.person,
                name=new.name,
                kind=new.kind,
                places=new.places,
                other_places=others,
            )
        )

    def fit_content(self, statement: str, words: Sequence[str], by: Signature) -> Correction:
        """Say which words they are: one stretch of the article, or several in its order.

        White space and the shape of marks need not be the article's. Raises UsageError where the article
        has no such words.
        """
        account, read = self._as_read(statement)
        content = find_stretches(account.article, words, read.content[0].start)
        draft = self._draft("content", account.article, read, by)
        told = tuple(span.of(account.article.text) for span in content)
        return self._keep(replace(draft, content=content, words=told))

    def reject(self, statement: str, by: Signature) -> Correction:
        """Say that nobody said this: it is no statement, and no longer shown as one."""
        account, read = self._as_read(statement)
        return self._keep(self._draft("reject", account.article, read, by))

    def accept(self, statement: str, by: Signature) -> Correction:
        """Say that the statement is right as it is."""
        account, read = self._as_read(statement)
        return self._keep(self._draft("accept", account.article, read, by))

    def _draft(
        self, action: Action, article: Article, read: Statement, by: Signature
    ) -> Correction:
        signed = by.dated()
        if not signed.who.strip() or not signed.why.strip():
            raise UsageError("a correction keeps who makes it and why: give both")
        words = tuple(span.of(article.text) for span in read.content)
        anchor = Anchor(read.id, article.key, article.version, read.content, words)
        return Correction(
            0, action, "", None, None, signed.who, signed.made, signed.why, statement=anchor
        )

    def _keep(self, correction: Correction) -> Correction:
        """Write the correction and what follows from it, or nothing where it would change nothing."""
        assert correction.statement is not None
        with translated(self._path), transaction(self._db):
            number = write_correction(self._db, correction)
            self._recorrect(correction.statement.article)
            self._persons.settle_places((*correction.places, *correction.other_places))
        return replace(correction, number=number)

    def _as_read(self, statement: str) -> tuple[Account, Statement]:
        """The account that holds the statement, and the statement, both as they were read."""
        with translated(self._path):
            row = self._db.execute(
                "SELECT s.version FROM statements s JOIN versions v ON v.id = s.version"
                " WHERE s.id = ? AND v.current",
                (statement,),
            ).fetchone()
            if row is None:
                raise NotOnRecord(
                    f"{self._path}: no statement {statement!r} in the current version of any "
                    "article; ids are printed by: onrecord export"
                )
            account = read_as_read(self._db, int(row[0]))
        return account, next(s for s in account.statements if s.id == statement)

    # --- who is meant ---------------------------------------------------------------------------

    def _speaker(self, article: str, speaker: str | None, kind: SpeakerKind | None) -> NewSpeaker:
        """Whom a name or an id means, in an article."""
        if speaker is None:
            return NewSpeaker(None, kind or "unnamed")
        name = " ".join(speaker.split())
        if not name:
            raise UsageError(
                "the speaker's name is empty: give a name, or say that nobody is named"
            )
        try:
            held = self._persons.person(name)
        except NotOnRecord:
            called = [p for p in self._persons.find(name) if name in p.names]
            known = called[0].kind if len({p.kind for p in called}) == 1 else "person"
            return NewSpeaker(name, kind or known)  # type: ignore[arg-type]
        return self._person(article, held)

    def _person(self, article: str, held: HeldPerson) -> NewSpeaker:
        """A person of the record as the article names it, or by its full name if it does not."""
        here = [h.sighting for h in held.sightings if h.sighting.article == article]
        if here:
            best = max(here, key=lambda seen: (len(seen.name.split()), seen.name))
            return NewSpeaker(best.name, best.kind, held.id)  # type: ignore[arg-type]
        others = [
            other.id
            for other in self._persons.find(held.name)
            for seen in other.sightings
            if (seen.sighting.article, seen.sighting.name) == (article, held.name)
        ]
        if others:
            raise UsageError(
                f"{held.name} in {article} is {others[0]}, not {held.id}: "
                f"set that right first, with: onrecord correct split {others[0]} --article {article}"
            )
        return NewSpeaker(held.name, held.kind, held.id, places_of(held))  # type: ignore[arg-type]

    # --- looking --------------------------------------------------------------------------------

    def history(self, statement: str) -> tuple[Correction, ...]:
        """All corrections of one statement, those taken back too; also where it is rejected."""
        with translated(self._path):
            known = [c for c in read_corrections(self._db) if c.statement is not None]
            exact = [c for c in known if c.statement and c.statement.id == statement]
            row = self._db.execute(
                "SELECT s.version, a.key FROM statements s JOIN versions v ON v.id = s.version"
                " JOIN articles a ON a.id = v.article WHERE s.id = ? AND v.current",
                (statement,),
            ).fetchone()
            near = [c for c in known if row and c.statement and c.statement.article == row[1]]
            if len(near) > len(exact) and row:
                account = read_as_read(self._db, int(row[0]))
                found = [(c, find_anchored(account, c.statement)) for c in near]
                exact = [c for c, s in found if isinstance(s, Statement) and s.id == statement]
        return tuple(exact)

    def misfits(self) -> dict[int, str]:
        """Why corrections that stand do not fit the articles as they are now, by number."""
        found: dict[int, str] = {}
        with translated(self._path), transaction(self._db, "BEGIN"):
            known = read_corrections(self._db)
            for key in dict.fromkeys(c.statement.article for c in known if c.statement):
                standing = standing_of(known, key)
                row = self._db.execute(
                    "SELECT v.id FROM versions v JOIN articles a ON a.id = v.article"
                    " WHERE a.key = ? AND v.current",
                    (key,),
                ).fetchone()
                if row is None:
                    found.update((c.number, "its article is not on record") for c in standing)
                elif standing:
                    found.update(correct_account(read_as_read(self._db, row[0]), standing).misfits)
        return found

    def queue(self, limit: int, after: str | None = None) -> tuple[tuple[str, ...], int]:
        """Ids of statements that nobody has looked at, least certain first, behind `after`; how many in all.

        Certainty is the statement's confidence times its speaker's.
        """
        with translated(self._path):
            (count,) = self._db.execute(
                "SELECT COUNT(*) FROM statements s JOIN versions v ON v.id = s.version"
                " WHERE v.current AND NOT s.corrected"
            ).fetchone()
            place: tuple[float, str] = (-1.0, "")
            if after is not None:
                row = self._db.execute(
                    "SELECT certainty FROM statements WHERE id = ?", (after,)
                ).fetchone()
                if row is None:
                    raise UsageError(f"cursor {after!r}: no such statement; begin without a cursor")
                place = (float(row[0]), after)
            rows = self._db.execute(
                "SELECT s.id FROM statements s JOIN versions v ON v.id = s.version"
                " WHERE v.current AND NOT s.corrected AND (s.certainty, s.id) > (?, ?)"
                " ORDER BY s.certainty, s.id LIMIT ?",
                (*place, limit),
            ).fetchall()
        return tuple(str(row[0]) for row in rows), int(count)


def find_stretches(article: Article, words: Sequence[str], near: int) -> tuple[Span, ...]:
    """The places of the words, each stretch behind the one before. Raises UsageError.

    >>> from onrecord.article import article_from_text
    >>> find_stretches(article_from_text("He said “go  on”, twice.", "a"), ['"go on"'], 0)
    (Span(start=8, end=16),)
    """
    found: list[Span] = []
    for piece in words:
        wanted = piece.split()
        if not wanted:
            continue
        pattern = re.compile(r"\s+".join(_pattern(word) for word in wanted))
        least = found[-1].end if found else 0
        places = [Span(*m.span()) for m in pattern.finditer(article.text) if m.start() >= least]
        if not places:
            raise UsageError(
                f"{piece.strip()[:60]!r}: {article.key} has no such words on end"
                + (" behind those before" if found else "")
                + "; copy them from the article"
            )
        found.append(places[0] if found else min(places, key=lambda s: abs(s.start - near)))
    if not found:
        raise UsageError("no words: copy those of the statement from the article")
    return tuple(found)


def _pattern(word: str) -> str:
    """A pattern for a word in which marks may have any shape."""
    plain = {c: each for each in MARKS.values() for c in each[1:-1]}
    return "".join(MARKS.get(c) or plain.get(c) or re.escape(c) for c in word)
