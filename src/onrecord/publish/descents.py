"""A trace's articles by what each hangs on, as the command line and the pages draw them.

Before: a trace. After: `cli.trace_view`, `web.tree`.
"""

from __future__ import annotations

from collections import defaultdict

from onrecord.values import Descent, Lineage


def descents_by_parent(lineage: Lineage) -> defaultdict[str | int | None, list[Descent]]:
    """The articles under each article (by key), each original that is not held (by number), and under none.

    >>> root = Descent("a", (0,), None, None, None, "the earliest held", 0, True)
    >>> copy = Descent("b", (1,), "a", None, None, "names it", 0, True)
    >>> found = descents_by_parent(Lineage((root, copy)))
    >>> [each.article for each in found[None]], [each.article for each in found["a"]]
    (['a'], ['b'])
    """
    under: defaultdict[str | int | None, list[Descent]] = defaultdict(list)
    for descent in lineage.descents:
        under[descent.original if descent.source is None else descent.source].append(descent)
    return under
