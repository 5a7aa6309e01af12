"""Writes the shipped model: `python -m train.export RUN --data FOLDER`.

Exports a checkpoint to ONNX in two files, up to the early exit and above it, quantises their weights to
int8 (per channel; activations by window at run time), compares them with the network on held-out windows,
and writes tokenizer, the pointing heads' weights and card beside them, into `src/onrecord/language/weights/`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.language.model import WEIGHTS, Model
from onrecord.language.pieces import cut_windows

from .attributions import attribution_document, polnear_rows
from .batches import to_tensors
from .config import Config
from .data import Document
from .encoders import ENCODERS, minilm_folder
from .network import Network, Outputs
from .train import load_checkpoint
from .venue_head import VenueConfig, VenueContext, VenueNetwork, parameters_of
from .venue_rows import STATES, own_sets

LICENCES = {
    "polnear_train": "none stated; text (c) its publishers; used for training only, no text is shipped",
    "wikigold": "CC BY 4.0",
    "wnut17": "CC BY 4.0",
    "crossner": "MIT (text of Wikipedia CC BY-SA)",
    "meantime": "CC BY 4.0 (text CC BY 2.5)",
    "litbank": "CC BY 4.0",
    "gum_permissive": "CC BY 4.0 (texts CC BY, CC BY-SA or public)",
    "ud_speech": "CC BY-SA 3.0 / 4.0",
    "gap": "Apache-2.0 (text of Wikipedia CC BY-SA)",
    "film_wiki_silver": "MIT (text of Wikipedia CC BY-SA)",
}


class Part(nn.Module):
    """One of the two files of the network, its outputs as a tuple in the order of `names`."""

    def __init__(
        self, network: Network, *, upper: bool, venues: VenueContext | None = None
    ) -> None:
        super().__init__()
        self.network, self.is_upper, self.venues = network, upper, venues

    def outputs(self, *given: Tensor) -> Outputs:
        if self.is_upper:
            free = torch.zeros((1, 1, 1, 1))
            late = self.network.states(given[0], free)
            outputs = self.network.further(late)
            if self.venues is not None:
                outputs["venues"] = self.venues(torch.cat([late, given[0]], -1), free)
            return outputs
        hidden, _ = self.network.lower(*given)
        return {"hidden": hidden, **self.network.early(hidden)}

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.outputs(*given).values())


def write_onnx(part: Part, path: Path) -> None:
    """One part of the network as ONNX in float32, for one window of any length."""
    ids = torch.randint(1000, 2000, (1, 17))
    hidden = torch.randn(1, 17, part.network.norm.normalized_shape[0])
    given = (hidden,) if part.is_upper else (ids, torch.zeros_like(ids))
    inputs = ["hidden"] if part.is_upper else ["ids", "bits"]
    outputs = list(part.outputs(*given))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            part.eval(),
            given,
            str(path),
            input_names=inputs,
            output_names=outputs,
            opset_version=17,
            dynamic_axes={name: {1: "time"} for name in [*inputs, *outputs]},
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


def compare(network: Network, model: Model, documents: list[Document]) -> dict[str, float]:
    """Agreement of the exported files with the network on windows of held-out documents: the share of
    pieces with the same best tag, and the mean absolute difference of tag logits."""
    same, differences = [], []
    for document in documents[:8]:
        for window in cut_windows(document.pieces, left=0, right=0):
            with torch.inference_mode():
                ours = network(*to_tensors([(document, window)]))[1]["tags"].numpy()
            theirs = model.run(document.pieces, window)["tags"]
            same.append(float((ours.argmax(-1) == theirs.argmax(-1)).mean()))
            differences.append(float(np.abs(ours - theirs).mean()))
    return {
        "same_tag": round(float(np.mean(same)), 4),
        "logit_difference": round(float(np.mean(differences)), 4),
    }


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def describe(config: Config, data: Path) -> dict[str, Any]:
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
    }


def describe_venues(config: VenueConfig) -> dict[str, Any]:
    """How the venue head was made, and from which rows."""
    return {
        "made_by": "python -m train.venues RUN",
        "configuration": asdict(config),
        "rows": {path.name: sha256(path) for path in own_sets()},
        "licence": "written for this project",
    }


def told_of(config: Config) -> dict[str, str]:
    """What a reader of the card should know before the scores."""
    return {
        "intended_use": "finding who said what in English press coverage: news, features, interviews, "
        "transcripts",
        "known_weaknesses": "words without quotation marks are missed or cut short more often than marked "
        "ones; dialogue set with dashes, foreign words and names in lower case are missed; who a "
        "description means is not told reliably; attributions were learnt from American political news "
        "(docs/limits.md)",
        "ships": "no: it is the model for those who may use sets with an open licence only; it finds far less"
        if config.open_only
        else "yes: with PolNeAR's labels it finds as much as a trained person; the text was used for "
        "training only, and nothing of it is in the package; `train.make --open-only` makes the model "
        "without it",
    }


def started_from(config: Config) -> dict[str, object] | None:
    """The configuration of the run whose weights this one began with, if any, with that of its own start."""
    if not config.start:
        return None
    path = Path(config.start) / "checkpoint.pt"
    theirs: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)["config"]
    start = Config(**theirs)
    return {**theirs, "configuration_of_the_run_it_began_with": started_from(start)}


def export(run: Path, data: Path, out: Path) -> None:
    """Writes model, tokenizer, the pointing heads' weights and card of a run to the folder `out`."""
    network, config, _ = load_checkpoint(run / "checkpoint.pt")
    network.eval()
    venues = load_venues(run)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("lower", "upper"):
            plain = Path(folder) / f"{name}.onnx"
            write_onnx(Part(network, upper=name == "upper", venues=context_of(venues)), plain)
            quantise(plain, out / f"{name}.onnx")
    shutil.copy(minilm_folder() / "tokenizer.json", out / "tokenizer.json")
    switch_off_truncation(out / "tokenizer.json")
    write_pointers(network, out / "pointers.npz")
    if venues is not None:
        np.savez(out / "venues.npz", **parameters_of(*venues))
    card = {**describe(config, data), **told_of(config)}
    card |= {"venues": describe_venues(venues[1])} if venues else {}
    write_card(card, out)
    held_out = [attribution_document(row) for row in polnear_rows(data, config.held_out)[1]]
    card["export"] = compare(network, Model.load(folder=out), held_out)
    write_card(card, out)
    sizes = {path.name: path.stat().st_size for path in sorted(out.iterdir())}
    print(json.dumps(card["export"]), sizes)


def load_venues(run: Path) -> tuple[VenueNetwork, VenueConfig] | None:
    """The venue head that `train.venues` left in a run, None where there is none."""
    path = run / "venues.pt"
    if not path.exists():
        return None
    held = torch.load(path, map_location="cpu", weights_only=True)
    config = VenueConfig(**held["config"])
    network = VenueNetwork(STATES, config)
    network.load_state_dict(held["head"])
    return network.eval(), config


def context_of(venues: tuple[VenueNetwork, VenueConfig] | None) -> VenueContext | None:
    return venues[0].context if venues else None


def write_card(card: dict[str, Any], out: Path) -> None:
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def write_pointers(network: Network, path: Path) -> None:
    """The small parameters of the heads that point, under the names that the model looks for."""
    heads = {"early": network.early.link, "link": network.heads.link, "coref": network.coref}
    arrays = {}
    for name, head in heads.items():
        arrays[f"{name}_width"] = np.array(head.width)
        arrays[f"{name}_distance"] = head.distance.detach().numpy()
        arrays[f"{name}_null"] = head.null.detach().numpy()
    np.savez(path, **arrays)


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
