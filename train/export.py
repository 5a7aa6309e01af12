"""Writes the shipped model: `python -m train.export RUN --data FOLDER`.

Exports a checkpoint to ONNX, quantises its weights to int8 (per channel; activations by window at run
time), compares the file with the network on held-out windows, and writes tokenizer, link weights
and card beside it, into `src/onrecord/language/weights/`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.language.model import WEIGHTS
from onrecord.language.pieces import cut_windows

from .config import Config
from .data import Document, polnear_documents
from .encoders import ENCODERS, minilm_folder
from .network import Network
from .train import load_checkpoint, to_tensors

LICENCES = {
    "polnear_train": "none stated; text (c) its publishers; used for training only, no text is shipped",
    "wikigold": "CC BY 4.0",
    "wnut17": "CC BY 4.0",
    "crossner": "MIT (text of Wikipedia CC BY-SA)",
    "meantime": "CC BY 4.0 (text CC BY 2.5)",
    "litbank": "CC BY 4.0",
    "film_wiki_silver": "MIT (text of Wikipedia CC BY-SA)",
}


def write_onnx(network: Network, path: Path) -> None:
    """The network as ONNX in float32, batch and time free."""
    ids = torch.randint(1000, 2000, (2, 17))
    free = {0: "batch", 1: "time"}
    outputs = ["tags", "names", "vectors"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval(),
            (ids, torch.zeros_like(ids)),
            str(path),
            input_names=["ids", "bits"],
            output_names=outputs,
            opset_version=17,
            dynamic_axes=dict.fromkeys(["ids", "bits", *outputs], free),
            dynamo=False,
        )


def quantise(source: Path, target: Path) -> None:
    """int8 weights per channel; a reduced range, so that processors without VNNI do not saturate."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(source),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"DefaultTensorType": 1},
    )


def compare(network: Network, path: Path, documents: list[Document]) -> dict[str, float]:
    """Agreement of the exported file with the network on windows of held-out documents: the share of
    pieces with the same best tag, and the mean absolute difference of tag logits."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    same, differences = [], []
    for document in documents[:8]:
        for window in cut_windows(document.pieces, left=0):
            ids, bits = to_tensors([(document, window)])
            with torch.inference_mode():
                ours = network(ids, bits)[0].numpy()
            theirs = session.run(["tags"], {"ids": ids.numpy(), "bits": bits.numpy()})[0]
            same.append(float((ours.argmax(-1) == theirs.argmax(-1)).mean()))
            differences.append(float(np.abs(ours - theirs).mean()))
    return {
        "same_tag": round(float(np.mean(same)), 4),
        "logit_difference": round(float(np.mean(differences)), 4),
    }


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def describe(config: Config, data: Path, agreement: dict[str, float]) -> dict[str, Any]:
    """The facts of the model's card: what it is, how it was made, from which data."""
    sets = [s for s in LICENCES if not (config.open_only and s.startswith("polnear"))]
    return {
        "name": f"onrecord-{config.layers}-layers",
        "made_by": "python -m train.make",
        "encoder": ENCODERS[config.encoder].credit,
        "configuration": config.as_dict(),
        "configuration_of_the_run_it_began_with": started_from(config),
        "data": {
            s: {"licence": LICENCES[s], "sha256": sha256(data / f"{s}.jsonl.gz")} for s in sets
        },
        "export": agreement,
    }


def started_from(config: Config) -> dict[str, object] | None:
    """The configuration of the run whose weights this one began with, if any."""
    if not config.start:
        return None
    return load_checkpoint(Path(config.start) / "checkpoint.pt")[1].as_dict()


def export(run: Path, data: Path, out: Path) -> None:
    """Writes model, tokenizer, link weights and card of a run to the folder `out`."""
    network, config, _ = load_checkpoint(run / "checkpoint.pt")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_onnx(network, plain)
        quantise(plain, out / "model.onnx")
    shutil.copy(minilm_folder() / "tokenizer.json", out / "tokenizer.json")
    switch_off_truncation(out / "tokenizer.json")
    np.savez(
        out / "links.npz",
        width=network.link_width,
        distance=network.distance.detach().numpy(),
        null=network.null.detach().numpy(),
    )
    held_out = polnear_documents(data, config.held_out, config.seed, 0)[1]
    card = describe(config, data, compare(network, out / "model.onnx", held_out))
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card["export"]), (out / "model.onnx").stat().st_size, "bytes")


def switch_off_truncation(path: Path) -> None:
    """The shipped tokenizer file truncates at 128 pieces and pads; ours does neither."""
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["truncation"] = settings["padding"] = None
    path.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, help="the folder that train.train wrote")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    export(given.run, given.data, given.out)


if __name__ == "__main__":
    main()
