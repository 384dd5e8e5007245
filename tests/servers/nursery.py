"""Where servers of tests come from: forked from a process that has read the product already, each starts in a moment.

It reads the settings once, so that all of them have its variables, and its port.
"""

import multiprocessing
import os
import random
import signal
import socket
import subprocess
import sys
from multiprocessing.context import ForkServerContext
from pathlib import Path
from unittest.mock import patch

from .environment import ROOT

PORTS = range(20_000, 32_000)  # the system gives these to nobody in between
READ_AHEAD = "tests.servers.reading_ahead"


class Nursery:
    """`Nursery(variables)`: its servers are born in an environment that has these, and listen on its `port` one after another."""

    def __init__(self, variables: dict[str, str]) -> None:
        self.port = quiet_port()
        self._context: ForkServerContext = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([READ_AHEAD])
        self._own = {**variables, "PORT": str(self.port), "DJANGO_SETTINGS_MODULE": "deploy.settings", "PYTHONPATH": str(ROOT)}

    def bear(self, arguments: list[str], log: Path) -> "Born":
        """A Daphne with these arguments, which writes to the end of its log."""
        process = self._context.Process(target=_live, args=(arguments, log), daemon=True)
        with patch.dict(os.environ, self._own):
            process.start()
        return Born(process)


class Born:
    """A process that is asked and told as subprocess.Popen is."""

    def __init__(self, process: "multiprocessing.process.BaseProcess") -> None:
        self._process = process

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, how: signal.Signals) -> None:
        os.kill(self.pid, how)

    def kill(self) -> None:
        self._process.kill()

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("daphne", timeout or 0)
        return self._process.exitcode


def quiet_port() -> int:
    """A port that nobody listens on, and that nobody gets by chance."""
    while True:
        with socket.socket() as probe:
            port = random.choice(PORTS)
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


def _live(arguments: list[str], log: Path) -> None:
    """In the process that was born."""
    with log.open("ab") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from daphne.cli import CommandLineInterface

    sys.argv = ["daphne", *arguments]
    CommandLineInterface.entrypoint()
