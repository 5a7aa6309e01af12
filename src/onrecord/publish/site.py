"""A record's works as a folder of static pages that opens from disk, with data for machines beside them.

    index.html            the works              works/NAME.html          each explained, spoilers folded
    sources.html          the articles           annotations/NAME.jsonld  the statements of each article
    onrecord.json         what was written: a list of the files with their digests

The same record gives the same bytes. All is written beside the folder first and then takes its place. Before:
`site_pages` and `site_data`. After: the command `publish`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.answers.explain import explain
from onrecord.errors import NotOnRecord, UsageError
from onrecord.publish.explain_report import tell
from onrecord.publish.phrases import counted
from onrecord.publish.site_data import annotations_of, work_graph
from onrecord.publish.site_pages import Listed, list_page, source_line, work_page
from onrecord.publish.timeline import draw_timeline
from onrecord.record import Store
from onrecord.record.name_forms import plain_name, slug
from onrecord.values import Entry, Explanation, Work

MANIFEST = "onrecord.json"
CONTEXT = 32
"""Characters on each side of a statement, unless told otherwise."""
MOST_LETTERS = 60
"""Letters of a title that name its file."""
ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Published:
    """What a site has, and how many of its files are new or other than before, and gone."""

    folder: str
    works: int
    articles: int
    statements: int
    files: int
    changed: int
    gone: int


def publish_site(
    store: Store,
    folder: Path,
    *,
    titles: Sequence[str] = (),
    context: int = CONTEXT,
    tick: Callable[[str], None] = lambda told: None,
) -> Published:
    """What was written to the folder.

    Raises UsageError where it holds anything else, NotOnRecord for a title that is not there.
    """
    before = held_files(folder)
    site = Site(store, context, tick)
    files = site.files(titles)
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    changed = [name for name, digest in digests.items() if before.get(name) != digest]
    gone = before.keys() - digests.keys()
    if changed or gone:
        manifest = json.dumps({"made_by": "onrecord publish", "files": digests}, indent=1)
        replace_folder(folder, {**files, MANIFEST: manifest + "\n"})
    return Published(
        str(folder),
        site.works,
        site.articles,
        site.statements,
        len(files),
        len(changed),
        len(gone),
    )


# --- what is in it --------------------------------------------------------------------------------


class Site:
    """Makes the files of a site and counts what is in them."""

    def __init__(self, store: Store, context: int, tick: Callable[[str], None]) -> None:
        self._store, self._context, self._tick = store, context, tick
        self._heads = {head.key: head for head in store.heads()}
        self.works = self.articles = self.statements = 0

    def files(self, titles: Sequence[str]) -> dict[str, str]:
        """The text of each file by its path in the site."""
        made: dict[str, str] = {}
        works: list[Listed] = []
        cited: set[str] = set()
        names: set[str] = set()
        for explained, guarded in self._explained(titles):
            name = file_name(explained.work, names)
            made[f"works/{name}.html"] = self._work(explained, guarded)
            keys = articles_of(explained)
            cited |= keys
            told = counted(len(keys), "article")
            works.append(Listed(explained.work, f"works/{name}.html", told))
        sources = dict(self._sources(cited if titles else set(self._heads)))
        made |= {f"annotations/{name}.jsonld": text for name, (text, _) in sources.items()}
        self.works, self.articles = len(works), len(sources)
        note = "Every quotation is a slice of an article. What gives a story away is folded."
        made["index.html"] = list_page("Works", note, works)
        note = "The articles that were read, each with its statements as W3C annotations."
        lines = [listed for _, listed in sources.values()]
        made["sources.html"] = list_page("Sources", note, lines)
        return made

    def _explained(self, titles: Sequence[str]) -> Iterator[tuple[Explanation, Explanation]]:
        """Each work explained, once: whole, and without what gives it away."""
        seen: set[str] = set()
        for title in titles or [work.title for work in self._store.lists.works(ALL)]:
            self._tick(title)
            try:
                whole = explain(self._store, title)
            except NotOnRecord:
                if titles:
                    raise
                continue
            if whole.work not in seen and (whole.sections or titles):
                seen.add(whole.work)
                yield whole, explain(self._store, title, spoilers=False)

    def _work(self, whole: Explanation, guarded: Explanation) -> str:
        shown = list(open_entries(guarded))
        kinds = [work for work, _ in self._store.works() if work.title == whole.work]
        data = work_graph(whole.work, common_kind(kinds), guarded.facts, shown, self._heads)
        return work_page(tell(whole, self._heads), data, draw_timeline(guarded, self._heads))

    def _sources(self, keys: set[str]) -> Iterator[tuple[str, tuple[str, Listed]]]:
        names: set[str] = set()
        for key, head in self._heads.items():
            if key not in keys:
                continue
            account = self._store.settled_account(key)
            name = file_name(head.headline or key, names)
            self.statements += len(account.statements)
            text = json.dumps(annotations_of(account, self._context), ensure_ascii=False, indent=1)
            listed = source_line(head, len(account.statements), f"annotations/{name}.jsonld")
            yield name, (text + "\n", listed)


def open_entries(guarded: Explanation) -> Iterator[Entry]:
    """The entries that give nothing away, each once."""
    yield from dict.fromkeys(
        entry
        for section in guarded.sections
        if not section.spoiler
        for entry in section.entries
        if entry.spoiler == "none"
    )


def common_kind(works: Sequence[Work]) -> Work | None:
    """The work, where all articles that name it agree on what it is."""
    return works[0] if len({work.kind for work in works}) == 1 else None


def articles_of(explained: Explanation) -> set[str]:
    """The keys of all articles that an explanation cites."""
    entries = [entry for section in explained.sections for entry in section.entries]
    cited = [c for entry in entries for c in (entry.citation, *entry.also)]
    cited += [fact.citation for fact in explained.facts]
    cited += [c for gap in explained.gaps for c in gap.cited_by]
    return {citation.article for citation in cited}


def file_name(title: str, taken: set[str]) -> str:
    """A name for a title's file that no other has, which is taken.

    >>> taken = set()
    >>> file_name("The Low Tide!", taken), file_name("The low tide", taken)
    ('low-tide', 'low-tide-2')
    """
    plain = slug(plain_name(title.replace(".", " ")))[:MOST_LETTERS].strip("-") or "untitled"
    number = 1
    while (name := plain if number == 1 else f"{plain}-{number}") in taken:
        number += 1
    taken.add(name)
    return name


# --- the folder -----------------------------------------------------------------------------------


def held_files(folder: Path) -> Mapping[str, str]:
    """The digests of the files that an earlier run wrote there; none for a folder that is empty or not there.

    Raises UsageError where the folder holds anything else, which would be lost.
    """
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise UsageError(f"{folder}: is a file; name a folder to publish to")
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if not names:
        return {}
    try:
        held = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        listed: dict[str, str] = dict(held["files"])
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(
            f"{folder}: holds files that onrecord did not write, which would be lost; name an empty "
            "folder, or one that it published to"
        ) from None
    if strange := sorted(names - listed.keys() - {MANIFEST}):
        raise UsageError(
            f"{folder}: holds {strange[0]}, which onrecord did not write and which would be lost; "
            "move it away, or name another folder"
        )
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in names - {MANIFEST}
    }
    return {name: digests.get(name, "") for name in listed}


def replace_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files beside the folder, then put them in its place: never half of one and of the other."""
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        partial.chmod(0o755)
        for name, text in files.items():
            place = partial / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="")
        if folder.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
            os.replace(folder, old)  # onto an empty folder
            try:
                os.replace(partial, folder)
            except OSError:
                os.replace(old, folder)
                raise
            shutil.rmtree(old)
        else:
            os.replace(partial, folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
