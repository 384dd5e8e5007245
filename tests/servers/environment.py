"""The environment a test run has to itself: set before Django reads its settings, gone when the run ends."""

import hashlib
import os
import shutil
import tempfile
import time
from fcntl import LOCK_EX, flock
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_OURS = ("DEBUG", "SECRET_KEY", "HOSTS", "ORIGIN", "PORT")


def prepare() -> Path:
    """Give this process, or this worker of pytest-xdist, a data directory of its own. Returns it."""
    for name in NOT_OURS:
        os.environ.pop(name, None)
    if "BIRGE_TESTS" not in os.environ:
        os.environ["BIRGE_TESTS"] = tempfile.mkdtemp(prefix="birge-tests-")
    data = Path(os.environ["BIRGE_TESTS"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
    data.mkdir(exist_ok=True)
    os.environ.update(DEMO="1", DATA_DIR=str(data), DJANGO_SETTINGS_MODULE="deploy.settings")
    return data


def of_this_database() -> dict[str, str]:
    """The variables with which another process serves the database that this test stands on."""
    from django.db import connection

    if connection.vendor == "sqlite":  # a file in DATA_DIR
        return {}
    url = urlsplit(os.environ["DATABASE_URL"])
    return {"DATABASE_URL": url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()}


def clean_up() -> None:
    """Remove what `prepare` made; called once, by the process that runs the workers."""
    shutil.rmtree(os.environ.pop("BIRGE_TESTS"), ignore_errors=True)


def gather_static_files(into: Path) -> None:
    """Lay the hashed static files at `into`, collected anew only when one of them changed."""
    from django.conf import settings
    from django.core.management import call_command

    kept = ROOT / "var" / "test-static"
    kept.mkdir(parents=True, exist_ok=True)
    ready = kept / _fingerprint()
    with (kept / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not ready.exists():
            for old in kept.iterdir():
                if old.is_dir() and old.stat().st_mtime < time.time() - 3600:
                    shutil.rmtree(old)
            call_command("collectstatic", interactive=False, verbosity=0)
            Path(settings.STATIC_ROOT).rename(ready)
    into.symlink_to(ready)


def compile_catalogues() -> None:
    from django.core.management import call_command, get_commands

    if "catalogues" in get_commands():
        call_command("catalogues", verbosity=0)


def _fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256((ROOT / "platform/commons/ui/storage.py").read_bytes())
    for finder in get_finders():
        for path, storage in finder.list([]):
            full = Path(storage.path(path)).stat()
            digest.update(f"{path} {full.st_mtime_ns} {full.st_size}\n".encode())
    return digest.hexdigest()[:16]
