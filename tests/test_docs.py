"""The documentation names every command, option and package, and no command that does not exist."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from onrecord.cli.main import COMMANDS, cli
from onrecord.version import __version__

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

PACKAGES = sorted(
    path.parent.name
    for path in (ROOT / "src" / "onrecord").glob("*/__init__.py")
    if path.parent.name != "values"  # the nouns: nothing that could go wrong
)


def read(path: Path) -> str:
    """The text of a document."""
    return path.read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    """The command of that name."""
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


def section(document: str, heading: str) -> str:
    """What stands below a heading of the second rank, up to the next."""
    match = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", document, re.M | re.S)
    return match[1] if match else ""


@pytest.mark.parametrize("name", COMMANDS)
def test_cli_page_has_a_section_for_each_command_with_all_its_options(name: str) -> None:
    told = section(read(DOCS / "cli.md"), f"onrecord {name}")
    shared = section(read(DOCS / "cli.md"), "Options that commands share")

    options = [
        option
        for parameter in command(name).params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
    ]

    assert told, f"docs/cli.md has no section: onrecord {name}"
    assert [option for option in options if f"`{option}" not in told + shared] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command_shows_examples_of_itself(name: str) -> None:
    epilog = command(name).epilog or ""

    assert len(re.findall(rf"^  .*\bonrecord {name} ?", epilog, re.M)) >= 2


@pytest.mark.parametrize("document", ["README.md", "docs/index.md", "docs/cli.md"])
def test_documents_show_only_commands_that_exist(document: str) -> None:
    shown = set(re.findall(r"^(?:\$ |    )onrecord ([a-z]+)", read(ROOT / document), re.M))

    assert shown
    assert shown <= set(COMMANDS)


def test_readme_names_only_targets_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.M))

    named = set(re.findall(r"^(?:\$ |    )make ([a-z]+)", read(ROOT / "README.md"), re.M))

    assert {"demo", "test"} <= named <= targets


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_owns_up_to_its_limits(package: str) -> None:
    assert section(read(DOCS / "limits.md"), package).strip()


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", *DOCS.glob("*.md")], ids=str)
def test_links_between_documents_lead_somewhere(document: str | Path) -> None:
    path = ROOT / document
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", read(path))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_version_is_the_same_everywhere() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]

    assert project["version"] == __version__


def test_changelog_has_the_sections_of_keep_a_changelog() -> None:
    assert re.search(r"^## \[Unreleased\]\n\n### Added\n", read(ROOT / "CHANGELOG.md"), re.M)
