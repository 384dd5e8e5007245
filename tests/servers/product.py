"""The real product as a process of its own: started, killed, stopped and read."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

from .environment import ROOT
from .nursery import Born, Nursery
from .stores import free_port, wait_until

BIN = Path(sys.executable).parent
SERVERS = {
    "daphne": "daphne --verbosity 0 --endpoint tcp:port={port}:interface=127.0.0.1:backlog=2048 deploy.asgi:application",
    "uvicorn": "uvicorn deploy.asgi:application --host 127.0.0.1 --port {port} --ws websockets-sansio --ws-per-message-deflate false"
    " --ws-max-size 65536 --no-access-log --timeout-graceful-shutdown 10 --log-level warning",
}


class Process:
    """A process of ours with its log; ends only itself."""

    def __init__(self, command: list[str], log: Path, variables: dict[str, str]) -> None:
        self.command = command
        self.log = log
        self.variables = variables
        self._process: subprocess.Popen[bytes] | Born | None = None

    def start(self) -> None:
        """Start it, writing to the end of its log."""
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(self.command, cwd=ROOT, env={**os.environ, **self.variables}, stdout=out, stderr=out)

    def kill(self) -> None:
        """End it as a power cut does."""
        self.end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end, and wait until it did. Returns its exit code."""
        return self.end(signal.SIGTERM)

    def end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        if self._process.poll() is None:
            self._process.send_signal(how)
        try:
            return self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        finally:
            self._process = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def code(self) -> int | None:
        """Its exit code, or None while it runs."""
        return None if self._process is None else self._process.poll()

    def said(self) -> str:
        """All that it wrote so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.kill()


class Product(Process):
    """One serving process: `with Product(data, "uvicorn", variables) as product: product.url`."""

    def __init__(
        self,
        data: Path,
        server: str = "daphne",
        variables: dict[str, str] | None = None,
        port: int | None = None,
        nursery: Nursery | None = None,
    ) -> None:
        self.port = port or (nursery.port if nursery else free_port())
        self.nursery = nursery
        self.server = server
        self.url = f"http://localhost:{self.port}"
        self.socket_url = f"ws://localhost:{self.port}/ws/"
        program, *arguments = SERVERS[server].format(port=self.port).split()
        own = {"DEMO": "1", "DATA_DIR": str(data), "PORT": str(self.port), **(variables or {})}
        super().__init__([str(BIN / program), *arguments], data / f"{server}-{self.port}.log", own)

    def start(self) -> None:
        """Start it and wait until it answers."""
        if self.nursery:
            self._process = self.nursery.bear(self.command[1:], self.log)
        else:
            super().start()
        wait_until(self.is_well, seconds=30, what=f"{self.server} to answer; it wrote:\n{self.said()}")

    def is_well(self) -> bool:
        """Whether /healthz answers 200. Raises RuntimeError when the process ended instead."""
        if self.code is not None:
            raise RuntimeError(f"{self.server} ended with {self.code}:\n{self.said()}")
        return self.status("/healthz") == 200

    def status(self, path: str) -> int | None:
        """The status of a GET, or None where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=2) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            return refusal.code
        except OSError:
            return None


def manage(*arguments: str) -> list[str]:
    """The command line of a management command."""
    return [str(BIN / "python"), "manage.py", *arguments]
