"""`python -m tests.migrations`: keeps a small village as the database has it today, for the migrations of tomorrow.

Run before a release, never after its migrations changed: what is kept is what is out there.
"""

import gzip
import os
import sqlite3

from tests.servers import environment

from . import KEPT


def main() -> None:
    """Fill a village of one database file, and write it down as SQL."""
    for elsewhere in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(elsewhere, None)
    data = environment.prepare()
    try:
        _fill()
        database = sqlite3.connect(data / "birge.sqlite3")
        KEPT.write_bytes(gzip.compress("\n".join(database.iterdump()).encode(), mtime=0))
        database.close()
    finally:
        environment.clean_up()
    print(f"{KEPT.name}: {KEPT.stat().st_size // 1024} KiB")


def _fill() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    from chat import demo as chat
    from commons.people import demo as people

    call_command("migrate", verbosity=0)
    people.fill()
    chat.fill(count=150)


if __name__ == "__main__":
    main()
