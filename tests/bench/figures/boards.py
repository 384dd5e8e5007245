"""How soon a move is on all open boards, and how soon a full board opens: beside a board of 200 cards.

A board hears of the move over its live page and then fetches the card: it is shown once both are done.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.bench import ours
from tests.bench.audience import Attendee
from tests.bench.figures.fanout import percentile
from tests.bench.grounds import cpu_seconds
from tests.bench.report import Line, aside
from tests.bench.senders import Sender
from tests.bench.size import Size
from tests.bench.watching import Moves, OpenBoard
from tests.servers.product import Product

MOVES = 4  # a second
SMALL = 200  # cards
WARMING = 10
PATIENCE = 30.0  # seconds until what hasn't come never will
KB = 1024


@dataclass(frozen=True)
class Took:
    """Milliseconds: of a hundred moves to open boards the slowest but one, from the commit and from her request; of twenty openings alike.

    `weight` is of the page as it comes, in KB.
    """

    move: float
    asked: float
    opening: float
    weight: float


def measure(size: Size) -> Iterator[Line]:
    """On both databases, one after the other; one process on Daphne."""
    for database in ("SQLite", "PostgreSQL"):
        if size.quick and database == "PostgreSQL":
            continue
        with ExitStack() as stack:
            stores = stack.enter_context(ours.scaled()) if database == "PostgreSQL" else {}
            env, told = stack.enter_context(ours.settled("board", size.boards, SMALL, size.cards, **stores))
            server = stack.enter_context(Product(Path(env["DATA_DIR"]), "daphne", env))
            small, large = (_measured(database, server, {**told, **board}, size) for board in told["boards"])
        beside = {"beside_name": f"{SMALL} cards"}
        name = f"{MOVES} moves a second to {size.boards} boards of {size.cards:,} cards, p99, {database}"
        yield Line(name=name, unit="ms", ours=large.move, beside=small.move, at_most=300, **beside)
        yield Line(name="the same from her request", unit="ms", ours=large.asked, beside=small.asked, **beside)
        name = f"a board of {size.cards:,} cards opens, p95, {database}"
        yield Line(name=name, unit="ms", ours=large.opening, beside=small.opening, ratio_at_most=2, at_most=150, **beside)
        yield Line(name="its page as it comes", unit="KB", ours=large.weight, beside=small.weight, at_most=60, **beside)


def _measured(database: str, server: Product, told: dict[str, Any], size: Size) -> Took:
    aside(f"… boards: {told['n']:,} cards, {database}")
    return asyncio.run(_measure(server, told, size))


async def _measure(server: Product, told: dict[str, Any], size: Size) -> Took:
    opening, weight = await _open(server, told, size)
    moves = Moves()
    boards = [OpenBoard(server.port, cookie, told["venture"], moves) for cookie in told["watchers"]]
    for board in boards:
        await board.come()
    witness = await _witness(server, told, moves)
    began_cpu, began = cpu_seconds(server.pid), time.perf_counter()
    await _move_all(server, told, moves, size)
    await _settle(moves, len(boards) * size.moves)
    cores = (cpu_seconds(server.pid) - began_cpu) / (time.perf_counter() - began)
    witness.hang_up()
    for board in boards:
        await board.leave()
    heard, shown = (_milliseconds(came, moves.committed) for came in (moves.heard, moves.shown))
    asked = _milliseconds(moves.shown, moves.sent)
    aside(
        f"    heard: half within {percentile(heard, 50):.0f} ms, of a hundred {percentile(heard, 99):.0f}; "
        f"shown {percentile(shown, 50):.0f}, {percentile(shown, 99):.0f}; {cores:.2f} cores; opens in {opening:.0f} ms"
    )
    return Took(percentile(shown, 99), percentile(asked, 99), opening, weight)


async def _open(server: Product, told: dict[str, Any], size: Size) -> tuple[float, float]:
    """One after the other, by women in turn."""
    line, took = Sender(server.port, f"localhost:{server.port}"), list[float]()
    for turn in range(WARMING + size.openings):
        began = time.perf_counter()
        answer = await line.fetch(f"/market/together/{told['venture']}/board/", told["movers"][turn % len(told["movers"])], "text/html")
        took.append((time.perf_counter() - began) * 1000)
        if answer.status != 200 or not answer.body:
            raise ConnectionError(f"the board answered {answer.status}")
    line.close()
    return percentile(took[WARMING:], 95), len(answer.body) / KB


async def _witness(server: Product, told: dict[str, Any], moves: Moves) -> Attendee:
    """A socket that hears when each move was committed, which a live page isn't told."""

    def hear(fact: dict[str, Any], at: float) -> None:
        moves.committed[fact["data"]["card"]] = datetime.fromisoformat(fact["at"]).timestamp()

    streams = [f"marketplace.venture:{told['venture']}"]
    woman = Attendee(server.url, told["movers"][-1], streams, hear)
    await asyncio.get_running_loop().create_connection(lambda: woman, "127.0.0.1", server.port)
    await asyncio.wait_for(woman.ready, PATIENCE)
    return woman


async def _move_all(server: Product, told: dict[str, Any], moves: Moves, size: Size) -> None:
    """MOVES a second, whether the ones before are answered or not; each woman by a line of her own."""
    lines = [Sender(server.port, f"localhost:{server.port}") for _ in told["movers"]]
    turns, path = [asyncio.Lock() for _ in lines], f"/market/together/{told['venture']}/board/moves/"

    async def move(which: int, card: int) -> None:
        async with turns[which]:
            moves.sent[card] = time.time()
            status = await lines[which].send(path, told["movers"][which], move=f"{card}.1.next")
        if status != 200:
            raise ConnectionError(f"a move was answered {status}")

    async with asyncio.TaskGroup() as moving:
        for turn, card in enumerate(told["cards"][: size.moves]):
            moving.create_task(move(turn % len(lines), card))
            await asyncio.sleep(1 / MOVES)
    for line in lines:
        line.close()


async def _settle(moves: Moves, awaited: int) -> None:
    """Wait until all is shown everywhere. Raises ConnectionError where it isn't within PATIENCE."""
    ends = time.perf_counter() + PATIENCE
    while len(moves.shown) < awaited:
        if time.perf_counter() > ends:
            raise ConnectionError(f"{len(moves.shown)} of {awaited} were shown")
        await asyncio.sleep(0.05)


def _milliseconds(came: list[tuple[int, float]], since: dict[int, float]) -> list[float]:
    return [max(0.0, at - since[card]) * 1000 for card, at in came]
