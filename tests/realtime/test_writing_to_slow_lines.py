"""One slow phone must not hold up a room."""

import asyncio

import pytest

from commons.realtime import hub as hubs
from commons.realtime.frames import Frame
from commons.realtime.writing import Line


class Hub:
    """As much of it as a line needs."""

    def spawn(self, work):
        self.task = asyncio.create_task(work)


class Server:
    """A server whose `send` waits while its buffer is full."""

    def __init__(self):
        self.writable, self.sent, self.is_gone = asyncio.Event(), [], False
        self.writable.set()

    async def send(self, message):
        await self.writable.wait()
        if self.is_gone:
            raise OSError
        self.sent.append(message["text"])


def message(text):
    return {"type": "websocket.send", "text": text}


async def test_what_the_server_takes_at_once_needs_no_task():
    server = Server()
    line = Line(Hub(), server.send)
    for text in "абв":
        line.write(message(text))
    assert (server.sent, line.is_stuck) == ([*"абв"], False)


async def test_what_it_doesnt_take_waits_in_order():
    server, hub = Server(), Hub()
    line = Line(hub, server.send)
    line.write(message("а"))
    server.writable.clear()
    for text in "бвг":
        line.write(message(text))
    assert (server.sent, line.is_stuck) == (["а"], True)
    server.writable.set()
    await hub.task
    line.write(message("д"))
    assert (server.sent, line.is_stuck) == ([*"абвгд"], False)


async def test_a_line_that_is_cut_says_so_and_raises_nothing():
    server, hub = Server(), Hub()
    server.is_gone = True
    line = Line(hub, server.send)
    line.write(message("а"))
    assert line.is_cut
    server.writable.clear()
    slow = Line(hub, server.send)
    slow.write(message("а"))
    slow.write(message("б"))
    server.writable.set()
    await hub.task
    assert slow.is_cut


async def test_what_waits_can_be_given_up():
    server, hub = Server(), Hub()
    server.writable.clear()
    line = Line(hub, server.send)
    for text in "абв":
        line.write(message(text))
    line.forget()
    line.write(message("кош"))
    server.writable.set()
    await hub.task
    assert server.sent == ["а", "кош"]


async def test_a_line_given_up_while_it_waits_lets_go_of_the_server():
    server, hub = Server(), Hub()
    server.writable.clear()
    line = Line(hub, server.send)
    line.write(message("а"))
    await asyncio.sleep(0)
    hub.task.cancel()
    await asyncio.gather(hub.task, return_exceptions=True)
    server.writable.set()
    assert server.sent == []


async def test_what_waits_is_counted():
    server, hub = Server(), Hub()
    server.writable.clear()
    line = Line(hub, server.send)
    for text in ("а", "бб", "ввв"):
        line.write(message(text))
    assert line.waiting == 5  # the first is with the server
    line.forget()
    line.write(message("кош"))
    assert line.waiting == 3
    server.writable.set()
    await hub.task
    assert line.waiting == 0


async def test_what_a_full_server_takes_all_the_same_is_counted():
    server = Server()
    line = Line(Hub(), server.send)
    line.write(message("а"))
    line.pauseProducing()
    line.write_shared(Frame("бб"))
    line.write(message("в"))
    assert (server.sent, line.waiting, line.is_stuck) == (["а", "бб", "в"], 3, True)
    line.resumeProducing()
    line.write(message("г"))
    assert (line.waiting, line.is_stuck) == (0, False)


@pytest.mark.django_db(transaction=True)
async def test_answers_that_nobody_reads_end_the_conversation(phone, aizada, monkeypatch):
    monkeypatch.setattr("commons.realtime.socket.WAITING", 1_000)
    await phone(aizada)
    (socket,) = hubs.current().viewers.of(aizada.pk)
    server = Server()
    server.writable.clear()
    socket._line = Line(hubs.current(), server.send)
    for _ in range(20):
        socket.take({"text": '{"op":"enter","stream":"nowhere:1"}'})
        await asyncio.sleep(0.05)
    async with asyncio.timeout(10):
        while not socket.is_over:
            await asyncio.sleep(0.05)
    assert socket._line.waiting < 1_000
