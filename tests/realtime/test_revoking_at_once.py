"""What happens to a member reaches her sockets and live pages at once."""

import pytest
from channels.db import database_sync_to_async
from django.contrib.sessions.models import Session
from django.utils import timezone

from commons.journal.writing import atomic, record
from commons.people.facts import MemberBlocked, MemberChanged, MembershipEnded, MemberSuspended, SessionEnded
from commons.people.models import Block
from commons.people.streams import member_stream
from commons.realtime import hub as hubs
from commons.realtime import tending
from tests.realtime.village import BOARD, apin, closed_to

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
