from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.occasions.times import _RULES
from onrecord.text.needed import level, may_match, words_needed
from onrecord.works.facts import fact_rules
from onrecord.works.lexicon import topic_patterns

COVERAGE = Path(__file__).parents[2] / "examples" / "coverage"
PATTERNS = [
    *(pattern for _, _, pattern, _ in topic_patterns()),
    *(rule.pattern for rule in fact_rules()),
    *(rule.pattern for rule in _RULES),
]


@pytest.mark.parametrize(
    ("written", "needed"),
    [
        (r"\bfilm(?:ed|ing)?\b", ("film",)),
        (r"(?:premiere|opened) (?:in|at) \w+", ("opened a", "opened i", "premiere")),
        (r"[$£]\d+ (?:million|billion)", (" billion", " million")),
        (r"(?:very )*plain\d*", ("plain",)),
        (r"(?:a\w+|b\w+)", ("a", "b")),
        (r"(?:the end)?\d+", ()),
        (r"(?!never)\w+", ()),
        (r"[^x]+", ()),
    ],
)
def test_words_that_every_match_has(written: str, needed: tuple[str, ...]) -> None:
    assert words_needed(re.compile(written)) == needed


@pytest.mark.parametrize("text", ["FILM", "fılm", "FİLM", "Film"])
def test_letters_that_patterns_take_for_one_another_are_level(text: str) -> None:
    pattern = re.compile("film", re.I)
    assert pattern.search(text)
    assert may_match(words_needed(pattern), level(text))


def test_no_match_is_lost() -> None:
    lines = {
        line[:600]
        for path in sorted(COVERAGE.iterdir())
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    }
    for text in sorted(lines | {line.upper() for line in lines}):
        levelled = level(text)
        for pattern in PATTERNS:
            if not may_match(words_needed_of[pattern], levelled):
                assert not pattern.search(text), (pattern.pattern, text)


words_needed_of = {pattern: words_needed(pattern) for pattern in PATTERNS}


def test_most_rules_name_words_to_look_for() -> None:
    assert sum(bool(words) for words in words_needed_of.values()) >= 0.9 * len(PATTERNS)
