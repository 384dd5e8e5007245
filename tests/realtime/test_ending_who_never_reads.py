"""A phone that takes nothing in, and says it does: it holds up nobody, and costs little until it is shown out."""

import json
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from websockets.frames import Frame, Opcode

from chat.actions import Draft, ensure_rooms, post_messages
from chat.models import Room

SECONDS = 15
BYTES = 32 * 1024 * 1024


@pytest.fixture
def room(transactional_db, aizada):
    ensure_rooms()
    room = Room.objects.get(kind=Room.Kind.NETWORK)
    post_messages([Draft(aizada, room.pk, uuid4(), "сөз " * 250) for _ in range(400)])
    return room


@pytest.mark.both_databases
@pytest.mark.parametrize("server", ["daphne", "uvicorn"])
def test_whoever_asks_again_and_again_and_never_reads_is_shown_out(serve, server, room, begimai, cookie_of):
    product = serve(server)
    with Deaf(product.socket_url, product.url, cookie_of(begimai)) as deaf:
        time.sleep(0.5)
        began, before = time.monotonic(), memory_of(product.pid)
        asked, most = 0, 0
        try:
            while time.monotonic() - began < SECONDS:
                deaf.say(op="enter", stream=room.stream, after=0, epoch=None)
                deaf.say(op="seen", stream=room.stream, seq=400)
                asked += 1
                most = max(most, memory_of(product.pid) - before)
                time.sleep(0.05)
        except OSError:
            pass
        else:
            pytest.fail(f"after {asked} times it is still here, and holds {most // 1024:,} KiB")
    assert asked > 3
    assert most < BYTES
    assert product.status("/healthz") == 200


class Deaf:
    """A socket that nobody reads."""

    def __init__(self, url: str, origin: str, cookie: str) -> None:
        address = urlsplit(url)
        self.line = socket.socket()
        self.line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.line.settimeout(5)
        self.line.connect(("127.0.0.1", address.port))
        head = {"Host": address.netloc, "Upgrade": "websocket", "Connection": "Upgrade", "Origin": origin, "Cookie": f"sessionid={cookie}"}
        head |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13"}
        self.line.sendall("\r\n".join(["GET /ws/ HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]).encode())
        assert b" 101 " in self.line.recv(200)

    def say(self, **frame: object) -> None:
        self.line.sendall(Frame(Opcode.TEXT, json.dumps(frame, separators=(",", ":")).encode()).serialize(mask=True))

    def __enter__(self) -> "Deaf":
        return self

    def __exit__(self, *error: object) -> None:
        self.line.close()


def memory_of(pid: int) -> int:
    """Resident, in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
