"""The plot holds every tool, with a score or without."""

from __future__ import annotations

from xml.etree import ElementTree

from peers import NAMES, Figures, draw_plot

SVG = "{http://www.w3.org/2000/svg}"


def test_plot_names_every_tool_and_stays_inside_its_frame() -> None:
    figures = {
        "onrecord": Figures(4300.0, 4000.0, [70.0, 85.0, 62.0]),
        "textacy-documents": Figures(9800.0, 7000.0, [0.0, 100.0, 0.0]),
        "spacy": Figures(12000.0, 8000.0, []),
    }

    root = ElementTree.fromstring(draw_plot(figures, "Speed"))

    words = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert all(NAMES[tool] in words for tool in figures)
    circles = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in root.iter(f"{SVG}circle")]
    assert len(circles) == 5
    assert all(0 <= x <= 640 and 0 <= y <= 400 for x, y in circles)
