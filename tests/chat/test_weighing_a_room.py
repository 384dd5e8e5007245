from typing import TYPE_CHECKING

import pytest

from tests.ui.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from chat.models import Message, Room
    from commons.people.models import Member

pytestmark = pytest.mark.django_db
KB = 1024
WORDS = "Эртең саат экиде «Акылжанда» чогулабыз, чай менен келгиле, {} кыз болобуз."


@pytest.fixture
def busy(osh: "Room", say: "Callable[..., Message]", aizada: "Member", coordinator: "Member") -> "Room":
    """A room with a full window of messages."""
    for n in range(60):
        say(aizada if n % 2 else coordinator, osh, WORDS.format(n))
    return osh


def test_a_room_fits_a_patchy_network(busy: "Room", signed_in: "Callable[[Member], Client]", aizada: "Member") -> None:
    browser = signed_in(aizada)
    first = weigh(browser, f"/chats/{busy.pk}/")
    print(first, first.total)
    assert first.html <= 12 * KB
    assert first.css <= 12 * KB
    assert first.js <= 35 * KB
    assert first.total <= 60 * KB
    assert weigh(browser, f"/chats/{busy.pk}/").html <= 10 * KB  # what is fetched again


def test_the_list_of_rooms_fits_too(busy: "Room", signed_in: "Callable[[Member], Client]", aizada: "Member") -> None:
    weight = weigh(signed_in(aizada), "/chats/")
    assert weight.total <= 60 * KB
    assert weight.html <= 10 * KB
