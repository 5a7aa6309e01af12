"""Every form, key for key and in the order of its keys, from JSON cases."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord import values
from onrecord.publish import forms, trace_forms
from onrecord.record.codec import decode

CASES = json.loads(Path(__file__).with_name("forms.json").read_text(encoding="utf-8"))

FORMS: dict[str, Callable[[Any, str], object]] = {
    "Citation": lambda value, _: forms.citation_form(value),
    "Change": lambda value, _: forms.change_form(value),
    "Speaker": forms.speaker_form,
    "Occasion": forms.occasion_form,
    "Article": lambda value, _: forms.article_form(value),
    "Failure": lambda value, _: forms.failure_form(value),
    "Relation": forms.relation_form,
    "Verdict": lambda value, _: forms.verdict_form(value),
    "CitedFact": lambda value, _: forms.fact_form(value),
    "Answer": lambda value, text: forms.answer_form(value, lambda key: text),
    "Explanation": lambda value, text: forms.explanation_form(value, lambda key: text),
    "Trace": lambda value, text: trace_forms.trace_form(value, lambda key: text),
    "Account": lambda value, _: forms.account_form(value),
}


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_form_is_exactly_as_documented(case: dict[str, Any]) -> None:
    value = decode(getattr(values, case["kind"]), json.dumps(case["value"]))

    form = FORMS[case["kind"]](value, case.get("text", ""))

    assert forms.json_line(form) == json.dumps(case["expected"], ensure_ascii=False)


def test_another_telling_says_how_its_words_stand_to_those_shown() -> None:
    change = values.Change("drop", before="that", after="")
    telling = values.Retelling("a.txt", None, 0, 5, relation="altered", changes=(change,))

    form = forms.retelling_form(telling)

    assert (form["relation"], form["changes"]) == ("altered", [forms.change_form(change)])
    assert {**form, "relation": None, "changes": []} == forms.retelling_form(
        values.Citation("a.txt", None, 0, 5)
    )


def test_page_and_line_hold_the_same_words() -> None:
    form = {"text": "“Go.”\n", "published": None}

    assert json.loads(forms.json_page(form)) == json.loads(forms.json_line(form)) == form


def test_metadata_that_json_has_no_form_for_is_printed_all_the_same() -> None:
    line = forms.json_line({"metadata": {"tags": {"b", "a"}, "path": Path("x")}})

    assert line == '{"metadata": {"tags": ["a", "b"], "path": "x"}}'
