"""Where articles have words from: what shows it, what is put under the earliest, what all go back to."""

from __future__ import annotations

import hashlib
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.answers.trace import trace
from onrecord.record import Store
from onrecord.values import (
    Account,
    Article,
    Descent,
    Evidence,
    Occasion,
    Span,
    Speaker,
    Statement,
    Trace,
)

FULL = "We burned the old pier in nine hours and nobody on the island ever asked us for the wood"
CHANGED = FULL.replace("nine", "six")
FRAGMENT = "nobody on the island ever asked us for the wood"
REST = (
    " The harbour office keeps a book of every plank that was landed in those years, and the book has a page"
    " for the winter of the storm. Three families took the timber inland on carts before the roads were cut."
    " A schoolteacher wrote down their names, and the list hangs in the chapel to this day beside the bell."
)


def account(
    key: str,
    text: str,
    day: int | None = None,
    occasion: Occasion | None = None,
    **article: object,
) -> Account:
    """An account in which every “quotation” of the text is Lena Okafor's."""
    version = hashlib.sha256(text.encode()).hexdigest()
    published = date(2025, 3, day) if day else None
    held = Article(key, version, text, published=published, **article)  # type: ignore[arg-type]
    statements = tuple(
        Statement(
            hashlib.sha256(f"{key}{found.start()}".encode()).hexdigest()[:16],
            "direct",
            "speech",
            (Span(found.start(), found.end()),),
            (Span(found.start() + 1, found.end() - 1),),
            speaker=Speaker("Lena Okafor", "person"),
            occasion=occasion or Occasion(),
        )
        for found in re.finditer("“[^”]*”", text)
    )
    return Account(held, statements, (), (), ())


def traced(*accounts: Account, words: str = FULL) -> Trace:
    with Store.open(":memory:") as store:
        for each in accounts:
            store.add(each)
        return trace(store, words)


def descents(found: Trace) -> dict[str, Descent]:
    return {descent.article: descent for descent in found.lineage.descents}


def said(words: str, before: str = "Lena Okafor spoke of the pier.") -> str:
    return f"{before} “{words},” Okafor said."


GULL = account("gull", said(FULL), 1, outlet="The Harbour Gull")


@pytest.mark.parametrize(
    "text, more, shown",
    [
        (
            f"“{FRAGMENT},” Okafor told The Harbour Gull on Sunday. Snow fell.",
            {},
            "told The Harbour Gull",
        ),
        (
            f"As The Harbour Gull first reported, Okafor has no regrets: “{FRAGMENT}.”",
            {},
            "The Harbour Gull first reported",
        ),
        (
            said(FRAGMENT) + "\n\nReporting by The Harbour Gull was used.",
            {},
            "Reporting by The Harbour Gull",
        ),
        (said(FRAGMENT), {"byline": "Staff and The Harbour Gull"}, "Staff and The Harbour Gull"),
    ],
)
def test_article_hangs_on_the_one_that_it_names(
    text: str, more: dict[str, object], shown: str
) -> None:
    other = account("other", said(FULL), 2, outlet="Pell Street Review")
    found = descents(traced(GULL, other, account("later", text, 3, **more)))  # type: ignore[arg-type]
    assert found["later"].source == "gull"
    basis = found["later"].basis
    assert basis is not None
    assert (basis.kind, basis.text) == ("named", shown)
    if basis.citation is not None:
        assert text[basis.citation.start : basis.citation.end] == shown
    assert found["later"].sure


@pytest.mark.parametrize(
    "text",
    [
        said(FRAGMENT),
        "Okafor once sued The Harbour Gull over a photograph. Years went by. The roads were cut. "
        + said(FRAGMENT),
    ],
    ids=["no name", "named for another thing"],
)
def test_article_that_names_nobody_is_put_under_the_earliest_and_says_so(text: str) -> None:
    descent = descents(traced(GULL, account("later", text, 3)))["later"]
    assert (descent.source, descent.basis, descent.sure) == ("gull", None, False)
    assert descent.reason.startswith("source not told")


def test_name_that_stands_in_the_words_themselves_shows_nothing() -> None:
    words = f"I told The Harbour Gull myself that {FRAGMENT}"
    first = account("gull", said(words), 1, outlet="The Harbour Gull")
    found = descents(traced(first, account("later", said(words), 3), words=words))
    assert (found["later"].source, found["later"].basis) == ("gull", None)


def test_same_change_leads_to_the_article_that_has_it_first() -> None:
    first = account("first", said(CHANGED), 2, outlet="Pell Street Review")
    second = account("second", said(CHANGED), 4)
    found = traced(GULL, first, account("right", said(FRAGMENT), 3), second)
    hung = descents(found)
    assert (hung["first"].source, hung["right"].source) == ("gull", "gull")
    assert hung["second"].source == "first"
    assert hung["second"].basis is not None
    assert hung["second"].basis.kind == "altered"
    (shared,) = found.lineage.shared
    assert shared.articles == ("first", "second")
    assert [(c.before, c.after) for c in shared.changes] == [("nine", "six")]


def test_small_words_that_both_leave_out_show_nothing() -> None:
    lost = FULL.replace("in nine", "nine")
    found = descents(traced(GULL, account("one", said(lost), 2), account("two", said(lost), 3)))
    assert found["two"].source == "one"  # the earliest with exactly these words
    assert found["two"].basis is None


def test_copies_of_an_article_are_counted_once() -> None:
    wire = account("wire", said(FULL) + REST, 1, outlet="Island Wire")
    copies = [account(f"copy{n}", said(FULL) + REST + f" Edition {n}.", 2) for n in range(3)]
    found = traced(wire, *copies)
    (origin,) = found.lineage.origins
    assert (origin.article, origin.articles, origin.copies, origin.unsure) == ("wire", 1, 3, 0)
    hung = descents(found)
    assert {hung[each.article.key].source for each in copies} == {"wire"}
    basis = hung["copy0"].basis
    assert basis is not None
    assert basis.kind == "copied"
    assert basis.share is not None
    assert 0.8 <= basis.share < 1


def podcast(text: str) -> Occasion:
    place = Span(text.index("Slow Fade"), text.index("Slow Fade") + len("Slow Fade"))
    return Occasion("podcast", programme="Slow Fade", evidence=(Evidence("programme", place),))


def test_original_that_is_cited_and_not_held_is_the_root() -> None:
    texts = [f"Okafor told Slow Fade about it: “{words}.”" for words in (FULL, FRAGMENT)]
    citing = [account(f"c{n}", text, n + 2, podcast(text)) for n, text in enumerate(texts)]
    found = traced(*citing)
    hung = descents(found)
    assert {(d.source, d.original) for d in hung.values()} == {(None, 0)}
    assert [d.basis.text for d in hung.values() if d.basis] == ["told Slow Fade"] * 2
    (original,) = found.lineage.originals
    assert original.occasion.programme == "Slow Fade"
    assert len(original.cited_by) == 2
    (origin,) = found.lineage.origins
    assert (origin.article, origin.original, origin.articles) == (None, 0, 2)


def test_other_occasions_are_other_origins() -> None:
    text = f"Okafor told Slow Fade about it: “{FULL}.”"
    found = traced(GULL, account("podcast", text, 3, podcast(text)))
    assert len(found.lineage.origins) == 2


def test_words_said_after_an_article_came_out_are_not_from_it() -> None:
    later = Occasion(said="2025-03-08", earliest=date(2025, 3, 8), latest=date(2025, 3, 8))
    found = descents(traced(GULL, account("later", said(FULL), 9, later)))
    assert found["later"].source is None


def test_article_with_more_of_the_words_is_not_from_one_with_less() -> None:
    part = account("part", said(FRAGMENT), 1)
    found = descents(traced(part, account("whole", said(FULL), 2)))
    assert found["whole"].source is None
    assert found["whole"].reason.endswith("has all of these words")


POOL = (
    GULL,
    account("first", said(CHANGED), 2, outlet="Pell Street Review"),
    account("second", said(CHANGED), 4),
    account("told", f"“{FRAGMENT},” Okafor told The Harbour Gull on Sunday.", 4),
    account("part", said(FRAGMENT)),
    account("copy", said(FULL) + REST, 4, outlet="Island Wire"),
    account("copy2", said(FULL) + REST, 4),
)


@settings(deadline=None, max_examples=25)
@given(order=st.permutations(POOL), again=st.lists(st.sampled_from(POOL), max_size=3))
def test_order_of_adding_and_removing_leaves_no_trace(
    order: list[Account], again: list[Account]
) -> None:
    with Store.open(":memory:") as store:
        for each in order:
            store.add(each)
        for each in again:
            if store.remove(each.article.key):
                store.add(each)
        assert trace(store, FULL) == EXPECTED


EXPECTED = traced(*POOL)
