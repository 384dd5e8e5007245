"""What a maker and her customer do beside the table: measures, calls, a guest she wants to hear no more of, reviews, figures."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.journal.writing import atomic
from commons.people.actions import give_pass, take_pass
from commons.people.details import GuestDetails
from commons.people.models import Block, Guest
from marketplace.orders.actions import (
    Wish,
    answer_review,
    ask_for_call,
    block_guest,
    card_for,
    place_order,
    save_card,
    set_terms,
    show_progress,
)
from marketplace.orders.figures import figures_of
from marketplace.orders.models import MeasurementCard, Order, Review
from tests.marketplace.orders.steps import PROOF

from .steps import bring, step

pytestmark = pytest.mark.django_db


def last_fact(order):
    return Entry.objects.filter(stream=order.stream).latest("seq").fact


def test_her_card_is_seen_by_her_and_by_who_sews_for_her_now(place, aizada, begimai, coordinator, offer):
    order = place(customer=begimai)
    save_card(begimai, {"bust": 92, "waist": 74, "hips": ""})
    assert last_fact(order) == "marketplace.order.changed"
    assert card_for(order, aizada).measures == card_for(order, begimai).measures == {"bust": 92, "waist": 74}
    assert card_for(order, coordinator) is None
    assert card_for(place(offer(coordinator, "digital"), customer=begimai), coordinator) is None
    assert card_for(bring(order, "completed"), aizada) is None


def test_a_helper_does_not_see_the_card(place, cast):
    order = place(helper=cast["ambassador"])
    save_card(order.guest, {"height": 164})
    assert card_for(order, cast["ambassador"]) is None
    save_card(order.guest, {})
    assert MeasurementCard.objects.get().measures == {}


@pytest.mark.parametrize("measures", [{"bust": 9}, {"bust": 920}, {"bust": "92"}, {"bust": True}, {"iq": 100}])
def test_no_measure_that_cannot_be(begimai, measures):
    with pytest.raises(Refused, match="invalid"):
        save_card(begimai, measures)


def test_call_me_back_until_she_was_called(place, aizada, begimai):
    order = place()
    with pytest.raises(Refused, match="forbidden"):
        ask_for_call(order, aizada)
    ask_for_call(order, order.customer)
    ask_for_call(order, order.customer)
    assert Order.objects.get(pk=order.pk).wants_call_at is not None
    assert Entry.objects.filter(stream=order.stream).count() == 2
    with pytest.raises(Refused, match="forbidden"):
        ask_for_call(order, begimai, on=False)
    ask_for_call(order, aizada, on=False)
    assert Order.objects.get(pk=order.pk).wants_call_at is None


def test_not_today_twice_and_then_she_answers(place, aizada):
    order = step(step(place(), "postpone"), "postpone")
    assert (order.state, order.version) == ("requested", 3)
    with pytest.raises(Refused, match="forbidden"):
        step(order, "postpone")


def test_how_it_comes_along_is_seen_in_pictures(place, aizada, begimai):
    order = bring(place(), "in_progress")
    show_progress(order, aizada, [PROOF, PROOF])
    assert [picture.shows for picture in order.pictures.all()] == ["progress", "progress"]
    assert last_fact(order) == "marketplace.order.changed"
    with pytest.raises(Refused, match="forbidden"):
        show_progress(order, begimai, [PROOF])


def test_a_guest_she_blocked_orders_no_more_of_her_nor_under_that_phone(place, aizada, begimai, dress, offer):
    order = place()
    other = place(customer=order.guest)
    with pytest.raises(Refused, match="forbidden"):
        block_guest(order, begimai)
    block_guest(order, aizada)
    block_guest(order, aizada)
    told = Entry.objects.filter(fact="marketplace.guest.blocked")
    assert [entry.data for entry in told] == [{"order": one.pk, "guest": order.guest_id, "on": True} for one in (order, other)]
    assert {entry.stream for entry in told} == {f"marketplace.orders:{order.shop_id}"}
    for customer in (order.guest, GuestDetails("Башка ат", order.guest.phone)):
        with pytest.raises(Refused, match="forbidden"):
            place(customer=customer)
    assert place(offer(begimai), customer=order.guest)
    assert writes(order) == "read_only"
    block_guest(order, aizada, on=False)
    assert place(customer=order.guest)
    assert writes(order) == "written"


def writes(order):
    """What comes of it when the guest writes in the room of her order."""
    from chat.actions import open_room_about, post_as_guest

    try:
        post_as_guest(order.guest, open_room_about(order.stream).pk, uuid4(), "Салам")
    except Refused as refused:
        return refused.code
    return "written"


def test_a_link_that_is_changed_writes_no_more_than_the_one_before(place, aizada):
    order = place()
    block_guest(order, aizada)
    with atomic():
        take_pass(order.guest, order.stream, None)
        give_pass(order.guest, order.stream)
    assert writes(order) == "read_only"


def test_who_may_not_order(place, dress, aizada, begimai, suspended, under_18, cast, visitor, open_shop):
    Block.objects.create(by=begimai, member=aizada)
    shop = open_shop(aizada)
    shop.phone = "+996700123456"
    shop.save()
    for customer in (aizada, begimai, suspended, under_18, GuestDetails("Айзада", "0700 123 456")):
        with pytest.raises(Refused, match="forbidden"):
            place(customer=customer)
    for helper in (aizada, cast["trusted"], cast["blocked"]):
        with pytest.raises(Refused, match="forbidden"):
            place(customer=visitor(), helper=helper)
    assert place(helper=cast["ambassador"]).helper == cast["ambassador"]
    dress.removed_at = timezone.now()
    dress.save()
    with pytest.raises(Refused, match="forbidden"):
        place()


@pytest.mark.parametrize(
    "details",
    [
        {"name": "123"},
        {"name": ""},
        {"name": "Х" * 41},
        {"phone": "12"},
        {"phone": "жок"},
        {"email": "айнура"},
    ],
)
def test_what_she_typed_wrong_is_refused_with_a_sentence(place, details):
    with pytest.raises(Refused) as refused:
        place(customer=GuestDetails(**{"name": "Айнура", "phone": "0700 123 456", **details}))
    assert str(refused.value.message)
    assert not Guest.objects.exists()


def test_a_wish_says_something_and_not_too_much(place, in_days):
    for wish, code in (({"brief": " "}, "invalid"), ({"brief": "а" * 2_001}, "too_long"), ({"day": in_days(-3)}, "invalid")):
        with pytest.raises(Refused, match=code):
            place(**wish)
    assert place(brief="", voice=None, pictures=(PROOF,)).pictures.get().shows == "wish"


def test_html_and_what_deceives_the_eye_stay_words(place):
    order = place(brief="<script>alert(1)</script>\u202e көйнөк", customer=GuestDetails("<b>Айнура</b>", "0700 123 456"))
    assert order.brief == "<script>alert(1)</script> көйнөк"
    assert order.guest.name == "<b>Айнура</b>"


def test_too_many_orders_of_one_phone_are_slowed_down(place, visitor, monkeypatch):
    guest = visitor()
    for _ in range(12):
        place(customer=guest)
    with pytest.raises(Refused, match="slow_down"):
        place(customer=guest)


def test_the_same_key_is_the_same_order_and_nobody_elses(place, visitor, dress, offer, begimai):
    guest, key = visitor(), uuid4()
    order = place(customer=guest, key=key)
    assert place(customer=guest, key=key) == order
    for others in (visitor(), begimai):
        with pytest.raises(Refused, match="invalid"):
            place(customer=others, key=key)
    with pytest.raises(Refused, match="invalid"):
        place(offer(begimai), customer=guest, key=key)
    Order.objects.update(placed_at=timezone.now() - timezone.timedelta(hours=2))
    with pytest.raises(Refused, match="invalid"):
        place_order(dress, guest, Wish(brief="Көйнөк"), key)


def test_a_review_is_answered_once_by_the_maker(place, aizada, begimai):
    order = step(bring(place(), "completed"), "review", words="Абдан жакшы")
    with pytest.raises(Refused, match="forbidden"):
        answer_review(order, begimai, "Рахмат")
    with pytest.raises(Refused, match="invalid"):
        answer_review(order, aizada, "  ")
    answer_review(order, aizada, "Рахмат!")
    with pytest.raises(Refused, match="forbidden"):
        answer_review(order, aizada, "Дагы")
    assert (Review.objects.get().words, Review.objects.get().answer) == ("Абдан жакшы", "Рахмат!")
    assert last_fact(order) == "marketplace.review.answered"


@pytest.mark.parametrize("stars", [0, 6, "5", 4.5, True, None])
def test_stars_are_one_to_five(place, stars):
    with pytest.raises(Refused, match="invalid"):
        step(bring(place(), "completed"), "review", on_time=stars)


def test_figures_are_bands_and_tell_nothing_of_a_few(place, aizada, open_shop):
    shop = open_shop(aizada)
    orders = [bring(place(), "completed") for _ in range(4)]
    for order in orders:
        step(order, "review")
    assert figures_of(shop) == type(figures_of(shop))(None, None, None, None)
    step(bring(place(), "completed"), "review", again=1)
    with CaptureQueriesContext(connection) as queries:
        figures = figures_of(shop)
    assert len(queries) == 2
    with translation.override("en"):
        assert (figures.done, str(figures.on_time), str(figures.again)) == (5, "nearly always", "mostly")


def test_her_terms_are_hers_and_offers_made_keep_theirs(place, aizada, begimai, dinner, in_days):
    set_terms(aizada, 20, 48)
    order = place(dinner, n=20, day=in_days(9))
    set_terms(aizada, 0, 0)
    quote = order.quotes.get()
    assert (quote.deposit_percent, quote.free_hours) == (20, 48)
    for percent, hours in ((101, 0), (-1, 0), (0, -1), ("20", 0)):
        with pytest.raises(Refused, match="invalid"):
            set_terms(aizada, percent, hours)
    with pytest.raises(Refused, match="forbidden"):
        set_terms(begimai, 0, 0)
