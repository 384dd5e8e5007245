"""How many orders of the same departure are placed a second, fsync real: beside a lock that is held while everything is looked at."""

from collections.abc import Iterator
from contextlib import ExitStack

from tests.bench import ours
from tests.bench.report import Line, aside
from tests.bench.size import Size


def measure(size: Size) -> Iterator[Line]:
    """On both databases; nothing is oversold either way, or the figure is none."""
    for database in ("SQLite", "PostgreSQL"):
        if size.quick and database == "PostgreSQL":
            continue
        with ExitStack() as stack:
            stores = stack.enter_context(ours.scaled()) if database == "PostgreSQL" else {}
            village = stack.enter_context(ours.village(1, **stores))
            aside(f"… ordering, {database}")
            rates = ours.inside("ordering", village.members[0], size.seconds, env=village.env)
        if rates["ours_wrong"] or rates["naive_wrong"]:
            raise RuntimeError(f"what is taken is not what was ordered: {rates}")
        yield Line(
            name=f"orders placed of one departure, {database}",
            unit="a second",
            ours=rates["ours"],
            beside=rates["naive"],
            beside_name="a row lock",
            ratio_at_least=1,
        )
