"""An offer that waits for its host's hand: not for ever. Who can be told has it meanwhile, and nobody loses her place in line."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from commons.journal.models import Delivery, Entry
from commons.notify.actions import agree_to_show, mark_sent
from commons.notify.models import Notice, ToSend
from commons.people.models import Member, Pass
from events import listeners
from events.actions import change_party, give_up_seat, hold_offer, name_cohost, pass_over, take_offer, take_seat
from events.models import Gathering, Seat
from tests.racing import at_once

from .counting import check

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)


@pytest.fixture
def offered(gathering, come, again, deliver):
    """A gathering, a guest whom nothing but her host's hand reaches and who is offered its place, and those behind her in line."""

    def give(*behind, **fields):
        felt = gathering(capacity=1, **fields)
        first, guest = come(felt), come(felt)
        others = [come(felt, who) for who in behind]
        give_up_seat(first)
        deliver()
        return felt, again(guest), *map(again, others)

    return give


def too_late(seat):
    """Her host's time is over."""
    Seat.objects.filter(pk=seat.pk).update(tell_by=timezone.now() - timedelta(seconds=1))


def waiting(host):
    return [one.notice.about for one in ToSend.objects.filter(sender=host).waiting()]


@both
def test_a_host_has_as_long_to_send_it_as_she_has_to_answer(offered, begimai):
    _felt, guest, _member = offered(begimai)
    assert guest.state == "offered"
    assert guest.offer_ends_at is None
    assert abs(guest.tell_by - timezone.now() - timedelta(hours=12)) < timedelta(minutes=1)
    timer = Delivery.objects.get(listener="events.listeners.pass_it_on")
    assert timer.due_at == guest.tell_by
    listeners.pass_it_on(timer.entry)
    assert Seat.objects.get(pk=guest.pk).state == "offered"  # there is time


@both
def test_what_nobody_sent_goes_to_the_next_who_can_be_told_and_she_is_the_first_again(offered, visitor, begimai, again, deliver):
    felt, guest, unreached, member = offered(visitor(), begimai)
    too_late(guest)
    for _ in range(2):
        pass_over(guest.pk)
    assert [again(seat).state for seat in (guest, unreached, member)] == ["waiting", "waiting", "offered"]
    assert Entry.objects.filter(fact="events.offer.passed").count() == 1
    check(felt)
    deliver()
    assert again(member).offer_ends_at is not None  # her bell has told her
    give_up_seat(again(member))
    assert [again(seat).state for seat in (guest, unreached)] == ["offered", "waiting"]
    check(felt)


@both
def test_what_isnt_so_any_more_is_nobodys_to_send_until_it_is_again(offered, begimai, ambassador, again, deliver):
    _felt, guest, member = offered(begimai)
    assert waiting(ambassador) == [guest.stream]
    too_late(guest)
    pass_over(guest.pk)
    assert waiting(ambassador) == []
    assert Entry.objects.filter(fact="notify.list.changed", stream=f"notify.bell:{ambassador.pk}").count() == 2
    give_up_seat(again(member))
    deliver()
    assert waiting(ambassador) == [guest.stream]


@both
def test_whom_mail_reaches_is_told_without_a_hand(offered, visitor, again, settings):
    settings.MAILS = True
    _felt, guest, unreached, mailed = offered(visitor(), visitor(email="nazgul@example.kg"))
    too_late(guest)
    pass_over(guest.pk)
    assert [again(seat).state for seat in (guest, unreached, mailed)] == ["waiting", "waiting", "offered"]


@both
def test_where_nobody_else_can_be_told_it_stays_hers_and_is_looked_at_again(offered, visitor, begimai, come, again, deliver):
    felt, guest, unreached = offered(visitor())
    too_late(guest)
    pass_over(guest.pk)
    assert [again(seat).state for seat in (guest, unreached)] == ["offered", "waiting"]
    assert again(guest).tell_by > timezone.now()
    unsent = Entry.objects.get(fact="events.offer.unsent")
    assert Delivery.objects.get(entry=unsent, listener="events.listeners.pass_it_on").due_at == again(guest).tell_by
    member = come(felt, begimai)
    too_late(guest)
    pass_over(guest.pk)
    assert [again(seat).state for seat in (guest, unreached, member)] == ["waiting", "waiting", "offered"]
    check(felt)


@both
def test_a_large_party_that_can_be_told_is_waited_for(gathering, come, again, begimai):
    felt = gathering(capacity=2)
    first, _second, guest = come(felt), come(felt), come(felt)
    large = come(felt, begimai, party=2)
    give_up_seat(first)
    too_late(guest)
    pass_over(guest.pk)
    assert [again(seat).state for seat in (guest, large)] == ["offered", "waiting"]
    check(felt)


@both
def test_who_was_told_in_time_keeps_it(offered, begimai, again):
    _felt, guest, member = offered(begimai)
    hold_offer(guest.pk)
    too_late(guest)
    pass_over(guest.pk)
    assert [again(seat).state for seat in (guest, member)] == ["offered", "waiting"]


@both
def test_what_is_sent_at_the_last_moment_is_sent(offered, begimai, ambassador, again, deliver):
    _felt, guest, member = offered(begimai)
    mark_sent(ambassador, ToSend.objects.select_related("notice").get())
    too_late(guest)
    pass_over(guest.pk)  # before her clock could start
    assert again(guest).state == "offered"
    deliver()
    assert again(guest).offer_ends_at is not None
    assert again(member).state == "waiting"


@both
def test_who_may_not_be_here_any_more_holds_up_nobody(gathering, come, begimai, make_member, again, deliver):
    felt, gone = gathering(capacity=1), make_member("Гүлзат")
    first, hers, member = come(felt), come(felt, gone), come(felt, begimai)
    Member.objects.filter(pk=gone.pk).update(suspended_at=timezone.now())
    give_up_seat(first)
    deliver()
    too_late(hers)
    pass_over(hers.pk)
    assert (again(hers).state, again(member).state) == ("waiting", "offered")
    check(felt)


@both
def test_it_goes_on_where_the_line_is_full(offered, begimai, again):
    felt, guest, member = offered(begimai)
    Gathering.objects.filter(pk=felt.pk).update(waiting=500)
    too_late(guest)
    pass_over(guest.pk)
    assert (again(guest).state, again(member).state, again(felt).waiting) == ("waiting", "offered", 500)


@both
def test_those_who_hold_it_are_told_that_it_waits_and_once(offered, visitor, ambassador, deliver):
    felt, guest, _unreached = offered(visitor())
    told = Notice.objects.filter(kind="event-unsent")
    assert list(told.values_list("to", "about")) == [(ambassador.actor, felt.desk_stream)]
    too_late(guest)
    pass_over(guest.pk)
    deliver()
    assert told.count() == 1
    assert Entry.objects.filter(fact="notify.notice.handed").count() == 1


@both
def test_another_host_is_told_and_where_the_labs_phone_sends_its_coordinator(gathering, come, begimai, ambassador, make_member, deliver):
    coordinator = make_member("Чолпон", at="osh", standing="trusted", roles=("coordinator",))
    felt = gathering(capacity=1)
    name_cohost(ambassador, felt, begimai)
    agree_to_show(ambassador, False)
    first, _guest = come(felt), come(felt)
    give_up_seat(first)
    deliver()
    told = Notice.objects.filter(kind="event-unsent").values_list("to", flat=True)
    assert set(told) == {one.actor for one in (ambassador, begimai, coordinator)}


@both
def test_a_coordinator_elsewhere_whose_phone_sends_is_led_to_what_she_sends(gathering, come, ambassador, make_member, deliver, signed_in):
    coordinator = make_member("Чолпон", at="osh", standing="trusted", roles=("coordinator",))
    agree_to_show(ambassador, False)
    felt = gathering(capacity=1)
    Gathering.objects.filter(pk=felt.pk).update(lab=make_member("Гүлжан", at="batken").lab)
    first, _guest = come(felt), come(felt)
    give_up_seat(first)
    deliver()
    browser = signed_in(coordinator)
    (notice,) = Notice.objects.filter(kind="event-unsent", to=coordinator.actor)
    opened = browser.get(f"/notices/{notice.pk}/", follow=True)
    assert (opened.status_code, opened.redirect_chain[-1][0]) == (200, "/to-send/")
    assert "Жөнөтүлө тургандар" in browser.get("/notices/").content.decode()
    assert Notice.objects.get(kind="event-unsent", to=ambassador.actor).about == felt.desk_stream


@both
def test_whom_her_bell_tells_is_nobodys_to_send(gathering, come, begimai, ambassador, deliver):
    felt = gathering(capacity=1)
    first, _member = come(felt), come(felt, begimai)
    give_up_seat(first)
    deliver()
    assert not Notice.objects.filter(kind="event-unsent").exists()
    assert not waiting(ambassador)


@both
def test_her_page_and_the_desk_say_why_she_waits_again(offered, begimai, ambassador, signed_in, client, again):
    felt, guest, _member = offered(begimai)
    ambassador.language = "en"
    ambassador.save()
    browser = signed_in(ambassador)
    assert "Offered, to be told by" in browser.get(f"/events/{felt.pk}/desk/").content.decode()
    too_late(guest)
    pass_over(guest.pk)
    page = browser.get(f"/events/{felt.pk}/desk/?waits=1").content.decode()
    assert "Nobody sent her the offer in time: the next has it" in page
    client.get(f"/g/{Pass.objects.get(guest=guest.guest).code}")
    assert "Кезегиңиз сакталды" in client.get(f"/events/{felt.pk}/seats/{guest.pk}/").content.decode()


@committing
def test_whatever_happens_at_the_moment_when_it_is_passed_on(gathering, come, again, begimai, ambassador, deliver):
    for turn in range(6):
        felt = gathering(capacity=3)
        first, guest, member = come(felt, party=3), come(felt, party=2), come(felt, begimai)
        give_up_seat(first)
        deliver()
        too_late(guest)
        offer, letter = again(guest), ToSend.objects.select_related("notice").get(notice__about=guest.stream)
        hers = [
            lambda offer=offer: take_offer(offer),
            lambda offer=offer: change_party(offer, 1),
            lambda offer=offer: give_up_seat(offer),
            lambda letter=letter: mark_sent(ambassador, letter),
        ][turn % 4]
        results = at_once(lambda guest=guest: pass_over(guest.pk), hers, lambda guest=guest: pass_over(guest.pk))
        assert results[0] is results[2] is None, results
        deliver()
        check(felt)
        fresh = again(guest)
        assert fresh.state in ("waiting", "offered", "taken", "given_up"), fresh.state
        assert fresh.state != "offered" or fresh.offer_ends_at or fresh.tell_by
        assert again(member).state in ("offered", "waiting")


@committing
def test_who_comes_at_that_moment_is_counted_once(gathering, come, again, begimai, visitor, deliver):
    for _ in range(4):
        felt = gathering(capacity=1)
        first, guest, member = come(felt), come(felt), come(felt, begimai)
        give_up_seat(first)
        deliver()
        too_late(guest)
        at_once(
            lambda guest=guest: pass_over(guest.pk),
            lambda felt=felt: take_seat(felt, visitor(), 1, uuid4()),
            lambda member=member: give_up_seat(member),
        )
        check(felt)
        assert again(guest).state in ("waiting", "offered")
