"""How each of the measured servers is spoken to: what opens the line, a post, and what a delivery looks like."""

import asyncio
import json
import re
from collections.abc import Callable
from random import uniform
from uuid import UUID

from .phone import Phone

Heard = Callable[["Speaker", int, bytes], None]
Acked = Callable[["Speaker", str], None]
SEQ = re.compile(rb'"seq": ?(\d+)')
KEY = re.compile(rb'"key": ?"([0-9a-f-]{36})"')
SEEN_CHARACTERS, SEEN_SECONDS = 64 * 1024, 2.0  # as the page does


class Speaker(Phone):
    """A phone that can post. Its listener is told of every frame with messages, and of every acknowledgement.

    `acknowledges`: whether the server answers a post. `promises`: whether what it acknowledged comes to everyone.
    """

    acknowledges = False
    promises = False
    mark = b""

    def __init__(self, origin: str, cookie: str, heard: Heard, acked: Acked) -> None:
        super().__init__(origin, cookie)
        self._tell_heard = heard
        self._tell_acked = acked

    def post(self, key: UUID, words: str) -> None:
        raise NotImplementedError

    def told(self, frame: bytes) -> None:
        count = frame.count(self.mark)
        if count:
            self.heard += count
            self._tell_heard(self, count, frame)
        else:
            self.told_else(frame)

    def told_else(self, frame: bytes) -> None:
        """A frame without messages came."""


class BirgeSpeaker(Speaker):
    """Ours: enters one stream, tells what it has seen like the page does, and expects an ack after the commit."""

    path = "/ws/"
    acknowledges = promises = True
    mark = b'"chat.message.posted"'
    stream = ""
    after: int | None = None
    lagged = 0
    _unseen = 0
    _epoch = ""
    _last = b""
    _timer: asyncio.TimerHandle | None = None

    def opened(self) -> None:
        pass  # hello comes first: it brings the epoch

    def post(self, key: UUID, words: str) -> None:
        args = {"body": words}
        self._do({"op": "do", "verb": "chat.post", "stream": self.stream, "key": str(key), "args": args})

    def told(self, frame: bytes) -> None:
        before = self.heard
        super().told(frame)
        if self.heard == before:
            return
        self._unseen += len(frame.decode())
        self._last = frame
        if self._unseen >= SEEN_CHARACTERS:
            self._tell_seen()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SEEN_SECONDS * uniform(0.5, 1), self._tell_seen)

    def told_else(self, frame: bytes) -> None:
        told = json.loads(frame)
        match told["op"]:
            case "hello":
                self._epoch = told["epoch"]
                self._enter(self.after)
            case "caught_up" if not self.ready.done():
                self.ready.set_result(None)
            case "ack":
                self._tell_acked(self, told["key"])
            case "lagging":
                self.lagged += 1
                self._tell_seen()
                self._enter(self._last_seq())
            case "nack" | "bye" | "reset" | "refused":
                self._failed(f"the server said {frame.decode()}")
                self.hang_up()

    def _enter(self, after: int | None) -> None:
        self._do({"op": "enter", "stream": self.stream, "after": after, "epoch": self._epoch})

    def _tell_seen(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._unseen = 0
        if not self.closed:
            self.say(b'{"op":"seen","stream":"%s","seq":%d}' % (self.stream.encode(), self._last_seq()))

    def _last_seq(self) -> int:
        found = SEQ.search(self._last, self._last.rindex(b'"seq":'))
        return int(found[1]) if found else 0

    def _do(self, what: dict[str, object]) -> None:
        self.say(json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode())


class TutorialSpeaker(Speaker):
    """The consumer of Channels' tutorial: whatever is sent comes to everyone in the room."""

    path = "/ws/chat/bench/"
    mark = b'"message"'

    def opened(self) -> None:
        self.ready.set_result(None)

    def post(self, key: UUID, words: str) -> None:
        self.say(json.dumps({"message": words, "key": str(key)}, ensure_ascii=False).encode())


class SocketIoSpeaker(Speaker):
    """socket.io over its WebSocket: Engine.IO's packets, one event each; it acknowledges what it has sent on."""

    path = "/socket.io/?EIO=4&transport=websocket"
    acknowledges = True
    mark = b'42["message",'

    def opened(self) -> None:
        pass  # the server opens, with 0{…}

    def post(self, key: UUID, words: str) -> None:
        self.say(b"420" + json.dumps(["post", {"key": str(key), "body": words}], ensure_ascii=False).encode())

    def told_else(self, frame: bytes) -> None:
        if frame.startswith(b"0"):
            self.say(b"40")
        elif frame == b"2":
            self.say(b"3")
        elif frame.startswith(b"430"):
            self._tell_acked(self, json.loads(frame[3:])[0])
        elif frame.startswith(b"40"):
            self.ready.set_result(None)
