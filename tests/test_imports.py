"""The way of the data: a package imports only from those before it, and start-up stays quick."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "onrecord"

ORDER = (
    {"errors", "settings", "values", "version"},
    {"article"},
    {"text"},
    {"language"},
    {"statements"},
    {"works"},
    {"people"},
    {"occasions"},
    {"variants"},
    {"pipeline"},
    {"record"},
    {"adding"},
    {"answers"},
    {"publish"},
    {"facade", "__init__"},
    {"cli", "web", "__main__"},
)
"""What may import what: each only from its own set and those before it."""

RANKS = {name: rank for rank, names in enumerate(ORDER) for name in names}

NEVER = {"torch", "spacy", "transformers", "sklearn", "pandas"}
"""Not under src at all: the installed package needs none of them."""

SLOW = {"trafilatura", "dateparser", "onnxruntime", "py3langid", "htmldate", "courlan", "pyarrow"}
"""Imported only inside the functions that need them."""

WEB = {"fastapi", "jinja2", "starlette", "uvicorn"}
"""Imported only by `web`, which only `serve` imports, when it runs."""

MODULES = sorted(SOURCE.rglob("*.py"))


def package_of(path: Path) -> str:
    """The first name below onrecord: the package that a module is in, or the module itself."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(tree: ast.AST, path: Path) -> Iterator[str]:
    """The full names of all modules that are imported anywhere in the tree of the module at `path`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = absolute(node, path)
            names = [alias.name for alias in node.names] if module == "onrecord" else [""]
            yield from (f"{module}.{name}".rstrip(".") for name in names)


def absolute(node: ast.ImportFrom, path: Path) -> str:
    """The module that names are imported from, dots before it resolved."""
    if not node.level:
        return node.module or ""
    folder = path.relative_to(SOURCE.parent).parts[: -node.level]
    return ".".join([*folder, *([node.module] if node.module else [])])


def at_module_level(tree: ast.Module) -> ast.Module:
    """The tree without what runs only when a function is called, or never."""
    kept = [
        node
        for node in tree.body
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    ]
    return ast.Module(
        [node for node in kept if not isinstance(node, ast.ClassDef)], type_ignores=[]
    )


def parsed(path: Path) -> ast.Module:
    """The module's tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def each_module() -> pytest.MarkDecorator:
    """Runs a test for every module under src."""
    names = [str(path.relative_to(SOURCE)) for path in MODULES]
    return pytest.mark.parametrize("path", MODULES, ids=names)


@each_module()
def test_package_has_its_place_in_the_order(path: Path) -> None:
    assert package_of(path) in RANKS


@each_module()
def test_package_imports_only_from_those_before_it(path: Path) -> None:
    own = RANKS[package_of(path)]
    ours = {
        name.split(".")[1] for name in imported(parsed(path), path) if name.startswith("onrecord.")
    }

    later = {name for name in ours if RANKS[name] > own}

    assert not later, f"{path.name} imports from {later}, which come after it"


@each_module()
def test_nothing_imports_what_only_training_needs(path: Path) -> None:
    assert NEVER.isdisjoint(name.split(".")[0] for name in imported(parsed(path), path))


@each_module()
def test_slow_libraries_wait_for_the_function_that_needs_them(path: Path) -> None:
    at_start = {name.split(".")[0] for name in imported(at_module_level(parsed(path)), path)}

    assert SLOW.isdisjoint(at_start)


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "values").glob("*.py")), ids=lambda path: path.name
)
def test_values_import_nothing_of_ours_but_one_another(path: Path) -> None:
    names = set(imported(parsed(path), path))

    assert not {n for n in names if n.startswith("onrecord") and ".values" not in n}


def test_every_command_starts_without_a_slow_library() -> None:
    script = (
        "import sys, onrecord; from onrecord.cli.main import COMMANDS, cli;"
        "[cli.get_command(None, name) for name in COMMANDS];"
        f"print(sorted({SLOW | NEVER | {'numpy', 'lxml', 'tokenizers'} | WEB!r} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )

    assert ran.stdout.strip() == "[]"
