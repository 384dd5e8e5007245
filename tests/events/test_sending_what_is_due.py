"""To send: what is due soonest stands on top, and the page says of whom it speaks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.notify.actions import ask_to_send, notify
from commons.notify.models import Notice, ToSend
from commons.notify.sending import list_of
from events import notices
from events.actions import give_up_seat
from tests.notify.conftest import SEWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(gathering, come, deliver):
    """An offer that waits for the host's hand: `offer(hours=3)` before it begins."""

    def give(**ahead):
        felt = gathering(capacity=1, starts_at=timezone.now() + timedelta(**ahead))
        first, guest = come(felt), come(felt)
        give_up_seat(first)
        deliver()
        return guest

    return give


def on_top(host):
    return [letter.to_send.notice.about for letter in list_of(host).hers]


def test_the_offer_of_what_begins_soon_stands_above_older_ones(offer, ambassador):
    older, soon = offer(days=9), offer(hours=4)
    assert on_top(ambassador) == [soon.stream, older.stream]


def test_what_has_no_moment_of_its_own_is_due_a_day_after_it_came(offer, ambassador):
    old, soon, later = offer(hours=4), offer(hours=5), offer(days=9)
    Notice.objects.filter(about=old.stream).update(send_by=None)
    assert on_top(ambassador) == [soon.stream, later.stream, old.stream]  # the latest of them has twelve hours
    ToSend.objects.filter(notice__about=old.stream).update(made_at=timezone.now() - timedelta(hours=23, minutes=30))
    assert on_top(ambassador) == [old.stream, soon.stream, later.stream]


def test_it_says_until_when_and_to_whom(offer, ambassador, signed_in):
    ambassador.language = "en"
    ambassador.save()
    browser = signed_in(ambassador)
    seat = offer(hours=4)
    page = browser.get("/to-send/").content.decode()
    assert "Nothing else reaches these guests of your events" in page
    assert "May guests of your events see your number?" in page
    browser.post("/to-send/number/")
    assert "Send it by" in browser.get("/to-send/").content.decode()
    Notice.objects.filter(about=seat.stream).update(send_by=timezone.now() - timedelta(minutes=1))
    assert "Send it by" not in browser.get("/to-send/").content.decode()


def test_of_guests_and_others_it_says_people(offer, ambassador, signed_in):
    ambassador.language = "en"
    ambassador.save()
    seat = offer(hours=4)
    letter = Notice.objects.get(kind=notices.OFFERED, about=seat.stream)
    notify(letter.entry, letter.to, SEWN, sender=ambassador)
    ask_to_send(Notice.objects.get(kind=SEWN))
    page = signed_in(ambassador).get("/to-send/").content.decode()
    assert "Nothing else reaches these people" in page
    assert "guests" not in page
