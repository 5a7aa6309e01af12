"""Speakers of statements without source words: block quotations and quotations that stand alone.

Called by `settle` once all statements with source words have their speakers. Every rule here has an
own reason, so that a reader sees what the name rests on; where two people could be meant, none is.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from onrecord.people import lexicon
from onrecord.people.casebook import Casebook, Settled
from onrecord.people.scene import Finding
from onrecord.people.sources import find_head
from onrecord.values import Span, Statement

_MARKS = "\"“”‘’'«»„` \n\t\u00a0"
_AGENTLESS = frozenset("reportedly allegedly believed thought understood rumoured rumored".split())


_SEQUEL = re.compile(
    r"(?:So|Thus|(?:That|This) (?:is|was) (?:how|what|the way)|(?:Those|These) (?:are|were) the words of)\b"
)
"""How a paragraph begins that says whose the block quotation above it is."""
_LONGEST_QUESTION = 20
"""Words of a question that a writer puts between two quotations."""
_ADDRESSED = frozenset("asked told urged pressed questioned quizzed informed reminded".split())


def speaker_by_context(book: Casebook, number: int) -> Settled:
    """The speaker that the text around a sourceless statement gives, or nobody with the reason."""
    statement = book.statements[number]
    if not statement.content or not book.page.words:
        return book.nobody(None, None, "the statement has no words")
    rules = [_by_cue, _by_signature, _by_sequel, _by_colon, _by_paragraph]
    if statement.form == "direct":  # a clause of the writer's does not go on with others' words
        rules += [_by_lead, _by_previous, _by_beat]
    for rule in rules:
        settled = rule(book, number, statement)
        if settled is not None:
            return settled
    return book.nobody(None, None, "nothing before the words says who speaks")


def _first_word(book: Casebook, statement: Statement) -> int:
    return min(book.page.first_from(statement.content[0].start), len(book.page.words) - 1)


def _by_cue(book: Casebook, number: int, statement: Statement) -> Settled | None:
    """The subject of the cue, in the cue's sentence; an agentless passive has none."""
    if not statement.cue:
        return None
    words = list(book.page.between(statement.cue[0]))
    if not words:
        return None
    cue = [book.page.words[i].lower for i in words]
    before = {book.page.words[i].lower for i in range(max(0, words[0] - 3), words[0])}
    addressed = _ADDRESSED & set(cue[:2]) and (
        (before | set(cue)) & {"is", "are", "was", "were", "when"}
        or book.page.words[words[0]].opens
    )
    if (
        addressed
        or _AGENTLESS & set(cue)
        or (before & {"it", "been", "be"} and not {"he", "she"} & before)
    ):
        mention = statement.cue[0]
        return book.nobody(None, mention, "the cue names no speaker")
    found = _subject(book, book.page.words[words[0]].sentence, words[0])
    following = book.findings.get(words[-1] + 1)
    if found is None and following is not None and following.figure is not None:
        found = following
    if found is None:
        return None
    return _named(book, found, "the subject of the sentence that holds the words", 0.75)


def _by_signature(book: Casebook, number: int, statement: Statement) -> Settled | None:
    """The name after a dash that ends a quotation: "… — Jo Lund"."""
    end = statement.content[-1].end
    at = book.page.first_from(end)
    if at >= len(book.page.words):
        return None
    gap = book.page.text[end : book.page.words[at].start]
    if len(gap) < 12 and any(d in gap for d in "—–―") and at in book.name_at:
        name = book.names[book.name_at[at]]
        tail = book.page.after(name.last)
        if tail == "" or "\n" in tail or tail[:1] in ",(":
            return _named(book, book.findings[at], "signed after the quotation", 0.85)
    return _by_line(book, statement, at)


def _by_line(book: Casebook, statement: Statement, at: int) -> Settled | None:
    """The name that is a paragraph of its own under a quotation that is one, as under a pull quote."""
    word = book.page.words[at]
    number = book.name_at.get(at)
    if (
        number is None
        or not starts_block(book, at)
        or book.names[number].last + 1 != (book.page.first_from(book.page.blocks[word.block].end))
    ):
        return None
    if not starts_block(book, _first_word(book, statement)) or word.block == 0:
        return None
    return _named(book, book.findings[at], "the name stands alone under the quotation", 0.8)


def _by_sequel(book: Casebook, number: int, statement: Statement) -> Settled | None:
    """Whoever the next paragraph says wrote a block quotation: "So Lund wrote in her diary"."""
    word = book.page.words[_first_word(book, statement)]
    own = book.page.blocks[word.block]
    whole = statement.content[0].start == own.start and statement.content[-1].end >= own.end - 1
    if not whole or (word.quoted and book.page.text[own.start] in _MARKS):
        return None
    if word.block + 1 >= len(book.page.blocks):
        return None
    start = book.page.blocks[word.block + 1].start
    sequel = _SEQUEL.match(book.page.text, start)
    if sequel is None:
        return None
    sentence = _sentence_at(book, start)
    found = _subject(book, sentence, len(book.page.words))
    if found is None:
        return book.nobody(None, None, "the paragraph after says whose words they are, not by name")
    return _named(book, found, "the paragraph after says who said it", 0.8)


def _by_colon(book: Casebook, number: int, statement: Statement) -> Settled | None:
    """The speaker of the sentence that ends in a colon (or a comma) right before the words."""
    text, start = book.page.text, statement.content[0].start
    at = start - 1
    while at >= 0 and text[at] in _MARKS:
        at -= 1
    if at < 0:
        return None
    if text[at] != ":" and not (_same_block(book, at, start) and _leads_on(book, at)):
        return None
    sentence = _sentence_at(book, at)
    held = _statement_in(book, book.page.sentences[sentence], number, at)
    if held is not None:
        return again(
            book, held, "the sentence that introduces the quotation is by the same speaker"
        )
    found = _subject(book, sentence, book.page.first_from(at))
    if found is None:
        return None
    return _named(book, found, "the subject of the sentence that introduces the quotation", 0.85)


def _sentence_at(book: Casebook, offset: int) -> int:
    """The number of the sentence that holds a character."""
    return max(0, bisect_right(book.page.sentences, offset, key=lambda s: s.start) - 1)


def _leads_on(book: Casebook, at: int) -> bool:
    """Whether the text up to `at` leads to words: a comma, or a speech verb (and "that")."""
    if book.page.text[at] == ",":
        return True
    index = book.page.first_from(at + 1) - 1
    if index > 0 and book.page.words[index].lower == "that":
        index -= 1
    return index >= 0 and book.page.words[index].lower in lexicon.SPEECH_VERBS


def _same_block(book: Casebook, one: int, other: int) -> bool:
    blocks = book.page.blocks
    places = [bisect_right(blocks, at, key=lambda block: block.start) for at in (one, other)]
    return places[0] == places[1]


def _statement_in(book: Casebook, sentence: Span, number: int, before: int) -> int | None:
    """The last statement with a speaker whose source words stand in this sentence.

    What is told within another statement ("Lund said that Ruiz thinks …") introduces nothing.
    """
    held = [
        other
        for other in book.sourced_between(sentence.start, min(sentence.end, before + 1))
        if other != number and other in book.settled and is_settled(book.settled[other])
    ]
    outer = [o for o in held if not _told_inside(book, o, held)]
    real = [o for o in outer if book.settled[o].speaker.kind != "character"]
    chosen = real or outer
    return chosen[-1] if chosen else None


def _told_inside(book: Casebook, one: int, others: list[int]) -> bool:
    source = book.statements[one].source[0]
    return any(
        source in content for o in others if o != one for content in book.statements[o].content
    )


def is_settled(settled: Settled) -> bool:
    """Whether somebody, named or not, was found."""
    return (
        settled.figure is not None
        or settled.speaker.name is not None
        or (settled.speaker.kind in ("group", "unnamed", "organisation"))
    )


def again(book: Casebook, other: int, reason: str, confidence: float = 0.9) -> Settled:
    """The same speaker as another statement's."""
    settled = book.settled[other]
    source = book.statements[other].source
    mention = source[0] if source else None
    if settled.figure is not None and settled.figure >= 0:
        sure = min(confidence, settled.speaker.confidence)
        if settled.speaker.kind == "character":
            return settled
        return book.named(settled.figure, mention, reason, sure)
    if settled.speaker.name is not None:
        return settled
    words = f"{reason}; {settled.speaker.reason}"
    return book.nobody(settled.speaker.kind, mention, words, settled.figure)


def _named(book: Casebook, finding: Finding, reason: str, confidence: float) -> Settled:
    if finding.figure is not None and finding.figure >= 0:
        if book.figure(finding.figure).kind == "work":
            return book.nobody(None, finding.span, "the sentence before is about a work")
        sure = min(confidence, finding.confidence)
        return book.named(finding.figure, finding.span, reason, sure)
    return book.from_finding(finding, finding.span)


def _subject(book: Casebook, sentence: int, before: int) -> Finding | None:
    """The subject of a sentence up to a word: the last before a speech verb, else the first."""
    span = book.page.sentences[sentence]
    subjects: list[tuple[int, Finding]] = []
    speaking: Finding | None = None
    for index in book.page.between(span):
        if index >= before:
            break
        finding = book.findings.get(index)
        word = book.page.words[index]
        if finding is None or word.quoted or not _could_speak(book, finding):
            continue
        if index in book.walk.subjects:
            subjects.append((index, finding))
        at = book.page.first_from(finding.span.end)
        verb = book.page.words[at].lower if at < len(book.page.words) else ""
        beside = not book.page.gap(at - 1, at).strip()
        if verb in lexicon.SPEECH_VERBS and beside and not word.possessive:
            speaking = finding
    return speaking or (subjects[0][1] if subjects else None)


def _could_speak(book: Casebook, finding: Finding) -> bool:
    if finding.figure is None:
        return False
    return finding.figure < 0 or book.figure(finding.figure).kind in (
        "person",
        "organisation",
        "unknown",
        "character",
        "group",
    )


def _in_block(book: Casebook, block: int, number: int) -> list[int]:
    """Settled statements that begin in a block and are not told within another, in text order."""
    found = [
        n
        for n in book.statements_of(block)
        if n != number
        and n in book.settled
        and is_settled(book.settled[n])
        and book.statements[n].act != "thought"
    ]
    return [n for n in found if not book.statements[n].source or not _told_inside(book, n, found)]


def _by_paragraph(book: Casebook, number: int, statement: Statement) -> Settled | None:
    """The only speaker of the paragraph; of two, the one before, if nobody else comes between."""
    index = _first_word(book, statement)
    held = _in_block(book, book.page.words[index].block, number)
    if not held:
        return None
    who = {identity(book.settled[n]) for n in held}
    if len(who) == 1:
        return again(
            book, held[0], "the other words of the paragraph are by the same speaker", 0.85
        )
    start = statement.content[0].start
    before = [n for n in held if book.statements[n].content[0].start < start]
    if before and not _others_between(book, before[-1], start):
        return again(book, before[-1], "goes on from the words before, by the same speaker", 0.7)
    return book.nobody(None, None, "two speakers in the paragraph; the words could be either's")


def identity(settled: Settled) -> object:
    """What two results share that mean the same speaker."""
    if settled.figure is not None:
        return settled.figure
    return settled.speaker.name or settled.speaker.reason


def _others_between(book: Casebook, other: int, start: int) -> bool:
    """Whether somebody else is spoken of between a statement and a place after it."""
    who = book.settled[other].figure
    place = book.statements[other].content[-1].end
    for index in range(book.page.first_from(place), book.page.first_from(start)):
        finding = book.findings.get(index)
        if finding is None or book.page.words[index].quoted or not _could_speak(book, finding):
            continue
        if finding.figure != who:
            return True
    return False


def _comes_back(book: Casebook, other: int, start: int) -> bool:
    """Whether the last sentence before a place is about the speaker of a statement again ("On Friday she
    withdrew it."), or leads on with a colon and about nobody else."""
    at = len(book.page.text[:start].rstrip(_MARKS)) - 1
    found = _subject(book, _sentence_at(book, at), book.page.first_from(at))
    if found is None:
        return book.page.text[at] == ":"
    return found.figure == book.settled[other].figure


def _by_lead(book: Casebook, number: int, statement: Statement) -> Settled | None:
    """The subject of the sentence before, in the same paragraph."""
    index = _first_word(book, statement)
    word = book.page.words[index]
    found = _subject(book, word.sentence, index) if not starts_block(book, index) else None
    if (
        found is None
        and word.sentence
        and book.page.sentences[word.sentence - 1].start >= (book.page.blocks[word.block].start)
    ):
        found = _subject(book, word.sentence - 1, index)
    if found is not None:
        reason = "the sentence before, in the same paragraph, is about this one"
        return _named(book, found, reason, 0.65)
    only = _only_subject(book, index)
    if only is None:
        return None
    return _named(book, only, "the paragraph speaks of nobody else before the words", 0.55)


def _only_subject(book: Casebook, index: int) -> Finding | None:
    """The one person that the paragraph up to a word has as a subject."""
    found: dict[int, Finding] = {}
    for at in book.page.between(book.page.blocks[book.page.words[index].block]):
        finding = book.findings.get(at)
        if at >= index:
            break
        if finding is None or book.page.words[at].quoted or not _could_speak(book, finding):
            continue
        if finding.figure is not None and at in book.walk.subjects:
            found[finding.figure] = finding
    return next(iter(found.values())) if len(found) == 1 else None


def starts_block(book: Casebook, index: int) -> bool:
    """Whether a word is the first of its paragraph."""
    return index == 0 or book.page.words[index - 1].block != book.page.words[index].block


def _by_previous(book: Casebook, number: int, statement: Statement) -> Settled | None:
    """A paragraph that begins with a quotation goes on with the speaker of the one before."""
    index = _first_word(book, statement)
    block = book.page.words[index].block
    if not starts_block(book, index) or block == 0 or book.dialogue:
        return None
    held = _in_block(book, block - 1, number)
    if held:
        last = held[-1]
        others = _others_between(book, last, statement.content[0].start)
        if others and not _comes_back(book, last, statement.content[0].start):
            return book.nobody(None, None, "somebody else is spoken of since the last quotation")
        who = {identity(book.settled[n]) for n in held}
        if len(who) > 1 and not book.statements[last].quoted:
            return book.nobody(None, None, "several speak in the paragraph before the quotation")
        if _asked(book, last):
            return book.nobody(None, None, "follows a question: the asked or the asking may speak")
        return again(book, last, "goes on from the paragraph before, by the same speaker", 0.75)
    found = _subject_of_block(book, block - 1)
    if found is None:
        return _by_question(book, number, block)
    return _named(book, found, "the paragraph before is about this one, with nobody else", 0.6)


def _by_question(book: Casebook, number: int, block: int) -> Settled | None:
    """Whoever was speaking, alone, before the writer's own question that stands right above the words:
    "So what does it mean?"."""
    asked = book.page.blocks[block - 1].of(book.page.text)
    if (
        not asked.endswith("?")
        or len(asked.split()) > _LONGEST_QUESTION
        or set(asked) & set('"“‘«')
    ):
        return None
    held = [n for at in range(max(0, block - 4), block - 1) for n in _in_block(book, at, number)]
    if len({identity(book.settled[n]) for n in held}) != 1:
        return None
    return again(book, held[-1], "answers the writer's question: nobody else was speaking", 0.7)


def _asked(book: Casebook, other: int) -> bool:
    content = book.statements[other].content[-1].of(book.page.text).rstrip(_MARKS)
    return content.endswith("?")


def _subject_of_block(book: Casebook, block: int) -> Finding | None:
    """The only person that the running text of a block speaks of, if it is the last subject."""
    if block in book.page.headings:
        return None
    found: dict[int, Finding] = {}
    for index in book.page.between(book.page.blocks[block]):
        finding = book.findings.get(index)
        if finding is None or book.page.words[index].quoted or finding.figure is None:
            continue
        if finding.figure < 0 or book.figure(finding.figure).kind == "person":
            found[finding.figure] = finding
    return next(iter(found.values())) if len(found) == 1 else None


def _by_beat(book: Casebook, number: int, statement: Statement) -> Settled | None:
    """The subject of the sentence right after the quotation, in the same paragraph."""
    end = statement.content[-1].end
    at = book.page.first_from(end)
    index = _first_word(book, statement)
    if at >= len(book.page.words) or book.page.words[at].block != book.page.words[index].block:
        return None
    word = book.page.words[at]
    if word.quoted:
        return None
    head = find_head(book.page, book.names, book.name_at, Span(word.start, end=word.end))
    finding = book.findings.get(head.index)
    if finding is None or not _could_speak(book, finding):
        return None
    return _named(book, finding, "the sentence after the quotation is about this one", 0.6)
