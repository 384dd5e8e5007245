"""How much there is: counter rows that can't be oversold, and the days that are free."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from marketplace.catalog.actions import open_day
from marketplace.catalog.capacity import capacity_key, has_room, next_free_days, stock_of
from marketplace.catalog.models import BlockedDay, DayCapacity, Listing, Slot, Stall

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def free(day, n=1):
    return {stall.listing for stall in Stall.objects.free_on(day, n)}


@pytest.mark.parametrize("wrong", [{"taken": 9, "capacity": 8}, {"taken": -1, "capacity": 8}])
def test_a_counter_is_never_oversold(aizada, offer, in_days, wrong):
    tour = offer(aizada, "guiding")
    for make in (
        lambda: Slot.objects.create(listing=tour, starts_at=timezone.now(), **wrong),
        lambda: DayCapacity.objects.create(shop=tour.shop, kind="catering", day=in_days(3), **wrong),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()


def test_a_service_has_one_stock_and_a_departure_once(aizada, offer):
    felt, now = offer(aizada, "goods"), timezone.now()
    for starts_at in (None, now):
        Slot.objects.create(listing=felt, starts_at=starts_at, capacity=3)
        with pytest.raises(IntegrityError), transaction.atomic():
            Slot.objects.create(listing=felt, starts_at=starts_at, capacity=5)
    assert stock_of(felt).left == 3


def test_a_guarded_write_takes_what_is_there_and_no_more(aizada, offer, in_days):
    dinner = offer(aizada, "catering")
    row = open_day(dinner, in_days(5))
    assert (row.capacity, row.taken) == (60, 0)

    def claim(n):
        return DayCapacity.objects.with_room(n).filter(pk=row.pk).update(taken=F("taken") + n)

    assert [claim(40), claim(40), claim(20), claim(1)] == [1, 0, 1, 0]
    assert open_day(dinner, in_days(5)).left == 0


def test_sewing_is_counted_by_the_week_and_by_the_trade(aizada, offer, in_days):
    dress, mending = offer(aizada, "tailoring"), offer(aizada, "alterations")
    key = capacity_key(dress, in_days(10))
    assert key.day.weekday() == 0
    assert key == capacity_key(mending, in_days(10))
    assert capacity_key(offer(aizada, "guiding"), in_days(10)) is None


def test_a_day_is_free_while_there_is_room(aizada, offer, in_days):
    dinner, day = offer(aizada, "catering"), in_days(5)
    assert free(day, 60) == {dinner}
    assert free(day, 61) == set()
    DayCapacity.objects.create(shop=dinner.shop, kind="catering", day=day, capacity=60, taken=40)
    assert free(day, 20) == {dinner}
    assert free(day, 21) == set()


def test_what_takes_its_time_isnt_free_tomorrow(aizada, offer, in_days):
    dress = offer(aizada, "tailoring", details={"days": 7})
    assert free(in_days(3)) == set()
    assert free(in_days(8)) == {dress}
    assert free(timezone.localdate() - timedelta(days=1)) == set()


def test_a_blocked_day_and_a_day_of_rest_are_not_free(aizada, offer, in_days):
    dinner, day = offer(aizada, "catering"), in_days(5)
    sunday = day + timedelta(days=7 - day.isoweekday())
    assert free(sunday) == set()
    BlockedDay.objects.create(shop=dinner.shop, day=day)
    assert free(day) == set()
    assert day not in next_free_days(dinner)


def test_a_tour_is_free_on_its_days_alone(aizada, offer):
    tour, day = offer(aizada, "guiding"), timezone.localdate() + timedelta(days=9)
    starts_at = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=9)
    Slot.objects.create(listing=tour, starts_at=starts_at, capacity=8, taken=5)
    assert free(day, 3) == {tour}
    assert free(day, 4) == set()
    assert free(day + timedelta(days=1)) == set()
    assert next_free_days(tour, 3) == [day]
    assert next_free_days(tour, 4) == []


def test_what_is_ready_is_free_while_there_is_some(aizada, offer, in_days):
    felt = offer(aizada, "goods")
    assert free(in_days(1)) == set()
    Slot.objects.create(listing=felt, capacity=2, taken=1)
    assert free(in_days(1)) == {felt}
    assert free(in_days(1), 2) == set()


def test_the_next_free_days_are_the_next_that_are_free(aizada, offer, in_days):
    dinner = offer(aizada, "catering", details={"notice": 24})
    days = next_free_days(dinner, 30, most=5)
    assert len(days) == 5
    assert all(dinner in free(day, 30) for day in days)
    DayCapacity.objects.create(shop=dinner.shop, kind="catering", day=days[0], capacity=60, taken=60)
    assert next_free_days(dinner, 30, most=4) == days[1:]
    assert next_free_days(dinner, 30, after=days[2], most=2) == days[3:]


def test_reading_the_next_free_days_costs_a_few_queries(aizada, offer, django_assert_max_num_queries):
    dress = Listing.objects.select_related("shop").get(pk=offer(aizada, "tailoring").pk)
    with django_assert_max_num_queries(2):
        assert len(next_free_days(dress)) == 3


def test_a_day_for_a_group_of_ones_own_is_one_that_nobody_else_has_some_of(aizada, offer, in_days):
    house = offer(aizada, "homestay", "Үйүм", som=900)
    house.shop.workdays = "1234567"
    house.shop.save()
    first = next_free_days(house, 2)[0]
    row = open_day(house, first)
    DayCapacity.objects.filter(pk=row.pk).update(taken=1)
    assert next_free_days(house, 2)[0] == first
    assert next_free_days(house, 2, alone=True)[0] == first + timedelta(days=1)
    assert has_room(house, first, 2)
    assert not has_room(house, first, 2, alone=True)
    assert not has_room(house, first - timedelta(days=1), 2, days=2, alone=True)


def test_a_departure_for_a_group_of_ones_own_likewise(aizada, offer):
    tour = offer(aizada, "guiding", "Арстанбап")
    _soon, later = (tour.slots.create(starts_at=timezone.now() + timedelta(days=ahead), capacity=8, taken=9 - ahead) for ahead in (8, 9))
    assert len(next_free_days(tour, 3)) == 2
    assert next_free_days(tour, 3, alone=True) == [timezone.localdate(later.starts_at)]
