"""What krokai says of quotations, and how fast: run by `quotations.py` in krokai's own interpreter.

    PYTHON benchmarks/quotation_peer.py FOLDER_OF_TEXTS CASES.jsonl

Prints {"outcome": "accepted" | "flagged" | "other", "seconds"} a line for each {"quote"}, last {"build"}:
CPU seconds to read the texts. Accepted: what krokai calls clean; flagged: what it calls dangerous.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main() -> None:
    from krokai.corpus import Corpus
    from krokai.verdicts import CLEAN, DANGEROUS
    from krokai.verify import check

    began = time.process_time()
    corpus = Corpus([sys.argv[1]], quiet=True)
    build = time.process_time() - began
    for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines():
        began = time.process_time()
        verdict = check(json.loads(line)["quote"], corpus)[0]
        seconds = time.process_time() - began
        outcome = "accepted" if verdict in CLEAN else "flagged" if verdict in DANGEROUS else "other"
        print(json.dumps({"outcome": outcome, "verdict": verdict, "seconds": seconds}))
    print(json.dumps({"build": build}))


if __name__ == "__main__":
    main()
