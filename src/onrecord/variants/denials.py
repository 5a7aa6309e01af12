"""Denials: where a speaker, or who speaks for one, says not to have said something, or takes it back.

1. "I never said …" in somebody's own words, "she denied telling …" in the article's
2. whose words are denied: the speaker, or the person that the subject stands for
3. which words: those in marks, what the clause says, or what "that" points to in the same article

Without a person and words nothing is kept: nobody guesses which words are meant. Comes after speakers are
settled; the record looks for the words in other articles.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.statements.notices import Notice
from onrecord.values import (
    Dispute,
    DisputeKind,
    Named,
    Person,
    Reading,
    Span,
    Speaker,
    Statement,
)
from onrecord.variants.contested import is_of, reported_words
from onrecord.variants.denying import (
    ANAPHOR,
    CLAUSE,
    FIRST_PERSON,
    HEDGED,
    MAY_DENY,
    NOUN,
    OF_NOUN,
    OPEN,
    REPORTED,
    REPRESENTS,
    TELLING,
    THIRD_PERSON,
)
from onrecord.variants.relations import quoted_words
from onrecord.variants.speakers import same_name

FEW_WORDS = 3
"""Fewer words in marks tell too little without their clause."""
MOST_BEFORE = 3
"""Sentences between words and the "that" which points back to them."""


@dataclass(frozen=True, slots=True)
class Denying:
    """A denial as it stands: its sentence, whose words it denies, by whom, and what is said to be denied."""

    kind: DisputeKind
    sentence: Span
    of: Named
    by: str | None
    start: int
    object: Span


def find_denials(
    reading: Reading,
    notices: Sequence[Notice],
    statements: Sequence[Statement],
    people: Sequence[Person],
) -> Iterator[Dispute]:
    """The denials of an article that say whose words they deny, and which."""
    page = Page(reading, statements, people)
    for sentence in reading.layout.sentences:
        words = sentence.of(page.text)
        if not MAY_DENY.search(words) or any(sentence.overlaps(n.span) for n in notices):
            continue
        for denying in (*page.first_person(sentence), *page.third_person(sentence)):
            dispute = page.dispute(denying)
            if dispute is not None:
                yield dispute
                break


class Page:
    """The statements and people of an article, looked up by place."""

    def __init__(
        self, reading: Reading, statements: Sequence[Statement], people: Sequence[Person]
    ) -> None:
        self.text, self.layout = reading.article.text, reading.layout
        self.statements = [s for s in statements if s.speaker.kind != "character"]
        self._spoken: dict[Span, list[tuple[Span, Statement]]] = defaultdict(list)
        for statement in self.statements:
            for span in quoted_words(statement):
                for sentence in self._sentences(span):
                    self._spoken[sentence].append((span, statement))
        self._marked: dict[Span, list[Span]] = defaultdict(list)
        for quotation in self.layout.quotations:
            if not quotation.depth:
                for sentence in self._sentences(quotation.span):
                    self._marked[sentence].append(quotation.span)
        self.people = [p for p in people if p.kind in ("person", "organisation", "group")]

    def _sentences(self, span: Span) -> tuple[Span, ...]:
        """The sentences that share a character with a span."""
        sentences = self.layout.sentences
        first = bisect_right(sentences, span.start, key=lambda s: s.end)
        last = bisect_left(sentences, span.end, key=lambda s: s.start)
        return sentences[first:last]

    # --- 1. and 2. who denies whose words -------------------------------------------------------

    def first_person(self, sentence: Span) -> Iterator[Denying]:
        """Denials in somebody's own words."""
        for span, statement in self._spoken.get(sentence, ()):
            named = as_named(statement.speaker)
            if named is None:
                continue
            own = Span(max(span.start, sentence.start), min(span.end, sentence.end))
            for kind, pattern in FIRST_PERSON:
                found = pattern.search(self.text, own.start, own.end)
                if found is not None:
                    rest = Span(found.end(), own.end)
                    yield Denying(kind, sentence, named, named.name, found.start(), rest)

    def third_person(self, sentence: Span) -> Iterator[Denying]:
        """Denials in the article's words; those that need somebody to say so, by that one."""
        plain = self._without_marks(sentence)
        for kind, pattern in THIRD_PERSON:
            found = pattern.search(plain)
            if found is None:
                continue
            who = Span(sentence.start + found.start("who"), sentence.start + found.end("who"))
            speaking = self._speaking(sentence)
            of, by = self._denied(who, speaking, needs_speaker=pattern is REPORTED[1])
            if of is not None:
                rest = Span(sentence.start + found.end(), sentence.end)
                yield Denying(kind, sentence, of, by, sentence.start + found.start(), rest)

    def _denied(
        self, who: Span, speaking: Statement | None, *, needs_speaker: bool
    ) -> tuple[Named | None, str | None]:
        """Whose words are denied, and by whom: the person, or who speaks for the person named beside it."""
        person = self._person(who)
        if speaking is not None and speaking.source:
            source = speaking.source[0]
            if REPRESENTS.search(source.of(self.text)):
                return self._named_in(source) or person, speaking.speaker.name
            if needs_speaker:
                own = as_named(speaking.speaker)
                same = own and (person is None or same_name(person.name, own.name))
                return (own, own.name) if own is not None and same else (None, None)
        if needs_speaker or person is None:
            return None, None
        return person, person.name

    def _speaking(self, sentence: Span) -> Statement | None:
        """The first statement of a sentence that has a source in it."""
        for statement in self.statements:
            if any(span in sentence for span in statement.source):
                return statement
        return None

    def _person(self, who: Span) -> Named | None:
        """The person that a name or pronoun stands for."""
        for person in self.people:
            if any(m.overlaps(who) and m.end == who.end for m in person.mentions):
                return Named(person.name, person.kind)
        return None

    def _named_in(self, source: Span) -> Named | None:
        """The one person named in the words for somebody who speaks for another."""
        found = [
            Named(person.name, person.kind)
            for person in self.people
            if any(mention in source and mention != source for mention in person.mentions)
        ]
        return found[0] if len(found) == 1 else None

    def _without_marks(self, sentence: Span) -> str:
        """A sentence with blanks for all that stands in marks, place by place."""
        words = list(sentence.of(self.text))
        for span in self._marked.get(sentence, ()):
            for place in range(max(span.start, sentence.start), min(span.end, sentence.end)):
                words[place - sentence.start] = " "
        return "".join(words)

    # --- 3. which words -----------------------------------------------------------------------------

    def dispute(self, denying: Denying) -> Dispute | None:
        """The denial with the words that it denies, or None where it does not tell them."""
        words = self._in_marks(denying)
        if all(len(span.of(self.text).split()) < FEW_WORDS for span in words):
            words = self._in_clause(denying) or words  # "calling the harbour “cursed”"
        statements = self._with(words, denying) if words else ()
        if not words:
            meant = self._pointed_at(denying)
            if meant is None:
                return None
            words, statements = quoted_words(meant), (meant.id,)
        return Dispute(
            denying.kind, denying.sentence, words, (), (denying.of,), denying.by, statements
        )

    def _in_marks(self, denying: Denying) -> tuple[Span, ...]:
        """The words in marks of a denial's sentence, the marks that the denial stands in left out."""
        inside = [q for q in self.layout.quotations if q.span in denying.sentence]
        around = {q.span for q in inside if q.span.start < denying.object.start <= q.span.end}
        parts = [q for q in inside if q.span not in around]
        if around:  # "“I never said ‘never,’” she said": only what stands in its own marks
            parts = [q for q in parts if q.span in denying.object]
        return tuple(q.inner for q in parts if q.inner.start < q.inner.end)

    def _in_clause(self, denying: Denying) -> tuple[Span, ...]:
        """What a denial's clause says, unless it only points back: "that", "the remark"."""
        rest = denying.object
        if self._only_points(denying) or OPEN.match(self.text, rest.start, rest.end):
            return ()
        if HEDGED.search(self.text, denying.start, rest.start):
            return ()
        said = CLAUSE.match(self.text, rest.start, rest.end)
        if said is None and TELLING.search(self.text, denying.start, rest.start):
            return ()
        start = said.end() if said else rest.start
        words = self.text[start : rest.end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip().rstrip(" .!?,”\"’'"))
        return (Span(start, end),) if start < end else ()

    def _only_points(self, denying: Denying) -> bool:
        """Whether a denial only points back to words: "that", "the remark"."""
        rest = denying.object
        if ANAPHOR.match(self.text[rest.start : rest.end]):
            return True
        named = NOUN.search(self.text[denying.start : rest.start])
        return named is not None and OF_NOUN.match(self.text, rest.start, rest.end) is None

    def _with(self, words: tuple[Span, ...], denying: Denying) -> tuple[str, ...]:
        """The statements of the same person in other sentences of the article that have the words."""
        return tuple(
            s.id
            for s in self.statements
            if not any(span.overlaps(denying.sentence) for span in s.content)
            and s.speaker.name is not None
            and same_name(s.speaker.name, denying.of.name)
            and any(is_of(span.of(self.text), reported_words(s, self.text)) for span in words)
        )

    def _pointed_at(self, denying: Denying) -> Statement | None:
        """The quotation of the same person right before a denial that only points back."""
        if not self._only_points(denying):
            return None
        before = [
            s for s in self.statements if quoted_words(s) and ends(s) <= denying.sentence.start
        ]
        if not before:
            return None
        last = max(before, key=lambda s: (ends(s), -s.content[0].start, len(s.speaker.via)))
        name = last.speaker.name
        same = name is not None and same_name(name, denying.of.name)
        return last if same and self._is_near(ends(last), denying.start) else None

    def _is_near(self, end: int, start: int) -> bool:
        """Whether no more than a few sentences and one break of paragraph part two places."""
        sentences, blocks = self.layout.sentences, self.layout.blocks
        gap = bisect_right(sentences, start, key=lambda s: s.start) - bisect_right(
            sentences, end - 1, key=lambda s: s.start
        )
        breaks = bisect_right(blocks, start, key=lambda b: b.span.start) - bisect_right(
            blocks, end - 1, key=lambda b: b.span.start
        )
        return gap <= MOST_BEFORE and breaks <= 1


def as_named(speaker: Speaker) -> Named | None:
    """A speaker by name, None where nobody is named."""
    if speaker.name is None or speaker.kind is None:
        return None
    return Named(speaker.name, speaker.kind)


def ends(statement: Statement) -> int:
    """Where the last of a statement's content ends."""
    return max(span.end for span in statement.content)
