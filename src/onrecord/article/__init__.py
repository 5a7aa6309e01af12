"""Readers: text, Markdown, DOCX, HTML, JSONL, transcripts, archives, feeds; problems told.

First stage in the way of the data; `text` lays out what comes from here. Heavy libraries load
inside the readers that need them.
"""

from onrecord.article.plain_text import article_from_text
from onrecord.article.reading import read_paths

__all__ = ["article_from_text", "read_paths"]
