"""Under which headings an utterance stands, of which kind it is, and what it gives away.

The topics of a statement come from its article, which knows only itself. Here what is known of the work is
weighed as well, section by section:

    1. the topics that its statements were given, the clearest first
    2. its own words, and how they speak of the story
    3. who speaks: those who sell a work speak of trade, those who see it of how it is
    4. what it stands beside: its article, and what the same speaker says right before

The best section shows it if its score is high enough; what nothing speaks for is not shown.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from onrecord.answers.explain_coverage import Coverage
from onrecord.answers.explain_spoilers import Secrets, own_scores, rare_stems, talk_of_story
from onrecord.answers.explain_utterances import Utterance
from onrecord.answers.refusals import is_refusal
from onrecord.errors import NotOnRecord
from onrecord.values import Topic

REPORTED: tuple[Topic, ...] = ("cut", "making", "reception", "awards", "availability", "business")
SECTIONS: tuple[str, ...] = ("meaning", *REPORTED)
FIRST_TOPICS = 2
"""So many of a statement's topics, the clearest first, say where it stands."""

NEEDED = 1.0
"""The least score of a section."""
BESIDE = 0.8
CUT_FIRST = 0.6
"""What was cut stands there if that scores so much of the best, and with the meaning too if that scores as
much as this."""
GIVEN = (2.0, 1.2, 0.6)
"""What the first, second and third topic that statements were given are worth."""
OWN, MOST_OWN = 0.5, 2.5
STORY = 0.6
SECRET, MOST_SECRETS = 0.6, 2.0
ROLE = 1.2
ARTICLE = 1.5
BEFORE, BEFORE_BY_OTHERS = 1.0, 0.6
NAMED_CUT = 1.5
SPEAKS_OF_MEANING = 2.5
AS_PLAYED = 1.5
UNNAMED = 2.0
"""What a reading of somebody not named is worth less: it is told according to whom."""
PRAISED = 0.8
MOST_TALK = {"business": 2, "reception": 2, "making": 3, "meaning": 3, "cut": 4, "awards": 3}
"""Plain words of a kind that are counted."""
NEEDED_OF_ITS_OWN = 1.0
"""What words themselves score of where to see a work, or nothing of it is given to them."""
OF_TRADE = 0.5
"""What talk of endings is worth of those who sell works and name nothing of this one."""
NEAR = 600
"""Characters between two utterances of one speaker in one article, of which the later goes on."""

TRADE = re.compile(
    r"\b(?:distribut\w+|exhibit\w+|managers?|analysts?|executives?|chief|head of|spokes\w+|accountants?|bookers?|cinema|owner|investors?|financiers?|company|firm|research|studio|network|broadcaster|streamer|sales|projectionist|bookseller|publisher)\b",
    re.I,
)  # fmt: skip
RECEIVER = re.compile(
    r"\b(?:critics?|jury|jurors?|judges?|viewers?|audience|fans?|reviewers?|readers?|users?|wom[ae]n|m[ae]n|child\w*|residents?|councillors?|coun|mayor|locals?|pensioners?|neighbours?|shopkeepers?|ushers?|pupils?|teachers?|visitors?|spectators?|historians?|scholars?|professors?|one|another|somebody|poster|columnist|blogger|reporter|filmgoers?|moviegoers?|crowd|people)\b",
    re.I,
)  # fmt: skip
MAKER = re.compile(
    r"\b(?:directors?|actors?|actress(?:es)?|stars?|writers?|screenwriters?|co-writers?|author|novelist|playwright|composers?|cinematographers?|editors?|producers?|designers?|choreograph\w+|crew|cast|puppeteers?|animators?|filmmakers?|creators?|showrunners?|lead|co-star|gaffer|sound|stunt)\b",
    re.I,
)  # fmt: skip
PRAISE = re.compile(
    r"\b(?:(?:seen|watched|saw) it (?:\w+ )?(?:once|twice|again|\w+ times)|on the edge of|in tears|audiences? (?:\w+ )?(?:cried|laughed|clapped|cheered)|performances?|masterpiece|best|greatest|superb|brilliant|beautiful|terrible|boring|loved|hated|cried|wept|laughed|applau\w+|stunn\w+|moved|disappoint\w+|too long|overlong|unforgettable|astonish\w+|got (?:it|the \w+) right|trusts? (?:you|us|its audience)|haven[’']t stopped|walked out|asleep)\b",
    re.I,
)  # fmt: skip
TRADE_TALK = re.compile(
    r"\b(?:territor(?:y|ies)|deals|flops?|low-budget|hits?|offered|offering|loan|optioned|rights|sequels?|stage version|budget|invest\w*|shares?|lapsed|bookings?|booked|screens?|sites|seats?|weekend|weeks? (?:one|two|three|four|five|six|\d+)|repeat (?:visits|business)|films (?:with|like)|pictures like|audiences?|takings|sold[- ]out|sell-?outs?|queues?|competition|date|exhibitors|money|expensive|cheap|cost|afford|paid|pay|price\w*|legs|buy|bought|sold|deal|contract)\b",
    re.I,
)  # fmt: skip
MAKING_TALK = re.compile(
    r"\b(?:(?:told|gave|sent|rang|asked|beat|taught|showed|made|let) (?:me|us|her|him)\b(?! that she)|my agent|between takes|degrees|rain(?:ed|ing)|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|\d+)(?:-\w+)? (?:days|weeks|nights|months|takes|extras)|for a week|(?:first|last) (?:\w+ )?pages|music|violin|tun(?:ed|ing)|sound of|breathing|recorded|museum|the board|best thing (?:\w+ )?did|directed|directing|shoot|shot (?:it|that|the|in|on|for|over|at)|filmed|filming|takes?|on set|rehears\w+|script|draft\w*|wrote|written|writing|cast|audition\w*|learn(?:ed|t|ing)? (?:to|how)|train(?:ed|ing)|camera|rolling|lens|light(?:s|ing)?|built|build|costumes?|make-?up|the part|my part|props?|crew|cut!|action|stunts?|props|location|engine went|weeks? of|nights? of|days? of|pages|first day|edit(?:ing|ed|or)?|score|recorded|microphone|boom|swim|drive|ride)\b",
    re.I,
)  # fmt: skip
CUT_TALK = re.compile(
    r"\b(?:threw (?:it |that |them )?away|thrown away|put (?:it|that|her|him) back|since dropped|was dropped|were dropped|got the chop|the chop|coda|wasn[’']t in it|isn[’']t in (?:it|the film)|not in (?:it|the film)"
    r"|(?:had|have|has|I|we|she|he) cut (?:it|that|her|him|them)|took (?:it|that|them|her|him) out|you took out|taken out|get(?:ting)? rid of|got rid of|left (?:it|that|her|him) out|longer version|was never for the camera|never for the camera|deleted|cutting[- ]room"
    r"|on a (?:hard )?drive|filmed and dropped|minutes (?:ten|twenty|I|we) |used to end|ended with|original(?:ly)? (?:ending|ended|version)|first (?:cut|version|ending))\b",
    re.I,
)  # fmt: skip
PRIZE_TALK = re.compile(
    r"\b(?:thank\w*|los(?:ing|t)|w[io]n(?:ning)?|prizes?|awards?|speech|trophy|nominat\w+|best \w+)\b",
    re.I,
)
"""What is said at a prize-giving, in articles on prizes."""
READS_A_PART = re.compile(
    r"\bplay(?:ed|ing)? (?:it|her|him|that|this|the \w+) (?:as|like)\b|\b(?:my|her|his) character\b",
    re.I,
)
"""What actors say of whom they play."""
OF_A_READING = re.compile(
    r"\b(?:believing|think(?:s|ing)? (?:she|he|it)(?:[’']s| is| was)?|waiting for|answer|ending|last (?:shot|scene|line|frame|page|image|minute)|final (?:shot|scene|line|frame|page|image|minute)|theor(?:y|ies)|explain\w*|means?|meant|about (?:a|an|the|what|how|who|people|grief|love|time|work|guilt|shame|loss)|metaphor|symbol\w*|question|happy|hope|alive|dead|ghost|dream|real|free|forgiv\w+|believes?|knows?)\b",
    re.I,
)  # fmt: skip
SCENE_NAME = re.compile(
    r"\b[a-z]+ (?:scene|sequence|ending|epilogue|chapter|subplot|song|number|shot)\b", re.I
)
PLAIN = frozenset(
    "the a an this that his her its their our my your one last final first second third closing opening whole"
    " same each every no any some another other good best long little big real final end of in single only"
    " more next previous key famous very and or for to".split()
)
"""What names no scene: "the scene", "another scene"."""
FEWEST_NAMED = 2
WINDOW = 70
"""Characters beside a name in which its role stands."""

Scores = dict[str, float]
"""Section → how much speaks for it."""


def place_utterances(
    told: Sequence[Utterance], coverage: Coverage, secrets: Secrets
) -> tuple[Utterance, ...]:
    """The utterances with their headings, kinds and spoiler classes."""
    weighing = Weighing(told, coverage, secrets)
    return tuple(place(one, weighing, secrets) for one in told)


def place(one: Utterance, weighing: Weighing, secrets: Secrets) -> Utterance:
    """One utterance with its headings; an explicit refusal to explain stands with the meaning."""
    speaks = own_scores(one.entry.text).get("meaning", 0.0) >= SPEAKS_OF_MEANING
    scores = weighing.scores(one)
    if one.entry.speaker.name is None:
        scores["meaning"] = scores.get("meaning", 0.0) - UNNAMED
    headings = sections_of(scores, speaks)
    refuses = is_refusal(one.entry.text) and not {"business", "awards"}.intersection(headings)
    if refuses and "meaning" not in headings:
        headings = ("meaning",)
    topics: tuple[Topic, ...] = ("meaning",) if "meaning" in headings else one.topics[:FIRST_TOPICS]
    entry = replace(
        one.entry,
        kind="refusal" if refuses else "statement",
        spoiler=secrets.class_of(one.entry.text, topics),
    )
    return replace(one, entry=entry, headings=headings)


def sections_of(scores: Mapping[str, float], speaks: bool = False) -> tuple[str, ...]:
    """The sections in which words with these scores stand.

    What was cut stands there, and with the meaning too where the words themselves speak of that.

    >>> sections_of({"making": 3.0, "meaning": 2.5}), sections_of({"cut": 4.0, "meaning": 3.5}, True)
    (('making',), ('cut', 'meaning'))
    >>> sections_of({"business": 0.4})
    ()
    """
    best = max(scores, key=lambda key: (scores[key], -SECTIONS.index(key)), default="")
    if not best or scores[best] < NEEDED:
        return ()
    if scores.get("cut", 0.0) >= max(NEEDED, CUT_FIRST * scores[best]):
        also = speaks and scores.get("meaning", 0.0) >= BESIDE * scores["cut"]
        return ("cut", "meaning") if also else ("cut",)
    return (best,)


class Weighing:
    """What speaks for each section, of utterances in their order."""

    def __init__(self, told: Sequence[Utterance], coverage: Coverage, secrets: Secrets) -> None:
        self._coverage = coverage
        self._secrets = secrets
        self._roles: dict[str, str] = {}
        self._alone: dict[int, Scores] = {}
        self._by_article: dict[str, list[Utterance]] = defaultdict(list)
        self._at: dict[int, int] = {}
        for one in told:
            self._by_article[one.entry.citation.article].append(one)
        for own in self._by_article.values():
            own.sort(key=lambda one: one.entry.citation.start)
            self._at.update((id(one), number) for number, one in enumerate(own))

    def scores(self, one: Utterance) -> Scores:
        """Section → score of an utterance."""
        scores = dict(self.alone(one))
        before = self.before(one)
        if before is not None:
            earlier = self.alone(before)
            best = max(earlier, key=lambda key: earlier[key], default="")
            if best and earlier[best] >= NEEDED:
                same = before.entry.speaker.name == one.entry.speaker.name
                scores[best] = scores.get(best, 0.0) + (BEFORE if same else BEFORE_BY_OTHERS)
        return scores

    def alone(self, one: Utterance) -> Scores:
        """The same without what stands before it; worked out once."""
        if id(one) not in self._alone:
            self._alone[id(one)] = self.weigh(one)
        return self._alone[id(one)]

    def weigh(self, one: Utterance) -> Scores:
        """What speaks for each section in an utterance itself and in its article."""
        scores: Scores = defaultdict(float)
        for worth, topic in zip(GIVEN, one.topics, strict=False):
            scores[section_of(topic)] += worth
        text = one.entry.text
        own = own_scores(text)
        if own.get("availability", 0.0) < NEEDED_OF_ITS_OWN:
            scores["availability"] = 0.0
        for topic, score in own.items():
            scores[section_of(topic)] += min(MOST_OWN, OWN * score)
        self.add_story(scores, text)
        self.add_talk(scores, text, self.role(one), one.entry.citation.article)
        if self.role(one) == "trade" and not self.is_of_story(text):
            scores["meaning"] *= OF_TRADE
        if any(name in text.lower() for name in self.cut_names):
            scores["cut"] += NAMED_CUT
        for section, share in self.profiles[one.entry.citation.article].items():
            scores[section] += ARTICLE * share
        return {section: score for section, score in scores.items() if section in SECTIONS}

    def add_story(self, scores: Scores, text: str) -> None:
        """Adds how much words speak of the story itself."""
        subject = self._secrets
        found = rare_stems(text) & (self._secrets.end | self._secrets.course)
        scores["meaning"] += STORY * talk_of_story(text, subject.characters, subject.people)
        scores["meaning"] += min(MOST_SECRETS, SECRET * len(found))

    def is_of_story(self, text: str) -> bool:
        """Whether words name a character or something that happens in the story."""
        names = set(re.findall(r"[^\W\d_]+", text))
        secrets = self._secrets
        return bool(names & secrets.characters or rare_stems(text) & (secrets.end | secrets.course))

    def add_talk(self, scores: Scores, text: str, role: str, key: str) -> None:
        """Adds what the speaker's trade makes of plain words."""
        found = {
            "business": len(TRADE_TALK.findall(text)),
            "reception": len(PRAISE.findall(text)),
            "making": len(MAKING_TALK.findall(text)),
            "meaning": len(OF_A_READING.findall(text)),
            "cut": 2 * len(CUT_TALK.findall(text)),
            "awards": len(PRIZE_TALK.findall(text)) if self.profiles[key].get("awards") else 0,
        }
        scores["meaning"] += AS_PLAYED * len(READS_A_PART.findall(text))
        for section, count in found.items():
            scores[section] += 0.5 * min(MOST_TALK[section], count)
        if role == "trade":
            scores["business"] += ROLE + 0.5 * min(2, found["business"])
            scores["meaning"] -= ROLE
        elif role == "receiver":
            scores["reception"] += ROLE
        if role != "maker":
            scores["reception"] += PRAISED * min(2, found["reception"])
        elif role == "maker" and found["making"]:
            scores["making"] += ROLE / 2

    def role(self, one: Utterance) -> str:
        """Whether the speaker makes the work, sells it, sees it, or none of these is known."""
        speaker = one.entry.speaker
        key = speaker.person or f"{one.entry.citation.article} {speaker.name}"
        if speaker.name is None:
            return role_of([*self.sources(one)], speaker.kind)
        if key not in self._roles:
            told = role_of(self.roles_on_record(speaker.person), speaker.kind)
            self._roles[key] = told or role_of([*self.sources(one), self.beside(one)], None)
        return self._roles[key]

    def sources(self, one: Utterance) -> Iterator[str]:
        """The words that name the speaker where it is shown."""
        for held in one.told[:1]:
            text = self._coverage.clippings.text(held.article.key)
            yield from (span.of(text) for span in held.statement.source)

    def beside(self, one: Utterance) -> str:
        """What stands around a speaker's full name where the article has it first."""
        text = self._coverage.clippings.text(one.entry.citation.article)
        name = one.entry.speaker.name or ""
        at = text.find(name)
        if at < 0:
            return ""
        before, after = (
            text[max(0, at - WINDOW) : at],
            text[at + len(name) : at + len(name) + WINDOW],
        )
        return re.split(r"[.!?”\"\n]", before)[-1] + " " + re.split(r"[.!?“\"\n]", after)[0]

    def roles_on_record(self, person: str | None) -> tuple[str, ...]:
        """What articles call somebody."""
        try:
            return self._coverage.store.persons.person(person).roles if person else ()
        except NotOnRecord:
            return ()

    def before(self, one: Utterance) -> Utterance | None:
        """What somebody says right before in the same article."""
        cited = one.entry.citation
        own = self._by_article[cited.article]
        at = self._at[id(one)]
        if at == 0:
            return None
        other = own[at - 1]
        return other if cited.start - other.entry.citation.end < NEAR else None

    @cached_property
    def cut_names(self) -> frozenset[str]:
        """What scenes are called of which it is told that they were cut: "the morning scene"."""
        found: Counter[str] = Counter()
        for held in self._coverage.passages:
            if "cut" in held.passage.topics[:FIRST_TOPICS]:
                names = {name.lower() for name in SCENE_NAME.findall(held.text)}
                found.update(name for name in names if name.split()[0] not in PLAIN)
        return frozenset(name for name, count in found.items() if count >= FEWEST_NAMED)

    @cached_property
    def profiles(self) -> Mapping[str, Mapping[str, float]]:
        """Article → section → the share of its reports that speak of it."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for held in self._coverage.passages:
            if held.passage.voice in ("report", "statement"):
                for topic in held.passage.topics[:1]:
                    counts[held.article.key][section_of(topic)] += 1
        return defaultdict(
            dict,
            {
                key: {s: n / sum(own.values()) for s, n in own.items() if s in SECTIONS}
                for key, own in counts.items()
            },
        )


def section_of(topic: Topic) -> str:
    """The section of a topic: talk of an ending is talk of its meaning."""
    return "meaning" if topic == "ending" else topic


def role_of(roles: Sequence[str], kind: str | None) -> str:
    """What somebody with these roles has to do with a work.

    >>> role_of(("director",), "person"), role_of(("head of distribution",), "person")
    ('maker', 'trade')
    >>> role_of(("the jury",), "group"), role_of((), None)
    ('receiver', '')
    """
    told = " ; ".join(roles)
    for role, pattern in (("maker", MAKER), ("trade", TRADE), ("receiver", RECEIVER)):
        if pattern.search(told):
            return role
    return "trade" if kind == "organisation" else ""
