from __future__ import annotations

import scale

TEXTS = [
    "Ida Lund ran the mill for Barrow. The mill stood by the weir.\n\n“It never stopped,” Lund said.",
    "Mara Ruiz met the keeper on Monday. Nobody saw Oskar Penner.\n\nRuiz called it “a long night”.",
]


def test_names_are_exchanged_alike_within_a_stretch() -> None:
    pools = scale.load_source(TEXTS).pools
    swapped = scale.swap_names(TEXTS[0], pools, seed=3)
    first, again = swapped.split(" ")[1], swapped.split("stopped,” ")[1].split(" ")[0]
    assert first == again
    assert "ran the mill for" in swapped


def test_names_differ_from_stretch_to_stretch() -> None:
    pools = scale.load_source(TEXTS).pools
    assert len({scale.swap_names("Lund", pools, seed) for seed in range(20)}) > 1


def test_days_and_words_that_are_also_written_small_stay() -> None:
    source = scale.load_source([*TEXTS, "The weir broke. Weir and mill are gone."])
    assert "Monday" not in source.pools["other"]
    assert "Weir" not in source.pools["other"]


def test_women_keep_the_names_of_women() -> None:
    source = scale.load_source(["Anna Lund met Peter Ruiz and Maria Penner."])
    assert source.pools["female"] == ("Anna", "Maria")
    assert source.pools["male"] == ("Peter",)


def test_long_document_goes_on_past_the_end_of_the_data() -> None:
    source = scale.load_source(TEXTS)
    for kind, marked in (("prose", False), ("quoted", True)):
        text = scale.long_document(source, kind, 300)
        assert 300 <= len(text.split()) < 330
        assert all(scale.is_quoted(p) == marked for p in text.strip().split("\n\n"))


def test_short_documents_are_as_many_and_as_long_as_asked() -> None:
    texts = list(scale.short_documents(scale.load_source(TEXTS), 7, 5))
    assert len(texts) == 7
    assert all(len(text.split()) == 5 for text in texts)
