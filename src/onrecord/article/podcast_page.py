"""Podcast transcripts as pages (the podcast namespace's HTML: cite, time, p) as cues.

Called by `html` before it looks for an article: the names and times between the paragraphs would be taken
for furniture.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from onrecord.article.cues import Cue, Recording, counted, read_clock
from onrecord.article.html_metadata import PageMetadata

_FEWEST, _MOST = 2, 0.6
"""A page with that many named turns, which have this share of its paragraphs' words, is a transcript."""


def read_podcast_page(tree: html.HtmlElement, stated: PageMetadata) -> Recording | None:
    """The cues of a page that is a podcast's transcript, none of any other page.

    It has at least two `<cite>` that a `<time>` or a paragraph follows as the next element.
    """
    named = [cite for cite in tree.iter("cite") if _leads_to_words(cite)]
    if len(named) < _FEWEST or not any(cite.getnext().tag == "time" for cite in named):
        return None
    cues = tuple(_cues(named))
    spoken = sum(len(cue.text.split()) for cue in cues)
    held = sum(len(_words(element).split()) for element in tree.iter("p"))
    if not cues or spoken < _MOST * held:
        return None
    known = {
        "headline": stated.headline,
        "outlet": stated.outlet,
        "byline": stated.byline,
        "url": stated.url,
        "published": stated.published.isoformat() if stated.published else None,
    }
    given: dict[str, object] = {name: value for name, value in known.items() if value}
    left = held - spoken
    repairs = (f"{counted(left, 'word')} of the page outside the turns left out.",) if left else ()
    return Recording(cues, "podcast html", repairs, stated.language, given)


def _leads_to_words(cite: html.HtmlElement) -> bool:
    following = cite.getnext()
    return following is not None and following.tag in ("time", "p") and bool(_words(cite))


def _cues(named: list[html.HtmlElement]) -> Iterator[Cue]:
    """A cue for each paragraph after a name, up to the next name; the first has the time."""
    for cite in named:
        voice = _words(cite).rstrip(" :") or None
        start: float | None = None
        for element in cite.itersiblings():
            if element.tag == "cite":
                break
            words = _words(element)
            if element.tag == "time":
                start = read_clock(words)
            elif element.tag == "p" and words:
                yield Cue(start, None, (words,), voice)


def _words(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
