"""The pages in Debian's Chromium: main paths, the spoiler guard, accessibility, keys; nothing elsewhere."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import pytest

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
if CHROMIUM is None:
    pytest.skip("no Chromium here: apt-get install chromium", allow_module_level=True)

AXE = Path(__file__).parent / "vendored" / "axe.min.js"
SERIOUS = ("serious", "critical")
WIDTHS = {"desk": 1280, "phone": 390}
PAGES = {
    "ask": "/ask?question=What+did+the+director+say+about+the+ending",
    "nothing": "/ask?question=What+does+the+zookeeper+say+of+pandas",
    "films": "/film",
    "film": "/film?title=Lowenna",
    "article": "/article?key=02-kestrel-interview.txt",
    "people": "/people",
    "sources": "/sources",
    "check": "/check",
    "review": "/review",
    "corrections": "/corrections",
    "sign-in": "/sign-in",
    "missing": "/statement/000000000000",
}


@dataclass
class Visit:
    """A tab of a browser, the server's address, and what went wrong or elsewhere meanwhile."""

    page: playwright.Page
    base: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def open(self, path: str) -> playwright.Page:
        """The page at a path."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == (404 if path == PAGES["missing"] else 200)
        return self.page


@pytest.fixture(scope="module")
def server(coverage_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server of the example coverage, which may be corrected."""
    own = shutil.copy(coverage_record, tmp_path_factory.mktemp("browser") / "own.db")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onrecord", "serve", "--record", str(own), "--write"]
    process = subprocess.Popen(
        [*command, "--rate", "0", "--port", str(port)], stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{base}/healthz")
        yield base
    finally:
        process.terminate()
        process.wait(10)


def wait_for(url: str) -> None:
    """Returns when the address answers; fails after 30 seconds."""
    end = monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(url, timeout=1).read()
        except OSError:
            assert monotonic() < end, f"{url} does not answer"
            sleep(0.1)
        else:
            return


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: playwright.Browser, server: str) -> Iterator[Visit]:
    """A fresh tab; afterwards nothing may have gone wrong in it or elsewhere."""
    context = browser.new_context(bypass_csp=False)
    made = Visit(context.new_page(), server)
    made.page.on("pageerror", lambda error: made.errors.append(str(error)))
    made.page.on(
        "console", lambda told: made.errors.append(told.text) if told.type == "error" else None
    )
    made.page.on(
        "request",
        lambda asked: None if asked.url.startswith(server) else made.elsewhere.append(asked.url),
    )
    yield made
    context.close()
    assert made.errors == []
    assert made.elsewhere == []


def test_a_question_leads_to_a_statement_its_article_and_its_speaker(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_label("Your question").fill("Why was the morning scene cut?")
    page.get_by_role("button", name="Ask").click()
    told = page.get_by_role("link", name="statement")
    entry = page.locator("article.entry").filter(has=told).first
    words = entry.locator("blockquote").inner_text()
    entry.get_by_role("link", name="statement").click()

    assert page.locator("blockquote.words").inner_text() in words
    page.get_by_role("link", name="Ruta Halvane").first.click()
    page.wait_for_url("**/person/*")
    assert page.locator("h1").inner_text() == "Ruta Halvane"


def test_what_gives_the_story_away_is_seen_only_when_it_is_unfolded(visit: Visit) -> None:
    page = visit.open("/film?title=Lowenna")
    ending = page.locator("#ending")
    assert not ending.locator("blockquote").first.is_visible()

    ending.locator("summary").click()

    assert ending.locator("blockquote").first.is_visible()
    assert not page.locator("#plot blockquote").first.is_visible()


def test_a_pasted_draft_is_checked(visit: Visit) -> None:
    page = visit.open("/check")
    page.get_by_label("The draft").fill(
        "“She has held on to that wheel for twenty-one years,” Ruta Halvane said of the last shot."
    )
    page.get_by_role("button", name="Check").click()

    page.wait_for_selector("article.card")
    assert "has “twenty” for “thirty”" in page.locator("article.card").inner_text()


def test_the_words_of_a_telling_that_differ_are_marked(visit: Visit) -> None:
    page = visit.open(statement_of(visit, "about her hands"))

    assert page.locator(".tree ins").all_inner_texts() == ["anyone"]
    assert page.locator(".tree del").all_inner_texts() == ["anybody"]


def statement_of(visit: Visit, words: str) -> str:
    """The path of the first statement that a search of the record gives for the words."""
    page = visit.open(f"/ask?question=What+did+Halvane+say+{words.replace(' ', '+')}")
    return (
        page.locator("article.entry")
        .first.get_by_role("link", name="statement")
        .get_attribute("href")
    )


def test_keys_walk_through_the_answers_and_open_one(visit: Visit) -> None:
    page = visit.open(PAGES["ask"])
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("article.entry").nth(1)
    assert "at" in second.get_attribute("class").split()

    page.keyboard.press("o")

    page.wait_for_selector("blockquote.words")


def test_a_question_mark_lists_the_keys_but_not_in_a_field(visit: Visit) -> None:
    page = visit.open("/")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()

    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("why?")

    assert page.get_by_label("Your question").input_value() == "why?"
    assert not page.locator("#keys").is_visible()


def test_a_statement_is_corrected_and_the_correction_taken_back(visit: Visit) -> None:
    page = visit.open(statement_of(visit, "about her hands"))
    path = page.url.removeprefix(visit.base)
    page.get_by_text("Correct this statement").click()
    form = page.locator("form.edit").first
    form.get_by_label("Speaker").fill("Oona Trevail")
    form.get_by_label("Why").fill("the tape has her voice")
    form.get_by_role("button", name="Correct the speaker").click()
    page.get_by_role("heading", name="Statement of Oona Trevail").wait_for()
    assert "the tape has her voice" in page.locator("p.corrected").inner_text()

    visit.open(path)
    page.locator(".history").get_by_text("Undo").first.click()
    page.locator(".history form").first.get_by_label("Why").fill("it is not")
    page.locator(".history form").first.get_by_role("button", name="Undo").click()

    page.get_by_role("heading", name="Statement of Ruta Halvane").wait_for()
    assert page.locator("p.corrected").count() == 0
    assert "taken back by" in page.locator(".history").inner_text()


def test_a_review_goes_by_keys(visit: Visit) -> None:
    def first() -> str:
        return page.locator("article.review").first.get_attribute("id")

    def press(key: str) -> None:
        before = first()
        page.keyboard.press(key)
        page.wait_for_function(
            "before => { const first = document.querySelector('article.review');"
            " return first && first.id !== before && document.body.matches(':not(.htmx-request)'); }",
            arg=before,
        )

    page = visit.open("/review")
    one = first()
    press("a")
    assert "right as it is" in page.locator(".done").inner_text()
    two = first()
    press("r")
    assert "nobody’s statement" in page.locator(".done").inner_text()
    press("u")
    assert first() == two != one
    page.keyboard.press("e")
    assert page.locator("article.review details.correct").first.get_attribute("open") is not None
    assert page.evaluate("() => document.activeElement.name") == "speaker"


def test_a_draft_is_sent_as_a_file_and_its_report_kept(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text(
        "# Draft\n\n“I will swim to the moon before breakfast,” said Halvane.\n", "utf-8"
    )
    page = visit.open("/check")
    page.get_by_label("Or a file").set_input_files(file)
    page.get_by_role("button", name="Check").click()
    page.wait_for_selector("article.card")
    assert "draft.md" in page.locator("main").inner_text()

    with page.expect_download() as kept:
        page.get_by_role("button", name="SARIF").click()

    assert kept.value.suggested_filename == "report.sarif"


def test_the_timeline_is_shown(visit: Visit) -> None:
    page = visit.open("/film?title=Lowenna")
    picture = page.locator("#timeline img")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('#timeline img').naturalWidth > 0")


def test_a_published_site_opens_from_disk(
    browser: playwright.Browser, coverage_record: Path, tmp_path: Path
) -> None:
    from onrecord.publish.site import publish_site
    from onrecord.record import Store

    with Store.open(coverage_record) as store:
        publish_site(store, tmp_path / "site", titles=["Lowenna"])
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    page.on("request", lambda asked: wrong.append(asked.url))
    page.goto((tmp_path / "site" / "index.html").as_uri())
    page.get_by_role("link", name="Lowenna").click()
    ending = page.locator("#ending")
    assert not ending.locator("blockquote").first.is_visible()
    ending.locator("summary").click()
    assert ending.locator("blockquote").first.is_visible()
    assert page.evaluate("() => document.querySelector('#timeline img').naturalWidth") > 0
    assert page.evaluate("() => getComputedStyle(document.body).maxWidth") != "none"
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Sources").click()
    page.get_by_role("heading", name="Sources").wait_for()
    context.close()
    assert [each for each in wrong if not each.startswith(("file:", "data:"))] == []
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((tmp_path / "site" / "works" / "lowenna.html").as_uri())
    page.add_script_tag(path=AXE)
    found = page.evaluate("() => axe.run()")["violations"]
    context.close()
    assert [each["id"] for each in found if each["impact"] in SERIOUS] == []


def test_every_main_path_works_without_scripts(browser: playwright.Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    visit = Visit(context.new_page(), server)
    test_a_question_leads_to_a_statement_its_article_and_its_speaker(visit)
    test_what_gives_the_story_away_is_seen_only_when_it_is_unfolded(visit)
    test_a_pasted_draft_is_checked(visit)
    test_a_statement_is_corrected_and_the_correction_taken_back(visit)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*PAGES, "statement", "checked"])
def test_pages_have_no_serious_fault_of_accessibility(
    browser: playwright.Browser, server: str, name: str, scheme: str
) -> None:
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)  # axe itself is a script
    visit = Visit(context.new_page(), server)
    show(visit, name)
    for folded in visit.page.locator("details").all():
        folded.evaluate("each => { each.open = true; }")
    visit.page.add_script_tag(path=AXE)
    found = visit.page.evaluate("() => axe.run()")["violations"]
    context.close()

    assert [
        (each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in SERIOUS
    ] == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("name", [*PAGES, "statement", "checked"])
def test_no_page_is_wider_than_the_screen(visit: Visit, name: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    show(visit, name)
    if name == "missing":
        visit.errors.clear()  # Chromium tells of the 404 that this page is

    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= width


def show(visit: Visit, name: str) -> None:
    """Open one of the pages by its name."""
    if name == "statement":
        visit.open(statement_of(visit, "about her hands"))
    elif name == "checked":
        test_a_pasted_draft_is_checked(visit)
    else:
        visit.open(PAGES[name])
