"""A woman hidden from the reader is in no count that would tell: who read, who gave a sign."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async as in_thread

from chat.actions import mark_read, react
from chat.models import Message, Room
from commons.people.actions import block
from commons.people.models import Block

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def seen_by(browser, room):
    return browser.get(f"/chats/{room.pk}/").context["seen_by"]


def test_seen_by_counts_for_each_reader_whom_she_meets(aizada, begimai, trusted, network, say, signed_in):
    last = say(aizada, network)
    for reader in (begimai, trusted):
        mark_read(reader, network.pk, last.seq)
    assert seen_by(signed_in(aizada), network) == 2
    Block.objects.create(by=trusted, member=aizada)
    assert seen_by(signed_in(aizada), network) == 1
    say(begimai, network, "Дагы")
    assert seen_by(signed_in(aizada), network) == 1, "of her own words, whatever others said since"


def test_who_was_only_invited_is_told_how_many_are_here(aizada, coordinator, make_member, signed_in):
    welcome = Room.objects.get(kind="welcome", lab=aizada.lab)
    newcomer = make_member("Мээрим", at="osh", standing="invited")
    assert signed_in(newcomer).get(f"/chats/{welcome.pk}/").context["members_count"] == 3
    Block.objects.create(by=aizada, member=newcomer)
    assert signed_in(newcomer).get(f"/chats/{welcome.pk}/").context["members_count"] == 2


def test_signs_of_the_hidden_are_in_no_count_on_her_pages(aizada, begimai, trusted, network, say, signed_in):
    said = say(begimai, network)
    for woman, sign in [(aizada, "🌸"), (trusted, "🌸"), (trusted, "👍")]:
        react(woman, network.pk, said.pk, uuid4(), sign, True)
    Block.objects.create(by=aizada, member=trusted)
    for address in (f"/chats/{network.pk}/", f"/chats/{network.pk}/?fragment=1", f"/chats/{network.pk}/messages/{said.pk}/"):
        hers = signed_in(aizada).get(address).content.decode()
        assert "<li>🌸 1</li>" in hers
        assert "<li>👍" not in hers
        others = signed_in(begimai).get(address).content.decode()
        assert "<li>🌸 2</li>" in others
        assert "<li>👍 1</li>" in others


async def test_signs_of_the_hidden_are_in_no_count_she_is_told_live(phone, aizada, begimai, trusted, network):
    hers, others = await phone(aizada), await phone(begimai)
    for line in (hers, others):
        await line.enter(network.stream)
    writing, hidden = await phone(begimai), await phone(trusted)
    await writing.do("chat.post", network.stream, body="Ким келет?")
    said = await Message.objects.aget()
    for line, sign in [(hidden, "🌸"), (hidden, "👍"), (writing, "🌸")]:
        await line.do("chat.react", network.stream, id=said.pk, emoji=sign, on=True)
    assert (await hers.facts(network.stream, 4))[-1]["data"] == {"id": said.pk, "counts": {"👍": 1, "🌸": 2}}
    await in_thread(block)(aizada, trusted)
    again = await phone(aizada)
    told = await again.enter(network.stream, after=1, epoch=again.hello["epoch"])
    assert [fact.get("data") for frame in told for fact in frame.get("facts", ())] == [None, None, {"id": said.pk, "counts": {"🌸": 1}}]
    assert (await others.facts(network.stream, 4))[-1]["data"] == {"id": said.pk, "counts": {"👍": 1, "🌸": 2}}


async def test_a_frame_has_the_words_without_their_signs(phone, aizada, begimai, network):
    """Signs are told apart, since not everyone is told the same."""
    line = await phone(aizada)
    await line.do("chat.post", network.stream, body="Ким келет?")
    said = await Message.objects.aget()
    await line.do("chat.react", network.stream, id=said.pk, emoji="🌸", on=True)
    await line.do("chat.edit", network.stream, id=said.pk, body="Ким эртең келет?")
    told = str(await line.enter(network.stream, after=0, epoch=line.hello["epoch"]))
    assert "эртең" in told
    assert "reactions" not in told
