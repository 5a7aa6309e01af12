"""What people said against each other and against what they said before, each with the words that prove it.

A change of mind or a disagreement is told only where the text itself tells it: "I was wrong", "Brandt
disagrees", "I don't buy it", or a denial of the record. That two readings differ proves nothing. Before:
`explain_statements`. After: the sections put such words side by side.
"""

# ruff: noqa: E501 - a pattern stays on one line, where it can be read

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.answers.explain_coverage import Coverage
from onrecord.answers.explain_utterances import Utterance
from onrecord.values import Against, Citation, Span
from onrecord.variants import same_name
from onrecord.variants.contested import is_of, telling_stems

OWN_CHANGE = re.compile(
    r"\bI (?:was|got (?:it|that)) (?:\w+ )?wrong\b(?! to)|\bI(?:[’']ve| have|[’']d| had)? (?:since |now )?changed my mind\b|\bI no longer (?:think|believe|say|see|feel|hear)\b"
    r"|\bI (?:take|took) (?:it|that|this) back\b|\bI used to (?:say|think|believe|tell|insist|swear|see)\b|\bI don[’']t (?:think|believe|say|see) (?:that|so|it) any ?more\b"
    r"|\bI don[’']t (?:think|believe|say)\b[^.!?]{0,60}\bany ?more\b|\bI was \w+ing the wrong\b|\bit was better than mine\b|\bI[’']ve come (?:round|around)\b|\bI(?:[’']d| would) (?:say|answer|put it) (?:it )?differently (?:now|today)\b|\bI shouldn[’']t have said\b|\bforget what I said\b", re.I,
)  # fmt: skip
TOLD_CHANGE = re.compile(
    r"\b(?:chang(?:ed|es) (?:her|his|their) minds?|(?:went|gone|goes|going) back on|backtracked|walked (?:it |that )?back|reversed (?:her|him|them)sel(?:f|ves)|(?:has|had|have) (?:since |now )?(?:retracted|withdrawn|reconsidered)"
    r"|retreated from|no longer (?:thinks|believes|holds|sees|says|thought|believed)|contradict\w* (?:her|his|their|what (?:she|he|they)) (?:own |earlier |had )|(?:now|since) (?:says|believes|thinks) (?:otherwise|the opposite|differently)"
    r"|took (?:it|that|this) back|revised (?:her|his|their) (?:view|answer|opinion|reading))\b", re.I,
)  # fmt: skip
SELF_REPORT = re.compile(
    r"\bI(?:[’']d| had| have|[’']ve)? (?:(?:once|always|often|used to|even|also) )*(?:said|say|told \w+|tell \w+|thought|think|believed|believe|insisted|claimed|swore)\b(?P<words>[^.!?;]*)",
    re.I,
)
OWN_DISAGREEMENT = re.compile(
    r"\bI (?:do not|don[’']t|can[’']t|cannot|never|won[’']t) (?:\w+ )?(?:buy|agree|accept|go along with|subscribe to|see it (?:like|that))\b|\bI (?:\w+ )?disagree\b|\bI beg to differ\b|\bI see it (?:\w+ )?differently\b"
    r"|\bI don[’']t believe a word\b|\b(?:is|are|was|were|[’']s|[’']re) (?:\w+ )?wrong about\b|\b(?:she|he|they)(?:[’']s|[’']re| is| are| was) (?:\w+ )?(?:wrong|mistaken)\b|\bthat(?:[’']s| is) (?:\w+ )?(?:nonsense|rubbish|not (?:how|what) I)\b"
    r"|\bunlike (?-i:[A-Z])\w+|\bwhatever (?-i:[A-Z])\w+ (?:says|thinks|tells)\b|\b(?:have|had) (?:had )?(?:that|this|the same) (?:fight|argument|row|quarrel)\b|(?-i:[A-Z])\w+ (?:was|is) (?:entitled to be )?wrong\b|\bwith (?:all )?(?:due )?respect to (?-i:[A-Z])\w+|\bwe (?:argued|fought|disagree\w*|never agreed|don[’']t agree)\b|\bI think the opposite\b", re.I,
)  # fmt: skip
TOLD_DISAGREEMENT = re.compile(
    r"\bdisagree[sd]?\b|\bdisagreed with\b|\bbeg(?:s|ged)? to differ\b|\bsees? (?:it|this|that|things|the \w+) (?:\w+ )?(?:differently|otherwise)\b|\b(?:takes?|took|has|had|holds|held) (?:a|an|the) (?:\w+er|different|opposite|contrary|opposing|less \w+|more \w+) (?:view|reading|line|answer|position)\b"
    r"|\bunlike (?:the |her |his )?(?-i:[A-Z])?\w+|\b(?:in contrast|contrary|by contrast) to\b|\bcontradict(?:s|ed|ing)\b|\b(?:rejects?|rejected|dismisse[sd]|disput(?:es|ed)|scoffs? at|scoffed at) (?:that|this|the|her|his|their|(?-i:[A-Z])\w+[’']s) (?:\w+ )?(?:reading|view|theory|idea|interpretation|explanation|answer|notion|suggestion)\b"
    r"|\bdo(?:es)?(?: not|n[’']t) (?:share|agree|buy|accept)\b|\bdid(?: not|n[’']t) (?:share|agree|buy|accept)\b|\b(?:is|was) (?:having none of it|not (?:so sure|convinced|persuaded)|unconvinced|unpersuaded)\b|\b(?:do(?:es)?|did) not think much\b[^.!?]{0,20}\bof (?:the|that|this|her|his) (?:notion|idea|theory|reading|view)\b|\bargu(?:es|ed) the opposite\b|\bwould not have it\b", re.I,
)  # fmt: skip
SENTENCES_BEFORE = 1
"""The sentence before words is looked at too: "Brandt disagrees. “She is asleep.”"""
NEAR = 900
"""Characters of one article between words and those that they are against."""


class Opposing:
    """The utterances of an explanation, and which of them are against which."""

    def __init__(self, told: Sequence[Utterance], coverage: Coverage) -> None:
        self._told = told
        self._coverage = coverage
        self._by_article: dict[str, list[tuple[Span, int]]] = defaultdict(list)
        for number, one in enumerate(told):
            for cited in (one.entry.citation, *one.entry.also):
                self._by_article[cited.article].append((Span(cited.start, cited.end), number))
        self._names: dict[str, set[str]] = defaultdict(set)
        for one in told:
            name = one.entry.speaker.name
            if name and one.entry.speaker.kind == "person":
                for word in name.split():
                    self._names[word].add(name)

    def marked(self) -> tuple[Utterance, ...]:
        """All utterances in their order, each with what it is against."""
        found: dict[int, list[Against]] = defaultdict(list)
        for number in range(len(self._told)):
            for later, against in (*self.withdrawals(number), *self.own_changes(number)):
                found[later].append(against)
            for against in (*self.told_changes(number), *self.disagreements(number)):
                found[number].append(against)
        return tuple(
            replace(one, entry=replace(one.entry, against=once(found[number])))
            if number in found
            else one
            for number, one in enumerate(self._told)
        )

    # --- one speaker, then and now ---------------------------------------------------------------

    def withdrawals(self, number: int) -> Iterator[tuple[int, Against]]:
        """What the record holds against words by their own speaker, put to what was said then."""
        one = self._told[number]
        for disputed in one.entry.disputed:
            if disputed.kind not in ("denial", "withdrawal") or not disputed.by:
                continue
            if not same_name(disputed.by, one.entry.speaker.name or ""):
                continue
            place = Span(disputed.citation.start, disputed.citation.end)
            later = self.said_at(disputed.citation.article, place, one)
            if later is not None and later != number:
                yield later, self.against(one, disputed.text, disputed.citation)

    def said_at(self, key: str, place: Span, one: Utterance) -> int | None:
        """The utterance of the same speaker that stands at a place of an article or next after it."""
        near = [
            (abs(span.start - place.start), number)
            for span, number in self._by_article[key]
            if span.end > place.start
            and span.start - place.end < NEAR
            and self.is_same_speaker(self._told[number], one)
        ]
        return min(near)[1] if near else None

    def own_changes(self, number: int) -> Iterator[tuple[int, Against]]:
        """Where a speaker says to have changed: "I was wrong"."""
        one = self._told[number]
        match = OWN_CHANGE.search(one.entry.text)
        if match:
            earlier = self.taken_back(number, one.entry.text)
            cited = self.cite_in(one, match)
            yield (
                number,
                Against(
                    "changed",
                    one.entry.speaker.name,
                    self._told[earlier].entry.citation if earlier is not None else None,
                    match.group(),
                    cited,
                ),
            )

    def told_changes(self, number: int) -> Iterator[Against]:
        """Where the article says that the speaker has changed: "went back on that"."""
        one = self._told[number]
        for span, words in self.around(one):
            match = TOLD_CHANGE.search(words)
            if match and self.is_subject(one, words[: match.start()]):
                earlier = self.taken_back(number, one.entry.text)
                if earlier is not None:
                    yield self.against(self._told[earlier], *self.sliced(one, span, match))

    def taken_back(self, number: int, text: str) -> int | None:
        """The earlier utterance of the same speaker whose words are reported in these, the last such one."""
        one = self._told[number]
        claims = [m["words"] for m in SELF_REPORT.finditer(text) if telling_stems(m["words"])]
        for earlier in range(number - 1, -1, -1):
            other = self._told[earlier]
            if self.is_same_speaker(other, one) and any(
                is_same_claim(claim, other.entry.text) for claim in claims
            ):
                return earlier
        return None

    # --- one speaker and another -----------------------------------------------------------------

    def disagreements(self, number: int) -> Iterator[Against]:
        """Where words, or the sentence that they stand in, say that somebody disagrees."""
        one = self._told[number]
        if one.entry.kind == "passage":
            return
        own = OWN_DISAGREEMENT.search(one.entry.text)
        if own and self.is_own(one, own):
            yield self.facing(
                number, sentence_around(one.entry.text, own), own.group(), self.cite_in(one, own)
            )
            return
        for span, words in self.around(one):
            match = TOLD_DISAGREEMENT.search(words)
            if match and self.is_subject(one, words[: match.start()] or words):
                yield self.facing(number, words, *self.sliced(one, span, match))
                return

    def facing(self, number: int, words: str, proof: str, cited: Citation) -> Against:
        """A disagreement with whom the words name; else with whom was quoted right before."""
        one = self._told[number]
        named = {
            name
            for word in re.findall(r"[^\W\d_]+", words)
            for name in self._names.get(word, ())
            if not same_name(name, one.entry.speaker.name or "")
        }
        before = self.before(number, named)
        if len(named) == 1:
            entry = self._told[before].entry.citation if before is not None else None
            return Against("disagreement", named.pop(), entry, proof, cited)
        if before is not None and not named and one.told and one.told[0].statement.form != "turn":
            other = self._told[before].entry
            return Against("disagreement", other.speaker.name, other.citation, proof, cited)
        return Against("disagreement", None, None, proof, cited)

    def before(self, number: int, named: set[str]) -> int | None:
        """The utterance of another speaker, or of one of those named, that stands next before one."""
        one = self._told[number]
        start = one.entry.citation.start
        near = [
            (start - span.end, other)
            for span, other in self._by_article[one.entry.citation.article]
            if 0 <= start - span.end < NEAR
            and not self.is_same_speaker(self._told[other], one)
            and self._told[other].entry.speaker.name
            and (not named or self._told[other].entry.speaker.name in named)
        ]
        return min(near)[1] if near else None

    # --- places and names ------------------------------------------------------------------------

    def around(self, one: Utterance) -> Iterator[tuple[Span, str]]:
        """The writer's words of the sentences that an utterance stands in, and of the sentence before.

        What is quoted in them is blanked, so that places stay.
        """
        cited = one.entry.citation
        text = self._coverage.clippings.text(cited.article)
        sentences = self._coverage.sentences(cited.article)
        whole = self._coverage.whole_sentences(cited.article, Span(cited.start, cited.end))
        before = [s for s in sentences if s.end <= whole.start][-SENTENCES_BEFORE:]
        for span in (*before, whole):
            words = list(span.of(text))
            for quoted, _ in self._by_article[cited.article]:
                for at in range(max(quoted.start, span.start), min(quoted.end, span.end)):
                    if is_marked(text, quoted):
                        words[at - span.start] = " "
            yield span, "".join(words)

    def is_subject(self, one: Utterance, words: str) -> bool:
        """Whether the speaker is named, or meant by a pronoun, in the words before."""
        name = one.entry.speaker.name or ""
        return bool(name) and (
            any(word in words for word in name.split() if word[:1].isupper())
            or bool(
                re.search(
                    r"\b(?:she|he|they|the (?:director|actor|actress|writer|composer|critic))\b",
                    words,
                    re.I,
                )
            )
        )

    def is_own(self, one: Utterance, match: re.Match[str]) -> bool:
        """Whether a match stands in words of the speaker and not in the article's."""
        base = one.entry.citation.start
        return any(
            Span(base + match.start(), base + match.end()) in span
            for held in one.told[:1]
            for span in held.statement.content
        )

    def is_same_speaker(self, one: Utterance, other: Utterance) -> bool:
        """Whether two utterances are of one person."""
        first, second = one.entry.speaker, other.entry.speaker
        if first.person and second.person:
            return first.person == second.person
        return bool(first.name and second.name) and same_name(first.name or "", second.name or "")

    def against(self, earlier: Utterance, proof: str, cited: Citation) -> Against:
        """What stands against an earlier utterance of the same speaker."""
        entry = earlier.entry
        return Against("changed", entry.speaker.name, entry.citation, proof, cited)

    def cite_in(self, one: Utterance, match: re.Match[str]) -> Citation:
        """The place of a match in what is shown of an utterance."""
        base = one.entry.citation.start
        span = Span(base + match.start(), base + match.end())
        return self._coverage.clippings.cite(
            self._coverage.subject.heads[one.entry.citation.article], span
        )

    def sliced(self, one: Utterance, span: Span, match: re.Match[str]) -> tuple[str, Citation]:
        """The words and the place of a match in a sentence of the article."""
        place = Span(span.start + match.start(), span.start + match.end())
        key = one.entry.citation.article
        text = self._coverage.clippings.text(key)
        head = self._coverage.subject.heads[key]
        return place.of(text), self._coverage.clippings.cite(head, place)


def mark_opposed(told: Sequence[Utterance], coverage: Coverage) -> tuple[Utterance, ...]:
    """The utterances in their order, each with what it is against."""
    return Opposing(told, coverage).marked()


def is_same_claim(claim: str, told: str) -> bool:
    """Whether words in which somebody repeats an own claim are those of an earlier one.

    >>> is_same_claim(" in the autumn that she was free", "I think she is free at the end.")
    True
    """
    words = re.sub(r"^.*\bthat\b", "", claim) or claim
    stems = telling_stems(words)
    return bool(stems) and (is_of(words, told) or stems <= telling_stems(told))


def is_marked(text: str, span: Span) -> bool:
    """Whether a stretch stands in quotation marks."""
    return text[max(0, span.start - 1) : span.start + 1].strip()[:1] in tuple("“\"‘'")


def sentence_around(text: str, match: re.Match[str]) -> str:
    """The sentence of a text that a match stands in.

    >>> text = "Yes. I disagree with Ada. No."
    >>> found = re.search("disagree", text)
    >>> sentence_around(text, found) if found else ""
    'I disagree with Ada'
    """
    start = max(text.rfind(mark, 0, match.start()) for mark in ".!?") + 1
    ends = [at for at in (text.find(mark, match.end()) for mark in ".!?") if at >= 0]
    return text[start : min(ends, default=len(text))].strip()


def once(found: Sequence[Against]) -> tuple[Against, ...]:
    """Each change and disagreement once; of two about the same entry the first."""
    kept: dict[tuple[str, Citation | None, str | None], Against] = {}
    for each in found:
        kept.setdefault((each.kind, each.entry, each.speaker), each)
    return tuple(kept.values())
