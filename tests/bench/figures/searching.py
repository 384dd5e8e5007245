"""How long the market's page takes to be found and drawn, as people ask for it: beside a small market, and beside `icontains`."""

from collections.abc import Iterator
from contextlib import ExitStack

from tests.bench import ours
from tests.bench.report import Line, aside
from tests.bench.size import Size


def measure(size: Size) -> Iterator[Line]:
    """On both databases."""
    for database in ("SQLite", "PostgreSQL"):
        if size.quick and database == "PostgreSQL":
            continue
        with ExitStack() as stack:
            stores = stack.enter_context(ours.scaled()) if database == "PostgreSQL" else {}
            village = stack.enter_context(ours.village(1, **stores))
            aside(f"… searching, {database}")
            took = ours.inside("searching", size.services, size.questions, env=village.env)
        yield Line(
            name=f"the market's page, p95 of {size.services:,} services, {database}",
            unit="ms",
            ours=took["large"],
            beside=took["small"],
            beside_name="of 1,000",
            ratio_at_most=2,
            at_most=50,
        )
        yield Line(
            name=f"the same, every page beside the mere rows by words, {database}",
            unit="ms",
            ours=took["large"],
            beside=took["naive"],
            beside_name="icontains, no index",
            fewer=True,
            ratio_at_least=2,
        )
