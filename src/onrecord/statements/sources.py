"""One source for each draft: the words that name the speaker, chosen, found or shared.

Of 9,733 attributions in PolNeAR's training part one has more than one source in a thousand, and
97.9 % of the quoted ones have one; so a draft keeps the source nearest its cue, and one without takes
the subject of its cue: "Lund took the stage and called it a fraud" names Lund once for two cues.
Called by `build` once content is fitted to the marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from onrecord.statements.drafts import Draft
from onrecord.statements.phrases import NAME, PRONOUN_OR_NAME, SAYING
from onrecord.statements.snapping import Marks
from onrecord.values import Reading, Span

PASSIVE = re.compile(r"(?:is|are|was|were|been|being|be|gets?|got)\s+(?:\w+ly\s+)?$")
PARTICIPLE = re.compile(r"\w+(?:ed|en|told|known|said|held|thought|seen|put|wn)\b")
VERB = re.compile(r"\w+(?:ed|s|ing|id|ote|old|ew|ept|ought|oke|elt)\b")
FUNCTION = re.compile(
    r"(?:it|there|this|that|these|those|which|what|when|while|if|as|since|because|although|of|in|on|at|by|for"
    r"|from|with|to|after|before|under|despite|among|the|an?|no|not|how|why|where)\b",
    re.IGNORECASE,
)
NOBODY = re.compile(r"no[ -]?one|nobody|none|nothing", re.IGNORECASE)
REACH = 80  # characters before a cue that may hold its subject
BESIDE = re.compile(
    rf"({PRONOUN_OR_NAME.pattern})\s+(?:\w+ly\s+|also\s+|then\s+|later\s+|once\s+|has\s+|had\s+)*$"
)
HAS_VERB = re.compile(
    r"\s*,|\s+(?:\w+ly\s+|also\s+|then\s+)?(?:\w{2,}(?:ed|s)|had|took|went|got|is|was|has|have)\b"
)
SUBJECT = re.compile(
    rf"({PRONOUN_OR_NAME.pattern})"
    rf"|(?:The|His|Her|Its|Their)(?: [a-z][\w-]*){{1,3}}?(?={HAS_VERB.pattern})"
)
LEAD_IN = re.compile(r"(?:as|by|according to)\s+(?=\S)", re.IGNORECASE)
LEFT_OVER = re.compile(  # of a phrase cut short
    r"(?:,\s*(?:who|which|whose)|[\s,]+(?:of|from|at|in|with|the|a))$"
)
TOPIC = re.compile(r"(?:of|about|in|on|for|with)\s", re.IGNORECASE)
CALENDAR = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July"
    r"|August|September|October|November|December"
)
CAPITAL_AFTER = re.compile(rf"(?:[ \u00a0](?!(?:{CALENDAR}|I)\b)[A-Z][\w'’-]*(?<!['’]s)){{1,2}}")
ADDRESSING = re.compile(
    r"\b(?:tell|tells|told|telling|inform(?:s|ed)|remind(?:s|ed)|assur(?:es|ed))$"
)
LEAD = 24  # characters before a cue that may hold its auxiliary
BEING = re.compile(
    r"\b(?:(?:is|are|was|were|been|being)\s+(?:\w+ly\s+|also\s+|then\s+|once\s+|again\s+)?|(?:when|if)\s+)"
    r"(?:$|(?=\w+ed\b|told))"
)
IN_SENTENCE = re.compile(r"[\w,'’][ \u00a0]$")  # "Lund Asked Ruiz" in a headline is active
ADDRESSED = re.compile(
    r"(?:asked|told|urged|pressed|questioned|quizzed|warned|advised|informed|reminded|ordered)\b",
    re.IGNORECASE,
)
PLAIN_SAYING = re.compile(rf"(?:\w+ly )?{SAYING}")
AGENT = re.compile(rf"\s+by\s+((?:(?:the|an?|his|her|its|their) (?:[\w-]+ ){{0,3}}[\w-]+|{NAME}))")
INVERTED = re.compile(
    r"\s+((?:[Hh]e|[Ss]he|[Tt]hey|one|another|others|some|many)\b(?! of)"
    r"|(?:the|an?|his|her|its|their|one|some|several|many) [^\n,.;:!?—–()\"“”]{2,60}"
    rf"|{NAME}(?![\w'’]))"
)
CAPITAL_BEFORE = re.compile(r"(?:[A-Z][\w'’-]*(?<!['’]s)\.?[ \u00a0])+$")
LEADS_ON = re.compile(
    r"[\s,;–—-]*(?:and|but|then|also|or|before|after|while|by|later|even)?[\s,]*", re.IGNORECASE
)
PRESENT = re.compile(r"(?:\w+ly\s+)?\w+ing\b")
OPENING = re.compile(
    r"(?:(?:after|before|while|when|by|in|since|without|despite|on|for|besides|rather than|instead of)\s+)?"
    r"(?:\w+ly\s+)?",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"he|she|they", re.IGNORECASE)
ACTORS = ("person", "organisation")
CLAUSE_END = re.compile(r"(?:(?<=,)|(?<=,[\"”’])|,)[\"”’]?\s*")
RELATIVE = frozenset(("who", "which", "that", "whose"))


def settle_sources(drafts: list[Draft], scene: Scene) -> list[Draft]:
    """The drafts with at most one source each; "no one" is none where only a colon is the cue:
    'She kept rolling because no one stopped her: "Nobody shouted."'"""
    chosen = [replace(draft, source=source_of(draft, scene)) for draft in drafts]
    return [
        replace(draft, source=()) if is_nobody(draft, scene.text) else draft for draft in chosen
    ]


def is_nobody(draft: Draft, text: str) -> bool:
    """Whether a draft without a word for its cue has "no one" for its source."""
    wordless = not any(c.isalpha() for span in draft.cue for c in span.of(text))
    return wordless and any(NOBODY.fullmatch(span.of(text)) for span in draft.source)


class Scene:
    """The sentences of an article, and all words that any draft or chunk takes as a source."""

    def __init__(self, reading: Reading, marks: Marks, drafts: list[Draft]) -> None:
        self.text, self.marks = reading.article.text, marks
        self.sentences = reading.layout.sentences or (Span(0, len(self.text)),)
        self._starts = [sentence.start for sentence in self.sentences]
        self._blocks = [block.span.start for block in reading.layout.blocks]
        labelled = {c.span for c in reading.labels.chunks if c.role == "source"}
        labelled |= {span for draft in drafts for span in draft.source}
        self.sources = sorted(span for span in labelled if not TOPIC.match(span.of(self.text)))
        self._names = {e.span.start: e.span for e in reading.labels.entities}
        self._actors = sorted(e.span for e in reading.labels.entities if e.label in ACTORS)
        self._name_ends = {e.span.end: e.span for e in reading.labels.entities}

    def sentence(self, position: int) -> Span:
        """The sentence that holds a character."""
        return self.sentences[max(0, bisect_right(self._starts, position) - 1)]

    def sources_from(self, start: int, end: int) -> list[Span]:
        """The sources that begin from `start` up to `end`."""
        return self.sources[
            bisect_left(self.sources, Span(start, start)) : bisect_left(
                self.sources, Span(end, end)
            )
        ]

    def block(self, position: int) -> int:
        """The number of the block that holds a character."""
        return bisect_right(self._blocks, position)

    def whole_name(self, span: Span) -> Span:
        """The span grown over the rest of a name whose first or last words it holds."""
        text, sentence = self.text, self.sentence(span.start)
        start, end = span.start, span.end
        if text[start : start + 1].isupper():
            before = CAPITAL_BEFORE.search(text, sentence.start, start)
            named = self._names.get(before.start()) if before else None
            start = before.start() if before and named and named.end >= end else start
        last = re.search(r"[\w'’-]+$", text[start:end])
        if last and last.group()[0].isupper() and not is_title_case(sentence.of(text)):
            after = CAPITAL_AFTER.match(text, end, sentence.end)
            end = after.end() if after else end
        return Span(start, end)

    def somebody(self, found: Span) -> Span | None:
        """Who a pronoun or a word with a capital stands for: the labelled source or the name that ends with
        it; None for "Tuesday" and "Instead". Where the model knows no names at all, a capital is enough."""
        if PRONOUN.fullmatch(found.of(self.text)):
            return found
        for source in self.sources_from(max(0, found.start - REACH), found.end):
            if source.start <= found.start and source.end == found.end:
                return source
        if not self._names:
            return found
        at = bisect_left(self._actors, found.end, key=lambda span: span.start) - 1
        if at < 0 or self._actors[at].end <= found.start:
            return None
        return Span(self._actors[at].start, max(self._actors[at].end, found.end))


def is_title_case(sentence: str) -> bool:
    """Whether most words have a capital letter, as in a headline, where it tells no names."""
    words: list[str] = re.findall(r"[^\W\d_]{3,}", sentence)
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def source_of(draft: Draft, scene: Scene) -> tuple[Span, ...]:
    """The one source of a draft, or none."""
    own = [s for s in draft.source if not any(s in content for content in draft.content)]
    own = [s for s in (without_preposition(s, scene.text) for s in own) if s is not None]
    if draft.cue and is_addressed(draft.cue[0], scene.text):
        return asking(draft.cue[0], scene.text)
    if draft.cue and ADDRESSING.search(draft.cue[-1].of(scene.text)):
        own = [s for s in own if s.end <= draft.cue[-1].start]
    if draft.cue:
        home = scene.block(draft.cue[0].start)
        own = [s for s in own if scene.block(s.start) == home]
    if own:
        return (scene.whole_name(nearest(own, draft, scene)),)
    if not draft.cue:
        return ()
    found = inverted(draft, scene) or shared_source(draft, scene) or subject_after(draft, scene)
    return (scene.whole_name(found),) if found else ()


def without_preposition(source: Span, text: str) -> Span | None:
    """A source without the "as" or "by" it begins with, or the topic ("Of Lund, Ruiz said"); none where
    it is the topic alone."""
    words = source.of(text)
    if TOPIC.match(words):
        topic, comma, rest = words.partition(", ")
        return Span(source.start + len(topic) + len(comma), source.end) if rest else None
    lead, tail = LEAD_IN.match(words), LEFT_OVER.search(words)
    start = source.start + lead.end() if lead else source.start
    return Span(start, source.start + tail.start() if tail else source.end)


def is_addressed(cue: Span, text: str) -> bool:
    """Whether the subject of the cue is spoken to: "Lund was asked", "Asked whether …, Lund smiled"."""
    words = text[max(0, cue.start - LEAD) : cue.end]
    lead = BEING.search(words[: len(words) - (cue.end - cue.start)])
    inside = None if lead else BEING.match(cue.of(text))
    opens = cue.of(text)[:1].isupper() and not IN_SENTENCE.search(
        words[: len(words) - len(cue.of(text))]
    )
    if not (lead or inside or opens):
        return False
    return ADDRESSED.match(cue.of(text), inside.end() if inside else 0) is not None


def asking(cue: Span, text: str) -> tuple[Span, ...]:
    """The source of a passive cue: the name after "by"."""
    agent = AGENT.match(text, cue.end)
    return (Span(*agent.span(1)),) if agent else ()


def inverted(draft: Draft, scene: Scene) -> Span | None:
    """The subject right after a cue that follows the words: '“No,” said one of the guests'."""
    cue, text = draft.cue[-1], scene.text
    before = [span for span in draft.content if span.end <= cue.start]
    if not before or text[before[-1].end : cue.start].strip(" ,") or cue.of(text).endswith("ing"):
        return None
    if ADDRESSING.search(cue.of(text)) or not PLAIN_SAYING.fullmatch(cue.of(text)):
        return None
    found = INVERTED.match(text, cue.end, scene.sentence(cue.start).end)
    return Span(*found.span(1)) if found else None


def nearest(sources: list[Span], draft: Draft, scene: Scene) -> Span:
    """The source that stands nearest the draft's cue, a relative pronoun first, unless the subject stands
    between it and the cue: "a plan which Lund calls a mess"."""
    cue = draft.cue[0] if draft.cue else draft.content[0]

    def distance(source: Span) -> tuple[bool, int]:
        apart = max(cue.start - source.end, source.start - cue.end)
        pronoun = source.of(scene.text).lower() in ("who", "which")
        parted = any(source.end <= s.start and s.end <= cue.start for s in sources)
        return (parted or not pronoun, apart)

    return min(sources, key=distance)


def shared_source(draft: Draft, scene: Scene) -> Span | None:
    """The subject beside an active cue, or the nearest source before it in its sentence."""
    cue = draft.cue[0]
    if not is_active(cue, scene.text):
        return None
    sentence = scene.sentence(cue.start)
    inside = scene.marks.at(cue.start)
    earlier = [
        s
        for s in scene.sources_from(sentence.start, cue.start)
        if s.end <= cue.start
        and scene.marks.at(s.start) is inside
        and not any(s in content for content in draft.content)
    ]
    beside = subject_beside(cue, sentence, scene) if inside is None else None
    if beside or earlier:
        return beside or earlier[-1]
    return subject_opening(cue, sentence, scene) if inside is None else None


def is_active(cue: Span, text: str) -> bool:
    """Whether the words of a cue are a verb that has a subject: no passive, no noun."""
    words = cue.of(text)
    if PASSIVE.search(text, max(0, cue.start - 24), cue.start) and PARTICIPLE.match(words):
        return False
    passive = re.match(r"(?:\w+ )?(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?(\w+)", words)
    if passive and PARTICIPLE.fullmatch(passive.group(1)):
        return False
    return VERB.search(words) is not None


def subject_beside(cue: Span, sentence: Span, scene: Scene) -> Span | None:
    """The pronoun or name right before the cue: "On Monday she said"."""
    beside = BESIDE.search(scene.text, max(sentence.start, cue.start - REACH), cue.start)
    found = scene.somebody(Span(*beside.span(1))) if beside else None
    return found if found and not FUNCTION.match(found.of(scene.text)) else None


def subject_opening(cue: Span, sentence: Span, scene: Scene) -> Span | None:
    """The pronoun, name or role that opens the cue's sentence and has a verb of its own before the cue."""
    opener = LEADS_ON.match(scene.text, sentence.start, cue.start)
    start = opener.end() if opener else sentence.start
    if scene.marks.at(start) is not None:
        return None
    found = match_subject(scene.text, start, cue.start)
    if found is None or not HAS_VERB.match(scene.text, found.end(), cue.end):
        return None
    return bearer_of(found, scene)


def subject_after(draft: Draft, scene: Scene) -> Span | None:
    """The subject of the main clause, where the cue is a participle that opens the sentence: "Noting the
    cold, Lund said …", "After calling it a mess, she left"."""
    cue, text = draft.cue[0], scene.text
    sentence = scene.sentence(cue.start)
    if not (PRESENT.match(cue.of(text)) and OPENING.fullmatch(text, sentence.start, cue.start)):
        return None
    for source in scene.sources_from(cue.end, sentence.end):
        told = any(source in content for content in draft.content)
        alike = scene.marks.at(source.start) is scene.marks.at(cue.start)
        if alike and not told and source.of(text).lower() not in RELATIVE:
            return source
    comma = CLAUSE_END.match(text, max(span.end for span in (cue, *draft.content)))
    found = match_subject(text, comma.end(), sentence.end) if comma else None
    return bearer_of(found, scene) if found else None


def match_subject(text: str, start: int, end: int) -> re.Match[str] | None:
    """A subject that begins at `start`, unless it is a function word with a capital."""
    found = SUBJECT.match(text, start, end)
    return None if found is None or FUNCTION.match(found.group(1) or "") else found


def bearer_of(found: re.Match[str], scene: Scene) -> Span | None:
    """Who a matched subject is: a name or pronoun as far as it stands for somebody, a phrase as it is."""
    span = Span(*found.span())
    return scene.somebody(span) if found.group(1) else span
