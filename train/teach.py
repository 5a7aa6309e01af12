"""Writes a teacher's view of the training documents: `python -m train.teach RUN --data FOLDER`.

For every piece of PolNeAR's documents (what is held out left aside) the probabilities of the tags, as the
teacher sees them at run time (windows with left context). `train.train --teacher RUN` learns from them
beside the labels. Comes between the training of teacher and student.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.language.pieces import cut_windows

from .attributions import SOFT_FILE, Rows, attribution_document, polnear_rows
from .batches import to_tensors
from .data import Document, digest
from .network import Network
from .train import load_checkpoint

_work: Any = None


def call(row: dict[str, Any]) -> Any:
    """What a forked process does with one row."""
    return _work(row)


def forked(work: Callable[[dict[str, Any]], Any], workers: int) -> Pool:
    """Processes that have the function, and all that it holds, by being forks of this one."""
    global _work
    _work = work
    return multiprocessing.get_context("fork").Pool(workers)


def soft_tags(network: Network, document: Document) -> NDArray[np.float16]:
    """Tag probabilities of all pieces, (pieces, 7)."""
    kept = []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for window in cut_windows(document.pieces):
            ids, bits = to_tensors([(document, window)], context=True)
            tags = network(ids, bits)[1]["tags"][0].float().softmax(-1)
            first = 1 + window.core - window.context
            kept.append(tags[first : 1 + window.end - window.context].numpy().astype(np.float16))
    return np.concatenate(kept)


def teach(network: Network, rows: Rows, workers: int) -> dict[str, NDArray[np.float16]]:
    """The soft tags of all documents by the digest of their ids; progress is printed."""
    soft, started = {}, time.time()
    network.eval()

    def view(row: dict[str, Any]) -> tuple[str, NDArray[np.float16]]:
        torch.set_num_threads(1)
        return digest(row["id"]), soft_tags(network, attribution_document(row))

    with forked(view, workers) as pool:
        for number, (name, tags) in enumerate(pool.imap_unordered(call, rows, 4), 1):
            soft[name] = tags
            if number % 50 == 0:
                print(f"{number} of {len(rows)}, {time.time() - started:.0f} s", flush=True)
    return soft


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, help="the folder that train.train wrote")
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    network, config, _ = load_checkpoint(given.run / "checkpoint.pt")
    rows = polnear_rows(given.data, config.held_out)[0]
    np.savez_compressed(given.run / SOFT_FILE, **teach(network, rows, config.workers))


if __name__ == "__main__":
    main()
