"""A wording: the words of a quotation with what its marks say of them.

Omission marks ("…", "[...]"), bracketed words ("[the film]", "[T]he") and ends of sentences are
read here, once; house spelling ("colour", "twelve") is levelled. Before: `words`. After:
`alignment`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.values import Span
from onrecord.variants.commonness import word_list
from onrecord.variants.spelling import house_key
from onrecord.variants.words import Word, split_words, word_key

_OMISSION = re.compile(r"…|\.[ \u00a0]?\.[ \u00a0]?\.")
_WRITTEN = re.compile(r"[^\W\d_]{2}[^\s]*")
_BRACKETS = re.compile(r"\[([^\[\]]{0,300})\]")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text, or of some spans of it, in comparison form.

    `keys` are the words' keys with house spelling levelled. `omissions` holds k where an omission
    mark stands before word k, `ends` where a sentence ends before word k. `bracketed` are the
    indices of words wholly in brackets; `stems` gives, for a word partly in brackets, its letters
    outside. `parted` says how many words of the writer's ("he said") were left out before word k.
    """

    text: str
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    omissions: frozenset[int] = frozenset()
    ends: frozenset[int] = frozenset()
    bracketed: frozenset[int] = frozenset()
    stems: Mapping[int, str] = field(default_factory=dict)
    parted: Mapping[int, int] = field(default_factory=dict)

    def slice(self, first: int, last: int) -> str:
        """The text from word `first` up to, not including, word `last`."""
        return self.span(first, last).of(self.text) if first < last else ""

    def span(self, first: int, last: int) -> Span:
        """The characters from word `first` up to, not including, word `last`."""
        return Span(self.words[first].span.start, self.words[last - 1].span.end)

    def within(self, spans: Sequence[Span]) -> Wording:
        """The words of some spans of it read as one, as `read_wording` would read them.

        >>> wording = read_wording("“We lost,” he said. “We … cried.”")
        >>> part = wording.within([Span(1, 9), Span(21, 31)])
        >>> part.keys, sorted(part.omissions), sorted(part.ends), part.parted
        (('we', 'lost', 'we', 'cried'), [2, 3], [2], {2: 2})
        """
        kept = [at for span in spans for at in self._range(span)]
        gaps = {
            new: range(kept[new - 1] + 1, kept[new])
            for new in range(1, len(kept))
            if kept[new] - kept[new - 1] > 1 or kept[new] in self.parted
        }
        parted = {
            new: len(gap) + sum(self.parted.get(at, 0) for at in (*gap, kept[new]))
            for new, gap in gaps.items()
        }
        ends = {
            new
            for new, gap in gaps.items()
            if any(at in self.ends for at in (*gap, kept[new]))
            and not self.text[self.words[kept[new]].span.start].islower()
        }
        near = {at: new for new, at in enumerate(kept) if new and new not in gaps}
        return Wording(
            text=self.text,
            words=tuple(self.words[at] for at in kept),
            keys=tuple(self.keys[at] for at in kept),
            omissions=frozenset(near[at] for at in self.omissions if at in near) | parted.keys(),
            ends=frozenset(near[at] for at in self.ends if at in near) | ends,
            bracketed=frozenset(n for n, at in enumerate(kept) if at in self.bracketed)
            if self.bracketed
            else frozenset(),
            stems={n: self.stems[at] for n, at in enumerate(kept) if at in self.stems}
            if self.stems
            else {},
            parted=parted,
        )

    def _range(self, span: Span) -> range:
        """The indices of the words that lie in a span."""
        first = bisect_left(self.words, span.start, key=lambda word: word.span.start)
        last = bisect_right(self.words, span.end, key=lambda word: word.span.end)
        return range(first, last)


def read_wording(text: str, spans: Sequence[Span] | None = None) -> Wording:
    """The wording of `text`, or of the given spans of it read as one.

    Where the writer's own words part two spans ("he said"), words may be left out as at an omission
    mark: each span is quoted by itself.

    >>> wording = read_wording("[T]he ending … [of the film] is open.")
    >>> wording.keys, sorted(wording.omissions), sorted(wording.bracketed)
    (('the', 'ending', 'of', 'the', 'film', 'is', 'open'), [2], [2, 3, 4])
    """
    words: list[Word] = []
    bracketed: set[int] = set()
    stems: dict[int, str] = {}
    parted: dict[int, int] = {}
    end: int | None = None
    for span in spans if spans is not None else (Span(0, len(text)),):
        if words and end is not None and end < span.start:
            count = len(_WRITTEN.findall(text, end, span.start))
            parted |= {len(words): count + parted.get(len(words), 0)} if count else {}
        _read_span(text, span, words, bracketed, stems)
        end = span.end
    return Wording(
        text=text,
        words=tuple(words),
        keys=tuple(house_key(word.key) for word in words),
        omissions=_between(text, words, _OMISSION) | (parted.keys() - {len(words)}),
        ends=_find_ends(text, words),
        bracketed=frozenset(bracketed),
        stems=stems,
        parted=parted,
    )


def _read_span(
    text: str, span: Span, words: list[Word], bracketed: set[int], stems: dict[int, str]
) -> None:
    """Add the words of one span of `text` to `words`, with what its brackets say."""
    plain = split_words(text, span.start, span.end)
    found = _BRACKETS.finditer(text, span.start, span.end)
    brackets = [match for match in found if match.group(1).strip(" .…")]
    if not brackets:
        words.extend(plain)
        return
    number = 0
    for word in plain:
        while number < len(brackets) and brackets[number].end() <= word.span.start:
            number += 1
        bracket = brackets[number] if number < len(brackets) else None
        inside = bracket is not None and bracket.start() < word.span.start < bracket.end()
        if bracket is not None and bracket.group(1).strip().lower() == "sic" and inside:
            continue
        if words and _adjoins(text, words[-1], word):
            _join(text, words, word, bracketed, stems, inside)
            continue
        if inside:
            bracketed.add(len(words))
        words.append(word)


def _adjoins(text: str, before: Word, after: Word) -> bool:
    """Whether only a bracket parts two pieces of one word: "[T]he", "work[ed]"."""
    between = text[before.span.end : after.span.start]
    return between in ("[", "]")


def _join(
    text: str,
    words: list[Word],
    word: Word,
    bracketed: set[int],
    stems: dict[int, str],
    inside: bool,
) -> None:
    """Join `word` to the last of `words`, of which one part is in brackets."""
    last = len(words) - 1
    outside = words[last].key if inside else word.key
    span = Span(words[last].span.start, word.span.end)
    words[last] = Word(span, word_key(span.of(text).replace("[", "").replace("]", "")))
    bracketed.discard(last)
    stems[last] = outside


def _between(text: str, words: Sequence[Word], mark: re.Pattern[str]) -> frozenset[int]:
    """The indices of words that a `mark` parts from the word before."""
    return frozenset(
        number
        for number in range(1, len(words))
        if words[number].span.start - words[number - 1].span.end > 1
        and mark.search(text, words[number - 1].span.end, words[number].span.start)
    )


def _find_ends(text: str, words: Sequence[Word]) -> frozenset[int]:
    """The indices of words that begin a sentence after another one."""
    found = _between(text, words, _SENTENCE_END)
    return frozenset(
        number
        for number in found
        if not text[words[number].span.start].islower()
        and words[number - 1].key not in word_list("titles")
        and len(words[number - 1].key) > 1
    )
