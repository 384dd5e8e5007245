"""The writer: many in one transaction, each answered for herself."""

import asyncio
import threading
import time
from uuid import uuid4

import pytest

from chat.actions import Draft, posting
from chat.models import Message
from commons.journal.refusals import Refused
from commons.realtime import writer as writing
from commons.realtime.writer import LARGEST_BATCH, LONGEST_QUEUE, Writer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


class Pen:
    """Posts as the action does, and remembers the batches."""

    def __init__(self, seconds=0.0):
        self.batches, self.seconds, self.threads = [], seconds, set()

    def __call__(self, drafts):
        self.batches.append(len(drafts))
        self.threads.add(threading.get_ident())
        time.sleep(self.seconds)
        return posting.post_messages(drafts)


def drafts(member, room, count, body="Салам"):
    return [Draft(member, room.pk, uuid4(), body) for _ in range(count)]


async def answers(writer, batch):
    return await asyncio.gather(*(writer.write(draft) for draft in batch), return_exceptions=True)


async def test_what_comes_while_it_writes_goes_into_the_next_transaction(aizada, network):
    pen = Pen(seconds=0.05)
    writer = Writer(pen)
    seqs = await answers(writer, drafts(aizada, network, 600))
    await writer.drain()
    assert sorted(seqs) == list(range(1, 601))
    assert pen.batches == [LARGEST_BATCH, LARGEST_BATCH, 600 - 2 * LARGEST_BATCH]
    assert len(pen.threads) == 1


async def test_the_answer_comes_after_the_commit(aizada, network):
    from asgiref.sync import sync_to_async

    writer = Writer(posting.post_messages)
    seq = await writer.write(drafts(aizada, network, 1)[0])
    seen = await sync_to_async(Message.objects.filter(room=network, seq=seq).exists, thread_sensitive=False)()
    await writer.drain()
    assert seen


async def test_one_who_may_not_is_told_alone(aizada, suspended, network):
    writer = Writer(posting.post_messages)
    one, two, three = await answers(writer, [*drafts(aizada, network, 1), *drafts(suspended, network, 1), *drafts(aizada, network, 1)])
    await writer.drain()
    assert (one, two.code, three) == (1, "forbidden", 2)


async def test_a_poisoned_message_fails_alone(aizada, network, monkeypatch):
    def clean(body, **_):
        if body == "уу":
            raise ZeroDivisionError("уу")
        return body

    monkeypatch.setattr(posting, "clean", clean)
    writer = Writer(posting.post_messages)
    good, bad = drafts(aizada, network, 20), drafts(aizada, network, 1, "уу")
    heard = await answers(writer, [*good[:10], *bad, *good[10:]])
    await writer.drain()
    assert [answer for answer in heard if isinstance(answer, int)] == list(range(1, 21))
    [refused] = [answer for answer in heard if not isinstance(answer, int)]
    assert isinstance(refused, Refused)
    assert refused.code == "busy"


async def test_no_words_are_in_the_log_of_a_failure(aizada, network, monkeypatch, caplog):
    def fail(body, **_):
        raise RuntimeError(body)

    monkeypatch.setattr(posting, "clean", fail)
    writer = Writer(posting.post_messages)
    await answers(writer, drafts(aizada, network, 2, "жашыруун-сөз"))
    await writer.drain()
    assert "RuntimeError" in caplog.text
    assert "жашыруун-сөз" not in caplog.text


async def test_too_many_waiting_are_told_to_come_again(aizada, network):
    go_on = threading.Event()

    def wait(batch):
        go_on.wait(10)
        return [1] * len(batch)

    writer = Writer(wait)
    waiting = [asyncio.ensure_future(writer.write(draft)) for draft in drafts(aizada, network, LONGEST_QUEUE)]
    await asyncio.sleep(0.1)
    waiting += [asyncio.ensure_future(writer.write(draft)) for draft in drafts(aizada, network, LARGEST_BATCH)]
    await asyncio.sleep(0.1)
    with pytest.raises(Refused) as refused:
        await writer.write(drafts(aizada, network, 1)[0])
    go_on.set()
    assert (refused.value.code, bool(refused.value.retry_in)) == ("busy", True)
    assert set(await asyncio.gather(*waiting)) <= {1}
    await writer.drain()


async def test_draining_writes_what_waits_and_takes_nothing_more(aizada, network):
    writer = Writer(Pen(seconds=0.05))
    waiting = [asyncio.ensure_future(writer.write(draft)) for draft in drafts(aizada, network, 300)]
    await asyncio.sleep(0)
    await writer.drain()
    assert sorted(await asyncio.gather(*waiting)) == list(range(1, 301))
    with pytest.raises(Refused) as refused:
        await writer.write(drafts(aizada, network, 1)[0])
    assert refused.value.code == "busy"


async def test_one_who_hung_up_holds_nobody_up(aizada, network):
    writer = Writer(Pen(seconds=0.05))
    leaving, staying = (asyncio.ensure_future(writer.write(draft)) for draft in drafts(aizada, network, 2))
    await asyncio.sleep(0.01)
    leaving.cancel()
    assert await staying == 2
    await writer.drain()


def test_where_one_loop_was_drained_the_next_has_a_writer_of_its_own():
    def write(batch):
        return [len(batch)] * len(batch)

    async def begin_and_end():
        written = await writing.writer(write).write("Салам")
        await writing.drain_writers()
        return written

    assert [asyncio.run(begin_and_end()) for _ in range(2)] == [1, 1]
