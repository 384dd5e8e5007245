"""The demonstration village trades: forty shops, four hundred orders in every state, and its books are right."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from commons.journal.models import Delivery, Entry
from commons.journal.worker import Worker
from commons.notify.models import Notice, ToSend
from commons.people.models import Guest
from marketplace.catalog.models import Listing, Shop, ShopPicture, Stall
from marketplace.orders.fulfilment import State
from marketplace.orders.models import BusinessCode, Earning, Order, Quote, Review, Step

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_village_that_trades(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    call_command("demo", stdout=StringIO())
    assert Shop.objects.filter(venture="").count() == 40
    assert 140 <= Listing.objects.public().filter(shop__venture="").count() <= 160
    assert Shop.objects.filter(pictures__shows="photos").distinct().count() == 27
    assert ShopPicture.objects.filter(shows="works").exclude(lines={}).count() > 60
    assert 380 <= Order.objects.filter(shop__venture="").count() <= 420
    assert set(Order.objects.values_list("state", flat=True)) == set(State)
    assert Review.objects.exclude(answered_at=None).exists()
    assert BusinessCode.objects.exists()
    assert Order.objects.exclude(helper=None).exists()
    assert Order.objects.exclude(guest=None).exists()
    assert not Guest.objects.exclude(phone__startswith="+996000").exists(), "nobody has such a number"
    assert Stall.objects.search("Өзгөн").exists(), "what is in a district is found by it"
    assert Order.objects.exclude(member=None).exists()
    assert any(order.is_overdue for order in Order.objects.filter(state=State.IN_PROGRESS))

    visits = [order for order in Order.objects.select_related("shop") if order.begins_at]
    begun = (State.IN_PROGRESS, State.DELIVERED, State.COMPLETED)
    assert any(order.state in begun for order in visits)
    assert not [order for order in visits if order.state in begun and order.begins_at > timezone.now()], "nobody left before it was time"

    now = timezone.now()
    for rows, column in ((Step, "at"), (Quote, "made_at"), (Order, "placed_at"), (Review, "written_at")):
        assert not rows.objects.filter(**{f"{column}__gt": now}).exists()
        recent = rows.objects.filter(**{f"{column}__gt": now - timezone.timedelta(minutes=10)}).count()
        assert recent <= rows.objects.count() // 20, rows
    assert not Entry.objects.filter(stream__startswith="marketplace.order:", at__gt=now).exists()

    call_command("orders", "check", stdout=StringIO())
    earned = sorted(Earning.objects.values_list("line_id", "amount"))
    call_command("orders", "rebuild", stdout=StringIO())
    assert sorted(Earning.objects.values_list("line_id", "amount")) == earned

    at_once = Delivery.objects.exclude(listener="chat.telling.tell_whom_it_is_for")  # whose 20 seconds a slow machine takes to fill it
    assert at_once.filter(due_at__lte=now).count() < 500
    while Worker().run_due():
        pass
    call_command("orders", "check", stdout=StringIO())
    assert Notice.objects.exists()
    assert ToSend.objects.waiting().exists()

    before = (Order.objects.count(), Listing.objects.count(), Entry.objects.count())
    call_command("demo", stdout=StringIO())
    assert (Order.objects.count(), Listing.objects.count(), Entry.objects.count()) == before
