"""Who comes and goes is told whole: the line that says it, and how many women are in the room now."""

import re
from datetime import UTC, datetime

import pytest
from asgiref.sync import sync_to_async as in_thread

from chat.actions import join_room, leave_room
from chat.models import Message
from commons.journal.models import Entry
from commons.people.actions import block

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


async def test_the_line_is_in_the_fact_in_the_language_of_each(phone, aizada, begimai, trusted, sewing):
    hers, others = await phone(aizada), await phone(trusted, language="ru")
    for line in (hers, others):
        await line.enter(sewing.stream)
    await in_thread(join_room)(begimai, sewing.pk)
    await in_thread(leave_room)(begimai, sewing.pk)
    told = [fact["data"] for fact in await hers.facts(sewing.stream, 2)]
    line = r'<li class="quiet" id="s-1" data-seq="1" data-by="member:%s" data-at="[\dT:-]+Z">Бегимай кошулду</li>'
    assert re.fullmatch(line % begimai.pk, told[0]["html"])
    assert told[-1]["counts"] == {"women": 1}
    assert {data["member"] for data in told} == {begimai.pk}
    in_russian = (await others.facts(sewing.stream, 2))[0]["data"]["html"]
    assert ">Бегимай " in in_russian
    assert "кошулду" not in in_russian


async def test_whom_she_does_not_meet_is_not_told_nor_counted(phone, aizada, begimai, trusted, sewing):
    await in_thread(block)(aizada, trusted)
    hers, others = await phone(aizada), await phone(begimai)
    for line in (hers, others):
        await line.enter(sewing.stream)
    for woman in (trusted, begimai):
        await in_thread(join_room)(woman, sewing.pk)
    told = await hers.facts(sewing.stream, 2)
    assert told[0] == {"seq": 1}
    assert told[1]["data"]["counts"] == {"women": 2}
    assert (await others.facts(sewing.stream, 2))[1]["data"]["counts"] == {"women": 3}


def test_a_line_stands_under_the_day_it_happened(aizada, begimai, sewing, say, signed_in):
    say(aizada, sewing, "Алтынчысында")
    join_room(begimai, sewing.pk)
    say(aizada, sewing, "Сегизинчисинде")
    leave_room(begimai, sewing.pk)
    for seq, day in enumerate((6, 7, 8, 9), 1):
        at = datetime(2026, 3, day, 4, 30, tzinfo=UTC)
        Entry.objects.filter(stream=sewing.stream, seq=seq).update(at=at)
        Message.objects.filter(room=sewing, seq=seq).update(at=at)
    page = signed_in(aizada).get(f"/chats/{sewing.pk}/").content.decode()
    told = re.findall(r'data-day="([\d-]+)"|<li [^>]*data-seq="(\d)"', page)
    assert ["".join(one) for one in told] == ["2026-03-06", "1", "2026-03-07", "2", "2026-03-08", "3", "2026-03-09", "4"]
    assert f'data-by="member:{begimai.pk}" data-at="2026-03-07T04:30:00Z"' in page
