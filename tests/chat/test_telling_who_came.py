"""Who comes and goes is told whole: the line that says it, and how many women are in the room now."""

import pytest
from asgiref.sync import sync_to_async as in_thread

from chat.actions import join_room, leave_room
from commons.people.actions import block

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


async def test_the_line_is_in_the_fact_in_the_language_of_each(phone, aizada, begimai, trusted, sewing):
    hers, others = await phone(aizada), await phone(trusted, language="ru")
    for line in (hers, others):
        await line.enter(sewing.stream)
    await in_thread(join_room)(begimai, sewing.pk)
    await in_thread(leave_room)(begimai, sewing.pk)
    told = [fact["data"] for fact in await hers.facts(sewing.stream, 2)]
    assert told[0]["html"] == f'<li class="quiet" id="s-1" data-seq="1" data-by="member:{begimai.pk}">Бегимай кошулду</li>'
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
