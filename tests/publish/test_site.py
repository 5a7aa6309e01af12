"""A published site: opens from disk, gives nothing away, says the same to machines, replaces only itself."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from lxml import html

from onrecord.errors import NotOnRecord, UsageError
from onrecord.facade import Record
from onrecord.publish.site import Published, publish_site
from onrecord.record import Store
from onrecord.values import Account, Article, Span, Speaker, Statement, Work

COVERAGE = Path(__file__).parents[2] / "examples" / "coverage"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of some of the example coverage."""
    path = tmp_path_factory.mktemp("site") / "record.db"
    with Record(path) as held:
        held.add(
            *(
                COVERAGE / name
                for name in ("02-kestrel-interview.txt", "03-gull-interview.html")
                if (COVERAGE / name).exists()
            ),
            *sorted(COVERAGE.glob("0[146]*")),
        )
    return path


@pytest.fixture(scope="module")
def published(record: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Published]:
    """The site, and what was said of it."""
    folder = tmp_path_factory.mktemp("out") / "site"
    with Store.open(record) as store:
        return folder, publish_site(store, folder)


def files_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def pages_of(folder: Path) -> dict[str, html.HtmlElement]:
    return {
        path.relative_to(folder).as_posix(): html.document_fromstring(path.read_text("utf-8"))
        for path in folder.rglob("*.html")
    }


def test_all_ways_lead_to_files_of_the_site_or_to_the_web(published) -> None:
    folder, _ = published
    for name, page in pages_of(folder).items():
        for link in page.xpath("//@href | //@src"):
            if link.startswith(("https://", "http://", "data:image/svg+xml", "#")):
                continue
            assert ((folder / name).parent / link).resolve().is_file(), (name, link)


def test_pages_need_no_script_and_load_nothing(published) -> None:
    folder, _ = published
    for page in pages_of(folder).values():
        assert {s.get("type") for s in page.iter("script")} <= {"application/ld+json"}
        assert page.xpath("//link | //iframe | //@onclick | //@style") == []
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'")


def test_what_gives_the_story_away_is_folded_and_not_in_the_data(published, record: Path) -> None:
    from onrecord.answers.explain import explain

    folder, _ = published
    page = pages_of(folder)["works/lowenna.html"]
    with Store.open(record) as store:
        whole = explain(store, "Lowenna")
        guarded = explain(store, "Lowenna", spoilers=False)
    told = {e.text for s in whole.sections for e in s.entries}
    safe = {e.text for s in guarded.sections for e in s.entries}

    assert told - safe
    for quote in page.xpath("//blockquote[not(ancestor::details)]"):
        assert quote.text_content() not in told - safe
    data = json.loads(page.xpath("//script/text()")[0])
    quoted = {each["text"] for each in data["@graph"] if each["@type"] == "Quotation"}
    assert quoted
    assert quoted <= safe


def test_works_and_quotations_are_said_in_schema_org(published) -> None:
    folder, _ = published
    work, *quotations = json.loads(
        pages_of(folder)["works/lowenna.html"].xpath("//script/text()")[0]
    )["@graph"]

    assert (work["@type"], work["name"]) == ("Movie", "Lowenna")
    assert {"@type": "Person", "name": "Ruta Halvane"} in work["director"]
    assert {q["about"]["@id"] for q in quotations} == {work["@id"]}
    assert all(q["creator"]["name"] and q["isPartOf"]["@type"] == "Article" for q in quotations)


def test_each_annotation_names_its_very_words(published, record: Path) -> None:
    folder, said = published
    found = 0
    with Store.open(record) as store:
        texts = {store.head(h.key).version: store.text(h.key) for h in store.heads()}
    for path in (folder / "annotations").glob("*.jsonld"):
        held = json.loads(path.read_text("utf-8"))
        text = texts[held["id"].rpartition(":")[2]]
        assert held["total"] == len(held["first"]["items"])
        for item in held["first"]["items"]:
            found += 1
            for target in item["target"]:
                quote, place = target["selector"]
                start, end = place["start"], place["end"]
                assert text[start:end] == quote["exact"]
                assert text[:start].endswith(quote["prefix"])
                assert text[end:].startswith(quote["suffix"])
                assert max(len(quote["prefix"]), len(quote["suffix"])) <= 32
    assert found == said.statements > 0


def test_the_same_record_gives_the_same_files(published, record: Path, tmp_path: Path) -> None:
    folder, said = published
    before = files_of(folder)
    times = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with Store.open(record) as store:
        again = publish_site(store, folder)
        publish_site(store, tmp_path / "other")

    assert (again.changed, again.gone, again.files) == (0, 0, said.files)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == times
    assert files_of(tmp_path / "other") == before


def test_what_was_changed_or_lost_is_written_anew(published, record: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(published[0], tmp_path / "site"))
    (folder / "index.html").write_text("changed", encoding="utf-8")
    (folder / "works" / "lowenna.html").unlink()
    with Store.open(record) as store:
        again = publish_site(store, folder)

    assert (again.changed, again.gone) == (2, 0)
    assert files_of(folder) == files_of(published[0])
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_one_work_can_be_published_with_its_sources(record: Path, tmp_path: Path) -> None:
    with Store.open(record) as store:
        made = publish_site(store, tmp_path / "site", titles=["Lowenna"], context=0)
        with pytest.raises(NotOnRecord, match="Zzyzx"):
            publish_site(store, tmp_path / "none", titles=["Zzyzx"])

    assert made.works == 1
    assert not (tmp_path / "none").exists()
    held = next((tmp_path / "site" / "annotations").iterdir()).read_text("utf-8")
    assert '"prefix": ""' in held


@pytest.mark.parametrize("name", ["notes.txt", "works/mine.html"])
def test_files_of_others_are_never_lost(published, record: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(published[0], tmp_path / "site"))
    (folder / name).write_text("mine", encoding="utf-8")
    with Store.open(record) as store, pytest.raises(UsageError, match=f"holds {name}, which"):
        publish_site(store, folder)
    (folder / "onrecord.json").unlink()
    with Store.open(record) as store, pytest.raises(UsageError, match="did not write"):
        publish_site(store, folder)

    assert (folder / name).read_text("utf-8") == "mine"


def test_words_cannot_leave_their_place(tmp_path: Path) -> None:
    payload = "</script></style></title><script>alert(1)</script><!--\u2028"
    text = f"“The bell {payload} rang,” said Pask of the film."
    said = Statement(
        "a1",
        "direct",
        "speech",
        (Span(0, text.index("”") + 1),),
        speaker=Speaker(f"Pask {payload}", "person", "r", 0.9),
        works=(f"Lowenna {payload}",),
        topics=("making",),
        confidence=0.9,
    )
    article = Article(
        "k", hashlib.sha256(text.encode()).hexdigest(), text, url="javascript:alert(1)",
        outlet=payload, headline=payload,
    )  # fmt: skip
    with Store.open(tmp_path / "record.db", create=True) as store:
        store.add(Account(article, (said,), (), (Work(f"Lowenna {payload}", "film"),)))
        publish_site(store, tmp_path / "site")

    for page in pages_of(tmp_path / "site").values():
        assert {s.get("type") for s in page.iter("script")} <= {"application/ld+json"}
        assert not [h for h in page.xpath("//@href") if h.startswith("javascript")]
        for data in page.xpath("//script/text()"):
            assert json.loads(data)["@graph"][0]["name"] == f"Lowenna {payload}"
