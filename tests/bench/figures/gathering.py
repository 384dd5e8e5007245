"""How soon a question is on all screens of a large gathering while others vote; beside django-eventstream's view, which stores nothing.

From the commit that shows it to everyone, as its fact says, to each screen. 2,000 are live pages of strangers; 300 are sockets of members,
who vote; five questions a second are asked by forms, and hosts let each through at once.
"""

import asyncio
import itertools
import random
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median_high
from typing import Any
from uuid import uuid4

from tests.bench import besides, ours
from tests.bench.audience import Arrivals, Attendee, Screens, live_path
from tests.bench.figures.fanout import percentile
from tests.bench.grounds import cpu_seconds, rss_bytes, threads
from tests.bench.report import Line, Unmeasured, aside
from tests.bench.senders import Senders
from tests.bench.size import Size
from tests.servers.product import Product

QUESTIONS, VOTES = 5, 100  # a second
ASKERS = 8  # connections over which forms are sent
PATIENCE = 30.0  # seconds until what hasn't come never will
EVERY = 0.25  # seconds between two looks at what the server holds
MIB = 1 << 20


@dataclass(frozen=True)
class Took:
    """Milliseconds to a screen, and the share of all deliveries that came."""

    median: float
    p99: float
    share: float


@dataclass(frozen=True)
class Held:
    """What the server held at one moment."""

    rss: int
    threads: int


class Desk:
    """What waits for the hosts: each question once."""

    def __init__(self) -> None:
        self.waiting: asyncio.Queue[int] = asyncio.Queue()
        self._known: set[int] = set()

    def hear(self, fact: dict[str, Any], at: float) -> None:
        if fact["fact"] == "events.desk.asked" and (question := fact["data"]["id"]) not in self._known:
            self._known.add(question)
            self.waiting.put_nowait(question)


def measure(size: Size) -> Iterator[Line | Unmeasured]:
    """The same audience before both, one after the other."""
    beside: Took | None = None
    everyone = size.watchers + size.seated
    if not size.quick:
        aside("… gathering: django-eventstream")
        try:
            with besides.eventstream() as server:
                beside = asyncio.run(_measure_beside(server, size))
        except (OSError, TimeoutError) as why:
            yield Unmeasured("beside django-eventstream", f"it didn't let {everyone:,} in: {why}"[:120])
    aside("… gathering: ours")
    with ours.settled("gathering", size.seated) as (env, told), Product(Path(env["DATA_DIR"]), "daphne", env) as server:
        own, rate, (early, late) = asyncio.run(_measure_ours(server, told, size))
    name = f"a question to every one of {size.watchers:,} live pages and {size.seated} sockets"
    yield Line(
        name=f"{name}, {VOTES} votes a second, p99",
        unit="ms",
        ours=own.p99,
        beside=beside and beside.p99,
        beside_name="eventstream, no votes",
        at_most=1000,
    )
    came = f"{name}, which of them came"
    yield Line(name=came, unit="%", ours=own.share, beside=beside and beside.share, beside_name="eventstream", at_least=100)
    yield Line(name="votes taken a second, meanwhile", ours=rate, at_least=None if size.quick else VOTES * 0.95)
    grown = f"grown from the first third of it, {early.rss / MIB:,.0f} MiB and {early.threads} threads, to the last: memory"
    yield Line(name=grown, unit="×", ours=late.rss / early.rss, at_most=None if size.quick else 1.1)
    yield Line(name="and threads", unit="×", ours=late.threads / early.threads, at_most=None if size.quick else 1.1)


async def _measure_ours(server: Product, told: dict[str, Any], size: Size) -> tuple[Took, float, tuple[Held, Held]]:
    number, cookies = told["gathering"], told["cookies"]
    at, live = f"/events/{number}", f"events.live:{number}"
    arrivals, desk, holding = Arrivals(), Desk(), list[Held]()
    screens, streams = Screens(server.port, arrivals), (f"events.gathering:{number}", live)
    await asyncio.to_thread(screens.come, live_path(*streams), size.watchers)
    women = [await _attend(server, cookie, streams, arrivals.hear) for cookie in cookies]
    hosts = told["hosts"]
    host = await _attend(server, hosts[0], [f"events.desk:{number}"], desk.hear)
    forms = Senders(ASKERS, server.port, server.url.removeprefix("http://"))

    async def show() -> None:
        """As hosts do who let everyone see each at once."""
        for turn in itertools.count():
            question = await desk.waiting.get()
            await forms.send(f"{at}/stage/questions/{question}/", hosts[turn % len(hosts)], change="show")

    async def ask(which: int) -> None:
        await forms.send(f"{at}/live/questions/", cookies[which % len(cookies)], key=uuid4(), body=f"Q{which}Q качан?")

    async def vote() -> None:
        chance = random.Random(7)
        due = time.perf_counter()
        while True:
            due += 1 / VOTES
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            if arrivals.shown:
                question, on = chance.choice(arrivals.shown[-20:]), chance.random() < 2 / 3
                chance.choice(women).do("events.vote", live, str(uuid4()), question=question, on=on)

    async def look() -> None:
        while True:
            holding.append(Held(rss_bytes(server.pid), threads(server.pid)))
            await asyncio.sleep(EVERY)

    began_cpu, began = cpu_seconds(server.pid), time.perf_counter()
    background = [asyncio.create_task(work()) for work in (vote, look, *[show] * (ASKERS // 2))]
    await _ask_all(ask, size.asks)
    lasted = time.perf_counter() - began
    taken = sum(woman.answered for woman in women)
    aside(f"    {taken / lasted:,.0f} votes a second; {(cpu_seconds(server.pid) - began_cpu) / lasted:.2f} cores")
    share = await _settle(arrivals, len(women) + size.watchers, size.asks)
    for task in background:
        task.cancel()
    await asyncio.gather(*background, return_exceptions=True)
    cut = [woman.failure for woman in women if woman.failure]
    if cut:
        raise ConnectionError(f"{len(cut)} sockets were cut: {cut[0]}")
    for woman in (*women, host):
        woman.hang_up()
    forms.close()
    await asyncio.to_thread(screens.leave)
    third = max(1, len(holding) // 3)
    return _took(arrivals, share), taken / lasted, (_middle(holding[:third]), _middle(holding[-third:]))


async def _attend(server: Product, cookie: str, streams: Sequence[str], hear: Callable[[dict[str, Any], float], None]) -> Attendee:
    woman = Attendee(server.url, cookie, streams, hear)
    await asyncio.get_running_loop().create_connection(lambda: woman, "127.0.0.1", server.port)
    await asyncio.wait_for(woman.ready, PATIENCE)
    return woman


async def _measure_beside(server: besides.Beside, size: Size) -> Took:
    arrivals, everyone = Arrivals(), size.watchers + size.seated
    screens = Screens(server.port, arrivals)
    await asyncio.to_thread(screens.come, "/live/", everyone)
    forms = Senders(ASKERS, server.port, f"localhost:{server.port}")

    async def ask(which: int) -> None:
        await forms.send("/ask/", "", body=f"Q{which}Q качан?")

    await _ask_all(ask, size.asks)
    share = await _settle(arrivals, everyone, size.asks)
    forms.close()
    await asyncio.to_thread(screens.leave)
    return _took(arrivals, share)


async def _ask_all(ask: Callable[[int], Coroutine[Any, Any, None]], count: int) -> None:
    """So many, QUESTIONS a second, whether the ones before are answered or not."""
    async with asyncio.TaskGroup() as asking:
        for which in range(count):
            asking.create_task(ask(which))
            await asyncio.sleep(1 / QUESTIONS)


async def _settle(arrivals: Arrivals, screens: int, asked: int) -> float:
    """Wait until every screen has every question, and no longer than PATIENCE. Returns which share of them came."""
    ends = time.perf_counter() + PATIENCE
    while len(arrivals.came) < screens * asked and time.perf_counter() < ends:
        await asyncio.sleep(0.1)
    return len(arrivals.came) / (screens * asked)


def _took(arrivals: Arrivals, share: float) -> Took:
    took = [seconds * 1000 for seconds in arrivals.took] or [float("inf")]
    half, late, latest = (percentile(took, rank) for rank in (50, 95, 99))
    aside(f"    {share:.1%} came; half within {half:.0f} ms, of twenty {late:.0f}, of a hundred {latest:.0f}")
    return Took(half, latest, 100 * share)


def _middle(moments: list[Held]) -> Held:
    """What it held most of the time; each form under way has a thread of its own."""
    return Held(median_high(one.rss for one in moments), median_high(one.threads for one in moments))
