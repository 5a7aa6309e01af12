"""Words looked up in a text where nothing of another word stands beside them.

For every later package that asks where a name or title stands: a plain search, not a pattern, because a
pattern that begins by looking back tries every character of the text.
"""

from __future__ import annotations

from collections.abc import Iterator


def find_whole(words: str, text: str) -> Iterator[int]:
    """Where the words begin in a text, no letter or digit of another word beside them; none overlap.

    >>> list(find_whole("Ida", "Idaho, Ida and Ida’s"))
    [7, 15]
    """
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        whole = not (is_letter(text[at - 1 : at]) or is_letter(text[end : end + 1]))
        if whole:
            yield at
        at = text.find(words, end if whole else at + 1)


def is_letter(character: str) -> bool:
    r"""Whether a character, or none, is what patterns call `\w`."""
    return character.isalnum() or character == "_"


def is_edge(text: str, at: int) -> bool:
    r"""Whether a word begins or ends at a place, as patterns ask with `\b`.

    >>> is_edge("to go", 2), is_edge("to go", 4)
    (True, False)
    """
    return is_letter(text[at - 1 : at] if at else "") != is_letter(text[at : at + 1])
