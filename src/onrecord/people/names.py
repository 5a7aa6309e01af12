"""Names in an article, found by their form and by the model's entities.

A name is a run of capitalised words. Titles before it ("Director", "Mr.") are kept apart, and so
are works. Which names stand for the same person is settled in `roster`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.people import lexicon
from onrecord.people.words import Page
from onrecord.values import Reading, Span, Work

_LONGEST = 8
_DESCRIBING = re.compile(r"-(?:year-old|born|based|winning|nominated|trained|educated|raised)$")
_OF_HEADS = frozenset(
    "department university bank house court ministry office board bureau institute school college "
    "church chamber museum academy union association secretary society council ministry federation "
    "league city county duke prince archbishop bishop confederation brotherhood".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a name, without titles and possessive ending.

    `first` and `last` are word indices, `titles` the title words before it in lower case; `before`
    are capitalised words before the title ("Chelsea" in "Chelsea Manager Ana Ruiz"). `label` is the
    model's, if it gave one, else "work" for a title of a work. `shared` are the words that give its
    last part, which stands behind another's name: "Ana and Jo Lund", who are siblings.
    """

    span: Span
    parts: tuple[str, ...]
    first: int
    last: int
    titles: tuple[str, ...] = ()
    label: str | None = None
    score: float = 0.0
    shared: Span | None = None

    @property
    def key(self) -> str:
        """The name folded for comparison.

        >>> Name(Span(0, 8), ("J", "Lund"), 0, 1).key
        'j lund'
        """
        return " ".join(fold(part) for part in self.parts)


def fold(word: str) -> str:
    """A word of a name in lower case, without full stops and with a straight apostrophe.

    >>> fold("O’Brien")
    "o'brien"
    """
    return word.lower().replace("’", "'").replace(".", "")


def find_names(
    reading: Reading, works: tuple[Work, ...], page: Page, sources: Iterable[Span] = ()
) -> tuple[Name, ...]:
    """All names in the article, in text order, without overlap."""
    labels = _entity_words(reading, page)
    lower = Counter(w.lower for w in page.words if w.text[0].islower())
    small = _places_of_small(page)
    inner = {
        w.lower
        for w in page.words
        if not w.opens and w.text[0].isupper() and w.block not in page.headings
    }
    titles = _title_spans(works)
    found: list[Name] = []
    spoken = {i for span in sources for i in page.between(span)}
    longer: set[str] = set()
    for run in _runs(page):
        longer.update(page.words[i].lower for i in run[1:] if run[0] not in labels)
    known = inner | longer
    for run in _runs(page):
        if _stray(page, run, known, labels, spoken) or _common_noun(page, run, known, small):
            continue
        for piece in _trim(page, run, lower, inner):
            name = _build(page, piece, labels, titles)
            if name is not None:
                found.append(name)
    return share_surnames(page, tuple(_known_in_headings(page, found)))


def _entity_words(reading: Reading, page: Page) -> dict[int, tuple[str, float]]:
    """The model's label of each word, by word index."""
    found: dict[int, tuple[str, float]] = {}
    for entity in reading.labels.entities:
        for index in page.between(entity.span):
            found[index] = (entity.label, entity.score)
    return found


def _title_spans(works: tuple[Work, ...]) -> dict[int, int]:
    """Start and end of each mention of a work."""
    return {span.start: span.end for work in works for span in work.mentions}


def _capital(page: Page, index: int) -> bool:
    return page.words[index].text[0].isupper()


def _joined(page: Page, left: int) -> bool:
    """Whether the words `left` and `left + 1` may belong to one name, by what stands between."""
    word, gap = page.words[left], page.gap(left, left + 1)
    if word.possessive or page.words[left + 1].block != word.block:
        return False
    if gap.strip(" \u00a0") == "":
        return 0 < len(gap) <= 2
    if gap in (". ", ".", ".\u00a0"):
        initial = len(word.text) == 1 and word.text != "I"
        return initial or word.lower in lexicon.ABBREVIATIONS or word.lower == "st"
    following = page.words[left + 1].lower
    if (gap == ", " and following in lexicon.SUFFIXES) or gap == " & ":
        return True
    return _plural_genitive(page, left)


def _plural_genitive(page: Page, left: int) -> bool:
    """Whether the genitive of a plural goes on to the body that it names: "Barge Pilots’ Union"."""
    word, following = page.words[left], page.words[left + 1]
    if page.gap(left, left + 1) not in ("’ ", "' ") or not word.text[0].isupper():
        return False
    body = following.lower in lexicon.ORGANISATION_WORDS | lexicon.ORGANISATION_NOUNS
    return word.lower.endswith("s") and body and following.text[0].isupper()


def _runs(page: Page) -> Iterator[list[int]]:
    """Runs of word indices that form a capitalised sequence, particles inside."""
    index, count = 0, len(page.words)
    while index < count:
        if not _capital(page, index):
            index += 1
            continue
        run = [index]
        while len(run) < _LONGEST and run[-1] + 1 < count and _joined(page, run[-1]):
            step = _next_in_name(page, run)
            if not step:
                break
            run.extend(step)
        yield run
        index = run[-1] + 1


def _next_in_name(page: Page, run: list[int]) -> list[int]:
    """The next words of a name: a capitalised one, or particles (or "of") before one."""
    at, count = run[-1] + 1, len(page.words)
    if _capital(page, at):
        return [at]
    taken: list[int] = []
    allowed = lexicon.PARTICLES
    if page.words[run[-1]].lower in _OF_HEADS:
        allowed = allowed | {"of", "the", "for"}
    while at < count and len(taken) < 3 and page.words[at].lower in allowed:
        taken.append(at)
        if at + 1 >= count or not _joined(page, at):
            return []
        at += 1
    return [*taken, at] if taken and at < count and _capital(page, at) else []


def _trim(
    page: Page, run: list[int], lower: Counter[str], inner: set[str]
) -> Iterator[tuple[list[int], tuple[str, ...]]]:
    """The run without sentence openers, and cut at titles: (words of the name, its titles)."""
    head = page.words[run[0]]
    if head.block in page.headings:
        yield run, ()
        return
    for at in (n for n, i in enumerate(run) if page.words[i].text == "I"):
        yield from _trim(page, run[:at], lower, inner) if at else ()
        yield from _trim(page, run[at + 1 :], lower, inner) if run[at + 1 :] else ()
        return
    if head.opens and _opener(page, run, lower, inner):
        run = run[1:]
    while run and fold(page.words[run[0]].text) in lexicon.CALENDAR | _FIRST_PERSON:
        run = run[1:]
    if len(run) > 1 and _DESCRIBING.search(page.words[run[0]].lower):
        run = run[1:]
    cut = _last_title(page, run)
    if cut is None:
        if run:
            yield _without_demonym(page, run), ()
        return
    first, last = cut
    if first > 0:
        yield _without_demonym(page, run[:first]), ()
    titles = tuple(page.words[i].lower for i in run[first : last + 1])
    rest = run[last + 1 :]
    if rest:
        yield rest, titles


def _stray(
    page: Page,
    run: list[int],
    known: set[str],
    labels: dict[int, tuple[str, float]],
    spoken: set[int],
) -> bool:
    """Whether a capital word alone at the start of a sentence ("Yeah", "However,") is no name."""
    word = page.words[run[0]]
    if len(run) > 1 or not word.opens or run[0] in labels:
        return False
    singular = word.lower.removesuffix("s")
    if word.lower in lexicon.ORGANISATION_NOUNS and not word.possessive:
        return True
    if word.lower not in known and (
        word.lower in lexicon.GROUP_NOUNS - lexicon.PROPER_GROUPS or singular in lexicon.ROLE_WORDS
    ):
        return True
    if run[0] in spoken:
        return False
    if word.lower in known or word.possessive or word.block in page.headings:
        return False
    following = page.words[run[0] + 1] if run[0] + 1 < len(page.words) else None
    if following is None or page.gap(run[0], run[0] + 1) != " ":
        return True
    if (
        following.lower == "and"
        and word.lower not in lexicon.STARTERS
        and _leads_a_name(page, run[0] + 2)
    ):
        return False
    return following.lower not in lexicon.SPEECH_VERBS


def _leads_a_name(page: Page, index: int) -> bool:
    """Whether two words with capitals begin here, as in "Ana and Jo Lund"."""
    return (
        index + 1 < len(page.words)
        and _capital(page, index)
        and _capital(page, index + 1)
        and _joined(page, index)
    )


def _common_noun(
    page: Page, run: list[int], known: set[str], small: Mapping[str, Sequence[int]]
) -> bool:
    """Whether a word alone owes its capital to the start of a sentence: a noun that the article writes
    small elsewhere, and nowhere with a capital inside a sentence ("Baker denies …", then "the baker")."""
    word = page.words[run[0]]
    if len(run) > 1 or not word.opens or word.lower in known:
        return False
    if word.lower in lexicon.GIVEN_FEMALE | lexicon.GIVEN_MALE:
        return False
    forms = {word.lower, word.lower.removesuffix("s"), word.lower + "s"}
    return any(_as_noun(page, index) for form in forms for index in small.get(form, ()))


def _places_of_small(page: Page) -> dict[str, list[int]]:
    """The places of each word written small."""
    found: dict[str, list[int]] = {}
    for index, word in enumerate(page.words):
        if word.text[0].islower() and word.text == word.lower:
            found.setdefault(word.text, []).append(index)
    return found


def _as_noun(page: Page, index: int) -> bool:
    """Whether a determiner or possessive stands right before, or one word before that."""
    near = page.words[max(0, index - 2) : index]
    determiners = lexicon.DEFINITES | lexicon.INDEFINITES | lexicon.POSSESSIVES
    return any(w.lower in determiners or w.possessive for w in near)


def _opener(page: Page, run: list[int], lower: Counter[str], inner: set[str]) -> bool:
    """Whether the first word of a run owes its capital letter to its place."""
    word = page.words[run[0]]
    if word.lower in lexicon.STARTERS:
        known = word.lower in inner and word.lower not in lower
        return not (known and len(run) == 1 and word.lower not in _FUNCTION)
    if word.lower in lexicon.HONORIFICS or word.lower in inner:
        return False
    if word.lower.endswith("ly") and len(word.lower) > 5 and len(run) > 1:
        return word.lower not in ("kelly", "sally", "emily", "molly", "polly", "holly", "billy")
    return lower[word.lower] > 0


_FIRST_PERSON = frozenset("i i'm i've i'd i'll".split())
_FUNCTION = frozenset(
    "the a an this that these those it he she they we i you his her their its my our your and but or "
    "in on at by to of from with as if when what who how why there here so not no".split()
)


def _last_title(page: Page, run: list[int]) -> tuple[int, int] | None:
    """First and last place in `run` of the titles directly before its name, or none."""
    places = [
        n
        for n, i in enumerate(run[:-1])
        if page.words[i].lower in lexicon.HONORIFICS or _is_calling(page, run, n)
    ]
    if places and all(page.words[run[n]].lower in _HALF_TITLES for n in places):
        return None
    if [page.words[run[n]].lower for n in places] == ["general"] and len(run) == 2:
        return None
    if not places:
        return None
    last = first = places[-1]
    while first - 1 in places or (first > 0 and page.words[run[first - 1]].lower in _BEFORE_TITLES):
        first -= 1
    return first, last


_BEFORE_TITLES = frozenset("of vice very most right".split())  # "the Very Rev Jo Lund"
_HALF_TITLES = frozenset({"prime", "vice", "rt", "hon", "first"})


def _is_calling(page: Page, run: list[int], place: int) -> bool:
    """Whether a calling stands before a full name: "Biologist Nick Bos" at the start of a sentence,
    "Rovers Manager Ana Ruiz"."""
    word = page.words[run[place]].lower
    if place > 3 or len(run) - place < 3:
        return False
    rest = [page.words[i].lower for i in run[place + 1 :]]
    if word in lexicon.DEMONYMS and place and not lexicon.ORGANISATION_WORDS & set(rest):
        return True  # "House Republican Ana Ruiz"
    return (
        word in lexicon.ROLE_WORDS
        or word.removesuffix("s") in lexicon.ROLE_WORDS  # "Actors Jo Lund and Ana Ruiz"
        or word.endswith(("ologist", "grapher"))
    )


def _without_demonym(page: Page, run: list[int]) -> list[int]:
    """ "French Emmanuel …" never, "Republican Ted Cruz" often: the adjective is no part of it."""
    if len(run) > 1 and page.words[run[0]].lower in lexicon.DEMONYMS:
        organisation = any(page.words[i].lower in lexicon.ORGANISATION_WORDS for i in run[1:])
        return run if organisation else run[1:]
    return run


def _build(
    page: Page,
    piece: tuple[list[int], tuple[str, ...]],
    labels: dict[int, tuple[str, float]],
    titles: dict[int, int],
) -> Name | None:
    run, title_words = piece
    if not run or _only_common(page, run, title_words):
        return None
    first, last = run[0], run[-1]
    span = Span(page.words[first].start, page.words[last].end)
    label, score = labels.get(first, (None, 0.0))
    if titles.get(span.start) == span.end:
        label, score = "work", 1.0
    if page.words[last].lower in ("jr", "sr") and page.text[span.end : span.end + 1] == ".":
        span = Span(span.start, span.end + 1)
    parts = tuple(page.words[i].text for i in run)
    return Name(span, parts, first, last, title_words, label, score)


def _only_common(page: Page, run: list[int], titles: tuple[str, ...]) -> bool:
    """Whether a run is a calendar word, a bare title or an adjective of nationality alone."""
    word = page.words[run[0]]
    if len(run) > 1 or titles:
        return False
    if len(word.text) == 1 or word.lower in lexicon.CALENDAR or word.lower in _FUNCTION:
        return True
    return (
        word.lower in lexicon.DEMONYMS
        or word.lower in lexicon.HONORIFICS
        or (word.text[0].isdigit())
    )


def _known_in_headings(page: Page, names: list[Name]) -> Iterator[Name]:
    """In headings, where every word has a capital, keep only names that the body knows."""
    body = {n.key for n in names if page.words[n.first].block not in page.headings}
    for name in names:
        if page.words[name.first].block not in page.headings:
            yield name
            continue
        yield from _known_parts(page, name, body)


def _known_parts(page: Page, name: Name, body: set[str]) -> Iterator[Name]:
    at = name.first
    while at <= name.last:
        for end in range(name.last, at - 1, -1):
            parts = tuple(page.words[i].text for i in range(at, end + 1))
            if " ".join(fold(p) for p in parts) in body:
                span = Span(page.words[at].start, page.words[end].end)
                yield Name(span, parts, at, end, (), name.label, name.score)
                at = end
                break
        at += 1


_KIN = re.compile(
    r"\b(?:siblings?|brothers|sisters|twins|cousins|couple|spouses|married|husband and wife|wife and husband"
    r"|brother[- ]and[- ]sister|sister[- ]and[- ]brother|(?:father|mother)[- ]and[- ](?:son|daughter))\b",
    re.I,
)
_KIN_REACH = 60
"""Characters before and after two names in which a word says that they are of one family."""


def share_surnames(page: Page, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names, the first of "Ana and Jo Lund" as Ana Lund where the article says that they are family.

    It says so by a word beside them ("siblings Ana and Jo Lund") or by "the Lunds". A name that is somebody's
    surname elsewhere ("Ruiz and Jo Lund") stays what it is.
    """
    surnames = {fold(name.parts[-1]) for name in names if len(name.parts) > 1}
    found = list(names)
    for at, (left, right) in enumerate(itertools.pairwise(names)):
        if len(left.parts) > 1 or len(right.parts) < 2 or left.key in surnames or left.titles:
            continue
        if "work" in (left.label, right.label) or page.text[
            left.span.end : right.span.start
        ] not in (
            " and ",
            " & ",
        ):
            continue
        if _is_family(page, left, right):
            whole = Span(left.span.start, right.span.end)
            found[at] = replace(left, parts=(*left.parts, right.parts[-1]), shared=whole)
    return tuple(found)


def _is_family(page: Page, left: Name, right: Name) -> bool:
    before = page.text[max(0, left.span.start - _KIN_REACH) : left.span.start]
    after = page.text[right.span.end : right.span.end + _KIN_REACH]
    plural = re.compile(rf"\b(?:[Tt]he|[Bb]oth) {re.escape(right.parts[-1])}(?:s|es)\b")
    return bool(_KIN.search(before) or _KIN.search(after) or plural.search(page.text))
