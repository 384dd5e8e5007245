"""What ours is measured beside: Channels' tutorial consumer on Daphne and socket.io, each through Redis; and django-eventstream's view."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.servers.product import BIN

from .grounds import VAR, Beside

HERE = Path(__file__).resolve().parent


class CannotMeasure(Exception):
    """It can't be measured on this machine; the message says what is missing."""


def tutorial(redis: str) -> Beside:
    """Channels' tutorial consumer with channels-redis, on Daphne. Raises CannotMeasure."""
    if not find_spec("channels_redis"):
        _install([sys.executable, "-m", "pip", "install", "--quiet", "--requirement", HERE / "requirements.txt"], "channels-redis")
    command = f"{BIN}/daphne --verbosity 0 --bind 127.0.0.1 --port {{port}} tests.bench.tutorial.asgi:application"
    return Beside("tutorial", command.split(), {"DJANGO_SETTINGS_MODULE": "tests.bench.tutorial.settings", "REDIS_URL": redis})


def socket_io(redis: str) -> Beside:
    """A socket.io server with its Redis adapter, which stores nothing. Raises CannotMeasure."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        raise CannotMeasure("needs node")
    folder = VAR / "socketio"
    wanted = HERE / "socketio" / "package.json"
    installed = folder / "package.json"
    if not ((folder / "node_modules").exists() and installed.read_bytes() == wanted.read_bytes()):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(wanted, installed)
        _install([npm, "install", "--prefix", folder, "--no-audit", "--no-fund", "--silent"], "socket.io from npm")
    variables = {"MODULES": str(installed), "REDIS_URL": redis, "NODE_ENV": "production"}
    return Beside("socketio", [node, str(HERE / "socketio" / "server.mjs")], variables)


def eventstream() -> Beside:
    """django-eventstream's own view, on Daphne; in memory, as one process does without Redis."""
    command = f"{BIN}/daphne --verbosity 0 --endpoint tcp:port={{port}}:interface=127.0.0.1:backlog=2048"
    command += " tests.bench.eventstream.asgi:application"
    return Beside("eventstream", command.split(), {"DJANGO_SETTINGS_MODULE": "tests.bench.eventstream.settings"})


def _install(command: list[str | Path], what: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise CannotMeasure(f"needs {what}, which could not be installed") from None
