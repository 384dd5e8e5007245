"""A woman hidden from the reader is in no count that would tell: who read, who gave a sign."""

from uuid import uuid4

import pytest

from chat.actions import mark_read, react
from chat.models import Room
from commons.people.models import Block

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


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
