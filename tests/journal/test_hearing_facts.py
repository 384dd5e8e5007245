"""A listener hears every fact at least once; a timer when it is due; what nobody could hear waits for staff."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from commons.journal import worker as worker_module
from commons.journal.models import Delivery
from commons.journal.worker import TRIES, Worker
from commons.journal.writing import atomic, record
from tests.servers.product import Process, manage
from tests.servers.stores import wait_until

from . import happenings
from .happenings import BreadBaked, TeaPoured, WaterFetched

pytestmark = pytest.mark.both_databases
COME, WASH, AGAIN = (f"{happenings.__name__}.{name}" for name in ("come_to_the_table", "wash_the_cups", "pour_again"))


@pytest.fixture(autouse=True)
def quiet_table():
    happenings.heard.clear()
    happenings.deaf.clear()


def pour(*cups: int) -> None:
    with atomic():
        record(*(TeaPoured(stream="tests.table:1", actor="member:7", cups=number) for number in cups))


def make_due(**which: object) -> None:
    Delivery.objects.filter(**which).update(due_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_a_listener_hears_once_and_is_owed_no_more():
    pour(1, 2)
    worker = Worker()
    assert worker.run_due() == 2
    assert worker.run_due() == 0
    assert happenings.heard == [("come", 1), ("come", 2)]
    assert not Delivery.objects.filter(listener=COME).exists()


@pytest.mark.django_db(transaction=True)
def test_a_timer_waits_until_it_is_due():
    pour(1)
    Worker().run_due()
    waiting = Delivery.objects.get(listener=WASH)
    assert waiting.due_at == waiting.entry.at + timedelta(hours=1)
    assert ("wash", 1) not in happenings.heard
    make_due(listener=WASH)
    Worker().run_due()
    assert ("wash", 1) in happenings.heard
    assert not Delivery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_timer_may_say_of_each_fact_when_it_is_due_or_that_it_isnt():
    pour(1, 3)
    (owed,) = Delivery.objects.filter(listener=AGAIN)
    assert owed.entry.seq == 2
    assert owed.due_at == owed.entry.at + timedelta(minutes=3)
    make_due(listener=AGAIN)
    Worker().run_due()
    assert ("again", 2) in happenings.heard


@pytest.mark.django_db(transaction=True)
def test_one_that_is_slow_has_a_worker_of_its_own():
    with atomic():
        record(WaterFetched(stream="tests.well:1", actor=None))
    pour(1)
    assert Worker(slow=False).run_due() == 1
    assert happenings.heard == [("come", 1)]
    assert Worker(slow=True).run_due() == 1
    assert happenings.heard == [("come", 1), ("carry", 1)]


@pytest.mark.django_db(transaction=True)
def test_a_listener_of_a_kind_of_stream_hears_all_that_happens_there_and_nothing_else():
    with atomic():
        record(BreadBaked(stream="tests.garden:1", actor=None, loaves=2), BreadBaked(stream="tests.table:1", actor=None, loaves=2))
    assert Worker().run_due() == 1
    assert happenings.heard == [(BreadBaked.name, 1)]


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_is_tried_later_and_later_then_waits_for_staff(caplog):
    caplog.set_level(logging.CRITICAL)
    happenings.deaf.add(1)
    pour(1)
    waits = []
    for _ in range(TRIES):
        make_due(listener=COME)
        assert Worker().run_due() == 1
        owed = Delivery.objects.get(listener=COME)
        waits.append(round((owed.due_at - timezone.now()).total_seconds()))
    assert waits[:5] == [1, 2, 4, 8, 16]
    assert owed.failed_at is not None
    make_due(listener=COME)
    assert Worker().run_due() == 0

    happenings.deaf.clear()
    call_command("journal", "replay", str(owed.pk))
    assert Worker().run_due() == 1
    assert happenings.heard == [("come", 1)]


@pytest.mark.django_db(transaction=True)
def test_staff_give_back_in_the_admin_as_on_the_command_line(make_member, signed_in):
    pour(1)
    now = timezone.now()
    Delivery.objects.filter(listener=COME).update(failed_at=now, attempts=TRIES, due_at=now, leased_until=now + timedelta(hours=1))
    chosen = {"action": "give_back", "_selected_action": Delivery.objects.get(listener=COME).pk}
    signed_in(make_member("Анара", is_staff=True, is_superuser=True)).post("/admin/journal/delivery/", chosen)
    assert Worker().run_due() == 1
    assert happenings.heard == [("come", 1)]


@pytest.mark.django_db(transaction=True)
def test_one_that_fails_keeps_none_of_the_others_waiting(caplog):
    caplog.set_level(logging.CRITICAL)
    happenings.deaf.add(1)
    pour(1, 2, 3)
    Worker().run_due()
    assert happenings.heard == [("come", 2), ("come", 3)]


@pytest.mark.django_db(transaction=True)
def test_a_lease_that_ran_out_is_claimed_again():
    pour(1)
    assert len(worker_module.claim(10)) == 1  # and its worker is no more
    assert worker_module.claim(10) == []
    Delivery.objects.filter(listener=COME).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert Worker().run_due() == 1
    assert happenings.heard == [("come", 1)]


@pytest.mark.django_db(transaction=True)
def test_a_listener_nobody_knows_any_more_waits_for_staff(caplog):
    pour(1)
    Delivery.objects.filter(listener=COME).update(listener="chat.listeners.long_gone")
    Worker().run_due()
    assert Delivery.objects.get(listener="chat.listeners.long_gone").failed_at is not None
    assert "chat.listeners.long_gone" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_workers_beside_each_other_share_the_work():
    pour(*range(60))
    together = threading.Barrier(4)

    def work() -> None:
        together.wait(10)
        while Worker().run_due(limit=5):
            pass
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(work) for _ in range(4)]:
            done.result()
    assert sorted(happenings.heard) == [("come", seq) for seq in range(1, 61)]


@pytest.mark.django_db(transaction=True)
def test_a_running_worker_is_woken_and_ends_when_it_is_stopped():
    worker = Worker()

    def work() -> None:
        worker.run()
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        pour(1)
        worker.wake()
        wait_until(lambda: happenings.heard, seconds=5, what="the listener")
    finally:
        worker.stop()
        thread.join(5)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_a_delivery_survives_kill_9_of_its_worker(tmp_path, processes, worker_process):
    table = tmp_path / "table"
    table.with_suffix(".wait").touch()
    pour(1)
    first = worker_process(table)
    wait_until(lambda: table.exists(), seconds=20, what=f"the first worker to begin; it wrote:\n{first.said()}")
    first.kill()
    assert Delivery.objects.filter(listener=COME).exists()

    table.with_suffix(".wait").unlink()
    second = worker_process(table)
    wait_until(lambda: not Delivery.objects.filter(listener=COME).exists(), seconds=20, what="the second worker to deliver")
    begun, again, done = table.read_text().splitlines()
    assert (begun.startswith("1 begun by"), again, done) == (True, f"1 begun by {second.pid}", f"1 done by {second.pid}")
    assert second.stop() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_asked_to_end_finishes_the_delivery_in_its_hands(tmp_path, worker_process):
    table = tmp_path / "table"
    table.with_suffix(".wait").touch()
    pour(1)
    worker = worker_process(table)
    wait_until(lambda: table.exists(), seconds=20, what="the worker to begin")
    threading.Timer(0.5, table.with_suffix(".wait").unlink).start()
    assert worker.stop() == 0
    assert [line.split()[1] for line in table.read_text().splitlines()] == ["begun", "done"]
    assert not Delivery.objects.filter(listener=COME).exists()


@pytest.fixture
def worker_process(tmp_path, processes):
    """Start `manage.py worker` with the tests' listeners, on this test's database."""
    from tests.servers import environment

    def start(table) -> Process:
        log = tmp_path / f"worker-{len(processes)}.log"
        worker = Process(
            manage("worker", "--settings", "tests.journal.settings"), log, {**environment.of_this_database(), "TABLE": str(table)}
        )
        processes.append(worker)
        worker.start()
        return worker

    return start


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_kills_its_worker_every_time_becomes_a_dead_letter(caplog):
    caplog.set_level(logging.CRITICAL)
    pour(1)
    Delivery.objects.filter(listener=COME).update(attempts=TRIES)
    Worker().run_due()
    assert Delivery.objects.get(listener=COME).failed_at is not None
    assert happenings.heard == []


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_stopped_gives_back_what_it_did_not_begin():
    pour(1)
    worker = Worker()
    worker.stop()
    worker.run_due()
    owed = Delivery.objects.get(listener=COME)
    assert (owed.attempts, owed.leased_until) == (0, None)
