"""onrecord sets the record straight: who said what, where and when, in verbatim, cited words only.

    >>> import onrecord
    >>> statements = onrecord.read("interview.txt")            # doctest: +SKIP
    >>> with onrecord.Record("record.db") as record:           # doctest: +SKIP
    ...     record.add("coverage/")
    ...     record.explain("Lowenna")

The nouns that these hand back are in `onrecord.values`, the errors in `onrecord.errors`.
"""

from __future__ import annotations

from onrecord.facade import Added, Record, read
from onrecord.version import __version__

__all__ = ["Added", "Record", "__version__", "read"]
