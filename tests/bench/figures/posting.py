"""How many posts a second are acknowledged, which is to say on the disk: fsync is real, on both databases."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack

from tests.bench import ours
from tests.bench.report import Line, aside
from tests.bench.size import Size
from tests.servers.product import Product

MEMBERS = 64
IN_FLIGHT = 256


def measure(size: Size) -> Iterator[Line]:
    """Chat's writer beside one transaction each; and the whole way, through sockets."""
    for database in ("SQLite", "PostgreSQL"):
        if size.quick and database == "PostgreSQL":
            continue
        with ExitStack() as stack:
            stores = stack.enter_context(ours.scaled()) if database == "PostgreSQL" else {}
            village = stack.enter_context(ours.village(MEMBERS, **stores))
            aside(f"… posting, {database}")
            yield _through_the_writer(database, village, size)
            with ours.product(size.servers[-1], village) as server:
                rate = asyncio.run(_through_sockets(server, village, size))
            yield Line(name=f"the same through {MEMBERS} sockets, all of them hearing it, {database}", unit="a second", ours=rate)


def _through_the_writer(database: str, village: ours.Village, size: Size) -> Line:
    rates = ours.inside("writing", village.room, size.seconds, *village.members, env=village.env)
    return Line(
        name=f"acknowledged posts, real fsync, {database}",
        unit="a second",
        ours=rates["together"],
        beside=rates["alone"],
        beside_name="a transaction each",
        ratio_at_least=8,
        at_least=5000,
    )


async def _through_sockets(server: Product, village: ours.Village, size: Size) -> float:
    crowd = ours.crowd(server, village)
    await crowd.come(MEMBERS)
    await crowd.post_for(size.seconds / 3, IN_FLIGHT, MEMBERS)
    done = await crowd.post_for(size.seconds, IN_FLIGHT, MEMBERS)
    crowd.leave()
    return done.messages / done.seconds
