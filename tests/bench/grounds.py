"""What a server process costs, read from outside; and servers that aren't the product's."""

import os
from pathlib import Path
from typing import Protocol

from tests.servers.product import Process
from tests.servers.stores import answers, free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var" / "bench"
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Server(Protocol):
    """A running process that serves at an address."""

    url: str

    @property
    def pid(self) -> int: ...


class Beside(Process):
    """A server that ours is measured beside; it listens on the port it is told by PORT."""

    def __init__(self, name: str, command: list[str], variables: dict[str, str], port: int | None = None) -> None:
        VAR.mkdir(parents=True, exist_ok=True)
        self.name = name
        self.port = port or free_port()
        self.url = f"http://localhost:{self.port}"
        super().__init__([part.format(port=self.port) for part in command], VAR / f"{name}.log", {**variables, "PORT": str(self.port)})

    def start(self) -> None:
        """Start it and wait until it listens. Raises RuntimeError when the process ended instead."""
        self.log.unlink(missing_ok=True)
        super().start()
        wait_until(lambda: self.code is not None or answers(self.port), seconds=30, what=f"{self.name} to answer")
        if self.code is not None:
            raise RuntimeError(f"{self.name} ended with {self.code}:\n{self.said()[-2000:]}")


def cpu_seconds(pid: int) -> float:
    """User and system time that the process spent so far, all its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def rss_bytes(pid: int) -> int:
    """Its resident memory now."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE


def threads(pid: int) -> int:
    """How many threads it has now."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[17])
