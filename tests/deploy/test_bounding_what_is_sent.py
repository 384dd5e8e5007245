"""What is too large is let go while it comes, on either server: nothing of it is kept, and who sent it reads why in her language."""

import socket
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from commons.ui.errors import FAILURES
from deploy.bodies import WITH_FILES
from tests.servers.product import Product

SERVERS = pytest.mark.parametrize("server", ["daphne", "uvicorn"])
MULTIPART = "multipart/form-data; boundary=birge"
FORM = "application/x-www-form-urlencoded"
MEGABYTE = b"x" * 1024 * 1024


class Sending:
    """A browser that sends a form slowly enough to be looked at."""

    def __init__(self, product: Product, kind: str, length: int | None) -> None:
        self.line = socket.create_connection(("127.0.0.1", product.port), timeout=60)
        self.is_chunked = length is None
        size = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
        head = ["POST /language/ HTTP/1.1", f"Host: localhost:{product.port}", f"Content-Type: {kind}", size, "Cookie: django_language=ru"]
        self.line.sendall("\r\n".join([*head, "Connection: close", "", ""]).encode())

    def send(self, data: bytes) -> None:
        self.line.sendall(b"%x\r\n%s\r\n" % (len(data), data) if self.is_chunked else data)

    def answer(self) -> tuple[int, str]:
        if self.is_chunked:
            self.line.sendall(b"0\r\n\r\n")
        with self.line, self.line.makefile("rb") as file:
            said = file.read().decode()
        return int(said.split()[1]), said


def kept_by(product: Product) -> int:
    """The bytes of the nameless files that it has open: bodies, while they come."""
    files = [file for file in Path(f"/proc/{product.pid}/fd").iterdir() if file.exists()]
    return sum(file.stat().st_size for file in files if "(deleted)" in str(file.readlink()))


@SERVERS
def test_nothing_is_kept_of_what_is_too_large_and_she_is_told(serve, server):
    product = serve(server)
    with translation.override("ru"):
        title = str(FAILURES[413].title)
    for length in (WITH_FILES + 8 * len(MEGABYTE), None):
        sending = Sending(product, MULTIPART, length)
        for _ in range(WITH_FILES // len(MEGABYTE) + 7):
            sending.send(MEGABYTE)
        assert kept_by(product) in ([0] if length else range(1, WITH_FILES + 2))
        sending.send(MEGABYTE)
        status, page = sending.answer()
        assert (status, title in page) == (413, True)
        assert 'href="/"' in page or 'href="/language/"' in page
    words = Sending(product, FORM, len(MEGABYTE))
    words.send(MEGABYTE)
    assert words.answer()[0] == 413
    assert product.status("/healthz") == 200


def test_a_form_with_sixty_megabytes_of_pictures_comes_to_its_page(served):
    """It is refused for its token, which is read from what came."""
    before, after = b'--birge\r\nContent-Disposition: form-data; name="p"; filename="p"\r\n\r\n', b"\r\n--birge--\r\n"
    sending = Sending(served, MULTIPART, len(before) + 60 * len(MEGABYTE) + len(after))
    sending.send(before)
    for _ in range(60):
        sending.send(MEGABYTE)
    sending.send(after)
    assert sending.answer()[0] == 403


@pytest.mark.django_db
def test_words_past_all_bounds_are_refused_in_a_form_with_files_too(stranger: Client) -> None:
    answer = stranger.post("/language/", {"language": "x" * 100_000})
    assert answer.status_code == 413
    assert str(FAILURES[413].title) in answer.content.decode()
