"""`python -m tests.bench`: every figure of the contract, one a line. `--quick` only shows that all can be measured."""

import argparse
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator

from tests.servers.stores import Valkey

from . import report
from .figures import boards, fanout, gathering, idle, ordering, posting, returning, searching
from .size import QUICK, WHOLE, Size

FIGURES = ("fanout", "posting", "idle", "returning", "ordering", "searching", "gathering", "boards")


def main() -> int:
    """Measure and print. Returns 0 even where a figure is short: a figure is told, not tested."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small crowd and no others beside: half a minute")
    parser.add_argument("--only", choices=FIGURES, action="append", help="this figure alone")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    began = time.monotonic()
    print(report.columns(report.HEAD))
    verdicts: Counter[str] = Counter()
    for line in measured(QUICK if asked.quick else WHOLE, asked.only or FIGURES):
        print(line, flush=True)
        verdicts[line.verdict] += 1
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items())
    print(f"{told}; {time.monotonic() - began:.0f} seconds.")
    return 0


def measured(size: Size, figures: tuple[str, ...] | list[str]) -> Iterator[report.Line | report.Unmeasured]:
    if "fanout" in figures:
        with Valkey() as redis:
            yield from fanout.measure(size, redis.url)
    if "posting" in figures:
        yield from posting.measure(size)
    if "idle" in figures:
        yield from idle.measure(size)
    if "returning" in figures:
        yield from returning.measure(size)
    if "ordering" in figures:
        yield from ordering.measure(size)
    if "searching" in figures:
        yield from searching.measure(size)
    if "gathering" in figures:
        yield from gathering.measure(size)
    if "boards" in figures:
        yield from boards.measure(size)


if __name__ == "__main__":
    sys.exit(main())
