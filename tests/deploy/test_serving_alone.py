"""The embedded default: exactly one serving process, with the worker inside, that ends without losing anything."""

import asyncio
import os
import re
import subprocess
import time

import pytest
from django.conf import settings

from commons.realtime.draining import FINISH_SECONDS
from commons.realtime.socket import DRAINED_SECONDS
from tests.servers.environment import ROOT
from tests.servers.product import Product, manage
from tests.servers.stores import free_port, wait_until

KILLED_AFTER_SECONDS = 10  # by Docker, which has asked it to end
SERVERS = pytest.mark.parametrize("server", ["daphne", "uvicorn"])


@pytest.fixture
def room(transactional_db):
    from chat.actions import ensure_rooms
    from chat.models import Room

    ensure_rooms()
    return Room.objects.get(kind=Room.Kind.NETWORK)


def test_it_is_alive_and_ready(served):
    assert served.status("/healthz") == 200
    assert served.status("/readyz") == 200


def test_a_second_process_is_told_that_there_is_one(served, processes):
    second = Product(settings.DATA_DIR, "uvicorn")
    processes.append(second)
    with pytest.raises(RuntimeError) as told:
        second.start()
    assert second.code not in (None, 0)
    assert str(settings.DATA_DIR) in str(told.value)
    assert "Traceback" not in str(told.value)
    assert served.status("/healthz") == 200


def test_whether_it_would_be_alone_is_asked_before_anything_is_touched(served, tmp_path):
    def ask(data, port):
        variables = {**os.environ, "DATA_DIR": str(data), "PORT": str(port)}
        return subprocess.run(manage("alone"), cwd=ROOT, env=variables, capture_output=True, text=True, check=False)

    used, taken, free = ask(settings.DATA_DIR, free_port()), ask(tmp_path, served.port), ask(tmp_path, free_port())
    for refused, named in ((used, str(settings.DATA_DIR)), (taken, f"Port {served.port} can't be used")):
        assert refused.returncode != 0
        assert named in refused.stderr
        assert len(refused.stderr.strip().splitlines()) == 1
    assert (free.returncode, free.stdout, free.stderr) == (0, "", "")
    assert not (tmp_path / "birge.sqlite3").exists()


def test_make_run_asks_that_first(tmp_path):
    asked = subprocess.run(["make", "--dry-run", "run", f"DATA_DIR={tmp_path}"], cwd=ROOT, capture_output=True, text=True, check=True)
    done = re.findall(r"manage\.py (\w+)|(daphne) ", asked.stdout)
    steps = [one or other for one, other in done if one != "catalogues"]
    assert steps == ["alone", "collectstatic", "migrate", "demo", "daphne"]


def test_after_a_kill_the_next_process_may_serve(serve):
    serve().kill()
    assert serve("uvicorn").status("/readyz") == 200


@pytest.mark.both_databases
@SERVERS
def test_asked_to_end_it_says_goodbye_and_loses_nothing(serve, server, aizada, begimai, phone, room):
    from chat.models import Message

    product = serve(server)
    hers, others = phone(aizada, product), phone(begimai, product)
    asyncio.run(write_through_a_restart(product, hers, others, room.stream, count=120))

    kept = dict(Message.objects.values_list("body", "seq"))
    assert sorted(kept) == sorted(f"word {number}" for number in range(120))
    assert sorted(hers.acks.values()) == sorted(kept.values())
    for each in (hers, others):
        (bye,) = each.got("bye", code="draining")
        assert DRAINED_SECONDS[0] <= bye["retry_in"] <= DRAINED_SECONDS[1]
        view = each.views[room.stream]
        assert (view.doubled, view.skipped, view.resets) == ([], [], 0)
        assert len([fact for fact in view.facts if fact["fact"] == "chat.message.posted"]) == 120


async def write_through_a_restart(product, hers, others, stream, count):
    """Half of it is on its way when the process is asked to end; it is back a moment later."""
    async with hers, others:
        await hers.enter(stream, after=0)
        view = await others.enter(stream, after=0)
        writing = []
        for number in range(count):
            writing.append(asyncio.create_task(hers.do("chat.post", stream, body=f"word {number}")))
            await asyncio.sleep(0.01 if number < 25 else 0.11)
            if number == count // 4:
                writing.append(asyncio.create_task(asyncio.to_thread(restart, product)))
        await hers.until(lambda: len(hers.acks) == count, 30)
        await asyncio.gather(*writing)
        await others.until(lambda: len(view.facts) >= count)
        await hers.until(lambda: len(hers.views[stream].facts) >= count)


def restart(product):
    began = time.monotonic()
    product.stop()
    assert time.monotonic() - began < KILLED_AFTER_SECONDS
    product.start()


@SERVERS
def test_a_goodbye_closes_the_connection_and_says_why(serve, server, aizada, phone):
    product = serve(server)

    async def misbehave(frame, code):
        async with phone(aizada, product, patience=30) as hers:
            await hers.until(lambda: hers.hello)
            await hers.say(frame)
            await hers.until(lambda: hers.closes)
            assert hers.closes == [code]
            assert [bye["code"] for bye in hers.got("bye")] == [{1008: "invalid", 1009: "too_big"}[code]]

    asyncio.run(misbehave("{no json", 1008))
    asyncio.run(misbehave('{"op": "sing", "stream": "chat.room:1"}', 1008))
    asyncio.run(misbehave("x" * 17_000, 1009))


@pytest.mark.both_databases
def test_idle_it_ends_at_once(served, aizada, phone):
    async def look_in():
        async with phone(aizada, served) as hers:
            await hers.until(lambda: hers.hello)

    asyncio.run(look_in())
    began = time.monotonic()
    served.stop()
    assert time.monotonic() - began < FINISH_SECONDS, "it waited for somebody who isn't there"


def test_asked_to_end_it_clears_away_what_it_imported(transactional_db, serve):
    """Libraries complain of what stays behind, dozens of lines long, each time."""
    product = serve()
    product.stop()
    assert "leaked" not in product.said()


@SERVERS
def test_its_log_holds_no_words_and_no_tokens(serve, server, aizada, phone, room, cookie_of):
    from tests.servers.twin import post

    product = serve(server)
    cookie = cookie_of(aizada)
    secrets = {
        "words": "Апамдын купуя сөзү",
        "code": "K7Q2M9XWPLZ3RTVB",
        "three words": "alma bulut chynar",
        "typed": "zhymzhyrt",
        "session": cookie,
    }

    async def talk():
        async with phone(aizada, product) as hers:
            await hers.enter(room.stream)
            await hers.do("chat.post", room.stream, body=secrets["words"])
            await hers.say("{" + secrets["typed"])
            await hers.until(lambda: hers.got("bye"))

    asyncio.run(talk())
    for path in (f"/i/{secrets['code']}/", f"/i/{secrets['code']}", f"/live/?token={secrets['code']}", f"/nowhere/?code={secrets['code']}"):
        product.status(path)
    post(product, None, "/sign-in/", number="123456", three_words=secrets["three words"])
    post(product, cookie, f"/chats/{room.pk}/messages/", body=secrets["words"], key=secrets["typed"])
    post(product, "forged" + secrets["code"], f"/chats/{room.pk}/messages/", body=secrets["words"])
    product.stop()
    said = product.said()
    assert {name: secret for name, secret in secrets.items() if secret in said} == {}


def test_the_worker_is_inside(served):
    from commons.journal.models import Delivery, Entry

    entry = Entry.objects.create(stream="tests.table:1", seq=1, fact="tests.tea.poured")
    owed = Delivery.objects.create(entry=entry, listener="nobody.listens", due_at=entry.at)
    wait_until(lambda: Delivery.objects.exclude(failed_at=None).filter(pk=owed.pk).exists(), seconds=10, what="the worker inside")
