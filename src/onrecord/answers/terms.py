"""The things that a question asks about, and whether a text speaks of them.

Words are compared by their stems; a small list of everyday synonyms (`synonyms.json`) lets "the ending"
be "the last shot". Before: `question` takes a question apart. After: `coverage` weighs what a held
text says of each term.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.variants.commonness import word_list
from onrecord.works.stems import stem

FAINT = 0.3
"""The share of a word like "film" or "story", which says little of what is asked."""
EVERYDAY = 0.6
_TELLING = frozenset("new next former first second third last".split())
"""Everyday words that tell one thing from another of its name: "the new drummer"."""
_WORD = re.compile(r"[$£€]|[^\W_]+(?:['’][^\W_]+)*")
_ROOTS = {
    "going": "go", "sales": "sales", "news": "news", "filmed": "filming", "filming": "filming",
    "fell": "fall", "fallen": "fall", "rose": "ris", "risen": "ris", "beaten": "beat", "broke": "break",
    "broken": "break", "stole": "steal", "stolen": "steal", "sent": "send", "built": "build",
    "drew": "draw", "drawn": "draw",
    "drove": "driv", "driven": "driv", "ran": "run", "fought": "fight", "taught": "teach",
    "caught": "catch", "heard": "hear", "hidden": "hid", "flew": "fly", "sank": "sink", "sunk": "sink",
    "threw": "throw", "thrown": "throw", "hurting": "hurt", "forgave": "forgiv", "forgiven": "forgiv",
}  # fmt: skip
"""Words that the rules would part, or join: sales are no sale, what was filmed is no film."""
_IDIOMS = re.compile(
    r"\b(?:in the end|at the end of the day|to that end|(?:in|for) the first place|at home with"
    r"|by the way|of course|in fact|at first|at last)\b(?!\s+of\b)",
    re.I,
)
"""Turns of phrase in which no word has the sense that a question means."""
_SENSES = "mean meant meaning signify symbolise symbolize symbol represent stand".split()
_ENDINGS = ((5, ("er", "or", "al", "ly", "at")), (4, ("ur", "ment", "ion", "iv", "anc", "enc")))


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked about. `phrases` are stems in a row that name it, `kin` those that may.

    `share` is how much of the question it is, 1 for a telling word. A `name` is a proper name.
    """

    label: str
    phrases: tuple[str, ...]
    kin: tuple[str, ...] = ()
    share: float = 1.0
    name: bool = False


@cache
def root(word: str) -> str:
    """The word as words are compared here: folded, without endings.

    >>> root("Closure"), root("closing"), root("Nominations"), root("nominated")
    ('clos', 'clos', 'nomin', 'nomin')
    """
    if word.lower() in _ROOTS:
        return _ROOTS[word.lower()]
    plain = unicodedata.normalize("NFKD", word)
    key = stem("".join(c for c in plain if not unicodedata.combining(c)))
    for least, endings in _ENDINGS:
        for ending in endings:
            if key.endswith(ending) and len(key) - len(ending) >= least:
                return key.removesuffix(ending)
    return key[:-1] + "s" if len(key) > 4 and key.endswith("iz") else key


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they stand; hyphens part words, signs of money are words."""
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=16384)
def line_of(text: str) -> str:
    """The roots of a text in one line, with a space around each, to look phrases up in.

    >>> line_of("The last shots.")
    ' the last shoot '
    """
    return " " + "".join(f"{root(word)} " for word in words_of(_IDIOMS.sub(" ", text)))


def holds(line: str, phrase: str) -> bool:
    """Whether a line of roots has the roots of a phrase in a row; `*` stands for one word.

    >>> holds(line_of("She changed her mind."), "chang * mind")
    True
    """
    if "*" not in phrase:
        return f" {phrase} " in line
    return re.search(" " + re.escape(phrase).replace(r"\*", r"\S+") + " ", line) is not None


def holds_any(line: str, phrases: Iterable[str]) -> bool:
    """Whether a line of roots has one of the phrases."""
    return any(holds(line, phrase) for phrase in phrases)


def phrase_of(text: str) -> str:
    """The roots of a text as a phrase; a `*` stays."""
    return " ".join(part if part == "*" else line_of(part).strip() for part in text.split())


# --- what a question asks about --------------------------------------------------------------------


def without_sense(found: Mapping[str, Term]) -> tuple[Term, ...]:
    """The terms with little weight on words that ask for a sense: who says what a pear means need not say
    "mean".

    >>> [(term.label, term.share) for term in find_terms("What does the pear mean?")]
    [('pear', 1.0), ('mean', 0.3)]
    """
    senses = {root(word) for word in _SENSES}
    return tuple(
        replace(term, share=min(term.share, FAINT)) if key in senses else term
        for key, term in found.items()
    )


def find_terms(text: str, names: Iterable[str] = ()) -> tuple[Term, ...]:
    """The terms of a question's words, in order; `names` are the proper names in it.

    >>> [(term.label, term.share) for term in find_terms("the final scene of the film")]
    [('final scen', 1.0), ('film', 0.3)]
    """
    found: dict[str, Term] = {}
    for name in names:
        if name in text:
            text = text.replace(name, " | ")
            term = name_term(name)
            found[term.phrases[0]] = term
    line = " | ".join(line_of(part).strip() for part in text.split("|"))
    for phrase in _lexicon().phrases:
        match = re.search(
            rf"(?<!\S){re.escape(phrase).replace(chr(92) + '*', '[^ |]+')}(?!\S)", line
        )
        if match:
            line = f"{line[: match.start()]} | {line[match.end() :]}"
            found[phrase] = Term(phrase, (phrase,), _lexicon().kin[phrase])
    for word in words_of(text):
        key = root(word)
        if key in line.split() and key not in found and is_telling(word):
            found[key] = word_term(word)
    return tuple(found.values()) if len(found) < 2 else without_sense(found)


@lru_cache(maxsize=65536)
def is_telling(word: str) -> bool:
    """Whether a word of a question says what is asked about.

    >>> is_telling("bell"), is_telling("about"), is_telling("said")
    (True, False, False)
    """
    plain = word.lower().replace("’", "'").removesuffix("'s")
    if plain in _lexicon().empty or not plain[0].isalnum():
        return False
    return plain not in word_list("function") and len(plain) > 1


def word_term(word: str) -> Term:
    """One word as a term."""
    key, plain = root(word), word.lower().replace("’", "'").removesuffix("'s")
    kin = _lexicon().kin.get(key, ())
    share = FAINT if plain in _lexicon().faint else 1.0
    telling = bool(kin) or plain in _TELLING
    if share == 1.0 and plain in word_list("everyday") and not telling:
        share = EVERYDAY
    return Term(plain, (key,), kin, share)


def name_term(name: str) -> Term:
    """A proper name as a term; of two words or more the last alone will do.

    >>> name_term("The Net Loft").phrases, name_term("Len Abbott").kin
    (('net loft',), ('abbott',))
    """
    words = [root(word) for word in words_of(re.sub(r"^(?:the|an?)\s+", "", name, flags=re.I))]
    titled = bool(re.match(r"(?:the|an?)\s", name, re.I)) or len(words) > 3
    kin = (words[-1],) if len(words) > 1 and not titled else ()
    return Term(name, (" ".join(words),), kin, name=True)


# --- the word lists --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`kin`: what else may name a phrase; `phrases`: those of several words, longest first."""

    kin: dict[str, tuple[str, ...]]
    phrases: tuple[str, ...]
    faint: frozenset[str]
    empty: frozenset[str]


@cache
def _lexicon() -> Lexicon:
    """The lists of `synonyms.json`, as roots."""
    held = json.loads(files(__package__).joinpath("synonyms.json").read_text("utf-8"))
    kin: dict[str, set[str]] = {}
    for row in held["same"]:
        group = [phrase_of(entry) for entry in row.split(", ")]
        for phrase in group:
            kin.setdefault(phrase, set()).update(group)
    for asked, row in held["asked"].items():
        group = [phrase_of(entry) for entry in row.split(", ")]
        kin.setdefault(phrase_of(asked), set()).update(group)
    return Lexicon(
        kin={phrase: tuple(sorted(group - {phrase})) for phrase, group in kin.items()},
        phrases=tuple(sorted((p for p in kin if " " in p), key=lambda p: (-len(p), p))),
        faint=frozenset(held["faint"].split()),
        empty=frozenset(held["empty"].split()),
    )
