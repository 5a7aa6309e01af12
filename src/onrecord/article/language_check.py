"""Whether a text is English: a cheap count of its commonest words, and a model only in doubt.

The dispatcher calls this last, on the stored text. Texts too short to tell are let through.
"""

from __future__ import annotations

import re

from onrecord.errors import NotEnglish

_WORDS = re.compile(r"[^\W\d_]+")
# The commonest words of English that no other large European language also spells so.
_ENGLISH_WORDS = (
    "the of and to that for with as it at by from his he she they this have not are has which "
    "who said but an be been were their there what you we would when about your my our is was "
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_FEWEST_WORDS = 20
_FEWEST_LETTERS = 100
_ENOUGH = 0.18
"""Share of common words from which no model is asked. News text has about 0.35, a list of names and
titles 0.15, other languages under 0.1 (measured on text of our own in eight languages)."""
_TOO_MANY = 0.12
"""From this share on the model's other answer is not believed."""
_NO_LANGUAGE = ("zxx", "und", "mul", "pcm")
"""Answers that name no other language; pcm, Nigerian Pidgin, is what the model makes of English names."""
_MOSTLY_NAMES = 0.5
"""A short text with more words than this in capitals is a list of names: it has no language."""
_FEWEST_NAMES = 100
_SAMPLE = 20_000


def check_language(
    text: str, declared: str | None = None, any_language: bool = False
) -> str | None:
    """The language of `text` as a two-letter code, none if too short to tell.

    Raises NotEnglish unless `any_language`. `declared` settles texts that are too short.

    >>> check_language("It was said by the director that this is what she had in mind when they \
cut it from the film.")
    'en'
    """
    language = find_language(text) or _short_code(declared)
    if language not in (None, "en") and not any_language:
        raise NotEnglish(
            f'is in another language (found "{language}"): onrecord reads English; '
            "leave it out, or pass --any-language"
        )
    return language


def find_language(text: str) -> str | None:
    """The two-letter code of the language that `text` is in, none if too short to tell.

    >>> find_language("Exit, pursued.") is None
    True
    """
    words = _WORDS.findall(text[:_SAMPLE])
    letters = sum(map(len, words))
    if len(words) < _FEWEST_WORDS and letters < _FEWEST_LETTERS:
        return None
    common = sum(word.lower() in _ENGLISH for word in words)
    if common >= _ENOUGH * len(words):
        return "en"
    if len(words) < _FEWEST_NAMES and _is_list_of_names(words):
        return None
    found = _ask_model(" ".join(words))
    if found in _NO_LANGUAGE or (found != "en" and common >= _TOO_MANY * len(words)):
        return None
    return found


def _is_list_of_names(words: list[str]) -> bool:
    named = sum(word[0].isupper() and not word.isupper() for word in words)
    return named > _MOSTLY_NAMES * len(words)


def _ask_model(text: str) -> str:
    import py3langid

    return str(py3langid.classify(text)[0])


def _short_code(declared: str | None) -> str | None:
    match = re.match(r"[A-Za-z]{2}(?=$|[-_])", declared or "")
    return match[0].lower() if match else None
