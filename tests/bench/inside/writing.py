"""Have members post without sockets: each in a transaction of its own, and through the writer."""

import asyncio
import time
from itertools import cycle
from uuid import uuid4

from chat.actions.posting import Draft, post_message, post_messages
from commons.people.models import Member
from commons.realtime.writer import writer
from tests.bench.crowd import WORDS

WAITING = 256  # who wait for their ack at any moment


def do(room: float, seconds: float, *members: float) -> dict[str, float]:
    """Acknowledged posts a second, either way."""
    posting = list(Member.objects.filter(pk__in=members))
    alone = one_by_one(int(room), posting, seconds)
    return {"alone": alone, "together": asyncio.run(through_the_writer(int(room), posting, seconds))}


def one_by_one(room: int, members: list[Member], seconds: float) -> float:
    posted, began, took = 0, time.perf_counter(), 0.0
    for member in cycle(members):
        post_message(member, room, uuid4(), WORDS)
        posted += 1
        if (took := time.perf_counter() - began) >= seconds:
            break
    return posted / took


async def through_the_writer(room: int, members: list[Member], seconds: float) -> float:
    posted, began = 0, time.perf_counter()

    async def keep_posting(member: Member) -> None:
        nonlocal posted
        while time.perf_counter() - began < seconds:
            await writer(post_messages).write(Draft(member, room, uuid4(), WORDS))
            posted += 1

    await asyncio.gather(*(keep_posting(members[number % len(members)]) for number in range(WAITING)))
    return posted / (time.perf_counter() - began)
