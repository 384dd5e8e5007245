"""What a guest sent, a picture of her wish, a proof that she paid, a voice message, is given to those of her order and to nobody else."""

from uuid import uuid4

import pytest

from commons.media.models import Picture, Voice
from commons.people.models import Pass
from marketplace.orders.actions import change_link
from marketplace.orders.models import Order
from marketplace.orders.streams import payments_stream

pytestmark = pytest.mark.django_db

THEIRS = {"aizada", "guest"}


@pytest.fixture
def sent(guests, browser_of, order_by_pages, in_days, walk, picture_file, voice_file):
    """All that she sends, as its pages take it; the order, which is agreed upon."""
    hers, dress = browser_of("guest"), guests["guest"].listing
    wish = {"n": 1, "brief": "Кызыл", "pictures": [picture_file(), picture_file()], "voice": voice_file()}
    assert order_by_pages(hers, dress, wish, {"day": in_days(14).isoformat()}).status_code == 302
    guests["guest"] = order = walk(Order.objects.whole().latest("pk"), "quote", "accept")
    hers = browser_of("guest")
    pay = f"/market/orders/{order.pk}/payments/{order.payments.get().pk}/"
    assert hers.post(pay, {"means": "cash", "proof": picture_file()}).status_code == 302
    talk = f"/chats/about/{order.stream}/"
    for said in ({"picture": [picture_file()]}, {"voice": voice_file()}):
        assert hers.post(talk, {"key": str(uuid4()), "body": "", **said}).status_code == 303
    return order


def addresses():
    """Of everything that is kept, by the stream whose door it stands behind; a picture has one for each width."""
    found = {}
    for one in (*Picture.objects.all(), *Voice.objects.all()):
        widths = [one.address(width) for width in one.steps] if isinstance(one, Picture) else [one.address]
        found.setdefault(one.guard, []).extend(widths)
    return found


def given_to(address, browsers):
    """Who has it; everybody else is told that it isn't there, or why she may not be here."""
    got = {who: browser.get(address) for who, browser in browsers.items()}
    assert {who: answer.status_code for who, answer in got.items() if answer.status_code not in (200, 404)} == {"suspended": 403}
    assert all(answer["Cache-Control"].startswith("private") for answer in got.values() if answer.status_code == 200)
    return {who for who, answer in got.items() if answer.status_code == 200}


def test_each_of_them_is_for_the_two_alone(sent, browsers):
    kept = addresses()
    room = next(stream for stream in kept if stream.startswith("chat.room:"))
    assert {stream: len(some) for stream, some in kept.items()} == {sent.stream: 3, payments_stream(sent.pk): 1, room: 2}
    assert {address: given_to(address, browsers) for some in kept.values() for address in some} == {
        address: THEIRS for some in kept.values() for address in some
    }


def test_the_coordinator_has_them_while_she_is_asked_to_settle_it_and_the_helper_where_she_ordered(sent, cast, browsers):
    Order.objects.filter(pk=sent.pk).update(state="disputed", helper=cast["ambassador"])
    for stream, some in addresses().items():
        helper = set() if stream == payments_stream(sent.pk) else {"ambassador"}  # what was paid is for the two alone
        for address in some:
            assert given_to(address, browsers) == THEIRS | {"coordinator", "staff"} | helper
    Order.objects.filter(pk=sent.pk).update(state="confirmed", helper=None)
    assert given_to(addresses()[sent.stream][0], browsers) == THEIRS


def test_a_wish_that_is_not_sent_yet_is_given_to_nobody(guests, browsers, picture_file, voice_file):
    hers, dress = browsers["guest"], guests["guest"].listing
    hers.post(f"/market/orders/new/{dress.code}/", {"n": 1, "brief": "Кызыл", "pictures": [picture_file()], "voice": voice_file()})
    [(guard, kept)] = addresses().items()
    assert guard.startswith("marketplace.draft:")
    assert len(kept) == 2
    assert [given_to(address, browsers) for address in kept] == [set(), set()]


def test_with_a_link_that_was_changed_nothing_is_given_any_more(sent, browser_of):
    elsewhere = browser_of("guest")
    change_link(sent, Pass.objects.good().get(stream=sent.stream))
    kept = [address for some in addresses().values() for address in some]
    assert {elsewhere.get(address).status_code for address in kept} == {404}
    assert {browser_of("guest").get(address).status_code for address in kept} == {200}
