"""Names, roles and pronouns linked to those they stand for, in one walk through the text.

Comes after `salience`. A mention is resolved only where one candidate clearly leads; otherwise it
keeps its reason and stands for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Container

from onrecord.people import lexicon
from onrecord.people.antecedents import Candidate, judge, probabilities
from onrecord.people.names import Name
from onrecord.people.pointed import Pointed, Shares
from onrecord.people.roles import MAKERS, Role, RoleMention, families
from onrecord.people.roster import KIN, Figure, Roster
from onrecord.people.salience import Salience, Touch
from onrecord.people.scene import Finding, Scene
from onrecord.people.sources import apposition_after, name_from
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
_NEW = 0.5
"""Probability of having no antecedent from which a description is somebody new."""
_SOMEBODY = frozenset({"a", "an", "another", "one"})
_UNNAMED = re.compile(
    r",? (?:speaking |talking )?(?:(?:who|and) [^.!?”]{0,60}\b(?:named?|identified|anonymous(?:ly)?|"
    r"anonymity|identity)\b|(?:on condition of|under) anonymity)"
)
"""What follows a source that stays unnamed: ", who asked not to be named"."""


def stays_unnamed(page: Page, end: int) -> bool:
    """Whether the words after a mention say that its name is kept back."""
    return _UNNAMED.match(page.text, end) is not None


class Walk(Salience):
    """One walk through an article; `findings` maps the first word of each mention to what was found."""

    def __init__(
        self,
        page: Page,
        names: tuple[Name, ...],
        roster: Roster,
        mentions: tuple[RoleMention, ...],
        scene: Scene,
        genders: dict[int, str] | None = None,
        told: frozenset[int] = frozenset(),
        pointed: tuple[Mention, ...] = (),
    ) -> None:
        super().__init__(page, names, roster, scene, genders, told)
        self.pointed = Pointed.over(page, pointed)
        self.name_of = {i: name.first for name in names for i in range(name.first, name.last + 1)}
        self.mentions = {page.first_from(m.span.start): m for m in mentions}
        self.findings: dict[int, Finding] = {}
        self.weighed: dict[int, list[Candidate]] = {}
        self.established: set[int] = set()  # called by surname alone before a namesake came in
        self._by_role = _holders(roster)

    def run(self) -> dict[int, Finding]:
        """The findings of the whole text."""
        for index in range(len(self.page.words)):
            if index in self.name_at:
                self._meet_name(index)
            self._meet_pronoun(index)
            if index in self.mentions:
                self._meet_role(index, self.mentions[index])
            elif index in self.scene.source_words and index - 1 not in self.scene.source_words:
                self._meet_stranger(index)
            if index in self.pointed.at:
                self._note(index)
        return self.findings

    def _note(self, index: int) -> None:
        """Remember whom the model's mention that ends here stands for; a description that the model takes
        for nobody spoken of before stands for somebody who is not named."""
        mention = self.pointed.mentions[self.pointed.at[index]]
        finding = self.findings.get(self.name_of.get(index, index))
        if finding is not None and finding.figure is not None:
            self.pointed.note(index, {finding.figure: 1.0})
            return
        seen = self._fitting(self.pointed.seen(index), self._gender_at(index))
        if mention.kind == "nominal" and mention.first >= _NEW:
            seen[self.stranger(mention.span, "", self._gender_at(index))] = mention.first
        self.pointed.note(index, seen)

    def _gender_at(self, index: int) -> str:
        word = self.page.words[index].lower
        return lexicon.PRONOUN_GENDER.get(word) or _word_gender(word)

    def _fitting(self, shares: Shares, gender: str, barred: Container[int] = ()) -> Shares:
        """The shares without the figures that cannot be meant."""
        return {
            number: share
            for number, share in shares.items()
            if number not in barred and (not gender or self.fit(number, gender, None) > 0)
        }

    def _meet_stranger(self, index: int) -> None:
        """Remember a speaker who has neither name nor role: "one of those passengers", "a bystander"."""
        page, spoken = self.page, self.scene.source_words
        last = index
        while last + 1 in spoken and not page.gap(last, last + 1).strip(" "):
            last += 1
        taken = any(i in self.name_at or i in self.mentions for i in range(index, last + 1))
        word = page.words[index]
        if taken or word.quoted or word.lower not in _SOMEBODY or last == index:
            return
        number = self.stranger(Span(word.start, page.words[last].end))
        self.touch(number, index, index, index)

    # --- names ---

    def _meet_name(self, index: int) -> None:
        number = self.name_at[index]
        name, bearers = self.names[number], self.roster.bearers[number]
        chosen, reason, confidence = self._choose_bearer(name, bearers)
        self.findings[index] = Finding(name.span, chosen, reason, confidence)
        if chosen is not None:
            self.touch(chosen, name.first, name.last, name.first - len(name.titles))

    def _choose_bearer(self, name: Name, bearers: tuple[int, ...]) -> tuple[int | None, str, float]:
        figures = [self.roster.figures[b] for b in bearers]
        if not figures:
            return None, "no person of that name", 0.0
        if len(figures) == 1:
            return figures[0].number, _name_reason(name, figures[0]), 0.97
        wanted = _title_gender(name)
        fitting = [f for f in figures if not wanted or self.gender(f) in (wanted, "")]
        fitting = [f for f in fitting if wanted and self.gender(f) == wanted] or fitting
        if not fitting:
            return None, f"no bearer of '{name.parts[-1]}' fits the title before it", 0.0
        if len(fitting) == 1:
            return fitting[0].number, f"the title before '{name.parts[-1]}' fits one bearer", 0.9
        before = [f for f in fitting if f.introduced <= name.span.start]
        if len(before) == 1:
            self.established.add(before[0].number)
            return before[0].number, "the only bearer of the name introduced before", 0.85
        main = self._principal(before or fitting)
        if main is not None and name.parts[-1] == main.name.split()[-1]:
            return main.number, f"the others called '{name.parts[-1]}' are {main.name}'s kin", 0.75
        return self._choose_recent(name, before or fitting)

    def _principal(self, figures: list[Figure]) -> Figure | None:
        """The bearer of a surname whom the article named first, if the others came in as kin only ("his
        wife, Ana Lund"): they keep their full names, or a title, wherever copy speaks of both."""
        first = min(figures, key=lambda f: f.introduced)
        others = [f for f in figures if f is not first]
        kin = [
            any(role.word in KIN and role.at == f.introduced for role in f.roles) for f in others
        ]
        return first if others and all(kin) else None

    def _choose_recent(self, name: Name, figures: list[Figure]) -> tuple[int | None, str, float]:
        """Of several bearers, the one whom the last two sentences speak of, if it is only one."""
        line = self.lines[self.page.words[name.first].sentence]
        recent = {t.figure for t in self.memory.touches if line - t.sentence <= 2}
        near = [f for f in figures if f.number in recent]
        if len(near) == 1:
            return near[0].number, "the bearer of the name spoken of just before", 0.7
        called = [f for f in figures if f.number in self.established]
        if len(called) == 1 and not near:
            return called[0].number, "called so before another of that name came in", 0.7
        both = " or ".join(sorted(f.name for f in figures)[:3])
        return None, f"'{' '.join(name.parts)}' could be {both}", 0.0

    # --- roles ---

    def _meet_role(self, index: int, mention: RoleMention) -> None:
        last = self.page.first_from(mention.span.end) - 1
        apposed = self._apposed(index, last)
        finding = apposed or self._find_role(mention)
        self.findings[last] = finding
        if apposed is None and finding.figure is not None and not self._predicative(index, mention):
            self.touch(finding.figure, last, last, index)
            if index in self.scene.source_words or last in self.subjects:
                self.subjects.add(last)

    def _predicative(self, index: int, mention: RoleMention) -> bool:
        """Whether a role only says what the subject is ("As a director, Lund likes rain"), or belongs to a
        story ("a film in which a pilot drowns")."""
        if mention.definite or index == 0:
            return False
        before = [word.lower for word in self.page.words[max(0, index - 5) : index]]
        if before[-1] in ("as", "for", "like", "unlike"):
            return True
        tells = before[-2:] == ["in", "which"] or before[-1] in ("about", "following", "follows")
        return tells and bool({*MAKERS, "story", "series"} & set(before))

    def _apposed(self, first: int, last: int) -> Finding | None:
        """The name that the role stands beside: "Jo Lund, the director" or "the director, Jo Lund,"."""
        span = Span(self.page.words[first].start, self.page.words[last].end)
        before = first - 1
        if before > 0 and self.page.words[before].text.isdigit():
            before -= 1
        if self.page.gap(before, before + 1).strip(" ") in (",", "(", "–", "—"):
            for index in range(before, max(-1, before - 5), -1):
                found = self.findings.get(index)
                if found and found.form == "name" and found.figure is not None:
                    at = self.names[self.name_at[index]]
                    if at.last == before and not self.page.words[before].possessive:
                        return Finding(span, found.figure, "stands beside the name", 0.95, "role")
                    break
        following = apposition_after(self.page, last)
        number = name_from(self.page, self.names, self.name_at, following)
        if self.page.gap(following - 1, following) == ", " and number is not None:
            bearers = self.roster.bearers[number]
            kind = self.roster.figures[bearers[0]].kind if len(bearers) == 1 else ""
            if (
                kind in ("person", "unknown")
                and self.page.after(self.names[number].last)[:1] in ","
            ):
                return Finding(span, bearers[0], "stands beside the name", 0.95, "role")
        return None

    def _find_role(self, mention: RoleMention) -> Finding:
        words = " ".join(mention.span.of(self.page.text).split())
        if not mention.definite:
            return self._unnamed(mention, words)
        holders = self._holders(mention)
        if len(holders) == 1:
            figure = holders[0]
            told = [r for r in figure.roles if families(r.word) & families(mention.role.word)]
            known = (
                "introduced" if told and told[0].at <= mention.span.start else "later introduced"
            )
            reason = f"'{words}': {figure.name} is {known} as {told[0].word if told else 'such'}"
            return Finding(mention.span, figure.number, reason, 0.93, "role")
        if holders:
            return self._one_of(mention, words, holders)
        return self._described(mention, words)

    def _holders(self, mention: RoleMention) -> list[Figure]:
        """Persons introduced in the same role; those who share its modifiers, if some do."""
        kinds, word = families(mention.role.word), mention.role.word
        gender = _word_gender(word)
        owner = self._possessor(mention)
        seen: dict[int, int] = {}
        for kind in sorted(kinds):
            for number, role in self._by_role.get(kind, ()):
                figure = self.roster.figures[number]
                if number == owner or (gender and self.gender(figure) not in (gender, "")):
                    continue
                shared = len(role.context & mention.role.context)
                same = 1 if role.word == word else 0
                seen[number] = max(seen.get(number, 0), 2 * shared + same)
        if kinds & {"kin", "descriptor"} and not kinds & {"player", "actor"}:
            seen = {n: s for n, s in seen.items() if s >= 1}
        if not seen:
            return []
        best = max(seen.values())
        return [self.roster.figures[n] for n, s in sorted(seen.items()) if s == best]

    def _possessor(self, mention: RoleMention) -> int | None:
        """The person whose lawyer, wife or spokesman the mention means: never that person."""
        if mention.possessor is None:
            return None
        if not families(mention.role.word) & lexicon.POSSESSED_FAMILIES:
            return None
        for index in range(mention.possessor, max(-1, mention.possessor - 4), -1):
            found = self.findings.get(index)
            if found is not None:
                return found.figure
        return None

    def _one_of(self, mention: RoleMention, words: str, holders: list[Figure]) -> Finding:
        """Of several in that role, the one whom the text speaks of just now, if it is clear."""
        ranked = self.rank(mention.span.start, {f.number for f in holders})
        line = self.line_at(mention.span.start)
        if ranked and (len(ranked) == 1 or ranked[0][0] > 1.8 * ranked[1][0]):
            _score, number = ranked[0]
            if any(t.figure == number and line - t.sentence <= 2 for t in self.memory.touches):
                reason = f"'{words}': {self.roster.figures[number].name} is the one just spoken of"
                return Finding(mention.span, number, reason, 0.7, "role")
        both = " or ".join(f.name for f in holders[:3])
        return Finding(mention.span, None, f"'{words}' could be {both}", 0.0, "role")

    def _described(self, mention: RoleMention, words: str) -> Finding:
        """A description nobody was introduced with: of the person just spoken of, or of a new one."""
        kinds = families(mention.role.word)
        apart = self._stranger_before(mention) or stays_unnamed(self.page, mention.span.end)
        if kinds & lexicon.DESCRIPTIVE_FAMILIES and mention.possessor is None and not apart:
            line = self.line_at(mention.span.start)
            recent = {
                t.figure
                for t in self.memory.touches
                if t.figure >= 0 and t.weight >= 0.5 and 0 < line - t.sentence <= 2
            }
            fitting = [n for n in sorted(recent) if self._may_be(self.roster.figures[n], mention)]
            if len(fitting) > 1:
                block = self.paragraphs[self.page.words[self.at(mention.span.start)].block]
                here = {t.figure for t in self.memory.touches if t.block == block and t.subject}
                fitting = [n for n in fitting if n in here]
            if len(fitting) == 1:
                name = self.roster.figures[fitting[0]].name
                for kind in sorted(kinds - {"descriptor", "kin"}):
                    self._by_role.setdefault(kind, []).append((fitting[0], mention.role))
                reason = f"'{words}' describes {name}, the only person just spoken of"
                return Finding(mention.span, fitting[0], reason, 0.65, "role")
        return self._unnamed(mention, words)

    def _stranger_before(self, mention: RoleMention) -> bool:
        """Whether the last who spoke in the paragraph is somebody whom the article does not name."""
        at = self.page.first_from(mention.span.start)
        block, spoken = self.paragraphs[self.page.words[at].block], self.scene.source_words
        here = [t for t in self.memory.touches if t.block == block and t.word in spoken]
        return bool(here) and here[-1].figure < 0 and here[-1].word < at

    def _may_be(self, figure: Figure, mention: RoleMention) -> bool:
        gender = _word_gender(mention.role.word)
        if figure.kind not in ("person", "unknown"):
            return False
        if gender and self.gender(figure) not in ("", gender):
            return False
        theirs = {f for r in figure.roles for f in families(r.word)} - {"descriptor", "kin"}
        kinds = families(mention.role.word)
        return "descriptor" in kinds or not theirs or bool(theirs & kinds)

    def _unnamed(self, mention: RoleMention, words: str) -> Finding:
        """Somebody whom the article does not name; the same words later mean the same one."""
        key = mention.role.word
        known = [n for n, stranger in enumerate(self.memory.unnamed) if stranger.role == key]
        if not mention.definite or not known:
            known = [-1 - self.stranger(mention.span, key)]
        number = -1 - known[-1]
        gender = _word_gender(mention.role.word)
        if gender:
            self.memory.unnamed_gender[number] = gender
        return Finding(mention.span, number, f"'{words}' is not named", 0.6, "role", words)

    # --- pronouns ---

    def _meet_pronoun(self, index: int) -> None:
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
        candidates = self._candidates(index, gender)
        if not any(candidate.seen for candidate in candidates):
            return
        best, number = probabilities(candidates)[0]
        if best >= _QUOTED and number >= 0:
            reason = f"'{word.text}' inside the quotation is {self.label(number)}"
            span = Span(word.start, word.end)
            self.findings[index] = Finding(span, number, reason, round(best, 2), "pronoun")

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
        """The figures that a pronoun may stand for: those that stand out, and those that the model sees."""
        barred = self._barred(index)
        ranked = self.rank(self.page.words[index].start, None, gender, barred)
        seen = self._fitting(self.pointed.seen(index), gender, barred)
        whole = sum(score for score, _ in ranked) or 1.0
        stands_out = {number: score / whole for score, number in ranked}
        seen = {n: s for n, s in seen.items() if n in stands_out or not self._by_shape(n)}
        last = {t.figure: t for t in self.memory.touches}
        opens = self._stands(index)[0]
        return [
            self._candidate(index, number, seen, stands_out, last.get(number), opens, gender)
            for number in sorted({*seen, *stands_out})
        ]

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
            told_at = line - 8
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
                if (wanted is None or kind in wanted) and index - touch.word <= reach:
                    return touch
        return None


def _holders(roster: Roster) -> dict[str, list[tuple[int, Role]]]:
    """Who has a role of each kind, with the role."""
    found: dict[str, list[tuple[int, Role]]] = {}
    for figure in roster.figures:
        if figure.kind not in ("person", "unknown"):
            continue
        for role in figure.roles:
            for kind in families(role.word):
                found.setdefault(kind, []).append((figure.number, role))
    return found


def _title_gender(name: Name) -> str:
    return next((g for g in map(_word_gender, name.titles) if g), "")


def _word_gender(word: str) -> str:
    """The gender that a title or role word tells, if any.

    >>> _word_gender("actress"), _word_gender("director")
    ('f', '')
    """
    if word in lexicon.FEMALE_WORDS:
        return "f"
    return "m" if word in lexicon.MALE_WORDS else ""


def _name_reason(name: Name, figure: Figure) -> str:
    if name.span == figure.fullest or " ".join(name.parts) == figure.name:
        return f"the article gives the name {figure.name}"
    return f"'{' '.join(name.parts)}' is {figure.name}, named so in this article"
