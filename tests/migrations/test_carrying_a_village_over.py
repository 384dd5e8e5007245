"""What lies in a database of an earlier day goes through the migrations since, and its rooms open."""

import gzip
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.servers.environment import ROOT

from . import KEPT

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


def test_a_village_of_an_earlier_day_opens_its_rooms(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "birge.sqlite3")
    database.executescript(gzip.decompress(KEPT.read_bytes()).decode())
    [(said,)] = database.execute("SELECT count(*) FROM chat_message")
    database.close()
    (tmp_path / "static").symlink_to(Path(os.environ["BIRGE_TESTS"]) / "static")
    alone = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment = {**alone, "DATA_DIR": str(tmp_path), "DEMO": "1", "DJANGO_SETTINGS_MODULE": "deploy.settings", "PYTHONPATH": str(ROOT)}
    opened = subprocess.run([sys.executable, "-c", OPEN_A_ROOM], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert opened.returncode == 0, opened.stderr
    assert opened.stdout.split()[-1] == str(said + 1)


def test_it_is_small_enough_to_keep() -> None:
    assert KEPT.stat().st_size <= 200 * 1024
