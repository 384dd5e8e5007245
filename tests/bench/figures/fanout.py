"""What it costs to bring a message to everyone in a room, and how soon the last one has it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench import besides, ours
from tests.bench.crowd import Crowd
from tests.bench.dialects import SocketIoSpeaker, TutorialSpeaker
from tests.bench.grounds import Server, cpu_seconds
from tests.bench.report import Line, Unmeasured, aside
from tests.bench.size import Size
from tests.servers.product import Product

IN_FLIGHT = (16, 64)
OVER_SOCKET_IO = {("uvicorn", 16): 5, ("uvicorn", 64): 10, ("Daphne", 16): 2, ("Daphne", 64): 5}
OVER_TUTORIAL = 40


@dataclass(frozen=True)
class Measured:
    """Deliveries per server-core-second by messages in flight, and the 99th percentile of one in the quiet, in milliseconds."""

    rates: dict[int, float]
    quiet: float


def measure(size: Size, redis: str) -> Iterator[Line | Unmeasured]:
    """Ours on both servers, beside the tutorial's consumer and socket.io, everyone with the same phones."""
    beside = {}
    for name, start, speaker in (("socket.io", besides.socket_io, SocketIoSpeaker), ("tutorial", besides.tutorial, TutorialSpeaker)):
        if size.quick:
            continue
        aside(f"… fan-out: {name}")
        try:
            with start(redis) as server:
                beside[name] = asyncio.run(_measure(Crowd(speaker, server.url), server, size, is_slow=name == "tutorial"))
        except besides.CannotMeasure as why:
            yield Unmeasured(f"beside {name}", str(why))
    for kind in size.servers:
        aside(f"… fan-out: ours on {kind}")
        with ours.village(size.crowd) as village, ours.product(kind, village) as server:
            yield from _lines(kind, size, asyncio.run(_measure_ours(server, village, size)), beside)


def _lines(kind: str, size: Size, own: Measured, beside: dict[str, Measured]) -> Iterator[Line]:
    socket_io, tutorial = beside.get("socket.io"), beside.get("tutorial")
    for flying in IN_FLIGHT:
        name = f"deliveries a core second to {size.crowd:,}, {flying} in flight, {kind}"
        yield Line(
            name=name,
            ours=own.rates[flying],
            beside=socket_io and socket_io.rates[flying],
            beside_name="socket.io",
            ratio_at_least=OVER_SOCKET_IO[kind, flying],
        )
        if kind == "Daphne":
            yield Line(
                name=name,
                ours=own.rates[flying],
                beside=tutorial and tutorial.rates[flying],
                beside_name="tutorial",
                ratio_at_least=OVER_TUTORIAL,
            )
    yield Line(
        name=f"one message to the last of {size.crowd:,}, p99, {kind}",
        unit="ms",
        ours=own.quiet,
        beside=socket_io and socket_io.quiet,
        beside_name="socket.io",
        ratio_at_most=1 if kind == "uvicorn" else None,
    )


async def _measure_ours(server: Product, village: ours.Village, size: Size) -> Measured:
    return await _measure(ours.crowd(server, village), server, size)


async def _measure(crowd: Crowd, server: Server, size: Size, is_slow: bool = False) -> Measured:
    """One that is slow gets one second, after which what is in the air lands for half a minute more."""
    await crowd.come(size.crowd)
    rates = {}
    for flying in IN_FLIGHT:
        if not is_slow:
            await crowd.post_for(size.seconds / 3, flying)  # until it runs warm
        before = cpu_seconds(server.pid)
        done = await crowd.post_for(1 if is_slow else size.seconds, flying)
        rates[flying] = done.deliveries / (cpu_seconds(server.pid) - before)
        aside(f"    {flying} in flight: {done.messages / done.seconds:,.0f} messages a second, {rates[flying]:,.0f} deliveries")
    quiet = []
    for _ in range(size.quiet_messages // (20 if is_slow else 1)):
        await asyncio.sleep(0.05)
        quiet.append(await crowd.post_one() * 1000)
    crowd.leave()
    ranked = [percentile(quiet, share) for share in (50, 95, 99)]
    aside(f"    one to the last: {ranked[0]:.0f} ms, of twenty {ranked[1]:.0f}, of a hundred {ranked[2]:.0f}")
    return Measured(rates, ranked[2])


def percentile(values: list[float], share: int) -> float:
    """The smallest value that `share` per cent do not exceed."""
    return sorted(values)[-(-len(values) * share // 100) - 1]
