"""What may happen to quoted words on their way into a draft: changes of one passage, good and bad.

Before: `quotation_sources` gives the words. After: `quotation_cases` puts the changed words into drafts. A
change takes the passage's words as they are written, marks on them, and a random source; it gives the new
text, or None where the passage has no room for it. The word lists are our own here: `check` has others.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from quotation_sources import plain_words

Words = Sequence[str]
Change = Callable[[Words, random.Random], str | None]

NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without hardly barely scarcely cannot "
    "rarely seldom".split()
)
LIMITS = frozenset(
    "only almost nearly maybe perhaps possibly probably partly mostly allegedly reportedly largely "
    "sometimes somewhat supposedly potentially".split()
)
TURNS = frozenset("but if unless except though although however whether provided yet".split())
MODALS = frozenset("may might could some few little".split())
AUXILIARIES = {
    "is": "isn’t", "are": "aren’t", "was": "wasn’t", "were": "weren’t", "will": "won’t",
    "would": "wouldn’t", "can": "can’t", "could": "couldn’t", "should": "shouldn’t", "do": "don’t",
    "does": "doesn’t", "did": "didn’t", "has": "hasn’t", "have": "haven’t", "must": "mustn’t",
}  # fmt: skip
DENIALS = {denied: said for said, denied in AUXILIARIES.items()}
INSERTS = (
    "really very just also even still simply now then truly clearly so well actually always often "
    "that the all more quite certainly today again here too"
).split()
PAIRS = (
    ("is", "was"), ("are", "were"), ("will", "would"), ("can", "could"), ("has", "had"),
    ("the", "a"), ("this", "that"), ("and", "or"), ("in", "on"), ("to", "for"), ("we", "they"),
    ("more", "less"), ("always", "often"), ("all", "most"), ("my", "our"), ("his", "her"),
    ("he", "she"), ("do", "did"), ("must", "may"), ("before", "after"),
)  # fmt: skip
SWAPS = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred thousand million billion"
).split()
PRONOUNS = frozenset("he she it they we him her them this these those".split())
STANDS_FOR = ("the council", "Osei", "the plan", "the members", "the older sister", "that week")
OMISSIONS = (" … ", " ... ", " [...] ", " . . . ", "… ", "... ", " […] ")
_BARE = re.compile(r"[a-z]+")


def core(word: str) -> str:
    """A written word without its marks and case.

    >>> core("“Don’t,”"), core("—")
    ("don't", '')
    """
    return "-".join(plain_words(word))


def is_bare(word: str) -> bool:
    """Whether a word is written in small letters with no mark on it."""
    return bool(_BARE.fullmatch(word))


def is_negation(word: str) -> bool:
    """Whether a written word denies."""
    if word.lower() == "no.":
        return False  # a number follows
    return core(word) in NEGATIONS or core(word).endswith("n't")


def qualifies(word: str) -> bool:
    """Whether losing this word may turn or widen the sense."""
    return is_negation(word) or core(word) in LIMITS | TURNS | MODALS


def put(words: Words, at: int, *new: str, instead_of: int = 0) -> str:
    """The text with new words at a place; the marks on what they replace stay where they can.

    >>> put(["We", "lost,", "he", "said."], 1, "won", instead_of=1)
    'We won, he said.'
    """
    fresh = list(new)
    if instead_of and fresh:
        old = words[at + instead_of - 1]
        fresh[-1] += re.findall(r"[^\w]*$", old)[0]
        fresh[0] = re.findall(r"^[^\w]*", words[at])[0] + fresh[0]
        if words[at].lstrip("‘“\"'")[:1].isupper() and at == 0:
            fresh[0] = fresh[0][:1].upper() + fresh[0][1:]
    return " ".join([*words[:at], *fresh, *words[at + instead_of :]])


def open_words(words: Words) -> list[int]:
    """The places of words that a speaker said and that stand beside no mark of omission.

    Words in brackets are the writer's, and one word more or less at "…" is still a marked omission.

    >>> open_words("We met [in 2012] and left … for good".split())
    [0, 1]
    """
    found, inside = [], False
    for at, word in enumerate(words):
        inside = inside or "[" in word
        near = "".join(words[max(0, at - 2) : at + 3])
        if core(word) and not inside and not re.search(r"…|\.\s?\.", near):
            found.append(at)
        inside = inside and "]" not in word
    return found


# --- no change of words --------------------------------------------------------------------------


def keep(words: Words, rng: random.Random) -> str | None:
    """The words as they are."""
    return " ".join(words)


def fragment(words: Words, rng: random.Random) -> str | None:
    """Four to fourteen words on end out of a longer passage."""
    if len(words) < 7:
        return None
    length = rng.randint(4, min(14, len(words) - 2))
    start = rng.randint(0, len(words) - length)
    return " ".join(words[start : start + length])


def typography(words: Words, rng: random.Random) -> str | None:
    """The words in another house's typography; None where nothing could change."""
    text = " ".join(words)
    ways: list[Callable[[str], str]] = [
        lambda t: t.replace("’", "'") if "’" in t else t.replace("'", "’"),
        lambda t: t.replace("—", rng.choice([" -- ", " – ", "--", " - "])),
        lambda t: t.replace("–", "—"),
        lambda t: re.sub(r"(?<=[a-z])-(?=[a-z])", rng.choice(["\u2010", "\u2011", " "]), t),
        lambda t: t.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ"),
        lambda t: t.replace(" ", rng.choice(["\u00a0", "\u2009", "  "]), 3),
        lambda t: re.sub(r"\b([a-z]{4})([a-z]{4,})\b", "\\1\u00ad\\2", t),
        lambda t: t.replace(", ", " , ").replace("; ", " ; "),
        lambda t: re.sub(r"\be\b", "e\u200b", t),
    ]
    told = text
    for way in rng.sample(ways, 4):
        told = way(told)
    return told if told != text else None


def broken_lines(words: Words, rng: random.Random) -> str | None:
    """The words as a scan gives them: lines of a column, long words parted by hyphens at the ends."""
    width, line, lines = rng.randint(26, 44), "", []
    for word in words:
        if len(line) + len(word) + 1 <= width or not line:
            line = f"{line} {word}".strip()
        elif is_bare(word) and len(word) >= 7 and rng.random() < 0.7:
            at = rng.randint(3, len(word) - 3)
            lines.append(f"{line} {word[:at]}-")
            line = word[at:]
        else:
            lines.append(line + rng.choice(["", " "]))
            line = word
    return "\n".join([*lines, line]) if lines else None


def ellipsis(words: Words, rng: random.Random) -> str | None:
    """A marked omission of two to twelve words that carry no turn, denial or limit."""
    spots = [
        (start, start + length)
        for start in range(3, len(words) - 4)
        for length in range(2, 13)
        if start + length <= len(words) - 3
        and not any(map(qualifies, words[start - 1 : start + length + 1]))
    ]
    return _cut(words, rng.choice(spots), rng) if spots else None


def _cut(words: Words, spot: tuple[int, int], rng: random.Random) -> str:
    start, end = spot
    return " ".join(words[:start]) + rng.choice(OMISSIONS) + " ".join(words[end:])


def bracketed_word(words: Words, rng: random.Random) -> str | None:
    """A bracket in the place of a pronoun."""
    spots = [n for n, word in enumerate(words) if core(word) in PRONOUNS]
    if not spots or len(words) < 6:
        return None
    return put(words, rng.choice(spots), f"[{rng.choice(STANDS_FOR)}]", instead_of=1)


def bracketed_addition(words: Words, rng: random.Random) -> str | None:
    """A bracket that adds words."""
    return put(words, rng.randint(1, len(words) - 1), f"[{rng.choice(STANDS_FOR)}]")


def bracketed_case(words: Words, rng: random.Random) -> str | None:
    """A first letter in brackets because its case was changed; the words begin anywhere."""
    starts = [n for n, w in enumerate(words[:-5]) if re.match(r"[A-Za-z][a-z]+$", w)]
    if not starts:
        return None
    start = rng.choice(starts)
    first = words[start]
    return " ".join([f"[{first[0].swapcase()}]{first[1:]}", *words[start + 1 :]])


def bracket(words: Words, rng: random.Random) -> str | None:
    """One of the three uses of brackets."""
    return rng.choice([bracketed_word, bracketed_addition, bracketed_case])(words, rng)


# --- changes of words ----------------------------------------------------------------------------


def drop_word(words: Words, rng: random.Random) -> str | None:
    """One word lost inside: the first and last stay, or it would be a shorter quotation."""
    spots = [n for n in open_words(words) if 0 < n < len(words) - 1]
    if len(words) < 6 or not spots:
        return None
    at = rng.choice(spots)
    return " ".join([*words[:at], *words[at + 1 :]])


def insert_word(words: Words, rng: random.Random) -> str | None:
    """One word more, anywhere."""
    at, new = rng.randint(0, len(words)), rng.choice(INSERTS)
    return put(words, at, new if at else new.capitalize())


def substitute_word(vocabulary: Sequence[str]) -> Change:
    """One word exchanged, anywhere: for its counterpart, or for a word of the vocabulary."""

    def change(words: Words, rng: random.Random) -> str | None:
        able = open_words(words)
        paired = [n for n in able if core(words[n]) in SWAPS]
        if paired and rng.random() < 0.5:
            at = rng.choice(paired)
            return put(words, at, SWAPS[core(words[at])], instead_of=1)
        spots = [n for n in able if len(core(words[n])) > 4 and "-" not in core(words[n])]
        if not spots:
            return None
        at = rng.choice(spots)
        unlike = [w for w in rng.sample(vocabulary, 20) if w[:3] != core(words[at])[:3]]
        return put(words, at, unlike[0], instead_of=1)

    return change


def add_negation(words: Words, rng: random.Random) -> str | None:
    """A "not" that was not there."""
    spots = [
        n
        for n in open_words(words[:-1])
        if words[n] in AUXILIARIES and not is_negation(words[n + 1])
    ]
    if not spots:
        return None
    at = rng.choice(spots)
    if rng.random() < 0.5:
        return put(words, at + 1, "not")
    return put(words, at, AUXILIARIES[words[at]], instead_of=1)


def said_of(word: str) -> str | None:
    """What a contracted denial denies.

    >>> said_of("Don't"), said_of("note")
    ('do', None)
    """
    return DENIALS.get(core(word).replace("'", "’"))


def drop_negation(words: Words, rng: random.Random) -> str | None:
    """A "not", "never" or "n't" lost inside."""
    spots = [
        n
        for n in open_words(words)
        if 0 < n < len(words) - 1
        and (core(words[n]) in ("not", "never", "no") or said_of(words[n]))
    ]
    if not spots:
        return None
    at = rng.choice(spots)
    said = said_of(words[at])
    return put(words, at, *([said] if said else []), instead_of=1)


def change_number(words: Words, rng: random.Random) -> str | None:
    """Another number in the place of one."""
    spots = [
        n for n in open_words(words) if core(words[n]) in NUMBERS or re.search(r"\d", words[n])
    ]
    if not spots:
        return None
    at = rng.choice(spots)
    word = words[at]
    if core(word) in NUMBERS:
        return put(words, at, rng.choice([n for n in NUMBERS if n != core(word)]), instead_of=1)
    digit = rng.choice([match.start() for match in re.finditer(r"\d", word)])
    other = rng.choice([d for d in "123456789" if d != word[digit]])
    return " ".join([*words[:at], word[:digit] + other + word[digit + 1 :], *words[at + 1 :]])


def reorder(words: Words, rng: random.Random) -> str | None:
    """Two neighbouring parts of three to eight words each in the other order."""
    if len(words) < 8:
        return None
    one, two = rng.randint(3, min(8, len(words) // 2)), rng.randint(3, min(8, len(words) // 2))
    if one + two > len(words):
        return None
    start = rng.randint(0, len(words) - one - two)
    middle, end = start + one, start + one + two
    return " ".join([*words[:start], *words[middle:end], *words[start:middle], *words[end:]])


def hide_negation(words: Words, rng: random.Random) -> str | None:
    """A marked omission of one to five words, a negation or "only" among them."""
    spots = [
        (start, start + length)
        for start in range(2, len(words) - 3)
        for length in range(1, 6)
        if start + length <= len(words) - 3
        and any(is_negation(w) or core(w) == "only" for w in words[start : start + length])
        and not re.search(r"[.!?;:,—]", " ".join(words[start - 1 : start + length]))
    ]
    return _cut(words, rng.choice(spots), rng) if spots else None


# --- qualifiers ----------------------------------------------------------------------------------

LEAST_CUT = 5
"""Words that are left when a qualifier has been cut off."""
_WIDENERS = frozenset("as even what see know wonder ask only".split())
_SUPERLATIVES = frozenset("best worst greatest biggest largest strongest most highest".split())
_BOUNDS = frozenset("for of in among since who that".split())
_BREAK = re.compile(r"[,.;:!?—–][’'”\"]*$")


def cut_after(words: Words, rng: random.Random) -> str | None:
    """What stands in a sentence before its "but", "unless" or "if"."""
    spots = [at for at in spots_after(words) if at >= LEAST_CUT]
    if not spots:
        return None
    at = rng.choice(spots)
    return " ".join(words[rng.randint(0, at - LEAST_CUT) : at]).rstrip(",;—– ")


def spots_after(words: Words) -> list[int]:
    """The places of words that turn what a sentence says before them."""
    return [
        at
        for at in range(1, len(words) - 1)
        if core(words[at]) in ("but", "unless", "if", "except", "although", "though")
        and words[at][:1].islower()
        and core(words[at - 1]) not in _WIDENERS | {"nothing", "anything", "all"}
        and "only" not in map(core, words[:at])
    ]


def cut_bound(words: Words, rng: random.Random) -> str | None:
    """A superlative without the "for", "of" or "since" that bounds it."""
    spots = [at for at in spots_bound(words) if at >= LEAST_CUT]
    if not spots:
        return None
    at = rng.choice(spots)
    return " ".join(words[rng.randint(0, at - LEAST_CUT) : at])


def spots_bound(words: Words) -> list[int]:
    """The places of words that bound a superlative in the three words before them."""
    return [
        at
        for at in range(1, len(words) - 1)
        if core(words[at]) in _BOUNDS
        and any(core(w) in _SUPERLATIVES for w in words[max(0, at - 3) : at])
        and not any(map(_BREAK.search, words[max(0, at - 3) : at]))
    ]


def cut_before(words: Words, rng: random.Random) -> str | None:
    """What a negation, a condition or "almost" governs, without it."""
    spots = [start for start in spots_before(words) if len(words) - start >= LEAST_CUT]
    if not spots:
        return None
    start = rng.choice(spots)
    stops = [n + 1 for n in range(start, len(words)) if _BREAK.search(words[n])] or [len(words)]
    able = [end for end in stops if end - start >= LEAST_CUT] or [len(words)]
    return " ".join(words[start : able[0]]).rstrip(",;—– ")


def spots_before(words: Words) -> list[int]:
    """The places right behind a condition or "almost", or up to two words behind a negation.

    Not where a stop, a conjunction or another qualifier stands between.
    """
    return [
        at + 1 + further
        for at in range(len(words) - 1)
        for further in range(3 if is_negation(words[at]) else 1)
        if (is_negation(words[at]) or core(words[at]) in LIMITS | {"if", "unless"})
        and core(words[at + 1]) not in ("only", "just", "if")
        and core(words[max(0, at - 1)]) not in _WIDENERS
        and not (at and is_negation(words[at - 1]))
        and not any(map(_BREAK.search, words[at : at + 1 + further]))
        and not any(map(qualifies, words[at + 1 : at + 1 + further]))
        and not {"and", "but", "so", "because"} & set(map(core, words[at : at + 1 + further]))
    ]


def is_cut(words: Words, start: int, end: int) -> bool:
    """Whether words `start` to `end` of their sentence begin or end where `cut_qualifier` cuts.

    >>> is_cut("We did not go there today".split(), 3, 5), is_cut("We go there today".split(), 1, 3)
    (True, False)
    """
    ends = [at for at in (*spots_after(words), *spots_bound(words)) if at > start]
    return start in spots_before(words) or end in ends


def cut_qualifier(words: Words, rng: random.Random) -> str | None:
    """One of the three cuts that a sentence has room for."""
    for way in rng.sample([cut_after, cut_bound, cut_before], 3):
        if (told := way(words, rng)) is not None:
            return told
    return None


def adjoins(words: Words, start: int, end: int) -> bool:
    """Whether a qualifier stands right before or after words `start` to `end` of their sentence.

    >>> adjoins("We will not go there but stay".split(), 3, 5)
    True
    """
    before = words[max(0, start - 6) : start]
    at = max((n + 1 for n, word in enumerate(before) if _BREAK.search(word)), default=0)
    after = core(words[end]) if end < len(words) else ""
    bound = any(
        core(word) in _SUPERLATIVES or core(word).endswith("est")
        for word in words[max(start, end - 6) : end]
    )
    return (
        any(map(qualifies, before[at:]))
        or qualifies(after)
        or (bound and after in _BOUNDS | {"by", "from", "outside", "about", "until"})
    )
