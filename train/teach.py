"""Writes a teacher's view of the training documents: `python -m train.teach RUN --data FOLDER`.

For every piece of PolNeAR's documents (what is held out left aside) the probabilities of the tags, as the
teacher sees them at run time (windows with left context). `train.train --teacher RUN` learns from them
beside the labels. Comes between the training of teacher and student.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.language.pieces import cut_windows

from .attributions import SOFT_FILE, attribution_document, polnear_rows
from .batches import to_tensors
from .data import Document, digest
from .network import Network
from .train import load_checkpoint


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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, help="the folder that train.train wrote")
    parser.add_argument("--data", type=Path, required=True)
    given = parser.parse_args()
    network, config, _ = load_checkpoint(given.run / "checkpoint.pt")
    network.eval()
    rows = polnear_rows(given.data, config.held_out)[0]
    soft, started = {}, time.time()
    for number, row in enumerate(rows, 1):
        soft[digest(row["id"])] = soft_tags(network, attribution_document(row))
        if number % 50 == 0:
            print(f"{number} of {len(rows)}, {time.time() - started:.0f} s", flush=True)
    np.savez_compressed(given.run / SOFT_FILE, **soft)


if __name__ == "__main__":
    main()
