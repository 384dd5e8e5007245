"""How soon a question is on all screens of a large gathering while others vote; beside django-eventstream's view, which stores nothing."""

import asyncio
import random
import re
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.bench import besides, ours
from tests.bench.audience import Audience, Sender, Senders, streams
from tests.bench.figures.fanout import percentile
from tests.bench.grounds import cpu_seconds
from tests.bench.report import Line, Unmeasured, aside
from tests.bench.size import Size
from tests.servers.product import Product

QUESTIONS, VOTES = 5, 100  # a second
ASKERS, VOTERS = 8, 16  # connections over which forms are sent
Took = tuple[float, float, float]  # the median and the 99th percentile, in milliseconds; the share that came


def measure(size: Size) -> Iterator[Line | Unmeasured]:
    """The same audience before both, one after the other."""
    beside: Took | None = None
    if not size.quick:
        aside("… gathering: django-eventstream")
        try:
            with besides.eventstream() as server:
                beside = asyncio.run(_measure_beside(server, size))
        except (OSError, TimeoutError) as why:
            yield Unmeasured("beside django-eventstream", f"it didn't let {size.watchers + size.seated:,} in: {why}"[:120])
    aside("… gathering: ours")
    with ours.settled("gathering", size.seated) as (env, told), Product(Path(env["DATA_DIR"]), "daphne", env) as server:
        own, rate = asyncio.run(_measure_ours(server, told, size))
    name = f"a question to every one of {size.watchers + size.seated:,} live pages"
    yield Line(
        name=f"{name}, {VOTES} votes a second, p99",
        unit="ms",
        ours=own[1],
        beside=beside and beside[1],
        beside_name="eventstream, no votes",
        at_most=1000,
    )
    came = f"{name}, which of them came"
    yield Line(name=came, unit="%", ours=own[2], beside=beside and beside[2], beside_name="eventstream", at_least=100)
    yield Line(name="votes taken a second, meanwhile", ours=rate, at_least=None if size.quick else VOTES * 0.95)


async def _measure_ours(server: Product, told: dict[str, Any], size: Size) -> tuple[Took, float]:
    number, cookies = told["gathering"], told["cookies"]
    at, shown = f"/events/{number}", []
    audience, desk = Audience(server.port), Audience(server.port)
    followed = streams(f"events.gathering:{number}", f"events.live:{number}")
    await audience.come(followed, [*[""] * size.watchers, *cookies])
    waiting: asyncio.Queue[int] = asyncio.Queue()

    def hear(text: bytes) -> None:
        for found in re.findall(rb'"type":"question","id":(\d+)', text):
            if (question := int(found)) not in known:
                known.add(question)
                waiting.put_nowait(question)

    known: set[int] = set()
    await desk.come(streams(f"events.desk:{number}"), told["hosts"][:1], told=hear)
    host = server.url.removeprefix("http://")
    asking, *voting = Senders(ASKERS, server.port, host), *(Sender(server.port, host) for _ in range(VOTERS))

    async def show() -> None:
        """As a host does who lets everyone see each at once."""
        while True:
            question = await waiting.get()
            hosts = told["hosts"]
            await asking.send(f"{at}/stage/questions/{question}/", hosts[len(shown) % len(hosts)], change="show")
            shown.append(question)

    async def ask(which: int) -> None:
        await asking.send(f"{at}/live/questions/", cookies[which % len(cookies)], key=uuid4(), body=f"Q{which}Q качан?")

    done = 0
    chance = random.Random(7)

    async def vote(line: Sender) -> None:
        nonlocal done
        if shown:
            form = {chance.choice(("vote", "vote", "unvote")): chance.choice(shown[-20:])}
            status = await line.send(f"{at}/live/votes/", chance.choice(cookies), **form)
            done += status in (200, 409)  # it was answered meanwhile

    began_cpu, before = cpu_seconds(server.pid), time.perf_counter()
    background = [asyncio.create_task(show()) for _ in range(ASKERS // 2)]
    background += [asyncio.create_task(_often(vote, line, VOTES / VOTERS)) for line in voting]
    await _ask_all(audience, ask, size.asks)
    lasted = time.perf_counter() - before
    voted = done
    came = await audience.settle()
    aside(f"    {voted / lasted:,.0f} votes a second; {(cpu_seconds(server.pid) - began_cpu) / lasted:.2f} cores")
    for task in background:
        task.cancel()
    await asyncio.gather(*background, return_exceptions=True)
    for one in (audience, desk):
        one.leave()
    for line in (asking, *voting):
        line.close()
    return _took(audience, came), voted / lasted


async def _measure_beside(server: besides.Beside, size: Size) -> Took:
    audience = Audience(server.port)
    await audience.come("/live/", [""] * (size.watchers + size.seated))
    line = Senders(ASKERS, server.port, f"localhost:{server.port}")

    async def ask(which: int) -> None:
        await line.send("/ask/", "", body=f"Q{which}Q качан?")

    await _ask_all(audience, ask, size.asks)
    came = await audience.settle()
    audience.leave()
    line.close()
    return _took(audience, came)


async def _ask_all(audience: Audience, ask: Callable[[int], Coroutine[Any, Any, None]], count: int) -> None:
    """So many, QUESTIONS a second, whether the ones before are answered or not."""
    async with asyncio.TaskGroup() as asking:
        for which in range(count):
            audience.asked[which] = time.perf_counter()
            asking.create_task(ask(which))
            await asyncio.sleep(1 / QUESTIONS)


async def _often(work: Callable[[Sender], Coroutine[Any, Any, None]], line: Sender, rate: float) -> None:
    loop = asyncio.get_running_loop()
    due = loop.time() + random.random() / rate
    while True:
        await asyncio.sleep(max(0.0, due - loop.time()))
        due = max(due + 1 / rate, loop.time() - 1)
        await work(line)


def _took(audience: Audience, came: float) -> Took:
    took = [seconds * 1000 for seconds in audience.took] or [float("inf")]
    ranked = [percentile(took, share) for share in (50, 95, 99)]
    aside(f"    {came:.1%} came; half within {ranked[0]:.0f} ms, of twenty {ranked[1]:.0f}, of a hundred {ranked[2]:.0f}")
    return ranked[0], ranked[2], 100 * came
