"""Changes of mind and disagreements: told only where the words themselves prove them."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.answers.explain import explain
from onrecord.article import article_from_text
from onrecord.facade import Reader
from onrecord.record import Store
from onrecord.values import Entry, Explanation

HEAD = " date 2025-03-01 Salt Road, directed by Ada Brandt and starring Ivo Lund, ends with a lit window.\n\n"


def explained(*bodies: str) -> Explanation:
    """The explanation of a film from short articles, a month apart."""
    with Store.open(":memory:", create=True) as store:
        reader = Reader()
        for month, body in enumerate(bodies, 3):
            text = HEAD.replace("2025-03", f"2025-{month:02}") + body
            store.add(reader.account(article_from_text(text, f"a{month}")))
        return explain(store, "Salt Road")


def entry_with(found: Explanation, words: str) -> Entry:
    """The entry of the meaning section that has these words."""
    (section,) = (s for s in found.sections if s.key == "meaning")
    return next(entry for entry in section.entries if words in entry.text)


BEFORE = (
    "“I think the window in the last scene is her mother waiting,” Ada Brandt told The Gull."
    " “The ending means that she is forgiven.”"
)


def test_own_words_prove_a_change_and_both_stand_side_by_side() -> None:
    found = explained(
        BEFORE,
        "“I said that the window was her mother. I was wrong. The ending means that nobody is waiting,”"
        " Ada Brandt told The Herald.",
    )
    later = entry_with(found, "I was wrong")
    (section,) = (s for s in found.sections if s.key == "meaning")
    places = [entry.citation for entry in section.entries]

    assert [(a.kind, a.text) for a in later.against] == [("changed", "I was wrong")]
    assert later.against[0].entry is not None
    assert places.index(later.citation) == places.index(later.against[0].entry) + 1


def test_two_readings_that_only_differ_are_no_disagreement() -> None:
    found = explained(
        BEFORE
        + "\n\n“For me the last window is a lamp and the ending means that he is alone,” Ivo Lund said."
    )
    assert not [a for s in found.sections for e in s.entries for a in e.against]


@pytest.mark.parametrize(
    ("words", "proof", "speaker"),
    [
        (
            "Ivo Lund disagrees. “The ending means that he is alone at the last window,” he said.",
            "disagrees",
            "Ada Brandt",
        ),
        (
            "“I disagree with Brandt. The ending means that he is alone,” Ivo Lund said.",
            "I disagree",
            "Ada Brandt",
        ),
    ],
)
def test_words_that_say_so_prove_a_disagreement(words: str, proof: str, speaker: str) -> None:
    found = explained(f"{BEFORE}\n\n{words}")
    entry = entry_with(found, "he is alone")

    assert [(a.kind, a.text, a.speaker) for a in entry.against] == [
        ("disagreement", proof, speaker)
    ]


def test_every_proof_is_the_slice_that_it_cites(example_store: Store) -> None:
    shown = explain(example_store, "Lowenna")
    proofs = [a for s in shown.sections for e in s.entries for a in e.against]
    assert proofs
    for against in proofs:
        text = example_store.article(against.citation.article).text
        assert text[against.citation.start : against.citation.end] == against.text


def test_change_that_the_record_holds_stands_behind_what_was_said(example_store: Store) -> None:
    shown = explain(example_store, "Lowenna", as_of=date(2026, 12, 31))
    (section,) = (s for s in shown.sections if s.key == "meaning")
    texts = [" ".join(entry.text.split()) for entry in section.entries]
    at = next(n for n, text in enumerate(texts) if "I think she is free at the end" in text)

    assert "I said in the autumn that she was free" in texts[at + 1]
    assert section.entries[at + 1].against[0].entry == section.entries[at].citation
