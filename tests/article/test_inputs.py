"""What a user names: files, folders, globs, standard input; what cannot be read is a line each."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from pathlib import Path

import pytest

from onrecord.article import inputs, read_paths
from onrecord.article.reading import find_format
from onrecord.settings import Settings
from onrecord.values import Article, Failure

from .conftest import BODY, Fail, Read


def keys(*paths: object) -> list[str]:
    found = list(read_paths([str(path) for path in paths], Settings()))
    assert all(isinstance(one, Article) for one in found), found
    return [one.key for one in found if isinstance(one, Article)]


def failures(*paths: object, **known: object) -> list[Failure]:
    found = read_paths([str(path) for path in paths], Settings(**known))  # type: ignore[arg-type]
    return [one for one in found if isinstance(one, Failure)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, name in enumerate(("b.txt", "a/z.txt", "a/b/c.TXT", "c.text", ".hidden.txt")):
        path = tmp_path / "coverage" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{BODY} {number}", encoding="utf-8")
    (tmp_path / "coverage" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return tmp_path / "coverage"


def test_folders_are_read_in_order_with_keys_from_the_folder(folder: Path) -> None:
    assert keys(folder) == ["a/b/c.TXT", "a/z.txt", "b.txt", "c.text"]


def test_each_file_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    os.symlink("b.txt", "twin.txt")

    assert keys("b.txt", "./b.txt", "twin.txt", "*.txt", "c.text") == ["b.txt", "c.text"]


def test_globs_reach_into_folders(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)

    assert keys("**/*.txt") == ["a/z.txt", "b.txt"]


def test_missing_files_and_patterns_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = failures("gone.txt", "*.nothing", "http://example.com/a.html", "")

    assert [(one.path, one.reason.split(":")[0]) for one in found] == [
        ("gone.txt", "not found"),
        ("*.nothing", "no file matches this pattern"),
        ("http://example.com/a.html", "is a URL, which is not fetched"),
        ("", "is no path"),
    ]


def test_folder_without_documents_says_so(tmp_path: Path) -> None:
    (empty := tmp_path / "empty").mkdir()
    (other := tmp_path / "other").mkdir()
    (other / "photo.jpg").write_bytes(b"\xff\xd8\xff")

    assert failures(empty)[0].reason.startswith("no files in this folder: documents end in .txt")
    assert failures(other)[0].reason.startswith("1 files of other kinds in this folder")


def test_file_over_the_limit_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    def read_never(*_: object) -> bytes:
        raise AssertionError("a file over the limit was read")

    monkeypatch.setattr("onrecord.article.reading.read_bytes", read_never)
    (found,) = failures(path)

    assert "50,000,000 bytes" in found.reason
    assert "limit of 20,000,000" in found.reason
    assert "--max-bytes" in found.reason


def test_limit_counts_bytes_and_holds_for_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_bytes(BODY.encode())
    size = len(BODY.encode())

    assert not failures(tmp_path / "one.txt", max_bytes=size)
    assert "over the limit" in failures(tmp_path / "one.txt", max_bytes=size - 1)[0].reason

    piped = io.TextIOWrapper(io.BufferedReader(io.BytesIO(BODY.encode())))  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stdin", piped)
    assert "over the limit" in failures("-", max_bytes=100)[0].reason


def test_standard_input_is_recognised_by_what_it_begins_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = f"<!doctype html><html><body><article><p>{BODY}</p></article></body></html>"
    piped = io.TextIOWrapper(io.BufferedReader(io.BytesIO(page.encode())))  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stdin", piped)

    (found,) = read_paths(["-"], Settings())

    assert isinstance(found, Article)
    assert found.text == BODY


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_file_without_permission_is_named(tmp_path: Path) -> None:
    (path := tmp_path / "closed.txt").write_text(BODY, encoding="utf-8")
    path.chmod(0)

    assert "Permission denied" in failures(path)[0].reason


def test_refusal_of_the_system_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("closed.txt", "open.txt"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")

    opened = inputs.open_packed

    def refuse(path: str) -> object:
        if path.endswith("closed.txt"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path)

    monkeypatch.setattr("onrecord.article.reading.open_packed", refuse)
    found = list(read_paths([str(tmp_path)], Settings()))

    assert isinstance(found[0], Failure)
    assert found[0].reason == (
        "cannot be read (Permission denied): check the file and its permissions"
    )
    assert isinstance(found[1], Article)


def test_folder_that_links_to_itself_ends(folder: Path) -> None:
    os.symlink("..", folder / "a" / "up")

    assert len(keys(folder)) == 4


def test_broken_link_is_named(tmp_path: Path) -> None:
    os.symlink("nowhere", tmp_path / "broken.txt")

    assert "No such file" in failures(tmp_path / "broken.txt")[0].reason


def test_special_files_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    assert failures(tmp_path)[0].reason.startswith("1 files of other kinds in this folder")


def test_packed_files_are_unpacked(read: Read) -> None:
    assert read(gzip.compress(BODY.encode()), "one.txt.gz").text == BODY
    assert read(gzip.compress(BODY.encode()), "packed.txt").text == BODY


def test_packed_file_cut_short_is_named(fail: Fail) -> None:
    packed = gzip.compress(BODY.encode() * 50)

    assert "is a damaged gzip file" in fail(packed[: len(packed) // 2], "one.txt.gz").reason


def test_packed_file_that_unpacks_to_too_much_is_refused(fail: Fail) -> None:
    bomb = gzip.compress(b"a" * 3_000_000)

    assert "over the limit" in fail(bomb, "one.txt.gz", max_bytes=1_000_000).reason


def test_packed_file_with_broken_bytes_is_named(fail: Fail) -> None:
    packed = bytearray(gzip.compress(bytes(range(256)) * 200, 9))
    packed[60:90] = b"\xff" * 30
    with pytest.raises((zlib.error, OSError, EOFError), match=r"."):
        gzip.decompress(bytes(packed))

    assert "gzip" in fail(bytes(packed), "one.txt.gz").reason


def test_same_key_with_other_text_is_a_failure(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"{BODY} {name}", encoding="utf-8")

    (found,) = failures(tmp_path / "one", tmp_path / "two")

    assert "has the same key (a.txt)" in found.reason


def test_names_that_are_no_text_are_shown_in_one_line(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9\nx.txt"
    with open(path, "wb") as file:
        file.write(BODY.encode())

    (found,) = read_paths([os.fsdecode(path)], Settings())

    assert isinstance(found, Article)
    assert found.key.endswith("caf? x.txt")


@pytest.mark.parametrize("piece", ["<!---->", "<!-- a -->\n", "<!--", "<?xml ", "\n", "{"])
def test_kind_of_a_file_is_told_whatever_it_begins_with(piece: str) -> None:
    """A page may begin with any number of comments; telling that took forever on a few hundred."""
    begun = (piece * 3_000).encode()

    assert find_format(begun, "") == "text"
    assert find_format(b"<!-- a -->\n<!-- b --> <html>", "") == "html"


def test_two_pipes_are_two_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = []
    for text in (b"The ferry was late again, said the pilot.", b"The bridge was early, said Ann."):
        piped = io.TextIOWrapper(io.BufferedReader(io.BytesIO(text)))  # type: ignore[arg-type]
        monkeypatch.setattr(sys, "stdin", piped)
        (found,) = read_paths(["-"], Settings())
        assert isinstance(found, Article)
        keys.append(found.key)

    assert len(set(keys)) == 2


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.TextIOWrapper(io.BufferedReader(io.BytesIO(b"The ferry was late, she said.")))  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stdin", piped)

    first, second = read_paths(["-", "-"], Settings())

    assert isinstance(first, Article)
    assert second == Failure("-", "standard input has been read already: give - once")


def test_lock_files_of_word_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "~$draft.docx").write_bytes(b"\x05Ada")
    (tmp_path / "note.txt").write_text("It ends here.", encoding="utf-8")

    found = list(read_paths([str(tmp_path)], Settings()))

    assert [each.key for each in found if isinstance(each, Article)] == ["note.txt"]
    assert len(found) == 1
