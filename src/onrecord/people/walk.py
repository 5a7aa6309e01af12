"""Names, roles and pronouns linked to those they stand for, in one walk through the text.

Comes after `pronouns`. A mention is resolved only where one candidate clearly leads; otherwise it
keeps its reason and stands for nobody.
"""

from __future__ import annotations

import re

from onrecord.people import lexicon
from onrecord.people.names import Name
from onrecord.people.pronouns import Pronouns, word_gender
from onrecord.people.roles import MAKERS, Role, RoleMention, families
from onrecord.people.roster import KIN, Figure, Roster
from onrecord.people.scene import Finding, Scene
from onrecord.people.sources import apposition_after, name_from
from onrecord.people.words import Page
from onrecord.values import Mention, Span

_NEW = 0.5
"""Probability of having no antecedent from which a description is somebody new."""
FOREMOST = 2.5
"""So many times as strongly as the next must somebody stand out for a description to mean nobody else."""
_SOMEBODY = frozenset({"a", "an", "another", "one"})
_UNNAMED = re.compile(
    r",? (?:speaking |talking )?(?:(?:who|and) [^.!?”]{0,60}\b(?:named?|identified|anonymous(?:ly)?|"
    r"anonymity|identity)\b|(?:on condition of|under) anonymity)"
)
"""What follows a source that stays unnamed: ", who asked not to be named"."""


def stays_unnamed(page: Page, end: int) -> bool:
    """Whether the words after a mention say that its name is kept back."""
    return _UNNAMED.match(page.text, end) is not None


class Walk(Pronouns):
    """One walk through an article, names, roles and pronouns in their order."""

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
        super().__init__(page, names, roster, scene, genders, told, pointed)
        self.mentions = {page.first_from(m.span.start): m for m in mentions}
        self.established: set[int] = set()  # called by surname alone before a namesake came in
        self._by_role = _holders(roster)

    def run(self) -> dict[int, Finding]:
        """The findings of the whole text."""
        for index in range(len(self.page.words)):
            if index in self.name_at:
                self._meet_name(index)
            self.meet_pronoun(index)
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
        seen = self.fitting(self.pointed.seen(index), self.gender_at(index))
        if mention.kind == "nominal" and mention.first >= _NEW:
            seen[self.stranger(mention.span, "", self.gender_at(index))] = mention.first
        self.pointed.note(index, seen)

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
        if len(holders) == 1 and holders[0].introduced > mention.span.end:
            # Whoever the text speaks of already comes before somebody who is still to come, and who may
            # be another one if the word is another ("the actress", then "Lund, the actor").
            same = any(role.word == mention.role.word for role in holders[0].roles)
            if not same or self._just_spoken_of(mention) is not None:
                return self._described(mention, words)
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
        gender = word_gender(word)
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
        number = self._just_spoken_of(mention)
        if number is None:
            return self._unnamed(mention, words)
        for kind in sorted(families(mention.role.word) - {"descriptor", "kin"}):
            self._by_role.setdefault(kind, []).append((number, mention.role))
        name = self.roster.figures[number].name
        reason = f"'{words}' describes {name}, the only person just spoken of"
        return Finding(mention.span, number, reason, 0.65, "role")

    def _just_spoken_of(self, mention: RoleMention) -> int | None:
        """The one person of the last two sentences whom a description fits, of several the one who is a
        subject in its paragraph."""
        kinds = families(mention.role.word)
        apart = self._stranger_before(mention) or stays_unnamed(self.page, mention.span.end)
        if not kinds & lexicon.DESCRIPTIVE_FAMILIES or mention.possessor is not None or apart:
            return None
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
            fitting = [n for n in fitting if n in here] or self._foremost(mention, fitting)
        return fitting[0] if len(fitting) == 1 else None

    def _foremost(self, mention: RoleMention, figures: list[int]) -> list[int]:
        """The one of several people whom the text has spoken of far more than of the others just now."""
        ranked = self.rank(mention.span.start, set(figures))
        clear = len(ranked) == 1 or (ranked and ranked[0][0] > FOREMOST * ranked[1][0])
        return [ranked[0][1]] if clear else []

    def _stranger_before(self, mention: RoleMention) -> bool:
        """Whether the last who spoke in the paragraph is somebody whom the article does not name."""
        at = self.page.first_from(mention.span.start)
        block, spoken = self.paragraphs[self.page.words[at].block], self.scene.source_words
        here = [t for t in self.memory.touches if t.block == block and t.word in spoken]
        return bool(here) and here[-1].figure < 0 and here[-1].word < at

    def _may_be(self, figure: Figure, mention: RoleMention) -> bool:
        gender = word_gender(mention.role.word)
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
        gender = word_gender(mention.role.word)
        if gender:
            self.memory.unnamed_gender[number] = gender
        return Finding(mention.span, number, f"'{words}' is not named", 0.6, "role", words)


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
    return next((g for g in map(word_gender, name.titles) if g), "")


def _name_reason(name: Name, figure: Figure) -> str:
    if name.span == figure.fullest or " ".join(name.parts) == figure.name:
        return f"the article gives the name {figure.name}"
    return f"'{' '.join(name.parts)}' is {figure.name}, named so in this article"
