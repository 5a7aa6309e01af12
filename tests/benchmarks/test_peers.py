"""The plot holds every tool and variant, with a score or without, and no label lies on another."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from peers import NAMES, VARIANTS, Figures, Variant, draw_plot, load_variants

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = {
    "onrecord": Figures(4300.0, 4000.0, [70.0, 85.0, 62.0]),
    "textacy-documents": Figures(9800.0, 7000.0, [0.0, 100.0, 0.0]),
    "spacy": Figures(12000.0, 8000.0, []),
}


def test_plot_names_every_tool_and_variant_and_stays_inside_its_frame() -> None:
    near = [Variant(f"step <{number}>", 70.0 + number / 10, 4000.0, "…") for number in range(30)]

    root = ElementTree.fromstring(draw_plot(FIGURES, near, "Speed"))

    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert all(NAMES[tool] in words for tool in FIGURES)
    assert all(variant.label in words for variant in near)
    _, _, width, height = map(int, root.get("viewBox", "").split())
    circles = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in root.iter(f"{SVG}circle")]
    assert len(circles) == len(FIGURES) + len(near)
    assert all(0 <= x <= width and 0 <= y <= height for x, y in circles)


def test_labels_of_one_column_keep_a_line_apart() -> None:
    near = [Variant(f"step {number}", 70.0, 4000.0, "…") for number in range(30)]

    root = ElementTree.fromstring(draw_plot(FIGURES, near, "Speed"))

    labels = [t for t in root.iter(f"{SVG}text") if ":" in (t.text or "")]
    heights = sorted(float(label.get("y", 0)) for label in labels)
    assert len(labels) > 30
    assert min(b - a for a, b in pairwise(heights)) >= 14


def test_variants_are_read_from_json(tmp_path: Path) -> None:
    path = tmp_path / "variants.json"
    path.write_text(json.dumps([{"label": "a", "f1": 1.5, "speed": 2.0, "command": "c"}]))

    assert load_variants(path) == [Variant("a", 1.5, 2.0, "c")]
    assert all(variant.command for variant in load_variants(VARIANTS))
