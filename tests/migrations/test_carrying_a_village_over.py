"""What lies in a database of an earlier day goes through the migrations since, and its rooms open."""

import gzip
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.servers.environment import ROOT
from tests.servers.stores import database

from . import POSTGRESQL, SQLITE

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
COUNT = "SELECT count(*) FROM public.chat_message"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[tuple[dict[str, str], int]]:
    """The variables of a kept village, in the kind of database that these tests run on, and how many messages are in it."""
    sql = gzip.decompress((POSTGRESQL if "DATABASE_URL" in os.environ else SQLITE).read_bytes()).decode()
    if "DATABASE_URL" not in os.environ:
        file = sqlite3.connect(tmp_path / "birge.sqlite3")
        file.executescript(sql)
        [(said,)] = file.execute(COUNT.replace("public.", ""))
        file.close()
        yield {}, said
        return
    with database(os.environ["DATABASE_URL"], f"carried_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}") as url:
        with psycopg.connect(url) as kept:
            kept.execute(sql)
            [(said,)] = kept.execute(COUNT)
        yield {"DATABASE_URL": url}, said


@pytest.mark.both_databases
def test_a_village_of_an_earlier_day_opens_its_rooms(village: tuple[dict[str, str], int], tmp_path: Path) -> None:
    (tmp_path / "static").symlink_to(Path(os.environ["BIRGE_TESTS"]) / "static")
    alone = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    own = {"DATA_DIR": str(tmp_path), "DEMO": "1", "DJANGO_SETTINGS_MODULE": "deploy.settings", "PYTHONPATH": str(ROOT)}
    variables, said = village
    environment = {**alone, **own, **variables}
    opened = subprocess.run([sys.executable, "-c", OPEN_A_ROOM], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert opened.returncode == 0, opened.stderr
    assert opened.stdout.split()[-1] == str(said + 1)


@pytest.mark.parametrize("kept", [SQLITE, POSTGRESQL], ids=["sqlite", "postgresql"])
def test_it_is_small_enough_to_keep(kept: Path) -> None:
    assert kept.stat().st_size <= 200 * 1024
