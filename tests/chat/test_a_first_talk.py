"""The whole way once: posted, recorded, presented, listed, shown."""

import json

import pytest

from commons.journal.presenting import present
from commons.journal.reading import read

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_one_says_the_other_reads(aizada, begimai, network, say, signed_in):
    said = say(aizada, network, "Саламатсызбы, кыздар!")
    [fact] = present(read(network.stream, 0), "ky")
    assert fact["fact"] == "chat.message.posted"
    assert fact["by"] == aizada.actor
    assert fact["data"]["id"] == said.pk
    assert "Саламатсызбы, кыздар!" in fact["data"]["html"]

    browser = signed_in(begimai)
    assert "Саламатсызбы" in browser.get("/chats/").content.decode()
    assert fact["data"]["html"] in browser.get(f"/chats/{network.pk}/").content.decode()


def test_a_message_of_60_characters_fits_in_650_bytes(aizada, network, say):
    say(aizada, network, "Эртең саат ондо лабораторияда тигүү сабагы болот, келгиле!!!"[:60])
    facts = present(read(network.stream, 0), "ky")
    frame = json.dumps({"op": "facts", "stream": network.stream, "facts": facts}, ensure_ascii=False, separators=(",", ":"))
    assert len(frame.encode()) <= 650, frame
