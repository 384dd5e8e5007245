"""What happens to a member reaches her sockets and live pages at once."""

import pytest
from channels.db import database_sync_to_async
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.db.models import prefetch_related_objects
from django.utils import timezone

from commons.journal.writing import atomic, record
from commons.people.facts import MemberBlocked, MemberChanged, MembershipEnded, MemberSuspended, SessionEnded
from commons.people.models import Block, Role
from commons.people.streams import lab_stream, member_stream
from commons.realtime import doors, tending
from commons.realtime import hub as hubs
from tests.realtime.village import BOARD, apin, closed_to, wait_for_followers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@database_sync_to_async
def tell(whom, fact, **data):
    with atomic():
        record(fact(stream=member_stream(whom.pk), actor="system", **data))


async def test_a_membership_that_ended_takes_the_stream_away(phone, aizada, begimai):
    lines = [await phone(aizada), await phone(aizada)]
    other = await phone(begimai)
    for line in (*lines, other):
        await line.enter(BOARD)
    closed_to.add(aizada.pk)
    await tell(aizada, MembershipEnded, of=BOARD)
    for line in lines:
        assert await line.next() == {"op": "refused", "stream": BOARD, "code": "forbidden"}
    await apin(BOARD, "жашыруун")
    await other.facts(BOARD, 1)
    for line in lines:
        assert await line.hears_nothing(0.1)
        assert (await line.enter(BOARD))[-1]["op"] == "refused"


@pytest.mark.parametrize(("fact", "data"), [(MemberChanged, {}), (MemberBlocked, {"member": 7})])
async def test_whatever_else_happened_to_her_the_doors_are_asked_again(phone, listen, aizada, begimai, fact, data):
    hers, other = await phone(aizada), await phone(begimai)
    page = await listen(aizada, f"stream={BOARD}&stream=tests.board:2")
    for line in (hers, other):
        await line.enter(BOARD)
        await line.enter("tests.board:public")
    await wait_for_followers("tests.board:2")
    closed_to.add(aizada.pk)
    await tell(aizada, fact, **data)
    assert await hers.next(timeout=2) == {"op": "refused", "stream": BOARD, "code": "forbidden"}
    assert "forbidden" in (await page.event("stream-error"))["data"]
    await page.end()
    await apin(BOARD, "жашыруун")
    await apin("tests.board:public", "баарына")
    assert (await other.facts(BOARD, 1))[0]["data"]["words"] == "жашыруун"
    assert (await hers.next("facts"))["stream"] == "tests.board:public"
    assert await hers.hears_nothing(0.1)


async def test_a_stream_that_she_lags_in_is_taken_away_too(phone, aizada, monkeypatch):
    monkeypatch.setattr("commons.realtime.socket.PULSE_SECONDS", (0, 0))
    line = await phone(aizada)
    for name in (BOARD, "tests.board:2"):
        await line.enter(name)
    (viewer,) = hubs.current().viewers.of(aizada.pk)
    viewer.lag(BOARD, 0)
    viewer.lag("tests.board:2", 0)
    await line.next("lagging")
    await line.next("lagging")
    assert set((await line.next("pulse"))["heads"]) == {BOARD, "tests.board:2"}
    await tell(aizada, MembershipEnded, of=BOARD)
    assert (await line.next("refused"))["stream"] == BOARD
    closed_to.add(aizada.pk)
    await tell(aizada, MemberChanged)
    assert (await line.next("refused"))["stream"] == "tests.board:2"
    await line.next("pulse")
    assert (await line.next("pulse"))["heads"] == {}


async def test_the_doors_of_all_her_streams_are_asked_together(phone, aizada):
    asked = []

    @doors.wide_door("tests.board")
    def let_in(asks):
        asked.append(len(asks))
        return [] if closed_to else asks

    try:
        lines = [await phone(aizada), await phone(aizada)]
        for number in range(1, 31):
            for line in lines:
                await line.enter(f"tests.board:{number}")
        asked.clear()
        closed_to.add(aizada.pk)
        await tell(aizada, MemberChanged)
        for line in lines:
            assert {(await line.next("refused"))["stream"] for _ in range(30)} == {f"tests.board:{number}" for number in range(1, 31)}
    finally:
        del doors._wide["tests.board"]
    assert asked == [30]


async def test_who_she_was_opens_no_door(coordinator):
    """An answer is given to who she is now, however long ago she was read."""
    stream = lab_stream(coordinator.lab_id)
    await database_sync_to_async(prefetch_related_objects)([coordinator], "roles")
    assert (await database_sync_to_async(doors.answer)([(coordinator, stream)])) == {(coordinator, stream): True}
    await database_sync_to_async(Role.objects.all().delete)()
    assert (await database_sync_to_async(doors.answer)([(coordinator, stream)])) == {(coordinator, stream): False}


async def test_where_it_cannot_be_read_what_happened_she_comes_back(phone, aizada, monkeypatch):
    line = await phone(aizada)
    await line.enter(BOARD)

    async def fails(*what):
        raise OperationalError

    monkeypatch.setattr(hubs.current(), "visit", fails)
    await tell(aizada, MemberChanged)
    assert (await line.next("bye"))["code"] == "draining"
    again = await phone(aizada)
    assert (again.hello["op"], again.hello["code"]) == ("bye", "draining")


async def test_what_happened_between_looking_and_listening_is_not_missed(phone, aizada, after_looking):
    await phone(None)

    async def end_her_session():
        if not closed_to:
            closed_to.add(aizada.pk)
            await database_sync_to_async(Session.objects.all().delete)()
            await tell(aizada, SessionEnded)

    after_looking(hubs.current(), end_her_session)
    line = await phone(aizada)
    assert (line.hello["op"], line.hello["code"]) == ("bye", "signed_out")


async def test_her_own_stream_tells_her_page_too(phone, aizada):
    line = await phone(aizada)
    await line.enter(member_stream(aizada.pk))
    await tell(aizada, MembershipEnded, of=BOARD)
    (fact,) = await line.facts(member_stream(aizada.pk), 1)
    assert (fact["fact"], fact["data"]) == ("people.membership.ended", {"stream": BOARD})


async def test_an_ended_session_is_signed_out_and_the_other_one_stays(phone, aizada):
    ended, stays = await phone(aizada), await phone(aizada)
    await database_sync_to_async(ended.session.delete)(ended.session.session_key)
    await tell(aizada, SessionEnded)
    assert (await ended.next("bye"))["code"] == "signed_out"
    assert (await ended.next("closed"))["code"] == 4403
    assert (await stays.do("tests.look", BOARD))["op"] == "ack"


async def test_signing_out_everywhere_closes_them_all(phone, aizada):
    lines = [await phone(aizada), await phone(aizada)]
    aizada.sessions_salt += 1
    await database_sync_to_async(aizada.save)()
    await tell(aizada, SessionEnded)
    assert [(await line.next("bye"))["code"] for line in lines] == ["signed_out"] * 2


async def test_a_suspended_member_is_told_so_and_stays_out(phone, aizada):
    line = await phone(aizada)
    aizada.suspended_at = timezone.now()
    await database_sync_to_async(aizada.save)()
    await tell(aizada, MemberSuspended)
    assert (await line.next("bye"))["code"] == "suspended"
    assert (await line.next("closed"))["code"] == 4403
    again = await phone(aizada)
    assert (again.hello["op"], again.hello["code"]) == ("bye", "suspended")


async def test_a_block_hides_them_from_each_other_from_then_on(phone, aizada, begimai):
    hers, others = await phone(aizada), await phone(begimai)
    for line in (hers, others):
        await line.enter(BOARD)
    await apin(BOARD, "чогуу", actor=begimai.actor)
    assert "data" in (await hers.facts(BOARD, 1))[0]
    await database_sync_to_async(Block.objects.create)(by=aizada, member=begimai)
    await tell(aizada, MemberBlocked, member=begimai.pk)
    await tell(begimai, MemberChanged)
    hub = hubs.current()
    for member, hidden in ((aizada, begimai), (begimai, aizada)):
        (viewer,) = hub.viewers.of(member.pk)
        for _ in range(100):
            if hidden.actor in viewer.hidden:
                break
            await hers.hears_nothing(0.01)
        assert viewer.hidden == {hidden.actor}
    await apin(BOARD, "анын", actor=begimai.actor)
    await apin(BOARD, "менин", actor=aizada.actor)
    assert [("data" in fact) for fact in await hers.facts(BOARD, 3)] == [False, True]
    await others.facts(BOARD, 1)
    assert [("data" in fact) for fact in await others.facts(BOARD, 3)] == [True, False]


async def test_the_sweep_finds_what_no_fact_told(phone, aizada, begimai):
    closed, expired = await phone(aizada), await phone(begimai)
    await closed.enter(BOARD)
    closed_to.add(aizada.pk)
    await database_sync_to_async(Session.objects.filter(pk=expired.session.session_key).update)(expire_date=timezone.now())
    await tending.sweep(hubs.current())
    assert (await closed.next())["op"] == "refused"
    assert (await expired.next("bye"))["code"] == "signed_out"
