"""Who is on the reader's mind at each place of an article: mentions remembered, weighed and fading.

Comes after `scene` and before `pronouns`. Salience follows what readers of news copy do: the subject of the
last sentence and the last speaker come first, names inside quotations last.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from onrecord.people import lexicon
from onrecord.people.names import Name
from onrecord.people.roles import role_at
from onrecord.people.roster import Figure, Roster
from onrecord.people.scene import Scene
from onrecord.people.words import Page
from onrecord.values import Span

_CLAUSES = frozenset("and that but when while because if as who which so or where".split())
_DESCRIBING = frozenset("who whose which a an the now then meanwhile however though too".split())
_MEMORY = 48
"""Mentions looked back over."""
_FADE = 0.62
"""What a mention loses with each sentence of running text that follows it."""
_DOUBTED = 0.7
"""What is left of a candidate whose gender one pronoun, itself uncertain, speaks against."""
_LEANING = 0.4
"""What is left of one whose given name has the other gender's ending."""
_TURN = 0.8
"""What it loses with each paragraph."""
_ELSEWHERE = 0.5
"""What is left of a character outside told plot, and of a person inside it."""
_FIRST = 0.5
"""What a speaker gains who opens the sentence."""
_SPEAKING, _OPENING, _OPENS = 2.0, 2.2, 1.6
"""Weights of a speaker, of a subject that opens its sentence, and of another subject. Of 983 pronouns of
GUM's training part 69.5 % are right and 13.2 % wrong with these, 68.6 and 14.8 with 1.8 and 1.4
(`benchmarks/speakers.py FOLDER --only gum-he --model`)."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One mention as the walk remembers it; `weight` is what its place in the sentence gives it."""

    figure: int
    word: int
    sentence: int
    block: int
    weight: float
    subject: bool


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody whom the article does not name: where it first describes them, and the role in that."""

    words: str
    span: Span
    role: str = ""


@dataclass
class Memory:
    """The last mentions, what pronouns told of genders, and how the article calls those it does not name."""

    touches: deque[Touch] = field(default_factory=lambda: deque(maxlen=_MEMORY))
    genders: dict[int, str] = field(default_factory=dict)
    votes: dict[int, dict[str, int]] = field(default_factory=dict)
    unnamed: list[Stranger] = field(default_factory=list)
    unnamed_gender: dict[int, str] = field(default_factory=dict)


class Salience:
    """What a walk remembers of an article, and how strongly each figure stands out at a place."""

    def __init__(
        self,
        page: Page,
        names: tuple[Name, ...],
        roster: Roster,
        scene: Scene,
        genders: dict[int, str] | None = None,
        told: frozenset[int] = frozenset(),
    ) -> None:
        self.page, self.names, self.roster, self.scene, self.told = page, names, roster, scene, told
        self.name_at = {name.first: n for n, name in enumerate(names)}
        self.name_words = {i for name in names for i in range(name.first, name.last + 1)}
        self.known = dict(genders or {})  # what an earlier walk learned
        self.memory = Memory(genders=dict(self.known))
        self.lines, self.paragraphs = _running(page)
        self.subjects: set[int] = set()

    def learn(self, number: int, gender: str, weight: int) -> None:
        """Count what a pronoun tells of a figure's gender; the weightier gender is believed."""
        votes = self.memory.votes.setdefault(number, {})
        votes[gender] = votes.get(gender, 0) + weight
        ranked = sorted(votes.items(), key=lambda v: -v[1])
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            self.memory.genders[number] = ranked[0][0]
        else:
            self.memory.genders.pop(number, None)

    def rank(
        self,
        offset: int,
        among: set[int] | None,
        gender: str = "",
        barred: Container[int] = (),
    ) -> list[tuple[float, int]]:
        """The figures that a mention at `offset` may stand for, best first, with their scores."""
        at = self.page.first_from(offset)
        line, paragraph = self.line_at(offset), self.paragraphs[self.page.words[at].block]
        scores: dict[int, list[float]] = {}
        for touch in self.memory.touches:
            if touch.figure in barred or (among is not None and touch.figure not in among):
                continue
            gone = line - touch.sentence
            if gone > 8:
                continue
            score = touch.weight * _FADE**gone * _TURN ** min(3, paragraph - touch.block)
            scores.setdefault(touch.figure, []).append(score)
        ranked = []
        for number, values in scores.items():
            values.sort(reverse=True)
            total = (values[0] + 0.25 * sum(values[1:4])) * self.fit(number, gender, among)
            total *= self._belongs(number, self.page.words[at].block)
            if total > 0.01:
                ranked.append((total, number))
        return sorted(ranked, key=lambda r: (-r[0], r[1]))

    def fit(self, number: int, gender: str, among: set[int] | None) -> float:
        """What kind and gender of a candidate do to its score; nothing for one that cannot be."""
        if number < 0:
            theirs = self.memory.unnamed_gender.get(number) or self.memory.genders.get(number, "")
            return 0.0 if gender and theirs not in ("", gender) else 0.95
        figure = self.roster.figures[number]
        kind = {"person": 1.0, "character": 1.0, "unknown": 0.25}.get(figure.kind, 0.0)
        if not gender:
            return kind if among is None else max(kind, 0.3)
        theirs = self.gender(figure)
        if theirs == gender:
            return kind * 1.1
        if theirs == "":
            return kind * {"": 1.0, gender: 1.1}.get(figure.leans, _LEANING)
        if figure.sure or number in self.known:
            return 0.0
        votes = self.memory.votes.get(number, {})
        return kind * (0.0 if not votes else _DOUBTED if sum(votes.values()) < 2 else 0.0)

    def _belongs(self, number: int, block: int) -> float:
        """What is left of a character's score outside the story, and of anybody else's inside it."""
        if number < 0 or not self.told:
            return 1.0
        character = self.roster.figures[number].kind == "character"
        return 1.0 if character == (block in self.told) else _ELSEWHERE

    def gender(self, figure: Figure) -> str:
        """The gender of a figure, as titles, roles, pronouns or a given name tell it; empty if none does."""
        if figure.sure:
            return figure.gender
        believed = self.known.get(figure.number) or self.memory.genders.get(figure.number)
        return believed or figure.gender

    def touch(self, figure: int, first: int, last: int, start: int) -> None:
        """Remember a mention: words `first` to `last` of a figure, its titles from word `start`."""
        word = self.page.words[first]
        weight, subject = self._weigh(first, last, start)
        if subject:
            self.subjects.add(first)
        self.memory.touches.append(
            Touch(
                figure,
                last,
                self.lines[word.sentence],
                self.paragraphs[word.block],
                weight,
                subject,
            )
        )

    def _weigh(self, first: int, last: int, start: int) -> tuple[float, bool]:
        """What the place of a mention in its sentence gives it, and whether it is a subject."""
        page, word = self.page, self.page.words[first]
        opens, oblique, object_ = self._stands(start)
        verb = self._verb_follows(last) or (opens and self.described_after(last))
        weight, subject = 1.0, False
        if first in self.scene.source_words:
            first_word = start == 0 or page.words[start - 1].sentence != word.sentence
            weight, subject = _SPEAKING + (_FIRST if first_word else 0.0), True
        elif page.words[last].possessive or word.lower in ("his", "hers"):
            weight = 0.7
        elif self._coordinated(start, last):
            weight, subject = 1.5, True
        elif oblique:
            weight = 0.6
        elif opens or verb:
            weight, subject = (_OPENING if opens and verb else _OPENS), True
        elif object_:
            weight = 0.6
        if word.quoted:
            return weight * 0.2, False
        if first not in self.scene.source_words and self.scene.reports(word.start):
            weight *= 0.5
        return (weight * 0.3 if word.block in page.headings else weight), subject

    def _coordinated(self, start: int, last: int) -> bool:
        """Whether a name is half of "Lund and Ruiz" at the head of a clause: neither half leads."""
        words, at = self.page.words, self.name_at
        if last + 2 < len(words) and words[last + 1].lower == "and" and last + 2 in at:
            first = start - 1 if start else 0  # "Actors Mara Quist and Dov Penner"
            opens = first == 0 or words[first - 1].sentence != words[first].sentence
            return opens or self._stands(start)[0]
        if start >= 2 and words[start - 1].lower == "and" and start - 2 in self.name_words:
            return start - 2 in self.subjects or any(
                t.word == start - 2 and t.subject for t in self.memory.touches
            )
        return False

    def _stands(self, start: int) -> tuple[bool, bool, bool]:
        """Whether a mention opens a clause, stands after a preposition, or after a speech verb."""
        page = self.page
        if start == 0 or page.words[start - 1].sentence != page.words[start].sentence:
            return True, False, False
        if self._role_opens(start):
            return True, False, False
        for at in range(start - 1, max(-1, start - 5), -1):
            word = page.words[at]
            if page.gap(at, at + 1).strip(" \u00a0") or word.sentence != page.words[start].sentence:
                return at == start - 1, False, False
            if word.lower in lexicon.PREPOSITIONS:
                return False, True, False
            if word.lower in _CLAUSES:
                return at == start - 1, False, False
            if word.lower in lexicon.SPEECH_VERBS:
                return False, False, True
            if word.text[0].isdigit() or word.lower in lexicon.CALENDAR or at in self.name_words:
                return False, False, False
        return False, False, False

    def _role_opens(self, start: int) -> bool:
        """Whether a role before the name opens the sentence: "Leading lady Jo Lund laughed"."""
        page = self.page
        if role_at(page, start - 1) is None or page.gap(start - 1, start) != " ":
            return False
        first = page.words[max(0, start - 4)].sentence == page.words[start].sentence
        at = start - 1
        while at and page.words[at - 1].sentence == page.words[start].sentence and start - at < 4:
            if page.words[at - 1].lower in lexicon.PREPOSITIONS or page.gap(at - 1, at) != " ":
                return False
            at -= 1
        return not first or page.words[at - 1].sentence != page.words[start].sentence

    def _verb_follows(self, last: int) -> bool:
        """Whether the next word looks like the verb of this subject."""
        page = self.page
        if (
            last + 1 >= len(page.words)
            or page.gap(last, last + 1).strip(" ")
            or (page.words[last].possessive)
        ):
            return False
        word = page.words[last + 1].lower
        if word in lexicon.AUXILIARIES or word in lexicon.SPEECH_VERBS:
            return True
        return page.words[last + 1].text[0].islower() and (
            word.endswith("ed")
            or (word.endswith("s") and not word.endswith("ss") and len(word) > 3)
        )

    def described_after(self, last: int) -> bool:
        """Whether an apposition or relative clause follows: "Lund, who was there, laughed", "Lund, 46,"."""
        if self.page.gap(last, last + 1) != ", ":
            return False
        following = self.page.words[last + 1]
        return following.lower in _DESCRIBING or following.text.isdigit()

    def line_at(self, offset: int) -> int:
        """The number of the sentence of running text at a character."""
        return self.lines[self.page.words[self.at(offset)].sentence]

    def at(self, offset: int) -> int:
        """The word at or after a character."""
        return min(self.page.first_from(offset), len(self.page.words) - 1)

    def label(self, number: int) -> str:
        """How a reason calls a figure: its name, or the words for somebody not named."""
        if number >= 0:
            return self.roster.figures[number].name
        return f"'{self.unnamed_words(number)}'"

    def unnamed_words(self, number: int) -> str:
        """How the article calls a figure that it does not name."""
        return self.memory.unnamed[-1 - number].words if number < 0 else ""

    def stranger(self, span: Span, role: str = "", gender: str = "") -> int:
        """The number of a new figure whom the article does not name."""
        words = " ".join(span.of(self.page.text).split())
        self.memory.unnamed.append(Stranger(words, span, role))
        number = -len(self.memory.unnamed)
        if gender:
            self.memory.unnamed_gender[number] = gender
        return number


def _running(page: Page) -> tuple[list[int], list[int]]:
    """Numbers of sentences and blocks that count only those with words outside quotations."""
    free_sentences = {w.sentence for w in page.words if not w.quoted}
    free_blocks = {w.block for w in page.words if not w.quoted}
    return (
        _number(range(len(page.sentences)), free_sentences),
        _number(range(len(page.blocks)), free_blocks),
    )


def _number(places: Iterable[int], counted: set[int]) -> list[int]:
    numbers, number = [], 0
    for place in places:
        number += place in counted
        numbers.append(number)
    return numbers
