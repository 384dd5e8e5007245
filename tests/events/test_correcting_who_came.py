"""How many came is corrected: sent again, also much later, a correction undoes nothing that came after it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from events.actions import check_in, recount, uncount
from events.models import CoHost

from .counting import check

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def felt(gathering):
    """It begins in twenty minutes, for three."""
    return gathering(capacity=3, starts_at=timezone.now() + timedelta(minutes=20))


def test_how_many_came_is_corrected_and_taken_back(ambassador, felt, come, again):
    seat = come(felt, party=2)
    check_in(ambassador, seat, uuid4())
    assert recount(ambassador, seat, 3, uuid4()).came == 3
    check(felt)
    assert (again(felt).here, again(felt).taken) == (3, 2)
    uncount(ambassador, seat, uuid4())
    check(felt)
    assert (again(seat).came_at, again(felt).here) == (None, 0)
    facts = Entry.objects.filter(stream=seat.stream).order_by("seq").values_list("fact", flat=True)
    assert list(facts)[1:] == ["events.seat.came", "events.seat.recounted", "events.seat.uncounted"]


def test_a_correction_that_is_sent_again_undoes_nothing_that_came_after_it(ambassador, felt, come, again):
    seat, taken_back, fewer = come(felt, party=3), uuid4(), uuid4()
    check_in(ambassador, seat, uuid4())
    uncount(ambassador, seat, taken_back)
    check_in(ambassador, seat, uuid4())
    assert uncount(ambassador, seat, taken_back).came == 3
    recount(ambassador, seat, 1, fewer)
    recount(ambassador, seat, 2, uuid4())
    assert recount(ambassador, seat, 1, fewer).came == 2
    assert (again(seat).came, again(felt).here) == (2, 2)
    with pytest.raises(Refused, match="invalid"):  # a key is for one thing
        uncount(ambassador, seat, fewer)
    check(felt)


def test_what_changed_nothing_changes_nothing_later_either(ambassador, felt, come, again, make_member):
    begimai = make_member("Бегимай")
    CoHost.objects.create(gathering=felt, member=begimai)
    seat, here, three, not_here = come(felt, party=3), uuid4(), uuid4(), uuid4()
    uncount(begimai, seat, not_here)  # nobody is there yet
    check_in(ambassador, seat, uuid4())
    assert check_in(begimai, seat, here).already
    recount(begimai, seat, 3, three)
    recount(ambassador, seat, 2, uuid4())
    assert recount(begimai, seat, 3, three).came == 2
    assert uncount(begimai, seat, not_here).came == 2
    uncount(ambassador, seat, uuid4())
    check_in(begimai, seat, here)
    assert (again(seat).came, again(felt).here) == (0, 0)
    assert Entry.objects.filter(fact__startswith="events.seat.", stream=seat.stream).count() == 4
    check(felt)


@pytest.mark.parametrize("came", [0, 7, -1, "2"])
def test_a_number_that_can_not_be_is_refused(ambassador, felt, come, came):
    seat = come(felt)
    check_in(ambassador, seat, uuid4())
    with pytest.raises(Refused, match="invalid"):
        recount(ambassador, seat, came, uuid4())


def test_who_is_not_checked_in_has_nothing_to_correct(ambassador, felt, come):
    seat = come(felt)
    assert uncount(ambassador, seat, uuid4()).came == 0
    with pytest.raises(Refused, match="conflict"):
        recount(ambassador, seat, 1, uuid4())
