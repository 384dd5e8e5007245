"""A phone: a client of the socket's protocol that reconnects, resumes, sends again, and notices what it should never see.

async with Phone([product], cookie) as phone:
    room = await phone.enter("chat.room:3")
    seq = await phone.do("chat.post", "chat.room:3", body="Салам")
"""

import asyncio
import itertools
import json
import random
import uuid
from collections.abc import Callable, Sequence
from typing import Any, Protocol, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

Frame = dict[str, Any]
SEEN_EVERY = 32
AT_ONCE = 24  # verbs on their way; the rest waits its turn, as in a patient client's outbox


class Address(Protocol):
    url: str
    socket_url: str


class Refusal(Exception):
    """The server's nack; `code` is the contract's."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame["code"])
        self.code: str = frame["code"]
        self.frame = frame


class View:
    """What a phone has of one stream, and what was wrong with how it came."""

    def __init__(self, stream: str, last: int | None, epoch: str | None) -> None:
        self.stream = stream
        self.last = last
        self.epoch = epoch
        self.facts: list[Frame] = []
        self.state = "asked"
        self.doubled: list[int] = []
        self.skipped: list[int] = []
        self.resets = 0
        self.unseen = 0

    def take(self, facts: list[Frame]) -> None:
        """Every seq once, each the one after the last."""
        self.unseen += len(facts)
        for fact in facts:
            seq = fact["seq"]
            if self.last is not None and seq <= self.last:
                self.doubled.append(seq)
                continue
            if self.last is not None and seq != self.last + 1:
                self.skipped.append(seq)
            self.last = seq
            self.facts.append(fact)


class Phone:
    """One woman's phone. It connects to any of the addresses; `lose_acks` is the share of acks lost on the way to it, `patience`
    the most seconds it waits before it connects again."""

    def __init__(self, addresses: Sequence[Address], cookie: str | None, *, lose_acks: float = 0, patience: float = 1) -> None:
        self.addresses = addresses
        self.cookie = cookie
        self.lose_acks = lose_acks
        self.patience = patience
        self.views: dict[str, View] = {}
        self.acks: dict[str, int | None] = {}
        self.outbox: dict[str, tuple[Frame, asyncio.Future[int | None]]] = {}
        self.frames: list[Frame] = []
        self.keeps_frames = True
        self.hello: Frame = {}
        self.connections = 0
        self.closes: list[int | None] = []
        self.acks_lost = 0
        self.address: Address | None = None
        self._socket: ClientConnection | None = None
        self._news = asyncio.Condition()
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._task: asyncio.Task[None] | None = None
        self._sending: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._stay_connected())
        return self

    async def __aexit__(self, *error: object) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def enter(self, stream: str, after: int | None = None, epoch: str | None = None) -> View:
        """Enter a stream and wait until it is entered, refused or reset. Look at the view's `state`."""
        await self.until(lambda: bool(self.hello))
        view = self.views[stream] = View(stream, after, epoch or self.hello["epoch"])
        await self._send(self._entering(view))
        await self.until(lambda: view.state != "asked")
        return view

    async def do(self, verb: str, stream: str, *, key: str | None = None, **args: Any) -> int | None:
        """Do it, sending again until it is answered. Returns the ack's seq, raises Refusal for a nack other than "try again"."""
        key = key or str(uuid.uuid4())
        async with self._turns:
            answer = asyncio.get_running_loop().create_future()
            frame = {"op": "do", "verb": verb, "stream": stream, "key": key, "args": args}
            self.outbox[key] = (frame, answer)
            await self._send(frame)
            return await answer

    async def cut(self) -> None:
        """The network goes, without a goodbye."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def until(self, holds: Callable[[], object], seconds: float = 20) -> None:
        """Wait until it holds, looking after every frame. Raises TimeoutError that tells what the phone knows."""
        assert self._task is not None
        try:
            async with asyncio.timeout(seconds), self._news:
                await self._news.wait_for(lambda: holds() or self._task.done())
        except TimeoutError as error:
            views = {view.stream: (view.state, view.last) for view in self.views.values()}
            knows = f"{self.connections} connections, hello {bool(self.hello)}, {len(self.outbox)} waiting, {views}, {self.frames[-3:]}"
            raise TimeoutError(f"in vain for {seconds} s: {knows}") from error
        if self._task.done():
            await self._task

    async def say(self, frame: Frame | str | bytes) -> None:
        """Send something as it is, also what no client would."""
        assert self._socket is not None
        await self._socket.send(json.dumps(frame, ensure_ascii=False) if isinstance(frame, dict) else frame)

    def got(self, op: str, **fields: Any) -> list[Frame]:
        """The frames of this op that came so far."""
        return [frame for frame in self.frames if frame["op"] == op and fields.items() <= frame.items()]

    async def _stay_connected(self) -> None:
        for turn in itertools.count():
            self.address = random.choice(self.addresses) if turn else self.addresses[0]
            try:
                await self._talk(self.address)
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError, EOFError):
                pass
            finally:
                self._socket, self.hello = None, {}
                await self._tell()
            await asyncio.sleep(random.uniform(0.2, 1) * self.patience)

    async def _talk(self, address: Address) -> None:
        headers = {"Cookie": f"sessionid={self.cookie}"} if self.cookie else {}
        options: dict[str, Any] = {"origin": address.url, "additional_headers": headers, "compression": None, "max_size": None}
        async with connect(address.socket_url, open_timeout=5, close_timeout=1, ping_interval=None, **options) as self._socket:
            self.connections += 1
            try:
                async for text in self._socket:
                    frame = json.loads(text)
                    if self.keeps_frames:
                        self.frames.append(frame)
                    await self._hear(frame)
                    await self._tell()
            finally:
                self.closes.append(self._socket.close_code)

    async def _hear(self, frame: Frame) -> None:
        view = self.views.get(frame.get("stream", ""))
        match frame["op"]:
            case "hello":
                self.hello = frame
                for known in self.views.values():
                    if known.state != "refused":
                        known.state = "asked"
                        await self._send(self._entering(known))
                for waiting, _ in list(self.outbox.values()):
                    await self._send(waiting)
            case "entered" if view:
                view.state = "entered"
                view.last = frame["head"] if view.last is None else view.last
            case "caught_up" if view:
                view.state = "caught up"
            case "facts" if view:
                view.take(frame["facts"])
                if view.unseen >= SEEN_EVERY:
                    view.unseen = 0
                    await self._send({"op": "seen", "stream": view.stream, "seq": view.last})
            case "refused" if view:
                view.state = "refused"
            case "reset" if view:
                view.state, view.resets = "reset", view.resets + 1
            case "lagging" if view:
                await self._send(self._entering(view))
            case "ack":
                self._acknowledge(frame)
            case "nack":
                self._refuse(frame)

    def _acknowledge(self, frame: Frame) -> None:
        key, seq = frame["key"], frame["seq"]
        waiting = self.outbox.get(key)
        if waiting is None:
            return
        if random.random() < self.lose_acks:
            self.acks_lost += 1
            asyncio.get_running_loop().call_later(0.3, self._send_again, key)
            return
        del self.outbox[key]
        self.acks[key] = seq
        waiting[1].set_result(seq)

    def _refuse(self, frame: Frame) -> None:
        waiting = self.outbox.get(frame["key"])
        if waiting is None:
            return
        if frame["code"] in ("slow_down", "busy"):
            asyncio.get_running_loop().call_later(frame.get("retry_in") or 1, self._send_again, frame["key"])
            return
        del self.outbox[frame["key"]]
        waiting[1].set_exception(Refusal(frame))

    def _send_again(self, key: str) -> None:
        if key in self.outbox:
            task = asyncio.create_task(self._send(self.outbox[key][0]))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    @staticmethod
    def _entering(view: View) -> Frame:
        return {"op": "enter", "stream": view.stream, "after": view.last, "epoch": view.epoch}

    async def _send(self, frame: Frame) -> None:
        """While there is no connection it waits in the outbox, or in the views, for the next hello."""
        try:
            if self._socket is not None and self.hello:
                await self._socket.send(json.dumps(frame, ensure_ascii=False))
        except ConnectionClosed:
            pass

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()
