"""What people said about a work, each utterance once: the fullest wording, and who repeats it.

Takes the statements that `explain_coverage` gathered; the sections order what comes out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.answers.citing import as_retelling
from onrecord.answers.explain_coverage import Coverage, Order, main_stretch, order_of
from onrecord.answers.explain_spoilers import talk_of_story
from onrecord.answers.explain_utterances import Utterance, absorb, drop_overlaps
from onrecord.values import (
    Entry,
    HeldStatement,
    Retelling,
    Span,
    Statement,
    Topic,
)
from onrecord.variants import Wording, compare, quoted_words, read_wording, same_name
from onrecord.works.actions import find_actions
from onrecord.works.stems import stem

FEWEST_WORDS = 5
"""A report without marks of fewer words ("her view of it") says nothing that could stand alone."""
ASKING = frozenset(map(stem, "ask asked wonder question press quiz".split()))
ONLY_ABOUT = re.compile(
    r"(?:about|on|of|to|for|over|his|her|their|its|how|whether|what|who|why|when|where|which|if)\b",
    re.IGNORECASE,
)
"""What begins the content that only says what was spoken of: "about tides", "who rings the bell"."""
CLAUSE = re.compile(r"that\b", re.IGNORECASE)
TELLS_ALONE = 10
"""A quotation of fewer words is shown with its sentence, which says what it is about."""
LEAST_SHARE = 0.25
"""Content, cue and speaker of a report make up so much of its sentence, or it is the writer's."""
MOSTLY = 0.6
"""Or asks in so many of the turns."""
RELATIVE = frozenset(["who", "which", "that"])
SHORTER = 0.5
"""Who asks says at a time at most so much of what the one says who answers at most length."""
TELLS = 2.5
"""Words speak of the story itself from this on, characters known from any article counted."""
AT_THE_END = 60
"""A turn asks if a question stands in so many of its last characters."""


def tell_utterances(coverage: Coverage) -> tuple[Utterance, ...]:
    """What people said about the work, by when it was said."""
    by_name: dict[str, list[HeldStatement]] = defaultdict(list)
    for held in said_by_people(coverage):
        by_name[held.utterance].append(held)
    told = [
        utterance for name, own in by_name.items() for utterance in tell_one(name, own, coverage)
    ]
    return drop_overlaps(sorted(absorb(told), key=lambda utterance: utterance.order))


# --- who speaks ----------------------------------------------------------------------------------


def said_by_people(coverage: Coverage) -> list[HeldStatement]:
    """The statements that are somebody's of the real world: no character's, no interviewer's, not the
    writer's own, and no report without marks that says too little or names nobody."""
    asking = {
        key: interviewers(coverage.store.statements(article=key))
        for key in dict.fromkeys(held.article.key for held in coverage.statements)
    }
    return [
        held
        for held in coverage.statements
        if not is_characters(held, coverage)
        and not is_writers(held)
        and is_somebodys(held)
        and held.statement.speaker.name not in asking[held.article.key]
        and (has_very_words(held, coverage) or stands_alone(held, coverage))
        and (held.statement.quoted or not begins_in_guess(held, coverage))
    ]


def is_characters(held: HeldStatement, coverage: Coverage) -> bool:
    """Whether a character speaks or thinks: by the article, or without marks by a name of the story."""
    speaker = held.statement.speaker
    surname = (speaker.name or "").split()[-1:]
    characters, people = coverage.names
    inside = characters - people
    if speaker.kind == "character":
        return not any(word in people for word in surname)
    return not held.statement.quoted and any(word in inside for word in surname)


def is_somebodys(held: HeldStatement) -> bool:
    """Whether it is known whose words these are, by name or as somebody not named ("the jury", "one fan")."""
    speaker = held.statement.speaker
    return speaker.name is not None or speaker.kind in ("group", "organisation", "unnamed")


def is_writers(held: HeldStatement) -> bool:
    """Whether the writer of the article is the speaker."""
    name = held.statement.speaker.name
    return bool(name and held.article.byline and same_name(name, held.article.byline))


def has_very_words(held: HeldStatement, coverage: Coverage) -> bool:
    """Whether a statement has words of the speaker's own: not only what was asked, nor one word in marks
    that somebody is said to think of."""
    statement = held.statement
    text = coverage.clippings.text(held.article.key)
    if statement.form in ("direct", "turn"):
        return bool(quoted_words(statement))
    most = max((len(span.of(text).split()) for span in quoted_words(statement)), default=0)
    spoken = statement.act != "thought" and statement.speaker.name is not None
    return (most > 1 or (most == 1 and spoken)) and not asks(statement, text)


def asks(statement: Statement, text: str) -> bool:
    """Whether the statement is told as a question ("was asked whether")."""
    cues = {stem(word.lower()) for span in statement.cue for word in span.of(text).split()}
    return bool(cues & ASKING)


def stands_alone(held: HeldStatement, coverage: Coverage) -> bool:
    """Whether a report without marks names its speaker and tells what was said, not what was asked or
    only what it was about."""
    statement = held.statement
    text = coverage.clippings.text(held.article.key)
    return bool(
        statement.speaker.name
        and statement.speaker.kind != "unnamed"
        and len(held.text.split()) >= FEWEST_WORDS
        and not asks(statement, text)
        and not ONLY_ABOUT.match(held.text)
        and (CLAUSE.match(held.text) or find_actions(held.text))
        and not is_aside(held, coverage)
    )


def is_aside(held: HeldStatement, coverage: Coverage) -> bool:
    """Whether a report is only brought in beside what the writer says: "For a director who says she has an
    answer, she has been reluctant to part with it." Most of the sentence is then nobody's but the writer's.
    """
    statement = held.statement
    text = coverage.clippings.text(held.article.key)
    whole = coverage.whole_sentences(held.article.key, main_stretch(statement, text))
    beside = any(span.of(text).lower() in RELATIVE for span in statement.source)
    parts = {*statement.content[: 1 if beside else None], *statement.cue, *statement.source}
    own = sum(span.end - span.start for span in parts if span in whole)
    return own < LEAST_SHARE * (whole.end - whole.start)


def begins_in_guess(held: HeldStatement, coverage: Coverage) -> bool:
    """Whether a statement's content begins inside what the writer guesses."""
    start = held.statement.content[0].start
    return any(span.start <= start < span.end for span in coverage.guesses(held.article.key))


def interviewers(statements: Sequence[HeldStatement]) -> frozenset[str | None]:
    """Those who ask in a transcript: they say less at a time than somebody else, and end on questions; or
    they speak first and ask more than all others."""
    words: Counter[str | None] = Counter()
    turns: Counter[str | None] = Counter()
    asked: Counter[str | None] = Counter()
    for held in statements:
        if held.statement.form == "turn":
            name = held.statement.speaker.name
            words[name] += len(held.text.split())
            turns[name] += 1
            asked[name] += "?" in held.text[-AT_THE_END:]
    first = next(iter(turns), None)
    hosts = {first} if asked[first] > 1 and 2 * asked[first] > asked.total() else set()
    longest = max((words[name] / turns[name] for name in turns), default=0.0)
    return frozenset(
        name
        for name in turns
        if name in hosts
        or (
            asked[name]
            and (
                words[name] / turns[name] <= SHORTER * longest
                or asked[name] >= MOSTLY * turns[name]
            )
        )
    )


# --- what is said once -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """The very words of one statement: all its marked stretches read as one, and each by itself."""

    held: HeldStatement
    whole: Wording
    parts: tuple[tuple[Span, Wording], ...]

    @property
    def rank(self) -> tuple[int, Order]:
        """The fullest first, and of equals the earliest printed."""
        _, printed, key, start = order_of(self.held)
        return -len(self.whole.keys), (printed, printed, key, start)


def tell_one(name: str, own: Sequence[HeldStatement], coverage: Coverage) -> Iterator[Utterance]:
    """One utterance as one entry; more where its statements tell different words of it."""
    wanted = {held.statement.id for held in own}
    members = [held for held in coverage.store.utterance(name) if held.statement.id not in wanted]
    if is_of_another(own, members, coverage):
        return
    pool = sorted(
        (read_words(held, coverage) for held in (*own, *members)), key=lambda words: words.rank
    )
    open_ones = {words.held.statement.id: words for words in pool}
    while open_ones:
        lead = open_ones.pop(next(iter(open_ones)))
        also: list[HeldStatement] = []
        places: list[Retelling] = []
        for other in pool:
            same = tuple(retellings(other, lead, coverage)) if other is not lead else ()
            if same:
                also.append(other.held)
                places += same
                open_ones.pop(other.held.statement.id, None)
        told = [held for held in (lead.held, *also) if held.statement.id in wanted]
        if told:
            utterance = build_utterance(lead.held, told, places, coverage)
            words = tuple(wording for _, wording in lead.parts if wording.keys)
            yield replace(utterance, words=words, whole=lead.whole)


def is_of_another(
    own: Sequence[HeldStatement], members: Sequence[HeldStatement], coverage: Coverage
) -> bool:
    """Whether other articles have these words as said of another work."""
    titles = {work.title for work in coverage.subject.works.values()}
    elsewhere = [
        held
        for held in members
        if held.article.key not in coverage.subject.works and held.statement.works
    ]
    return len(elsewhere) >= len(own) and not any(
        titles.intersection(held.statement.works) for held in elsewhere
    )


def read_words(held: HeldStatement, coverage: Coverage) -> Words:
    """The very words of a statement; of a report without marks there are none."""
    text = coverage.clippings.text(held.article.key)
    spans = quoted_words(held.statement)
    whole = read_wording(text, spans)
    return Words(held, whole, tuple((span, read_wording(text, (span,))) for span in spans))


def retellings(one: Words, lead: Words, coverage: Coverage) -> Iterator[Retelling]:
    """The marked stretches of a statement whose words the leading one has too, with what differs."""
    if not lead.whole.keys:
        return
    all_of_it = compare(one.whole, lead.whole, trusted=True) if len(one.parts) > 1 else None
    for span, wording in one.parts:
        same = compare(wording, lead.whole, trusted=True) if wording.keys else None
        if same is not None and same.kind != "spliced":
            whole = all_of_it is not None and all_of_it.kind == "verbatim"
            cited = coverage.clippings.cite(one.held.article, span)
            if same.missing:  # words of another answer too: differences from this one say nothing
                yield as_retelling(cited, "spliced")
                continue
            yield as_retelling(cited, "verbatim" if whole else same.kind, same.changes)


def build_utterance(
    lead: HeldStatement,
    told: Sequence[HeldStatement],
    places: Sequence[Retelling],
    coverage: Coverage,
) -> Utterance:
    """The entry of the fullest telling, with the topics that any telling has, the usual first."""
    span = slice_of(lead, coverage)
    votes: Counter[Topic] = Counter()
    for held in (lead, *told):  # the lead counts twice
        for rank, topic in enumerate(held.statement.topics):
            votes[topic] += 3 - rank
    text = span.of(coverage.clippings.text(lead.article.key))
    if quoted_words(lead.statement) and talk_of_story(text, *coverage.names) >= TELLS:
        votes["meaning"] += 7
    topics = sorted(votes, key=lambda topic: (-votes[topic], topic))
    entry = Entry(
        text=text,
        speaker=lead.statement.speaker,
        occasion=lead.statement.occasion,
        citation=coverage.clippings.cite(lead.article, span),
        also=tuple(sorted(places, key=lambda cited: (cited.article, cited.start))),
        disputed=tuple(
            dict.fromkeys(
                each for held in told for each in coverage.clippings.disputed(held.utterance)
            )
        ),
    )
    said, *_ = order_of(lead)
    _, printed, key, start = min(map(order_of, told), key=lambda order: order[1:])
    return Utterance(entry, tuple(topics), (min(said, printed), printed, key, start), tuple(told))


def is_fragment(words: str) -> bool:
    """Whether a quotation begins inside a sentence: it needs the words before it.

    >>> is_fragment("“if anyone has ever met a potter”"), is_fragment("“It was late.”")
    (True, False)
    """
    return words.lstrip("“‘\"'«[( ")[:1].islower()


def slice_of(held: HeldStatement, coverage: Coverage) -> Span:
    """What to show of a statement: its words, and of a report the whole sentence with its cue."""
    text = coverage.clippings.text(held.article.key)
    stretch = main_stretch(held.statement, text)
    words = stretch.of(text)
    if held.statement.form == "turn" or (
        held.statement.form == "direct"
        and not is_fragment(words)
        and len(words.split()) >= TELLS_ALONE
    ):
        return stretch
    whole = coverage.whole_sentences(held.article.key, stretch)
    guessed = any(span.overlaps(whole) for span in coverage.guesses(held.article.key))
    return stretch if guessed else whole
