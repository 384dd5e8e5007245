"""Who is told of what: once, on her bell; of the newest in place of what she hasn't seen."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.notify.actions import ask_to_send, notify, see, see_all
from commons.notify.models import Notice

from .conftest import AGREED, PRICED, SEWN

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def facts(stream: str) -> list[tuple[str, dict[str, object]]]:
    return [(entry.fact.removeprefix("notify."), entry.data) for entry in Entry.objects.filter(stream=stream).order_by("seq")]


def test_she_has_it_on_her_bell_and_the_fact_holds_ids_alone(sewn, aizada):
    entry = sewn()
    notify(entry, aizada.actor, SEWN)
    notice = Notice.objects.get()
    assert (notice.to, notice.kind, notice.about, notice.entry, notice.seen_at) == (aizada.actor, SEWN, "tests.dress:1", entry, None)
    assert facts(f"notify.bell:{aizada.pk}") == [("notice.made", {"id": notice.pk, "entry": entry.pk})]


def test_a_listener_that_is_called_twice_tells_once(sewn, aizada):
    entry = sewn()
    for _ in range(2):
        notify(entry, aizada.actor, SEWN)
    see_all(aizada)
    notify(entry, aizada.actor, SEWN)
    assert Notice.objects.count() == 1
    assert [name for name, _ in facts(f"notify.bell:{aizada.pk}")] == ["notice.made", "notice.seen"]


def test_something_newer_takes_the_place_of_what_she_has_not_seen(sewn, aizada):
    first, second = sewn(), sewn()
    notify(first, aizada.actor, SEWN)
    notify(second, aizada.actor, SEWN)
    notify(first, aizada.actor, SEWN)  # its listener failed then, and is called again now
    notice = Notice.objects.get()
    assert notice.entry == second
    assert [data["entry"] for _, data in facts(f"notify.bell:{aizada.pk}")] == [first.pk, second.pk]


def test_what_she_has_seen_stays_and_the_next_stands_beside_it(sewn, aizada):
    notify(sewn(), aizada.actor, SEWN)
    see(aizada.actor, "tests.dress:1")
    notify(sewn(), aizada.actor, SEWN)
    assert [notice.seen_at is None for notice in Notice.objects.order_by("pk")] == [False, True]


def test_another_thing_or_kind_is_another_notice(sewn, aizada):
    entry = sewn()
    notify(entry, aizada.actor, SEWN)
    notify(entry, aizada.actor, PRICED)
    notify(entry, aizada.actor, SEWN, about="tests.dress:2")
    assert Notice.objects.filter(seen_at=None).count() == 3
    see(aizada.actor, "tests.dress:1")
    assert Notice.objects.filter(seen_at=None).get().about == "tests.dress:2"


def test_her_bell_says_how_many_there_are_now(sewn, aizada):
    notify(sewn(1), aizada.actor, SEWN)
    notify(sewn(2), aizada.actor, SEWN)
    entries = list(Entry.objects.filter(stream=f"notify.bell:{aizada.pk}"))
    assert [fact["data"] for fact in present(entries, "ky")] == [{"unseen": 2}] * 2
    see_all(aizada)
    assert {fact["data"]["unseen"] for fact in present(entries, "ky")} == {0}


def test_nobody_is_told_of_what_she_did_herself_nor_of_whom_she_does_not_meet(sewn, aizada, begimai, suspended):
    from commons.people.actions import block

    notify(sewn(by=aizada), [aizada.actor, begimai.actor, suspended.actor], SEWN)
    assert [notice.to for notice in Notice.objects.all()] == [begimai.actor]
    block(begimai, aizada)
    notify(sewn(by=aizada), begimai.actor, SEWN)
    assert Notice.objects.count() == 1
    assert Notice.objects.told_to(begimai.actor).count() == 0, "and what there was is hidden"


def test_of_what_two_agreed_upon_a_block_keeps_nothing_from_either(sewn, aizada, begimai):
    from commons.people.actions import block

    block(begimai, aizada)
    for to, by in ((aizada, begimai), (begimai, aizada)):
        for kind in (AGREED, SEWN):
            notify(sewn(by=by), [to.actor, by.actor], kind)
        assert [notice.kind for notice in Notice.objects.told_to(to.actor)] == [AGREED]


def test_a_block_made_since_is_not_counted_by_her_bell(sewn, aizada, begimai):
    from commons.people.actions import block

    notify(sewn(by=aizada), begimai.actor, SEWN)
    block(aizada, begimai)
    entries = list(Entry.objects.filter(stream=f"notify.bell:{begimai.pk}"))
    assert present(entries, "ky")[0]["data"] == {"unseen": 0}


def test_many_are_told_in_one_transaction_with_a_few_queries_each(sewn, make_member):
    def asked(count: int) -> int:
        entry, them = sewn(), [make_member(f"А{n}").actor for n in range(count)]
        with CaptureQueriesContext(connection) as queries:
            notify(entry, them, SEWN)
        return len(queries)

    few, many = asked(2), asked(42)
    assert (many - few) / 40 <= 5
    assert Notice.objects.count() == 44


def test_of_two_that_come_at_one_moment_both_are_told(sewn, aizada):
    entries = [sewn() for _ in range(8)]

    def tell(entry: Entry) -> None:
        try:
            notify(entry, aizada.actor, SEWN)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit(tell, entry) for entry in entries]
    again = [entry for entry, one in zip(entries, done, strict=True) if one.exception()]
    for entry in again:  # as the worker would
        notify(entry, aizada.actor, SEWN)
    assert Notice.objects.get().entry_id == max(entry.pk for entry in entries)


def test_a_clock_starts_once_for_each_thing_she_is_told(sewn, aizada, guest):
    notify(sewn(), [aizada.actor, guest.actor], PRICED)
    assert facts("tests.dress:1")[1:] == [("notice.sent", {"kind": PRICED, "to": aizada.actor, "way": "bell"})]
    see(guest.actor, "tests.dress:1")
    see(guest.actor, "tests.dress:1")
    assert facts("tests.dress:1")[2:] == [("notice.sent", {"kind": PRICED, "to": guest.actor, "way": "page"})]
    notify(sewn(), [aizada.actor, guest.actor], SEWN)
    see(guest.actor, "tests.dress:1")
    assert [name for name, _ in facts("tests.dress:1")].count("notice.sent") == 2


def test_what_a_guest_has_seen_by_herself_leaves_the_list_of_who_would_have_sent_it(sewn, aizada, guest, begimai):
    notify(sewn(), guest.actor, SEWN, sender=aizada)
    ask_to_send(Notice.objects.get())
    notify(sewn(2), begimai.actor, SEWN)
    see(begimai.actor, "tests.dress:2")
    assert [name for name, _ in facts(f"notify.bell:{aizada.pk}")] == ["list.changed"]
    see(guest.actor, "tests.dress:1")
    see(guest.actor, "tests.dress:1")
    assert [name for name, _ in facts(f"notify.bell:{aizada.pk}")] == ["list.changed", "list.changed"]


@pytest.mark.parametrize("nobody", ["x", "lab:3"])
def test_nobody_else_can_be_told(sewn, nobody):
    with pytest.raises(ValueError, match="nobody can be told"):
        notify(sewn(), nobody, SEWN)
