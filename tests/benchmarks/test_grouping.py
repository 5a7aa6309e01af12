from __future__ import annotations

import json
import re
from pathlib import Path

import grouping
from onrecord.record.wordings import normal_words, shingle_hashes
from onrecord.values import ArticleHead, HeldStatement, Span, Speaker, Statement

VERDICTS = Path(grouping.__file__).with_name("grouping.json")
WORDS = "we burned the old pier in a single night and walked home along the shore"
CUT = "burned the old pier in a single night and walked home along the shore"


def said(
    key: str, words: str, speaker: str | None = "Okafor", utterance: str = "u"
) -> grouping.Said:
    statement = Statement(
        "s", "direct", "speech", (Span(0, 1),), speaker=Speaker(speaker, "person")
    )
    held = HeldStatement(ArticleHead(key, "v"), statement, words, utterance)
    return grouping.Said(held, (normal_words(words),))


def test_exact_key_needs_equal_words_and_a_speaker_who_may_be_the_same() -> None:
    told = [said("a", WORDS), said("b", WORDS), said("c", CUT), said("d", WORDS, "Marsh")]
    assert grouping.exact_pairs(told) == {(0, 1)}
    assert grouping.exact_pairs([said("a", WORDS), said("b", WORDS, None)]) == {(0, 1)}
    assert grouping.exact_pairs([said("a", WORDS), said("a", WORDS)]) == set()


def test_minhash_finds_what_has_most_runs_in_common() -> None:
    told = [said("a", WORDS), said("b", CUT), said("c", "and walked home along the shore at last")]
    assert grouping.minhash_pairs(told) == {(0, 1)}


def test_sketches_of_equal_sets_are_equal() -> None:
    hashes = shingle_hashes(normal_words(WORDS))
    assert (grouping.sketch(hashes, 1) == grouping.sketch(hashes[::-1], 1)).all()


def test_a_pair_has_one_name_whichever_way_it_is_told() -> None:
    told = [said("a", WORDS), said("b", CUT)]
    assert grouping.name_of((0, 1), told) == grouping.name_of((1, 0), told)


def test_verdicts_are_hashes_without_text() -> None:
    verdicts = json.loads(VERDICTS.read_text("utf-8"))
    assert len(verdicts) >= 100
    assert all(re.fullmatch("[0-9a-f]{16}", name) for name in verdicts)
    assert {type(verdict) for verdict in verdicts.values()} == {bool}
