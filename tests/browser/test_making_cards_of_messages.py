"""A message becomes a card in one tap, with a link each way; where it isn't clear on which board she chooses."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.marketplace.boards.conftest import columns, comes, put, venture

__all__ = ["columns", "comes", "put", "venture"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def room(venture, comes, begimai):
    from chat.actions import open_room_about, post_message

    made = venture()
    comes(made, begimai)
    room = open_room_about(made.stream)
    post_message(begimai, room.pk, uuid4(), "20 кило жүн алалы")
    return room


def test_in_the_room_of_a_venture_one_tap_is_enough(served, window, talk, aizada, room):
    from marketplace.boards.models import Card

    hers = talk(window(aizada, served)).open_live(room)
    hers.choose("20 кило жүн", "[data-do=make] button")
    expect(hers.page.locator(".to-card")).to_be_visible()
    card = Card.objects.get(message__isnull=False)
    assert (card.title, card.room) == ("20 кило жүн алалы", room.pk)
    hers.choose("20 кило жүн", "[data-do=close]")
    expect(hers.page.locator("[data-do=make]")).to_have_attribute("hidden", "")  # it is one already
    hers.page.goto(f"/chats/{room.pk}/messages/{card.message}/")
    expect(hers.page.locator("[action='/market/together/messages/']")).to_have_count(0)
    hers.page.goto(f"/chats/{room.pk}/")
    hers.choose("20 кило жүн", "[data-do=card]")
    hers.page.click(f"a[href='/chats/{room.pk}/messages/{card.message}/']")
    expect(hers.page.locator(".said")).to_contain_text("20 кило жүн алалы")


def test_elsewhere_she_chooses_among_her_ventures_also_without_script(served, window, aizada, begimai, network, say, room, venture):
    from chat.models import Message
    from marketplace.boards.models import Card

    another = venture(title="Конок үй")
    said = Message.objects.get(room=network, seq=say(begimai, network, "Төшөк керек"))
    page = window(aizada, served, java_script_enabled=False)
    page.goto(f"/chats/{network.pk}/messages/{said.pk}/")
    page.click("[action='/market/together/messages/'] button")
    page.click("text=Конок үй")
    expect(page.locator(".work__title")).to_have_text("Төшөк керек")
    assert Card.objects.get(message=said.pk).venture_id == another.pk
