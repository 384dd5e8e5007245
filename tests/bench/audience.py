"""All who look at one gathering, as cheap as Python allows, since they share the cores with what is measured."""

import asyncio
import json
import re
import select
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from urllib.parse import quote

from .phone import Phone

ASKED = re.compile(rb"Q(\d+)Q")  # what a question of the bench has in its words
COMMITTED = re.compile(rb'"text": "Q(\d+)Q[^"]*", "committed": ([\d.]+)')  # as the view beside says it
AT_ONCE = 32  # who come at the same moment
CHUNK = 1 << 16
SEEN_SECONDS = 1.5


class Arrivals:
    """When each question was committed, and how long after it came to each screen; in seconds."""

    def __init__(self) -> None:
        self.committed: dict[int, float] = {}
        self.shown: list[int] = []  # by their ids
        self.came: list[tuple[int, float]] = []

    def hear(self, fact: dict[str, Any], at: float) -> None:
        """A fact that a socket was told: is it a question?"""
        if fact["fact"] == "events.question.shown" and (found := ASKED.search(fact["data"]["text"].encode())):
            question = int(found[1])
            self.came.append((question, at))
            if question not in self.committed:
                self.committed[question] = datetime.fromisoformat(fact["at"]).timestamp()
                self.shown.append(fact["data"]["id"])

    @property
    def took(self) -> list[float]:
        return [max(0.0, at - self.committed[question]) for question, at in self.came if question in self.committed]


class Screens:
    """Live pages of strangers: one thread reads them all, without a task for each."""

    def __init__(self, port: int, arrivals: Arrivals) -> None:
        self._port, self._arrivals = port, arrivals
        self._lines: dict[int, socket.socket] = {}
        self._rests: dict[int, bytes] = {}
        self._seen: dict[int, set[int]] = {}
        self._poll = select.epoll()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._is_over = False

    def come(self, path: str, count: int) -> None:
        """So many pages. Raises ConnectionError, TimeoutError."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for line in pool.map(lambda _: self._open(path), range(count)):
                self._lines[line.fileno()], self._rests[line.fileno()], self._seen[line.fileno()] = line, b"", set()
                line.setblocking(False)
                self._poll.register(line.fileno(), select.EPOLLIN)
        self._reader.start()

    def leave(self) -> None:
        self._is_over = True
        self._reader.join()
        self._poll.close()
        for line in self._lines.values():
            line.close()

    def _open(self, path: str) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", self._port), timeout=30)
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n".encode())
        answer = b""
        while b"stream-open" not in answer:
            answer += (more := line.recv(CHUNK))
            if not more or not answer.startswith(b"HTTP/1.1 200"[: len(answer)]):
                raise ConnectionError(answer[:200].decode(errors="replace"))
        return line

    def _read(self) -> None:
        while not self._is_over:
            for number, _ in self._poll.poll(0.2):
                data = self._lines[number].recv(CHUNK)
                if not data:
                    self._poll.unregister(number)
                    continue
                at, text = time.time(), self._rests[number] + data
                for found in ASKED.findall(text):
                    if (question := int(found)) not in self._seen[number]:
                        self._seen[number].add(question)
                        self._arrivals.came.append((question, at))
                for found, told in COMMITTED.findall(text):
                    self._arrivals.committed.setdefault(int(found), float(told))
                self._rests[number] = text[-16:]  # a number may be cut in two


class Attendee(Phone):
    """A member's page: a socket that follows streams, calls `hear` with each fact and when it came, and counts what was acknowledged."""

    path = "/ws/"

    def __init__(self, origin: str, cookie: str, streams: Sequence[str], hear: Callable[[dict[str, Any], float], None]) -> None:
        super().__init__(origin, cookie)
        self.answered = 0
        self._streams, self._hear = streams, hear
        self._entered = 0
        self._timer: asyncio.TimerHandle | None = None
        self._last: dict[str, int] = {}

    def opened(self) -> None:
        pass  # hello comes first: it brings the epoch

    def do(self, verb: str, stream: str, key: str, **args: object) -> None:
        self._send({"op": "do", "verb": verb, "stream": stream, "key": key, "args": args})

    def told(self, frame: bytes) -> None:
        at = time.time()
        if b'"facts"' in frame[:24]:
            told = json.loads(frame)
            self._last[told["stream"]] = told["facts"][-1]["seq"]
            for fact in told["facts"]:
                self._hear(fact, at)
            if self._timer is None:
                self._timer = asyncio.get_running_loop().call_later(SEEN_SECONDS, self._tell_seen)
            return
        told = json.loads(frame)
        if told["op"] == "hello":
            for stream in self._streams:
                self._send({"op": "enter", "stream": stream, "after": None, "epoch": told["epoch"]})
        elif told["op"] == "caught_up":
            self._entered += 1
            if self._entered == len(self._streams):
                self.ready.set_result(None)
        elif told["op"] == "ack":
            self.answered += 1
        elif told["op"] in ("bye", "reset", "refused", "lagging"):
            self._failed(f"the server said {frame.decode()}")
            self.hang_up()

    def hang_up(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        super().hang_up()

    def _tell_seen(self) -> None:
        self._timer = None
        if not self.closed:
            for stream, seq in self._last.items():
                self._send({"op": "seen", "stream": stream, "seq": seq})

    def _send(self, what: dict[str, object]) -> None:
        self.say(json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode())


def live_path(*streams: str) -> str:
    return "/live/?" + "&".join(f"stream={quote(name)}" for name in streams)
