"""A village returns at once: after the server was started again every socket comes back, and is fifty messages behind."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.bench import ours
from tests.bench.report import Line, aside
from tests.bench.size import Size
from tests.servers.product import Product

BEHIND = 50
QUERIES = ("statement: SELECT", "statement: INSERT", "statement: UPDATE", "statement: WITH", "execute ")


def measure(size: Size) -> Iterator[Line]:
    """Seconds until all are caught up, on both servers; and queries, beside a fetch for each socket."""
    for kind in size.servers:
        aside(f"… {size.crowd:,} return to {kind}")
        with ours.village(size.crowd) as village:
            head = talk(village)["head"]
            with ours.product(kind, village) as server:
                seconds = asyncio.run(_return(server, village, size.crowd, head))
        yield Line(name=f"{size.crowd:,} return, each {BEHIND} behind: all caught up, {kind}", unit="s", ours=seconds, at_most=3)
    if not size.quick:
        aside(f"… queries of {size.crowd:,} who return")
        yield _queries(size)


def talk(village: ours.Village) -> dict[str, int]:
    """Have a woman say what the others missed: the room's head, and the queries to fetch it once."""
    said: dict[str, int] = ours.inside("talk", village.room, village.members[0], BEHIND, env=village.env)
    return said


def _queries(size: Size) -> Line:
    """As PostgreSQL logs them; ours with those for sessions, members and doors, the other's without."""
    with ours.scaled() as stores, ours.village(size.crowd, **stores) as village:
        said = talk(village)
        log = _log_statements(stores["DATABASE_URL"])
        with ours.product("uvicorn", village) as server:
            before = _logged(log)
            asyncio.run(_return(server, village, size.crowd, said["head"]))
            own = _logged(log) - before
    return Line(
        name=f"queries when {size.crowd:,} return",
        ours=own,
        beside=said["queries"] * size.crowd,
        beside_name="a fetch each",
        fewer=True,
        ratio_at_least=5,
    )


async def _return(server: Product, village: ours.Village, count: int, head: int) -> float:
    crowd = ours.crowd(server, village, after=head - BEHIND)
    began = time.perf_counter()
    await crowd.come(count, at_once=count)
    await crowd.hear(BEHIND)
    took = time.perf_counter() - began
    crowd.leave()
    return took


def _log_statements(url: str) -> Path:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET log_statement = 'all'")
        connection.execute("SELECT pg_reload_conf()")
        row = connection.execute("SHOW data_directory").fetchone()
    assert row
    return Path(row[0]) / "log"


def _logged(log: Path) -> int:
    text = log.read_text(errors="replace")
    return sum(text.count(query) for query in QUERIES)
