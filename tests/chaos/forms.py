"""A browser without scripts on a bad line: it sends forms; where no answer arrives, it sends the same again."""

import asyncio
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from email.parser import HeaderParser
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.servers.phone import Address
from tests.servers.twin import TOKEN

LATER = (429, 503)
LONGEST = 20  # seconds she looks at a page that doesn't come


@dataclass(frozen=True)
class Answer:
    """`location` is where it leads on; `said` the object of an ack or nack, empty where it was a page."""

    status: int
    location: str
    said: dict[str, Any]


class Forms:
    """One browser, which keeps its cookies. `lose` is the share of answers that are lost on the way to it; `lost` counts them."""

    def __init__(self, addresses: Sequence[Address], *, lose: float) -> None:
        self.addresses = list(addresses)
        self.lose = lose
        self.lost = 0
        self.cookies = {"csrftoken": TOKEN}

    async def send(self, path: str, **fields: Any) -> Answer:
        """POST it to any of the addresses, until it is answered with anything but "later"."""
        form = urlencode({"csrfmiddlewaretoken": TOKEN, **fields}, doseq=True).encode()
        while True:
            try:
                async with asyncio.timeout(LONGEST):
                    answer = await self._post(self.addresses[0], path, form)
            except (OSError, EOFError):
                self.addresses = [*self.addresses[1:], self.addresses[0]]
                await asyncio.sleep(random.uniform(0.05, 0.4))
                continue
            assert answer.status < 500 or answer.status in LATER, f"{answer.status} at {path}"
            if answer.status not in LATER:
                return answer
            await asyncio.sleep(answer.said.get("retry_in") or 1)

    async def _post(self, address: Address, path: str, form: bytes) -> Answer:
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(address.url).port)
        try:
            writer.write(self._head(address, path, len(form)) + form)
            if random.random() < self.lose:
                await asyncio.sleep(random.uniform(0, 0.3))  # it is done by now, or begun, or not
                self.lost += 1
                raise ConnectionAbortedError
            first, _, rest = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").partition("\r\n")
            return self._taken(int(first.split()[1]), rest, await reader.read())
        finally:
            writer.transport.abort()

    def _head(self, address: Address, path: str, length: int) -> bytes:
        headers = {
            "Host": urlsplit(address.url).netloc,
            "Origin": address.url,
            "Accept": "application/json",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(length),
            "Connection": "close",
        }
        lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        return "\r\n".join(lines).encode()

    def _taken(self, status: int, head: str, body: bytes) -> Answer:
        headers = HeaderParser().parsestr(head)
        for line in headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        said = json.loads(body) if headers.get_content_type() == "application/json" else {}
        return Answer(status, headers.get("Location", ""), said)
