"""What lies in a database of an earlier day goes through the migrations since: its rooms open, and its orders are whole."""

import gzip
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.servers.environment import ROOT
from tests.servers.stores import database

from . import MARKET_POSTGRESQL, MARKET_SQLITE, POSTGRESQL, SQLITE

OPEN_A_ROOM = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("migrate", check=True, verbosity=0)
from uuid import uuid4
from django.test import Client
from chat.models import Message
from commons.people.models import Member
browser, message = Client(headers={"host": "localhost"}), Message.objects.filter(room__kind="network").latest("seq")
browser.force_login(Member.objects.get(number="demo-osh-resident"))
path = f"/chats/{message.room_id}/"
assert browser.post(f"{path}messages/", {"key": uuid4(), "body": "Дагы бир күн"}).status_code == 303
page = browser.get(path).content.decode()
assert f'id="m-{message.pk}"' in page and "Дагы бир күн" in page
call_command("journal", "verify")
print(Message.objects.count())
"""
OPEN_A_SHOP = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("migrate", check=True, verbosity=0)
from django.db.models import F
from django.test import Client
from commons.media.models import Picture
from marketplace.catalog.models import DayCapacity, Stall
from marketplace.orders.models import Claim, Order, OrderPicture, PaymentLine
assert not PaymentLine.objects.exclude(shop=F("order__shop")).exists(), "a payment stands with the shop of its order"
alone = Order.objects.get(alone=True)
[claim] = Claim.objects.active().filter(order=alone)
assert (claim.day.alone, claim.day.capacity) == (True, claim.day.taken), "nights that a party has alone stay hers"
assert not DayCapacity.objects.filter(alone=True).exclude(pk=claim.day_id).exists()
proofs = OrderPicture.objects.filter(shows="proof")
assert {one.picture.guard for one in proofs} == {f"marketplace.payments:{alone.pk}"}, "a proof is before its two sides alone"
call_command("orders", "check")
maker, browser = alone.shop.member, Client(headers={"host": "localhost"})
browser.force_login(maker)
for order in Order.objects.at(maker):
    assert browser.get(f"/market/orders/{order.pk}/").status_code == 200, order
for page in ("/market/orders/selling/", "/market/orders/selling/owed/", "/market/orders/selling/calendar/", "/market/"):
    assert browser.get(page).status_code == 200, page
assert Stall.objects.count() > 20
assert Stall.objects.search("түнөө").exists(), "what is on the market is found"
call_command("journal", "verify")
print(Order.objects.count())
"""
COUNT = "SELECT count(*) FROM public.%s"


@contextmanager
def kept_in(tmp_path: Path, sqlite: Path, postgresql: Path, table: str) -> Iterator[tuple[dict[str, str], int]]:
    """The variables of what was kept, in the kind of database that these tests run on, and how many rows of this table are in it."""
    sql, count = gzip.decompress((postgresql if "DATABASE_URL" in os.environ else sqlite).read_bytes()).decode(), COUNT % table
    if "DATABASE_URL" not in os.environ:
        file = sqlite3.connect(tmp_path / "birge.sqlite3")
        file.executescript(sql)
        [(rows,)] = file.execute(count.replace("public.", ""))
        file.close()
        yield {}, rows
        return
    with database(os.environ["DATABASE_URL"], f"carried_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}") as url:
        with psycopg.connect(url) as kept:
            kept.execute(sql)
            [(rows,)] = kept.execute(count)
        yield {"DATABASE_URL": url}, rows


def carried_over(script: str, variables: dict[str, str], tmp_path: Path) -> str:
    """What the script says last, run by the code of today on what was kept."""
    (tmp_path / "static").symlink_to(Path(os.environ["BIRGE_TESTS"]) / "static")
    alone = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    own = {"DATA_DIR": str(tmp_path), "DEMO": "1", "DJANGO_SETTINGS_MODULE": "deploy.settings", "PYTHONPATH": str(ROOT)}
    environment = {**alone, **own, **variables}
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.split()[-1]


@pytest.mark.both_databases
def test_a_village_of_an_earlier_day_opens_its_rooms(tmp_path: Path) -> None:
    with kept_in(tmp_path, SQLITE, POSTGRESQL, "chat_message") as (variables, messages):
        assert carried_over(OPEN_A_ROOM, variables, tmp_path) == str(messages + 1)


@pytest.mark.both_databases
def test_a_market_of_an_earlier_day_has_every_order_whole(tmp_path: Path) -> None:
    with kept_in(tmp_path, MARKET_SQLITE, MARKET_POSTGRESQL, "orders_order") as (variables, orders):
        assert carried_over(OPEN_A_SHOP, variables, tmp_path) == str(orders)


@pytest.mark.parametrize("kept", [SQLITE, POSTGRESQL, MARKET_SQLITE, MARKET_POSTGRESQL], ids=lambda kept: kept.name)
def test_it_is_small_enough_to_keep(kept: Path) -> None:
    assert kept.stat().st_size <= 200 * 1024
