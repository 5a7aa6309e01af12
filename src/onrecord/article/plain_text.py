"""Plain text documents and texts given from Python, as articles.

The text stays exactly as decoded, header and newlines included; `blocks` stays empty, as the text
package finds paragraphs itself.
"""

from __future__ import annotations

import hashlib

from onrecord.article.decoding import decode_bytes
from onrecord.article.language_check import check_language
from onrecord.article.mending import mend_text
from onrecord.article.published import day_of_header, length_of_header
from onrecord.article.spoken_times import find_times
from onrecord.errors import NoArticleText
from onrecord.settings import Settings
from onrecord.values import Article


def article_from_text(text: str, key: str = "text") -> Article:
    """An article of `text` as it is: its header gives the date, its language is not asked for.

    Only characters that cannot be stored (NULs, lone surrogates) and misread ones are mended.

    >>> article_from_text(" date 2025-03-12 It ends here.").published
    datetime.date(2025, 3, 12)
    """
    mended = mend_text(text)
    return Article(
        key=key,
        version=version_of(mended.text),
        text=mended.text,
        published=day_of_header(mended.text),
        repairs=mended.repairs,
        times=find_times(mended.text),
    )


def read_text(data: bytes, key: str, path: str, settings: Settings) -> Article:
    """The article in the bytes of a text file. Raises UnreadableDocument with the reason."""
    decoded = decode_bytes(data)
    mended = mend_text(decoded.text)
    text = mended.text
    if not text[length_of_header(text) :].strip():
        raise NoArticleText("holds no words, only white space: leave it out")
    return Article(
        key=key,
        version=version_of(text),
        text=text,
        path=path,
        published=day_of_header(text),
        language=check_language(text, any_language=settings.any_language),
        repairs=decoded.repairs + mended.repairs,
        times=find_times(text),
    )


def version_of(text: str) -> str:
    """The SHA-256 of the text in UTF-8, in hexadecimal digits.

    >>> version_of("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
