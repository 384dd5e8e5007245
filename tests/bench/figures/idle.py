"""What a socket costs that only waits."""

import asyncio
import resource
from collections.abc import Iterator

from tests.bench import ours
from tests.bench.grounds import rss_bytes
from tests.bench.report import Line, aside
from tests.bench.size import Size
from tests.servers.product import Product

FIRST = 20  # sockets that come before the count, so that what is made once isn't theirs


def measure(size: Size) -> Iterator[Line]:
    """The server's resident memory with so many sockets in one room, less what it was with the first few."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # the server inherits it
    count = min(size.idle, most - 200)
    for kind in size.servers:
        aside(f"… idle sockets on {kind}")
        with ours.village(count) as village, ours.product(kind, village) as server:
            each = asyncio.run(_measure(server, village, count))
        yield Line(name=f"memory of one of {count:,} idle sockets, {kind}", unit="KB", ours=each / 1000, at_most=40)


async def _measure(server: Product, village: ours.Village, count: int) -> float:
    crowd = ours.crowd(server, village)
    await crowd.come(FIRST)
    before = rss_bytes(server.pid)
    await crowd.come(count - FIRST)
    await asyncio.sleep(3)
    gone = sum(phone.closed for phone in crowd.phones)
    if gone:
        raise ConnectionError(f"{gone} of {count} idle sockets were cut off")
    after = rss_bytes(server.pid)
    crowd.leave()
    return (after - before) / (count - FIRST)
