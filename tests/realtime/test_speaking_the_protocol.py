"""The socket's protocol, frame by frame."""

from uuid import uuid4

import pytest

from tests.realtime.village import BOARD, apin

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


async def test_hello_tells_who_she_is_and_what_fits(phone, aizada):
    line = await phone(aizada)
    assert line.hello["op"] == "hello"
    assert line.hello["member"] == {"id": aizada.pk, "name": aizada.name}
    assert line.hello["limits"] == {"body": 4000, "frame": 16384, "streams": 64}


async def test_entering_brings_what_she_missed_and_then_what_happens(phone, aizada):
    await apin(BOARD, "бир", "эки", "үч")
    line = await phone(aizada)
    entered, facts, caught_up = await line.enter(BOARD, after=1, epoch=line.hello["epoch"])
    assert (entered["op"], entered["head"], caught_up["head"]) == ("entered", 3, 3)
    assert [fact["seq"] for fact in facts["facts"]] == [2, 3]
    assert facts["facts"][0]["data"]["words"] == "эки"
    await apin(BOARD, "төрт")
    (fact,) = await line.facts(BOARD, 4)
    assert (fact["fact"], fact["by"]) == ("tests.note.pinned", "system")


async def test_doing_is_acknowledged_after_commit_and_told_to_the_others(phone, aizada, begimai):
    hers, others = await phone(aizada), await phone(begimai)
    await others.enter(BOARD)
    key = str(uuid4())
    answer = await hers.do("tests.pin", BOARD, key=key)
    assert answer == {"op": "ack", "key": key, "stream": BOARD, "seq": 1}
    assert (await others.facts(BOARD, 1))[0]["by"] == aizada.actor
    assert await hers.do("tests.pin", BOARD, key=key) == answer
    assert (await hers.do("tests.look", BOARD))["seq"] is None


async def test_a_refusal_says_why_in_her_language(phone, aizada):
    line = await phone(aizada, language="en")
    answer = await line.do("tests.pin", BOARD, words="no")
    assert (answer["op"], answer["code"], answer["message"]) == ("nack", "read_only", "You can read here, but not write.")
