"""Two women and their sockets: what one does, the other has."""

import asyncio
from contextlib import suppress
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async as in_thread

from chat import actions
from chat.models import Message, Unmet
from chat.pages import page_of
from commons.people.actions import block
from commons.people.models import Block
from commons.realtime import hub

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


async def test_what_one_types_the_other_has(phone, aizada, begimai, network):
    hers, others = await phone(aizada), await phone(begimai)
    await others.enter(network.stream)
    key = str(uuid4())
    answer = await hers.do("chat.post", network.stream, key=key, body="Салам, Баткен!")
    assert answer == {"op": "ack", "key": key, "stream": network.stream, "seq": 1}
    (fact,) = await others.facts(network.stream, 1)
    assert (fact["fact"], fact["by"], fact["data"]["key"]) == ("chat.message.posted", aizada.actor, key)
    assert "Салам, Баткен!" in fact["data"]["html"]
    assert await hers.do("chat.post", network.stream, key=key, body="Салам, Баткен!") == answer


async def test_every_verb_goes_through(phone, aizada, network):
    line = await phone(aizada)
    await line.do("chat.post", network.stream, body="Салам")
    said = await Message.objects.aget()
    for seq, verb, args in [
        (2, "chat.edit", {"id": said.pk, "body": "Салам!"}),
        (3, "chat.react", {"id": said.pk, "emoji": "👍", "on": True}),
        (4, "chat.react", {"id": said.pk, "emoji": "👍", "on": False}),
        (None, "chat.react", {"id": said.pk, "emoji": "👍", "on": False}),
        (5, "chat.remove", {"id": said.pk}),
        (None, "chat.read", {"upto": 5}),
    ]:
        answer = await line.do(verb, network.stream, **args)
        assert (answer["op"], answer["seq"]) == ("ack", seq), verb


@pytest.mark.parametrize(
    ("verb", "args"),
    [
        ("chat.post", {}),
        ("chat.post", {"body": 5}),
        ("chat.post", {"body": "Салам", "more": 1}),
        ("chat.post", {"body": "Салам", "reply_to": "1"}),
        ("chat.post", {"body": "Салам", "reply_to": True}),
        ("chat.post", {"body": "Салам", "reply_to": -1}),
        ("chat.post", {"body": "Салам", "reply_to": 2**70}),
        ("chat.post", {"body": "\u200b"}),
        ("chat.edit", {"id": 1}),
        ("chat.remove", {"id": None}),
        ("chat.react", {"id": 1, "emoji": "👍", "on": 1}),
        ("chat.react", {"id": 1, "emoji": ["👍"], "on": True}),
        ("chat.read", {"upto": "5"}),
        ("chat.shout", {"body": "Салам"}),
    ],
)
async def test_what_is_not_understood_is_invalid_and_nothing_written(verb, args, phone, aizada, network):
    line = await phone(aizada)
    answer = await line.do(verb, network.stream, **args)
    assert (answer["op"], answer["code"]) == ("nack", "invalid")
    assert not await Message.objects.aexists()


async def test_a_stream_that_is_no_room_is_invalid_and_one_that_is_not_hers_forbidden(phone, invited, network):
    line = await phone(invited)
    for stream, code in [
        ("people.member:1", "invalid"),
        ("chat.room:x", "invalid"),
        ("chat.room:999999", "forbidden"),
        (network.stream, "forbidden"),
    ]:
        for verb, args in [("chat.post", {"body": "Салам"}), ("chat.read", {"upto": 1}), ("chat.remove", {"id": 1})]:
            assert (await line.do(verb, stream, **args))["code"] == code, (stream, verb)


async def test_a_blocked_womans_messages_are_in_no_frame_of_the_one_who_blocked_her(phone, aizada, begimai, trusted, network):
    await in_thread(Block.objects.create)(by=aizada, member=trusted)
    blocked, line = await phone(trusted), await phone(aizada)
    await line.enter(network.stream)
    await blocked.do("chat.post", network.stream, body="Көрүнбөсүн")
    await (await phone(begimai)).do("chat.post", network.stream, body="Көрүнсүн")
    hidden, shown = await line.facts(network.stream, 2)
    assert hidden == {"seq": 1}
    assert "Көрүнсүн" in shown["data"]["html"]
    entered_again = await line.enter(network.stream, after=0, epoch=line.hello["epoch"])
    assert "Көрүнбөсүн" not in str(entered_again)


async def test_a_removed_messages_words_are_in_no_ring(phone, aizada, begimai, network):
    hers, others = await phone(aizada), await phone(begimai)
    await others.enter(network.stream)
    await hers.do("chat.post", network.stream, body="сыр-айтпа")
    await others.facts(network.stream, 1)
    said = await Message.objects.aget()
    await hers.do("chat.edit", network.stream, id=said.pk, body="сыр-айтпачы")
    await others.facts(network.stream, 2)
    ring = hub.current().stream(network.stream).ring
    assert "сыр-айтпа" in str([item.told for item in ring.after(0, 2)])
    await hers.do("chat.remove", network.stream, id=said.pk)
    await others.facts(network.stream, 3)
    assert "сыр-айтпа" not in str([item.told for item in ring.after(0, 3)])
    later = await phone(begimai)
    assert "сыр-айтпа" not in str(await later.enter(network.stream, after=0, epoch=later.hello["epoch"]))


async def test_a_removal_by_a_moderator_reaches_who_does_not_meet_her(phone, aizada, coordinator, osh, say):
    said = await in_thread(say)(aizada, osh, "Жаман сөз")
    reader = await in_thread(lambda: type(aizada).objects.create_user("299999", name="Эльмира", lab=aizada.lab, standing="vouched"))()
    await in_thread(Block.objects.create)(by=reader, member=coordinator)
    line = await phone(reader)
    await line.enter(osh.stream, after=0, epoch=line.hello["epoch"])
    await (await phone(coordinator)).do("chat.remove", osh.stream, id=said.pk)
    (removed,) = await line.facts(osh.stream, 2)
    assert removed["data"] == {"id": said.pk}


async def test_she_who_is_shown_out_hears_nothing_more(phone, aizada, coordinator, osh):
    line = await phone(aizada)
    await line.enter(osh.stream)
    await in_thread(actions.remove_member)(coordinator, osh.pk, aizada.pk)
    assert (await line.next("refused", timeout=2))["stream"] == osh.stream
    await (await phone(coordinator)).do("chat.post", osh.stream, body="Бизде эле калсын")
    assert await line.hears_nothing(0.5)


async def test_her_list_is_told_which_row_changed(phone, aizada, begimai, network):
    watching = await phone(begimai)
    await watching.enter(f"chat.rooms:{begimai.pk}")
    await (await phone(aizada)).do("chat.post", network.stream, body="Салам")
    while (hint := await watching.next("hint"))["kind"] != "changed":
        pass
    assert (hint["stream"], hint["of"]) == (f"chat.rooms:{begimai.pk}", network.stream)


async def test_a_list_is_not_told_of_rooms_that_are_not_hers(phone, aizada, begimai, osh):
    watching = await phone(begimai)
    await watching.enter(f"chat.rooms:{begimai.pk}")
    await (await phone(aizada)).do("chat.post", osh.stream, body="Ош гана")
    await asyncio.sleep(2.5)
    while not await watching.hears_nothing(0.1):
        assert (await watching.next("hint"))["kind"] != "changed"


async def test_how_many_have_read_is_told(phone, aizada, begimai, network):
    hers, others = await phone(aizada), await phone(begimai)
    await hers.enter(network.stream)
    await hers.do("chat.post", network.stream, body="Окудуңарбы?")
    await others.do("chat.read", network.stream, upto=1)
    while (hint := await hers.next("hint", timeout=5))["kind"] != "read":
        pass
    assert (hint["upto"], hint["n"]) == (1, 1)


async def test_who_moderates_hears_her_who_blocked_her(phone, aizada, coordinator, osh):
    await in_thread(block)(aizada, coordinator)
    hers, line = await phone(aizada), await phone(coordinator)
    await line.enter(osh.stream)
    await hers.do("chat.post", osh.stream, body="Жаман сөз")
    (fact,) = await line.facts(osh.stream, 1)
    assert "Жаман сөз" in fact["data"]["html"]
    again = await phone(coordinator)
    assert "Жаман сөз" in str(await again.enter(osh.stream, after=0, epoch=again.hello["epoch"]))
    assert await in_thread(lambda: page_of(osh, Unmet(coordinator)).rows[0].body)() == "Жаман сөз"


async def test_who_moderates_goes_on_hearing_her_who_blocks_her_meanwhile_until_she_blocks_herself(phone, aizada, coordinator, osh):
    hers, line = await phone(aizada), await phone(coordinator)
    await line.enter(osh.stream)
    for who, by, heard in [(coordinator, aizada, True), (aizada, coordinator, False)]:
        await in_thread(block)(by, who)
        await asyncio.sleep(0.5)
        seq = (await hers.do("chat.post", osh.stream, body="Жаман сөз"))["seq"]
        facts = await line.facts(osh.stream, seq)
        assert ("data" in facts[-1]) == heard


async def test_readers_hidden_from_her_are_in_no_count_she_is_told(phone, aizada, begimai, trusted, network):
    await in_thread(block)(trusted, aizada)
    hers, others, hidden = await phone(aizada), await phone(begimai), await phone(trusted)
    for line in (hers, others):
        await line.enter(network.stream)
    await hers.do("chat.post", network.stream, body="Окудуңарбы?")
    for line in (others, hidden):
        await line.do("chat.read", network.stream, upto=1)
    assert await read_by(others) == 2
    assert await read_by(hers) == 1


async def read_by(line):
    """How many have read, in the last hint that tells so."""
    n = None
    with suppress(TimeoutError):
        while hint := await line.next("hint", timeout=2):
            n = hint["n"] if hint["kind"] == "read" else n
    return n
