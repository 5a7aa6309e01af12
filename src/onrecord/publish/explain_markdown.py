"""An explanation as Markdown: headings, block quotes, sources; what gives the story away folded.

Every sign of Markdown or HTML in the articles' words is escaped, so that they stand as they are. Before:
`explain_report`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.publish.explain_report import Part, Quoted, Told
from onrecord.publish.phrases import joined

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-=])", re.MULTILINE)
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(128, 160)), "�")
FOLD = "Gives the story away"


def escape(text: str) -> str:
    """The text with every sign escaped that Markdown or HTML would read.

    >>> escape("a *b* <script> [c](d)"), escape("1. x")
    ('a \\\\*b\\\\* \\\\<script\\\\> \\\\[c\\\\](d)', '1\\\\. x')
    """
    signs = _SIGNS.sub(r"\\\1", text.translate(_CONTROL))
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if not m[2][0].isdigit() else _list(m), signs)


def _list(match: re.Match[str]) -> str:
    """A number that would begin a list, its point escaped."""
    return f"{match[1]}{match[2][:-1]}\\{match[2][-1]}"


def explain_markdown(told: Told) -> str:
    """The explanation as one Markdown document."""
    return "\n\n".join(blocks_of(told)) + "\n"


def blocks_of(told: Told) -> Iterator[str]:
    """The blocks of the document in their order."""
    yield f"# {escape(told.title)}"
    yield from (f"*{escape(note)}*" for note in told.notes)
    if told.facts:
        yield "\n".join(
            f"- **{escape(name)}**: {escape(value)} ({escape(source)})"
            for name, value, source in told.facts
        )
    for part in told.parts:
        yield f"## {escape(part.heading)}"
        yield from folded(part)
    if told.gaps:
        yield "## Cited, not held"
        yield "\n".join(
            f"- {escape(first)}\n" + "\n".join(f"  - {escape(line)}" for line in more)
            for first, *more in told.gaps
        )


def folded(part: Part) -> Iterator[str]:
    """The entries of a part; those that give the story away in a fold of their own."""
    entries = list(entry_blocks(part))
    if part.spoiler:
        yield f"<details><summary>{FOLD}</summary>"
        yield from (block for _, block in entries)
        yield "</details>"
        return
    yield from (block for hidden, block in entries if not hidden)
    hiding = [block for hidden, block in entries if hidden]
    if hiding:
        yield f"<details><summary>{FOLD}</summary>"
        yield from hiding
        yield "</details>"


def entry_blocks(part: Part) -> Iterator[tuple[bool, str]]:
    """Each block of a part, and whether it gives something away."""
    for name, quoted in part.groups:
        if name:
            yield False, f"### {escape(name)}"
        for one in quoted:
            yield one.spoiler != "none", entry_block(one)
    if part.tellings:
        yield False, f"*{escape(part.tellings)}*"


def entry_block(quoted: Quoted) -> str:
    """One entry: a block quote, and below it who said it, where it stands and what is to be known of it."""
    words = "\n".join(f"> {line}".rstrip() for line in escape(quoted.text).split("\n"))
    if quoted.above:
        return f"{words}\n\nWhole under: {escape(quoted.above)}"
    who = joined(
        f"**{escape(quoted.speaker)}**" if quoted.speaker else None,
        escape(quoted.occasion),
        by=" · ",
    )
    lines = [f"— {who}" if who else None, source_line(quoted)]
    lines += [f"*{escape(mark)}*" for mark in quoted.marks]
    lines.append(escape(quoted.also) if quoted.also else None)
    return f"{words}\n\n" + "  \n".join(line for line in lines if line)


def source_line(quoted: Quoted) -> str:
    """Where the words stand, with the page's address where it is one."""
    source = escape(quoted.source)
    url = quoted.url or ""
    is_link = url.startswith(("http://", "https://")) and not re.search(r"[\s<>()]", url)
    return f"[{source}](<{url}>)" if is_link else source
