"""A question for several things taken apart, and what its pronouns and a follow-up's stand for.

Grammar, and of the record only the titles of its works. Before: what a reader typed. After: `ask`
answers each part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.answers.asked_facts import title_phrase
from onrecord.answers.question import read_question
from onrecord.answers.terms import is_telling, line_of, words_of

_AUXILIARY = (
    r"(?:did|does|do|is|was|were|are|will|has|have|had|can|could|would|should)(?:n['’]t)?\b"
)
_NEXT = re.compile(
    rf"(?:\?\s+(?=\w)|[,;]?\s+(?:and|but)\s+(?:also\s+)?(?=(?:what|why|how|when|where|which|who)"
    rf"(?:['’]s\b|\s+(?:\w+\s+)?{_AUXILIARY})|who\s+\w+\s+\w)"
    rf"|[,;]\s+(?=(?:what|why|how|when|where|which|who)(?:['’]s\b|\s+(?:\w+\s+)?{_AUXILIARY})))",
    re.I,
)
"""Where a question for one more thing begins: "…, and what does it mean". A clause has no auxiliary there."""
_TO_WHOM = re.compile(r",?\s*(?:and\s+)?(?:according to whom?|who says so|says who)\s*\?*$", re.I)
_PERSON = re.compile(r"\b(?:he|she)\b|\b(?:him|her|his)\b", re.I)
_POSSESSIVE = re.compile(r"\b(?:his|her)\b(?=\s+\w)", re.I)
_THING = re.compile(
    r"\b(?:it|its|this|that)\b(?!\s+(?:film|movie|series|show|book|novel|play))", re.I
)
_POLITE = re.compile(r"^(?:and|but|so|also|ok(?:ay)?|then)\b[\s,]*", re.I)


def split_question(text: str) -> tuple[str, ...]:
    """The things that a question asks for, each as a question of its own.

    >>> split_question("What happens at the end of Lowenna, and what does it mean, according to whom?")
    ('What happens at the end of Lowenna', 'what does it mean')
    >>> split_question("What did she say about why it was cut and how it ends?")
    ('What did she say about why it was cut and how it ends',)
    """
    line = _TO_WHOM.sub("", " ".join(text.split()))
    parts = [part.strip(" ,;?") for part in _NEXT.split(line)]
    return tuple(part for part in parts if words_of(part)) or (text,)


@dataclass(frozen=True, slots=True)
class Context:
    """What a follow-up follows: the titles that it names, the words for a person, all its words."""

    titles: tuple[str, ...] = ()
    person: str | None = None
    text: str = ""


NO_CONTEXT = Context()


def find_context(about: str, titles: Iterable[str]) -> Context:
    """What a title, a person or an earlier question gives a follow-up. `titles` are those on record.

    >>> find_context("What did the director say about the bell?", ["Lowenna"]).person
    'the director'
    >>> find_context("lowenna", ["Lowenna"]).titles
    ('Lowenna',)
    """
    line = " ".join(about.split())
    named = f" {line_of(line).strip()} "
    found = tuple(t for t in titles if title_phrase(t) and f" {title_phrase(t)} " in named)
    longest = sorted(dict.fromkeys(found), key=lambda title: (-len(title), title))[:1]
    speaker = next((r.speaker for r in read_question(line).readings if r.said and r.speaker), None)
    if speaker is None and not longest and len(line.split()) <= 6 and not line.endswith("?"):
        speaker = line or None
    return Context(tuple(longest), speaker, line)


def resolve(question: str, context: Context) -> str:
    """The question with the person for "he" or "she" where the context has one.

    >>> resolve("And why did she cut it?", Context(person="the director"))
    'why did the director cut it?'
    """
    text = _POLITE.sub("", question)
    if context.person is None or not _PERSON.search(text):
        return text
    first = _PERSON.search(text)
    possessive = _POSSESSIVE.search(text)
    if possessive and first and possessive.start() == first.start():
        return _POSSESSIVE.sub(f"{context.person}'s", text, count=1)
    return _PERSON.sub(context.person, text, count=1)


def leans(question: str) -> bool:
    """Whether a question has a word that stands for a thing named before, or nothing of its own.

    >>> leans("Why was it cut?"), leans("Why?"), leans("Who rang the bell?")
    (True, True, False)
    """
    own = [word for word in words_of(question) if is_telling(word)]
    return not own or _THING.search(question) is not None


# --- what happens, how it ends, what it means -------------------------------------------------------

_STORY: tuple[tuple[str, str], ...] = (
    ("meaning", r"\bwhat (?:does|did|do|is|was|could|might|should)\b.*\bmean(?:t|ing)?\b|\bmeaning of\b"
                r"|\bwhat does it (?:stand for|symboli[sz]e)|\bexplain(?:ed)?\b.*\b(?:end|ending|finale)\b"
                r"|\b(?:end|ending|finale) explained\b"),
    ("ending", r"\b(?:what happens|what happened|what goes on|how does|how do|how did|what is)\b"
               r".*\b(?:end|ends|ending|finale|last scene|final scene|closing scene)\b|^how .* ends?$"),
    ("plot", r"\bwhat happens\b|\bwhat happened in\b|\bwhat(?:['’]s| is) .*\babout$"
             r"|\b(?:plot|story|synopsis|summary) of\b|\bwhat(?:['’]s| is) the (?:plot|story)\b"),
)  # fmt: skip
"""Questions about a work's story, by the section of an explanation that answers."""
_STORY_WORDS = frozenset(
    line_of(
        "end ending ends finale last final closing scene shot moment mean meaning meant explain explained"
        " happens happened happen plot story synopsis summary film movie series show book novel play all"
        " really goes does picture symbolise stand tell deal actually supposed"
    ).split()
)


def story_asked(text: str, titles: Sequence[str]) -> str | None:
    """The section of an explanation that a question about a whole work asks for, None for another one.

    >>> story_asked("what happens at the end of Lowenna", ["Lowenna"])
    'ending'
    >>> story_asked("What does the bell mean?", []) is None
    True
    """
    rest = text
    for title in titles:
        rest = re.sub(rf"(?:\bthe\s+)?{re.escape(title)}(?:['’]s)?", " it ", rest, flags=re.I)
    own = {line_of(word).strip() for word in words_of(rest) if is_telling(word)}
    if own - _STORY_WORDS:
        return None
    return next((name for name, asked in _STORY if re.search(asked, rest.strip(" ?"), re.I)), None)
