"""Whom pronouns stand for: he, she and who, by what the model sees and by what stands out.

Comes after `salience`, `pointed` and `antecedents`; the walk meets names and roles beside them.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from onrecord.people import lexicon
from onrecord.people.ahead import name_ahead
from onrecord.people.antecedents import FARTHEST, Candidate, judge, probabilities
from onrecord.people.names import Name
from onrecord.people.pointed import Pointed, Shares
from onrecord.people.roster import Roster
from onrecord.people.salience import Salience, Touch
from onrecord.people.scene import Finding, Scene
from onrecord.people.words import Page
from onrecord.values import Mention, Span

_WHO_REACH = 16
"""Words between a person and the "who" that relates to them, an apposition included."""
_SURE, _LEARN = 0.45, 0.75
"""Probabilities from which a pronoun is given to somebody, and from which it tells their gender."""
_QUOTED = 0.6
"""The probability from which a pronoun inside quotation marks is given to somebody."""
_OBJECT = 4
"""Words after a subject's verb in which a name is its object."""
_CLAUSES = frozenset("that if when while because as after before and but".split())


class Pronouns(Salience):
    """What a walk finds; `findings` maps the first word of each mention to whom it stands for, `weighed` each
    pronoun to its candidates."""

    def __init__(
        self,
        page: Page,
        names: tuple[Name, ...],
        roster: Roster,
        scene: Scene,
        genders: dict[int, str] | None = None,
        told: frozenset[int] = frozenset(),
        pointed: tuple[Mention, ...] = (),
    ) -> None:
        super().__init__(page, names, roster, scene, genders, told)
        self.pointed = Pointed.over(page, pointed)
        self.name_of = {i: name.first for name in names for i in range(name.first, name.last + 1)}
        self.findings: dict[int, Finding] = {}
        self.weighed: dict[int, list[Candidate]] = {}

    def gender_at(self, index: int) -> str:
        word = self.page.words[index].lower
        return lexicon.PRONOUN_GENDER.get(word) or word_gender(word)

    def fitting(self, shares: Shares, gender: str, barred: Container[int] = ()) -> Shares:
        """The shares without the figures that cannot be meant."""
        return {
            number: share
            for number, share in shares.items()
            if number not in barred and (not gender or self.fit(number, gender, None) > 0)
        }

    def meet_pronoun(self, index: int) -> None:
        word = self.page.words[index]
        if index in self.findings:
            return
        if word.quoted:
            self._meet_quoted(index)
            return
        if word.lower in lexicon.PRONOUN_GENDER:
            finding = self._find_pronoun(index, lexicon.PRONOUN_GENDER[word.lower])
        elif word.lower == "who":
            finding = self._find_who(index)
        else:
            return
        self.findings[index] = finding
        speaks = word.lower != "who" or index in self.scene.source_words
        if finding.figure is not None and speaks:
            self.touch(finding.figure, index, index, index)

    def _meet_quoted(self, index: int) -> None:
        """Resolve a pronoun inside quotation marks where the model is sure; it makes nobody stand out."""
        word = self.page.words[index]
        gender = lexicon.PRONOUN_GENDER.get(word.lower)
        if gender is None or index not in self.pointed.at:
            return
        speaking = self._speaking(word.start)
        candidates = [c for c in self._candidates(index, gender) if c.figure not in speaking]
        if not any(candidate.seen for candidate in candidates):
            return
        best, number = probabilities(candidates)[0]
        if best >= _QUOTED and number >= 0:
            reason = f"'{word.text}' inside the quotation is {self.label(number)}"
            span = Span(word.start, word.end)
            self.findings[index] = Finding(span, number, reason, round(best, 2), "pronoun")

    def _speaking(self, offset: int) -> set[int]:
        """Whose words a character stands in, as far as known: they call themselves I."""
        found: set[int] = set()
        for at in self.scene.sources_of(offset):
            first = self.name_of.get(at, at)
            if first in self.name_at:
                found.update(self.roster.bearers[self.name_at[first]])
            elif first in self.findings and self.findings[first].figure is not None:
                found.add(self.findings[first].figure or 0)
        return found

    def _find_pronoun(self, index: int, gender: str) -> Finding:
        word = self.page.words[index]
        span = Span(word.start, word.end)
        if self._picked_out(index):
            reason = f"'{word.text}' is picked out from others: 'it was {word.text} who'"
            return Finding(span, None, reason, 0.0, "pronoun")
        own = self._in_relative_clause(index, gender)
        if own is not None:
            return own
        candidates = self._candidates(index, gender)
        self.weighed[index] = candidates
        ranked = judge(candidates, reports=bool(self.scene.said))
        if not ranked:
            return Finding(span, None, f"nobody before '{word.text}' whom it fits", 0.0, "pronoun")
        best, number = ranked[0]
        if best < _SURE:
            both = " or ".join(self.label(n) for _, n in ranked[:2])
            return Finding(span, None, f"'{word.text}' could be {both}", 0.0, "pronoun")
        if best > _LEARN:
            near = any(
                t.figure == number and t.subject and t.sentence == self.lines[word.sentence]
                for t in self.memory.touches
            )
            self.learn(number, gender, 3 if near else 1)
        reason = f"'{word.text}' is {self.label(number)}, whom the text spoke of just before"
        words = self.unnamed_words(number)
        return Finding(span, number, reason, round(best, 2), "pronoun", words)

    def _candidates(self, index: int, gender: str) -> list[Candidate]:
        """The figures that a pronoun may stand for: those that stand out, those that the model sees, and
        the one whose name follows."""
        barred = self._barred(index)
        ranked = self.rank(self.page.words[index].start, None, gender, barred)
        seen = self.fitting(self.pointed.seen(index), gender, barred)
        whole = sum(score for score, _ in ranked) or 1.0
        stands_out = {number: score / whole for score, number in ranked}
        seen = {n: s for n, s in seen.items() if n in stands_out or not self._by_shape(n)}
        ahead, verb = self._ahead(index, gender, barred)
        last = {t.figure: t for t in self.memory.touches}
        opens = self._stands(index)[0]
        found = [
            self._candidate(index, number, seen, stands_out, last.get(number), opens, gender)
            for number in sorted({*seen, *stands_out, *ahead})
        ]
        return [replace(c, ahead=True, verb=verb) if c.figure in ahead else c for c in found]

    def _ahead(
        self, index: int, gender: str, barred: Container[int]
    ) -> tuple[tuple[int, ...], bool]:
        """Whom the name after a fronted phrase stands for, and whether a verb follows that name."""
        at = name_ahead(self.page, self.name_at, index) if self.pointed.mentions else None
        if at is None or self.page.words[index].quoted:
            return (), False
        number = self.name_at[at]
        bearers = self.roster.bearers[number]
        fit = [b for b in bearers if b not in barred and self.fit(b, gender, None) > 0]
        verb = self._verb_follows(self.names[number].last)
        return (tuple(fit) if len(bearers) == 1 else ()), verb

    def _candidate(
        self,
        index: int,
        number: int,
        seen: Shares,
        stands_out: Shares,
        last: Touch | None,
        opens: bool,
        gender: str,
    ) -> Candidate:
        line = self.lines[self.page.words[index].sentence]
        if last is not None:
            told_at = last.sentence
        elif number < 0:
            told_at = self.line_at(self.memory.unnamed[-1 - number].span.start)
        else:
            told_at = line - FARTHEST
        subject = last is not None and last.subject
        return Candidate(
            number,
            seen.get(number, 0.0),
            stands_out.get(number, 0.0),
            line - told_at,
            subject,
            last is not None and last.word in self.scene.source_words,
            subject and opens,
            self._told(number, gender),
            self._by_shape(number),
        )

    def _by_shape(self, number: int) -> bool:
        """Whether a figure is known by the shape of its name alone."""
        return number >= 0 and self.roster.figures[number].kind == "unknown"

    def _picked_out(self, index: int) -> bool:
        """Whether a pronoun is the one of "it was she who": whom the text speaks of most tells nothing."""
        before = [word.lower for word in self.page.words[max(0, index - 2) : index]]
        after = self.page.words[index + 1].lower if index + 1 < len(self.page.words) else ""
        return before in (["it", "was"], ["it", "is"]) and after == "who"

    def _in_relative_clause(self, index: int, gender: str) -> Finding | None:
        """Whoever "who" stands for, a few words before: "Lund, who left his notes at home"."""
        word = self.page.words[index]
        for at in range(index - 1, max(-1, index - 8), -1):
            found = self.findings.get(at)
            if self.page.words[at].sentence != word.sentence or self.page.gap(at, at + 1).strip(
                " "
            ):
                return None
            if found is None:
                continue
            if self.page.words[at].lower != "who" or found.figure is None:
                return None
            if at >= index - 2 and self._is_object(index):
                return None  # "a keeper who called her"
            if not self.fit(found.figure, gender, None):
                return None
            self.learn(found.figure, gender, 2)
            reason = f"'{word.text}' in the clause about {self.label(found.figure)}"
            words = self.unnamed_words(found.figure)
            return Finding(Span(word.start, word.end), found.figure, reason, 0.85, "pronoun", words)
        return None

    def _told(self, number: int, gender: str) -> int:
        """Whether a candidate's gender is known to fit: 1; -1 where only a given name speaks against it."""
        if number < 0:
            return int(self.memory.unnamed_gender.get(number) == gender)
        figure = self.roster.figures[number]
        if self.gender(figure) == gender:
            return 1
        return -1 if figure.gender not in ("", gender) else 0

    def _barred(self, index: int) -> set[int]:
        """Those whom a pronoun cannot mean: the subject of its clause where it is the object, the object
        where it is the subject ("she told Lund"), and whom a speaker's own words call by name ("“Lund
        laughed,” she said")."""
        other = self._not_object(index)
        barred = set() if other is None else {other}
        if self.page.words[index].lower in ("he", "she"):
            barred.update(self._named_object(index))
        said = [at for span in self.scene.said.get(index, ()) for at in self.page.between(span)]
        if said and self.page.gap(index - 1, index) == ", " and index - 1 in self.name_of:
            said.append(self.name_of[index - 1])  # "Lund, she said, “is asleep”"
        for at in said:
            if at in self.name_at:
                parts = set(self.names[self.name_at[at]].parts)
                called = (f.number for f in self.roster.figures if parts <= set(f.name.split()))
                barred.update(called, self.roster.bearers[self.name_at[at]])
        return barred

    def _named_object(self, index: int) -> tuple[int, ...]:
        """Whom the words after a subject name, a verb or two on, in the same clause."""
        for at in range(index + 2, min(index + 2 + _OBJECT, len(self.page.words))):
            if self.page.gap(at - 1, at).strip(" ") or self.page.words[at - 1].lower in _CLAUSES:
                return ()
            if at in self.name_at:
                bearers = self.roster.bearers[self.name_at[at]]
                return bearers if len(bearers) == 1 else ()
        return ()

    def _not_object(self, index: int) -> int | None:
        """The subject of the same clause, whom an object pronoun cannot mean."""
        word = self.page.words[index]
        if not self._is_object(index):
            return None
        for touch in reversed(self.memory.touches):
            if touch.sentence == self.lines[word.sentence] and touch.subject:
                return touch.figure if index - touch.word <= 9 else None
        return None

    def _is_object(self, index: int) -> bool:
        """Whether a pronoun is an object for sure: "him", or "her" before a mark or a preposition."""
        word = self.page.words[index].lower
        following = self.page.words[index + 1] if index + 1 < len(self.page.words) else None
        return word == "him" or (
            word == "her"
            and (
                self.page.after(index).strip(" ") != ""
                or following is None
                or following.lower in lexicon.PREPOSITIONS | {"that", "and"}
            )
        )

    def _find_who(self, index: int) -> Finding:
        """A relative "who" stands for the mention right before it."""
        word = self.page.words[index]
        span = Span(word.start, word.end)
        left = self.findings.get(index - 1)
        if left is not None and left.figure is None and left.form == "pronoun":
            return Finding(span, None, left.reason, 0.0, "pronoun")
        touch = self._antecedent(index)
        if touch is not None:
            reason = f"'who' follows {self.label(touch.figure)}"
            words = self.unnamed_words(touch.figure)
            return Finding(span, touch.figure, reason, 0.85, "pronoun", words)
        return Finding(span, None, "no name before 'who'", 0.0, "pronoun")

    def _antecedent(self, index: int) -> Touch | None:
        """The mention that a "who" relates to: the last person a few words before in its sentence, across
        "of Florida, the ranking member,"; only right before it anything else."""
        line = self.lines[self.page.words[index].sentence]
        near = [t for t in self.memory.touches if t.sentence == line and t.word < index]
        kinds = [self.roster.figures[t.figure].kind if t.figure >= 0 else "person" for t in near]
        for wanted, reach in (({"person", "character"}, _WHO_REACH), ({"unknown"}, 8), (None, 2)):
            for touch, kind in zip(reversed(near), reversed(kinds), strict=True):
                if wanted is not None and self._says_where(touch, near):
                    continue
                if (wanted is None or kind in wanted) and index - touch.word <= reach:
                    return touch
        return None

    def _says_where(self, touch: Touch, near: list[Touch]) -> bool:
        """Whether a mention only tells where somebody before it is from: "Lund, of Lower Mills, who"."""
        first = self.name_of.get(touch.word, touch.word)
        from_there = first > 1 and self.page.words[first - 1].lower in ("of", "from", "in", "near")
        comma = from_there and self.page.gap(first - 2, first - 1).strip() == ","
        return comma and any(other.word == first - 2 for other in near)


def word_gender(word: str) -> str:
    """The gender that a title or role word tells, if any.

    >>> word_gender("actress"), word_gender("director")
    ('f', '')
    """
    if word in lexicon.FEMALE_WORDS:
        return "f"
    return "m" if word in lexicon.MALE_WORDS else ""
