"""Ours: the product as it is deployed, on Daphne or uvicorn, with a village of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.servers.product import Product, manage
from tests.servers.stores import Valkey, postgres

from .crowd import Crowd
from .dialects import BirgeSpeaker
from .grounds import ROOT, VAR

DATABASE = "birge.sqlite3"
EMBEDDED = {"DATABASE_URL": "", "REDIS_URL": ""}


@dataclass(frozen=True)
class Village:
    """A migrated database with members in its network room. `env` is what a process of the product needs."""

    env: dict[str, str]
    room: int
    members: list[int] = field(repr=False)
    cookies: list[str] = field(repr=False)

    @property
    def stream(self) -> str:
        return f"chat.room:{self.room}"


@contextmanager
def village(members: int, **stores: str) -> Iterator[Village]:
    """Settle one in a directory of its own: on SQLite, or on the stores given as DATABASE_URL and REDIS_URL."""
    with settled("village", members, **stores) as (env, told):
        yield Village(env, told["room"], told["members"], told["cookies"])


@contextmanager
def settled(module: str, *counts: int, **stores: str) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    """The same by a module of `inside`: what a process of the product needs, and what was made."""
    VAR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{module}-", dir=VAR, ignore_cleanup_errors=True) as folder:
        if not stores:
            shutil.copy(Path(_migrated().name, DATABASE), folder)
        env = _environment(folder, **stores)
        yield env, inside(module, *counts, env=env)


@cache
def _migrated() -> tempfile.TemporaryDirectory[str]:
    """Where a database lies that has all its tables and nothing else: made once, since that takes longer than many a figure."""
    folder = tempfile.TemporaryDirectory(prefix="migrated-", dir=VAR, ignore_cleanup_errors=True)
    subprocess.run(manage("migrate", "--verbosity", "0"), cwd=ROOT, env=os.environ | _environment(folder.name), check=True)
    return folder


def _environment(folder: str, **stores: str) -> dict[str, str]:
    return {"DEMO": "1", "DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.bench.settings", **EMBEDDED, **stores}


@contextmanager
def scaled() -> Iterator[dict[str, str]]:
    """The stores of the scaled profile: a PostgreSQL that waits for the disk, and a Redis."""
    with postgres(durable=True) as database, Valkey() as valkey:
        yield {"DATABASE_URL": database, "REDIS_URL": valkey.url}


def product(kind: str, of: Village) -> Product:
    """Serve the village on Daphne or uvicorn."""
    return Product(Path(of.env["DATA_DIR"]), kind.lower(), of.env)


def crowd(server: Product, of: Village, after: int | None = None) -> Crowd:
    """Phones that enter the village's room; with `after` they come back to it."""
    speaker = type("Villager", (BirgeSpeaker,), {"stream": of.stream, "after": after})
    return Crowd(speaker, server.url, of.cookies)


def inside(module: str, *arguments: float, env: dict[str, str]) -> Any:
    """Have a module of `inside` do its work in a process of its own; returns what it made. Raises RuntimeError."""
    command = [sys.executable, "-m", "tests.bench.inside", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | env, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{module} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)
