"""The demonstration village meets: what was, what is coming, full ones with a line, and an offer that waits."""

from time import monotonic

import pytest
from django.utils import timezone

from commons.journal.models import Delivery, Entry
from commons.journal.worker import Worker
from commons.people import demo as people
from commons.people.models import Guest, Member
from events import demo
from events.models import Certificate, Feedback, Gathering, Seat

from .counting import check

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_village_that_meets():
    people.fill()
    begun = monotonic()
    demo.fill()
    assert monotonic() - begun < 30
    now = timezone.now()
    assert Gathering.objects.filter(state="ended", ends_at__lt=now).count() == 4
    over = Gathering.objects.filter(state="ended")
    assert all(one.here for one in over)
    assert Seat.objects.filter(came=0, state="taken", gathering__in=over).exists(), "and some didn't come"
    assert {one.gathering_id for one in Seat.objects.exclude(feedback=None)} == {one.pk for one in over}
    assert {one.seat.gathering.kind for one in Certificate.objects.select_related("seat__gathering")} == {"masterclass", "seminar"}
    assert not Feedback.objects.filter(given_at__gt=now - timezone.timedelta(days=1)).exists()
    coming = Gathering.objects.to_come()
    assert {gathering.lab.slug for gathering in coming.select_related("lab")} == {"osh", "batken", "jalal-abad"}
    assert {code for gathering in Gathering.objects.all() for code in gathering.titles} == {"ky", "ru", "uz-cyrl", "en"}
    assert coming.filter(waiting__gt=0).count() == 2
    offer = Seat.objects.get(state="offered")
    assert (offer.member, offer.offer_ends_at > now) == (Member.objects.get(number="demo-osh-resident"), True)
    assert {seat.state for seat in Seat.objects.filter(gathering=offer.gathering)} == {"taken", "offered", "waiting", "given_up"}
    for gathering in Gathering.objects.all():
        check(gathering)

    assert all(phone.startswith("+9960") and len(phone) == 13 for phone in Guest.objects.values_list("phone", flat=True))
    assert not Seat.objects.filter(asked_at__gt=now - timezone.timedelta(minutes=20)).exists()
    assert not Entry.objects.filter(stream__startswith="events.", at__gt=now).exists()
    assert not Gathering.objects.filter(announced_at__gt=now - timezone.timedelta(days=1)).exists()

    assert Delivery.objects.filter(entry__stream__startswith="events.", due_at__lte=now).count() < 10
    while Worker().run_due():
        pass
    assert Delivery.objects.filter(entry__stream__startswith="events.", due_at__gt=now).exists()  # of reminders, and of the offer
    offer.refresh_from_db()
    assert offer.state == "offered"

    before = (Gathering.objects.count(), Seat.objects.count(), Entry.objects.count())
    demo.fill()
    assert (Gathering.objects.count(), Seat.objects.count(), Entry.objects.count()) == before
