"""How fast pages come with 8 clients and one worker: p95, requests per second, memory. Needs `wrk`.

    python benchmarks/made_films.py … makes a large record; then
    python benchmarks/web_load.py made.db

Each kind of page is asked for at addresses drawn from the record with a fixed seed: once by one client
("first"), then again and again by all. One server, no limit of requests, loopback. The time of the processor
that a request takes ("CPU") does not depend on what else the machine does; the rest does.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

SEED = 20251125
ADDRESSES = 60
QUESTIONS = (
    "What did {name} say about the ending of {title}?",
    "Why was a scene cut from {title}?",
    "What does the ending of {title} mean?",
    "What did {name} say about {title}?",
)
LUA = """
local paths = {{}}
for line in io.lines("{file}") do paths[#paths + 1] = line end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency)
  io.write(string.format("P50 %.1f P95 %.1f P99 %.1f OTHER %d\\n", latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, summary.errors.status))
end
"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("record", type=Path)
    asked.add_argument("--seconds", type=int, default=15)
    asked.add_argument("--clients", type=int, default=8)
    given = asked.parse_args()
    paths = paths_of(given.record)
    print(f"{given.record}: {counts_of(given.record)}, {given.clients} clients, one worker")
    print(
        "page        first p50  first p95  first CPU  requests/s    p50    p95    p99  CPU  not 200  MB"
    )
    with serving(given.record) as (base, process):
        for name, addresses in paths.items():
            urllib.request.urlopen(f"{base}/film").read()
            first = visit(base, addresses, process.pid)
            before = processor(process.pid)
            rate, *times, wrong = load(base, addresses, given.clients, given.seconds)
            each = 1000 * (processor(process.pid) - before) / max(1, rate * given.seconds)
            told = "".join(f"{number:>11.0f}" for number in first)
            told += f"{rate:>12.1f}" + "".join(f"{number:>7.0f}" for number in times)
            print(
                f"{name:<10}{told}{each:>5.1f}{wrong:>9.0f}{memory(process.pid):>4.0f}", flush=True
            )


def visit(base: str, paths: list[str], pid: int) -> tuple[float, float, float]:
    """The p50 and p95 of a first visit by one client, and the processor's time, in milliseconds."""
    taken, before = [], processor(pid)
    for path in paths:
        begun = time.monotonic()
        urllib.request.urlopen(base + path).read()
        taken.append(1000 * (time.monotonic() - begun))
    each = 1000 * (processor(pid) - before) / len(paths)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[18], each


def counts_of(record: Path) -> str:
    """How many statements and articles the record has."""
    with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as db:
        (articles,) = db.execute("SELECT COUNT(*) FROM versions WHERE current").fetchone()
        (statements,) = db.execute("SELECT COUNT(*) FROM statements").fetchone()
    return f"{statements:,} statements in {articles:,} articles"


def paths_of(record: Path) -> dict[str, list[str]]:
    """Addresses of each kind of page, drawn from the record."""
    drawn = random.Random(SEED)
    with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as db:
        ids = [row[0] for row in db.execute("SELECT id FROM statements ORDER BY id")]
        keys = [row[0] for row in db.execute("SELECT key FROM articles ORDER BY key")]
        said = db.execute(
            "SELECT DISTINCT s.speaker_name, w.title FROM statements s JOIN works w"
            " ON w.version = s.version WHERE s.speaker_kind = 'person'"
            " AND s.speaker_name LIKE '% %' ORDER BY 1, 2"
        ).fetchall()
    about = [drawn.choice(said) for _ in range(ADDRESSES)]
    questions = [drawn.choice(QUESTIONS).format(name=name, title=title) for name, title in about]
    return {
        "Ask": [f"/ask?question={quote(each)}" for each in questions],
        "Statement": [f"/statement/{each}" for each in some(drawn, ids)],
        "Article": [f"/article?key={quote(each, safe='')}" for each in some(drawn, keys)],
    }


def some(drawn: random.Random, items: list[str]) -> list[str]:
    """At most `ADDRESSES` of the items."""
    return drawn.sample(items, min(ADDRESSES, len(items)))


@contextmanager
def serving(record: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server of the record, and its address."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onrecord", "serve", "--record", str(record), "--rate", "0"]
    process = subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{base}/healthz").read()
                break
            except OSError:
                time.sleep(0.1)
        yield base, process
    finally:
        process.terminate()
        process.wait(20)


def load(base: str, paths: list[str], clients: int, seconds: int) -> tuple[float, ...]:
    """Requests a second, p50, p95 and p99 in milliseconds, answers that were not 200."""
    with tempfile.TemporaryDirectory() as folder:
        file, script = Path(folder) / "paths", Path(folder) / "load.lua"
        file.write_text("\n".join(paths), encoding="utf-8")
        script.write_text(LUA.format(file=file), encoding="utf-8")
        command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s"]
        told = subprocess.run(
            [*command, "-s", str(script), base], capture_output=True, text=True, check=True
        ).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    times = re.search(r"P50 ([\d.]+) P95 ([\d.]+) P99 ([\d.]+) OTHER (\d+)", told)
    if rate is None or times is None:
        raise SystemExit(f"wrk said:\n{told}")
    return (float(rate[1]), *(float(each) for each in times.groups()))


def processor(pid: int) -> float:
    """Seconds of the processor that a process has taken."""
    told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Resident memory of a process, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    main()
