"""How each of the measured servers is spoken to: what opens the line, a post, and what a delivery looks like."""

import json
import re
from collections.abc import Callable
from uuid import UUID

from .phone import Phone

Heard = Callable[["Speaker", int, bytes], None]
Acked = Callable[["Speaker", str], None]
KEY = re.compile(rb'"key": ?"([0-9a-f-]{36})"')


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
    _unseen = 0

    def opened(self) -> None:
        pass  # hello comes first: it brings the epoch

    def post(self, key: UUID, words: str) -> None:
        args = {"body": words}
        self._do({"op": "do", "verb": "chat.post", "stream": self.stream, "key": str(key), "args": args})

    def told(self, frame: bytes) -> None:
        before = self.heard
        super().told(frame)
        self._unseen += self.heard - before
        if self._unseen >= 32:
            self._unseen = 0
            seq = int(SEQ.search(frame, frame.rindex(b'"seq":'))[1])  # type: ignore[index]
            self.say(b'{"op":"seen","stream":"%s","seq":%d}' % (self.stream.encode(), seq))

    def told_else(self, frame: bytes) -> None:
        told = json.loads(frame)
        match told["op"]:
            case "hello":
                self._do({"op": "enter", "stream": self.stream, "after": self.after, "epoch": told["epoch"]})
            case "caught_up" if not self.ready.done():
                self.ready.set_result(None)
            case "ack":
                self._tell_acked(self, told["key"])
            case "nack" | "bye" | "reset" | "refused" | "lagging":
                self._failed(f"the server said {frame.decode()}")
                self.hang_up()

    def _do(self, what: dict[str, object]) -> None:
        self.say(json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode())


SEQ = re.compile(rb'"seq": ?(\d+)')


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
