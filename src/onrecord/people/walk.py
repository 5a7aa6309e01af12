"""Pronouns and roles linked to those they stand for, in one walk through the text.

Comes after `roster`. A mention is resolved only where one candidate clearly leads; otherwise it
keeps its reason and stands for nobody. Salience follows what readers of news copy do: the subject
of the last sentence and the last speaker come first, names inside quotations last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.people import lexicon
from onrecord.people.names import Name
from onrecord.people.roles import Role, RoleMention, families, role_at
from onrecord.people.roster import Figure, Roster
from onrecord.people.sources import apposition_after, name_from
from onrecord.people.words import Page
from onrecord.values import Span, Statement

_CLAUSES = frozenset("and that but when while because if as who which so or where".split())
_DESCRIBING = frozenset("who whose which a an the now then meanwhile however though too".split())
_WHO_REACH = 16
"""Words between a person and the "who" that relates to them, an apposition included."""
_MEMORY = 48
"""Mentions looked back over."""
_LEAD = 1.25
"""How far the best candidate must lead the next; below it a pronoun is left open."""
_FADE = 0.62
"""What a mention loses with each sentence of running text that follows it."""
_DOUBTED = 0.7
"""What is left of a candidate whose gender one pronoun, itself uncertain, speaks against."""
_TURN = 0.8
"""What it loses with each paragraph."""
_ELSEWHERE = 0.5
"""What is left of a character outside told plot, and of a person inside it."""
_FIRST = 0.5
"""What a speaker gains who opens the sentence."""
_SPEAKING, _OPENING, _OPENS = 2.0, 2.2, 1.6
"""Weights of a speaker, of a subject that opens its sentence, and of another subject. Of 978 pronouns of
GUM's training part 72.1 % are right and 11.2 % wrong with these; 71.0 and 11.3 with 1.8 and 1.4."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Whom one mention stands for. `figure` is a number of the roster, negative for somebody whom the
    article does not name (then `words` says how it calls them), null where it is left open."""

    span: Span
    figure: int | None
    reason: str
    confidence: float
    form: str = "name"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the walk knows of the statements: words that name speakers, words that are content."""

    source_words: frozenset[int]
    content: tuple[Span, ...]
    starts: tuple[int, ...]

    def reports(self, offset: int) -> bool:
        """Whether the character lies in the content of a statement."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.content[at].end


def set_scene(page: Page, statements: Sequence[Statement]) -> Scene:
    """The scene of an article's statements; contents that touch or nest are merged."""
    sources = {i for s in statements for span in s.source for i in page.between(span)}
    merged: list[Span] = []
    for span in sorted(c for s in statements for c in s.content):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return Scene(frozenset(sources), tuple(merged), tuple(m.start for m in merged))


@dataclass(frozen=True, slots=True)
class _Touch:
    """One mention as the walk remembers it; `weight` is what its place in the sentence gives it."""

    figure: int
    word: int
    sentence: int
    block: int
    weight: float
    subject: bool


@dataclass
class _Memory:
    touches: deque[_Touch] = field(default_factory=lambda: deque(maxlen=_MEMORY))
    genders: dict[int, str] = field(default_factory=dict)
    votes: dict[int, dict[str, int]] = field(default_factory=dict)
    unnamed: list[str] = field(default_factory=list)
    unnamed_gender: dict[int, str] = field(default_factory=dict)


class Walk:
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
    ) -> None:
        self.told = told
        self.page, self.names, self.roster, self.scene = page, names, roster, scene
        self.mentions = {page.first_from(m.span.start): m for m in mentions}
        self.name_at = {name.first: n for n, name in enumerate(names)}
        self.name_words = {i for name in names for i in range(name.first, name.last + 1)}
        self.known = dict(genders or {})  # what an earlier walk learned
        self.memory = _Memory(genders=dict(self.known))
        self.findings: dict[int, Finding] = {}
        self._lines, self._paragraphs = _running(page)
        self._by_role = _holders(roster)
        self.subjects: set[int] = set()

    def run(self) -> dict[int, Finding]:
        """The findings of the whole text."""
        for index in range(len(self.page.words)):
            if index in self.name_at:
                self._meet_name(index)
            self._meet_pronoun(index)
            if index in self.mentions:
                self._meet_role(index, self.mentions[index])
        return self.findings

    # --- names ---

    def _meet_name(self, index: int) -> None:
        number = self.name_at[index]
        name, bearers = self.names[number], self.roster.bearers[number]
        chosen, reason, confidence = self._choose_bearer(name, bearers)
        self.findings[index] = Finding(name.span, chosen, reason, confidence)
        if chosen is not None:
            self._touch(chosen, name.first, name.last, name.first - len(name.titles))

    def _choose_bearer(self, name: Name, bearers: tuple[int, ...]) -> tuple[int | None, str, float]:
        figures = [self.roster.figures[b] for b in bearers]
        if not figures:
            return None, "no person of that name", 0.0
        if len(figures) == 1:
            return figures[0].number, _name_reason(name, figures[0]), 0.97
        wanted = _title_gender(name)
        fitting = [f for f in figures if not wanted or self._gender(f) in (wanted, "")]
        fitting = [f for f in fitting if wanted and self._gender(f) == wanted] or fitting
        if len(fitting) == 1:
            return fitting[0].number, f"the title before '{name.parts[-1]}' fits one bearer", 0.9
        before = [f for f in fitting if f.introduced <= name.span.start]
        if len(before) == 1:
            return before[0].number, "the only bearer of the name introduced before", 0.85
        return self._choose_recent(name, before or fitting)

    def _choose_recent(self, name: Name, figures: list[Figure]) -> tuple[int | None, str, float]:
        """Of several bearers, the one whom the last two sentences speak of, if it is only one."""
        line = self._lines[self.page.words[name.first].sentence]
        recent = {t.figure for t in self.memory.touches if line - t.sentence <= 2}
        near = [f for f in figures if f.number in recent]
        if len(near) == 1:
            return near[0].number, "the bearer of the name spoken of just before", 0.7
        both = " or ".join(sorted(f.name for f in figures)[:3])
        return None, f"'{' '.join(name.parts)}' could be {both}", 0.0

    # --- roles ---

    def _meet_role(self, index: int, mention: RoleMention) -> None:
        last = self.page.first_from(mention.span.end) - 1
        apposed = self._apposed(index, last)
        finding = apposed or self._find_role(mention)
        self.findings[last] = finding
        if apposed is None and finding.figure is not None and not self._predicative(index, mention):
            self._touch(finding.figure, last, last, index)
            if index in self.scene.source_words or last in self.subjects:
                self.subjects.add(last)

    def _predicative(self, index: int, mention: RoleMention) -> bool:
        """Whether a role only says what the subject is: "As a director, Lund likes rain"."""
        if mention.definite or index == 0:
            return False
        return self.page.words[index - 1].lower in ("as", "for", "like", "unlike")

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
                if number == owner or (gender and self._gender(figure) not in (gender, "")):
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
        ranked = self._rank(mention.span.start, {f.number for f in holders})
        line = self._line_at(mention.span.start)
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
        if kinds & lexicon.DESCRIPTIVE_FAMILIES and mention.possessor is None:
            line = self._line_at(mention.span.start)
            recent = {
                t.figure
                for t in self.memory.touches
                if t.figure >= 0 and t.weight >= 0.5 and 0 < line - t.sentence <= 2
            }
            fitting = [n for n in sorted(recent) if self._may_be(self.roster.figures[n], mention)]
            if len(fitting) > 1:
                block = self._paragraphs[self.page.words[self._at(mention.span.start)].block]
                here = {t.figure for t in self.memory.touches if t.block == block and t.subject}
                fitting = [n for n in fitting if n in here]
            if len(fitting) == 1:
                name = self.roster.figures[fitting[0]].name
                for kind in sorted(kinds - {"descriptor", "kin"}):
                    self._by_role.setdefault(kind, []).append((fitting[0], mention.role))
                reason = f"'{words}' describes {name}, the only person just spoken of"
                return Finding(mention.span, fitting[0], reason, 0.65, "role")
        return self._unnamed(mention, words)

    def _may_be(self, figure: Figure, mention: RoleMention) -> bool:
        gender = _word_gender(mention.role.word)
        if figure.kind not in ("person", "unknown"):
            return False
        if gender and self._gender(figure) not in ("", gender):
            return False
        theirs = {f for r in figure.roles for f in families(r.word)} - {"descriptor", "kin"}
        kinds = families(mention.role.word)
        return "descriptor" in kinds or not theirs or bool(theirs & kinds)

    def _unnamed(self, mention: RoleMention, words: str) -> Finding:
        """Somebody whom the article does not name; the same words later mean the same one."""
        key = mention.role.word
        known = [n for n, w in enumerate(self.memory.unnamed) if w.split("|")[0] == key]
        if not mention.definite or not known:
            self.memory.unnamed.append(f"{key}|{words}")
            known = [len(self.memory.unnamed) - 1]
        number = -1 - known[-1]
        gender = _word_gender(mention.role.word)
        if gender:
            self.memory.unnamed_gender[number] = gender
        return Finding(mention.span, number, f"'{words}' is not named", 0.6, "role", words)

    # --- pronouns ---

    def _meet_pronoun(self, index: int) -> None:
        word = self.page.words[index]
        if word.quoted or index in self.findings:
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
            self._touch(finding.figure, index, index, index)

    def _find_pronoun(self, index: int, gender: str) -> Finding:
        word = self.page.words[index]
        span = Span(word.start, word.end)
        if self._picked_out(index):
            reason = f"'{word.text}' is picked out from others: 'it was {word.text} who'"
            return Finding(span, None, reason, 0.0, "pronoun")
        own = self._in_relative_clause(index, gender)
        if own is not None:
            return own
        ranked = self._rank(word.start, None, gender, self._not_object(index))
        if not ranked:
            return Finding(span, None, f"nobody before '{word.text}' whom it fits", 0.0, "pronoun")
        best, number = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        if best < _LEAD * second or (second and self._unlikely(number, gender)):
            both = " or ".join(self.label(n) for _, n in ranked[:2])
            return Finding(span, None, f"'{word.text}' could be {both}", 0.0, "pronoun")
        if best > 2 * second:
            near = any(
                t.figure == number and t.subject and t.sentence == self._lines[word.sentence]
                for t in self.memory.touches
            )
            self._learn(number, gender, 3 if near else 1)
        sure = min(0.92, 0.6 + 0.1 * min(3.0, best / max(second, 0.05) - 1))
        reason = f"'{word.text}' is {self.label(number)}, whom the text spoke of just before"
        return Finding(span, number, reason, round(sure, 2), "pronoun", self._unnamed_words(number))

    def _picked_out(self, index: int) -> bool:
        """Whether a pronoun is the one of "it was she who": whom the text speaks of most tells nothing."""
        before = [self.page.words[i].lower for i in range(max(0, index - 2), index + 2)[:2]]
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
            if not self._fit(found.figure, gender, None):
                return None
            self._learn(found.figure, gender, 2)
            reason = f"'{word.text}' in the clause about {self.label(found.figure)}"
            words = self._unnamed_words(found.figure)
            return Finding(Span(word.start, word.end), found.figure, reason, 0.85, "pronoun", words)
        return None

    def _learn(self, number: int, gender: str, weight: int) -> None:
        """Count what a pronoun tells of a figure's gender; the weightier gender is believed."""
        votes = self.memory.votes.setdefault(number, {})
        votes[gender] = votes.get(gender, 0) + weight
        ranked = sorted(votes.items(), key=lambda v: -v[1])
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            self.memory.genders[number] = ranked[0][0]
        else:
            self.memory.genders.pop(number, None)

    def _unlikely(self, number: int, gender: str) -> bool:
        """Whether only a common given name speaks against a candidate's gender."""
        return number >= 0 and self.roster.figures[number].gender not in ("", gender)

    def _not_object(self, index: int) -> int | None:
        """The subject of the same clause, whom an object pronoun cannot mean."""
        word = self.page.words[index]
        following = self.page.words[index + 1] if index + 1 < len(self.page.words) else None
        after = self.page.after(index)
        is_object = word.lower == "him" or (
            word.lower == "her"
            and (
                after.strip(" ") != ""
                or following is None
                or following.lower in lexicon.PREPOSITIONS | {"that", "and"}
            )
        )
        if not is_object:
            return None
        for touch in reversed(self.memory.touches):
            if touch.sentence == self._lines[word.sentence] and touch.subject:
                return touch.figure if index - touch.word <= 9 else None
        return None

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
            words = self._unnamed_words(touch.figure)
            return Finding(span, touch.figure, reason, 0.85, "pronoun", words)
        return Finding(span, None, "no name before 'who'", 0.0, "pronoun")

    def _antecedent(self, index: int) -> _Touch | None:
        """The mention that a "who" relates to: the last person a few words before in its sentence, across
        "of Florida, the ranking member,"; only right before it anything else."""
        line = self._lines[self.page.words[index].sentence]
        near = [t for t in self.memory.touches if t.sentence == line and t.word < index]
        kinds = [self.roster.figures[t.figure].kind if t.figure >= 0 else "person" for t in near]
        for wanted, reach in (({"person", "character"}, _WHO_REACH), ({"unknown"}, 8), (None, 2)):
            for touch, kind in zip(reversed(near), reversed(kinds), strict=True):
                if (wanted is None or kind in wanted) and index - touch.word <= reach:
                    return touch
        return None

    # --- salience ---

    def _rank(
        self,
        offset: int,
        among: set[int] | None,
        gender: str = "",
        barred: int | None = None,
    ) -> list[tuple[float, int]]:
        """The figures that a mention at `offset` may stand for, best first, with their scores."""
        at = self.page.first_from(offset)
        line, paragraph = self._line_at(offset), self._paragraphs[self.page.words[at].block]
        scores: dict[int, list[float]] = {}
        for touch in self.memory.touches:
            if touch.figure == barred or (among is not None and touch.figure not in among):
                continue
            gone = line - touch.sentence
            if gone > 8:
                continue
            score = touch.weight * _FADE**gone * _TURN ** min(3, paragraph - touch.block)
            scores.setdefault(touch.figure, []).append(score)
        ranked = []
        for number, values in scores.items():
            values.sort(reverse=True)
            total = (values[0] + 0.25 * sum(values[1:4])) * self._fit(number, gender, among)
            total *= self._belongs(number, self.page.words[at].block)
            if total > 0.01:
                ranked.append((total, number))
        return sorted(ranked, key=lambda r: (-r[0], r[1]))

    def _fit(self, number: int, gender: str, among: set[int] | None) -> float:
        """What kind and gender of a candidate do to its score; nothing for one that cannot be."""
        if number < 0:
            theirs = self.memory.unnamed_gender.get(number) or self.memory.genders.get(number, "")
            return 0.0 if gender and theirs not in ("", gender) else 0.95
        figure = self.roster.figures[number]
        kind = {"person": 1.0, "character": 1.0, "unknown": 0.25}.get(figure.kind, 0.0)
        if not gender:
            return kind if among is None else max(kind, 0.3)
        theirs = self._gender(figure)
        if theirs == gender:
            return kind * 1.1
        if theirs == "":
            return kind
        if figure.sure or number in self.known:
            return 0.0
        votes = self.memory.votes.get(number, {})
        return kind * (0.08 if not votes else _DOUBTED if sum(votes.values()) < 2 else 0.0)

    def _belongs(self, number: int, block: int) -> float:
        """What is left of a character's score outside the story, and of anybody else's inside it."""
        if number < 0 or not self.told:
            return 1.0
        character = self.roster.figures[number].kind == "character"
        return 1.0 if character == (block in self.told) else _ELSEWHERE

    def _gender(self, figure: Figure) -> str:
        if figure.sure:
            return figure.gender
        believed = self.known.get(figure.number) or self.memory.genders.get(figure.number)
        return believed or figure.gender

    def _touch(self, figure: int, first: int, last: int, start: int) -> None:
        word = self.page.words[first]
        weight, subject = self._weigh(first, last, start)
        if subject:
            self.subjects.add(first)
        self.memory.touches.append(
            _Touch(
                figure,
                last,
                self._lines[word.sentence],
                self._paragraphs[word.block],
                weight,
                subject,
            )
        )

    def _weigh(self, first: int, last: int, start: int) -> tuple[float, bool]:
        """What the place of a mention in its sentence gives it, and whether it is a subject."""
        page, word = self.page, self.page.words[first]
        opens, oblique, object_ = self._stands(start)
        verb = self._verb_follows(last) or (opens and self._described_after(last))
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
            return self._stands(start)[0]
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

    def _described_after(self, last: int) -> bool:
        """Whether an apposition or relative clause follows: "Lund, who was there, laughed", "Lund, 46,"."""
        if self.page.gap(last, last + 1) != ", ":
            return False
        following = self.page.words[last + 1]
        return following.lower in _DESCRIBING or following.text.isdigit()

    def _line_at(self, offset: int) -> int:
        return self._lines[self.page.words[self._at(offset)].sentence]

    def _at(self, offset: int) -> int:
        return min(self.page.first_from(offset), len(self.page.words) - 1)

    def label(self, number: int) -> str:
        """How a reason calls a figure: its name, or the words for somebody not named."""
        if number >= 0:
            return self.roster.figures[number].name
        return f"'{self._unnamed_words(number)}'"

    def _unnamed_words(self, number: int) -> str:
        return self.memory.unnamed[-1 - number].split("|", 1)[1] if number < 0 else ""


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
