"""A push service on this machine, and a browser's keys: what a phone maker runs, and what a phone holds."""

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class Phone:
    """Where it is reached, and what is needed to seal something for it; `heard()` waits for the next push and opens it."""

    def __init__(self, endpoint: str, came: "Queue[bytes]") -> None:
        self._key, self._secret, self._came = ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes !!", came
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.said = {"endpoint": endpoint, "p256dh": _written(point), "auth": _written(self._secret)}

    @property
    def has_rung(self) -> bool:
        return not self._came.empty()

    def heard(self) -> str:
        return str(http_ece.decrypt(self._came.get(timeout=20), private_key=self._key, auth_secret=self._secret).decode())


@contextmanager
def push_service() -> Iterator[Phone]:
    """It runs while the block does."""
    came: Queue[bytes] = Queue()

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.put(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(201)
            self.end_headers()

        def log_message(self, *said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Phone(f"http://127.0.0.1:{server.server_port}/one/", came)
    finally:
        server.shutdown()
        server.server_close()


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
