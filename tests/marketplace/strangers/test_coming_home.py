"""Tell my friend, ask if I'm home: told, asked at the hour, called where no answer comes; late, doubled or at the same moment."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from commons.journal.listening import LISTENERS
from commons.journal.models import Delivery, Entry
from commons.journal.refusals import Refused
from commons.people.actions import block
from commons.people.circles import known_to
from commons.people.models import Vouch
from marketplace.orders.actions import answer_homecoming, arrange_homecoming, forget_homecomings
from marketplace.orders.actions.homecoming import friends_for, let_friends_go
from marketplace.orders.homecoming import notices
from marketplace.orders.homecoming.seeing import sight_of
from marketplace.orders.models import Homecoming, Order
from tests.racing import at_once, committing

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
HOUR, HALF = timedelta(hours=1), timedelta(minutes=30)


def clocks(home, name):
    """Every clock of this name that was set, the newest last."""
    rows = Delivery.objects.filter(entry__stream=home.stream, listener=f"marketplace.orders.homecoming.hearing.{name}")
    return list(rows.select_related("entry").order_by("pk"))


def ring(home, name, times=1, nth=-1):
    """Whatever the time: as a worker does, perhaps more often than once."""
    delivery = clocks(home, name)[nth]
    for _ in range(times):
        LISTENERS[delivery.listener].hear(delivery.entry)
    home.refresh_from_db()
    return home


def facts(home):
    told = Entry.objects.filter(stream=home.stream).order_by("seq").values_list("fact", flat=True)
    return [fact.rpartition(".")[2] for fact in told]


def test_at_the_hour_she_is_asked_and_half_an_hour_later_her_friend_is_to_call(goes):
    home = goes()
    assert clocks(home, "ask_her")[0].due_at == home.home_at
    assert ring(home, "ask_her", times=3).state == "asked"
    clock = clocks(home, "tell_her_friend_to_call")[0]
    assert clock.due_at - clock.entry.at == HALF
    assert ring(home, "tell_her_friend_to_call", times=3).state == "missed"
    assert facts(home) == ["arranged", "asked", "missed"]


def test_once_she_says_she_is_home_no_clock_rings(goes, aizada):
    home = goes()
    ring(home, "ask_her")
    for _ in range(2):
        answer_homecoming(home, aizada, "home")
    assert ring(home, "tell_her_friend_to_call", times=2).state == "home"
    assert facts(home) == ["arranged", "asked", "ended"]
    assert home.ended_at is not None


def test_later_begins_anew_and_a_second_tap_adds_nothing(goes, aizada):
    home = goes()
    hour, seen = home.home_at, home.version
    for _ in range(2):
        answer_homecoming(Homecoming.objects.get(pk=home.pk), aizada, "later", seen, 60)
    home.refresh_from_db()
    assert home.home_at == hour + HOUR
    assert ring(home, "ask_her", nth=0).state == "waiting", "the clock of before is nobody's any more"
    assert ring(home, "ask_her").state == "asked"
    answer_homecoming(home, aizada, "later", home.version, 30)
    assert ring(home, "tell_her_friend_to_call").state == "waiting"
    with pytest.raises(Refused):
        answer_homecoming(home, aizada, "later", home.version, 600)


def test_she_who_was_missed_comes_home_all_the_same(goes, aizada, friend):
    home = goes()
    ring(home, "ask_her")
    ring(home, "tell_her_friend_to_call")
    answer_homecoming(home, friend, "no")
    assert facts(home)[-1] == "missed", "a friend who is called upon doesn't slip away"
    answer_homecoming(home, friend, "reached")
    home.refresh_from_db()
    assert home.state == "home"


@committing
@pytest.mark.parametrize("turn", range(3))
def test_at_the_same_moment_one_of_the_two_comes_first_and_nothing_happens_twice(goes, aizada, turn):
    home = goes()
    ring(home, "ask_her")
    clock = clocks(home, "tell_her_friend_to_call")[0]
    rings = [lambda: LISTENERS[clock.listener].hear(clock.entry)] * 3
    answers = at_once(*rings, *[lambda: answer_homecoming(Homecoming.objects.get(pk=home.pk), aizada, "home")] * 3)
    assert answers == [None] * 6
    home.refresh_from_db()
    assert home.state == "home"
    assert facts(home) in (["arranged", "asked", "ended"], ["arranged", "asked", "missed", "ended"])


@committing
def test_asked_four_times_at_once_it_is_one(agreed, aizada, friend):
    order, at = agreed(), timezone.now() + 3 * HOUR
    made = at_once(*[lambda: arrange_homecoming(order, aizada, friend.pk, "Базар", "0555 111 222", at)] * 4)
    assert len({home.pk for home in made}) == 1
    assert Homecoming.objects.count() == 1


@committing
def test_each_is_told_what_is_hers_to_know(goes, aizada, friend, hear, told):
    home = goes(hours=1)
    hear()
    assert (told(friend), told(aizada) & {notices.ARE_YOU_HOME}) == ({notices.TOLD}, set())
    hear(hours=1.1)
    assert notices.ARE_YOU_HOME in told(aizada)
    assert notices.CALL_HER not in told(friend)
    hear(hours=2)
    assert notices.CALL_HER in told(friend)
    assert notices.FRIEND_CALLS in told(aizada)
    answer_homecoming(home, aizada, "home")
    hear()
    assert notices.HOME in told(friend)


@committing
def test_with_the_order_she_cancels_her_way_is_called_off(goes, aizada, friend, walk, hear, told):
    home = goes()
    hear()
    walk(home.order, "cancel", who=aizada, reason="ill")
    hear()
    home.refresh_from_db()
    assert home.state == "off"
    assert notices.OFF in told(friend)


@committing
def test_whom_she_meets_cannot_call_it_off_nor_who_settles_it(goes, agreed, coordinator, friend, walk, hear, told):
    cancelled, settled = goes(), goes()
    walk(cancelled.order, "cancel", who=cancelled.order.guest)
    walk(settled.order, "start", "dispute")
    walk(Order.objects.whole().get(pk=settled.order.pk), "call_off", who=coordinator)
    hear()
    for home in (cancelled, settled):
        home.refresh_from_db()
        assert (home.order.state, home.state) == ("cancelled", "waiting")
        assert ring(home, "ask_her").state == "asked"
    assert notices.OFF not in told(friend)


@committing
@pytest.mark.parametrize("who", ["she", "her friend"])
def test_a_friend_who_is_not_to_be_reached_any_more_is_not_relied_on(who, goes, aizada, friend, hear, told):
    home = goes()
    hear()
    block(*((aizada, friend) if who == "she" else (friend, aizada)))
    hear()
    home.refresh_from_db()
    assert home.state == "declined"
    assert notices.ASK_ANOTHER in told(aizada)
    assert sight_of(friend, home.pk) is None


@pytest.mark.parametrize("state", ["asked", "missed"])
def test_nor_is_one_who_goes_at_the_last_moment(state, goes, aizada, friend):
    home = goes()
    ring(home, "ask_her")
    if state == "missed":
        ring(home, "tell_her_friend_to_call")
    block(friend, aizada)
    if state == "missed":
        let_friends_go(friend.pk)
    assert ring(home, "tell_her_friend_to_call").state == "declined"
    assert facts(home)[-1] == "ended"


def test_a_friend_who_cannot_says_so_and_sees_nothing_more(goes, aizada, friend):
    home = goes()
    answer_homecoming(home, friend, "no")
    assert sight_of(friend, home.pk) is None
    assert sight_of(aizada, home.pk).homecoming.state == "declined"
    assert goes(home.order).pk != home.pk, "she asks another"


def test_the_number_of_the_stranger_opens_only_with_the_alarm_and_closes_with_the_end(goes, aizada, friend, make_member):
    home = goes()
    assert sight_of(make_member("Гүлнара"), home.pk) is None
    assert sight_of(None, home.pk) is None
    seen = sight_of(friend, home.pk)
    assert (seen.other, seen.other_phone) == ("Айнура", "")
    ring(home, "ask_her")
    assert sight_of(friend, home.pk).other_phone == ""
    ring(home, "tell_her_friend_to_call")
    assert sight_of(friend, home.pk).other_phone == home.order.guest.phone
    answer_homecoming(home, aizada, "home")
    assert (sight_of(friend, home.pk).other, sight_of(friend, home.pk).other_phone) == ("", "")


def test_of_a_maker_her_customer_shows_her_friend_the_shop_alone(agreed, begimai, friend, goes):
    Vouch.objects.create(member=begimai, by=friend)
    home = goes(agreed(customer=begimai), member=begimai)
    assert sight_of(friend, home.pk).other == home.order.shop.title


def test_it_is_arranged_by_a_side_that_is_a_member_once_they_have_agreed(agreed, place, aizada, begimai, trusted, friend, goes):
    for order, who in ((place(), aizada), (agreed(), trusted), (agreed(customer=begimai), trusted)):
        with pytest.raises(Refused) as refused:
            goes(order, member=who)
        assert refused.value.code == "forbidden"


def test_nor_by_one_of_whom_nobody_has_said_yet_that_she_knows_her(agreed, make_member, coordinator, goes):
    newcomer = make_member("Мээрим", standing="invited")
    with pytest.raises(Refused) as refused:
        goes(agreed(customer=newcomer), member=newcomer, by=coordinator)
    assert refused.value.code == "forbidden"


def test_a_friend_is_a_grown_woman_she_knows_and_meets_and_no_side_of_it(agreed, aizada, begimai, friend, make_member, coordinator, goes):
    girl, unknown = make_member("Айжан", is_under_18=True), make_member("Сайра")
    for woman in (girl, begimai):
        Vouch.objects.create(member=woman, by=aizada)
    order = agreed(customer=begimai)
    assert set(friends_for(order, aizada)) == {friend, coordinator}
    assert begimai in known_to(aizada)
    assert unknown not in known_to(aizada)
    for woman in (girl, unknown, begimai, aizada):
        with pytest.raises(Refused):
            goes(order, by=woman)
    block(friend, aizada)
    with pytest.raises(Refused):
        goes(order)


def test_she_knows_whom_she_talks_with_alone(aizada, begimai, make_member):
    from chat.actions import open_direct

    assert begimai not in known_to(aizada)
    open_direct(aizada, begimai.pk)
    assert begimai in known_to(aizada)
    assert aizada in known_to(begimai)


@pytest.mark.parametrize("hours", [-1, 24 * 101])
def test_an_hour_that_is_over_or_far_away_is_refused(hours, goes):
    with pytest.raises(Refused) as refused:
        goes(hours=hours)
    assert refused.value.code == "invalid"


def test_some_days_later_it_is_gone(goes, aizada):
    home, left_open = goes(), goes()
    answer_homecoming(home, aizada, "home")
    forget_homecomings()
    assert Homecoming.objects.count() == 2
    Homecoming.objects.filter(pk=home.pk).update(ended_at=timezone.now() - timedelta(days=8))
    Homecoming.objects.filter(pk=left_open.pk).update(home_at=timezone.now() - timedelta(days=31))
    forget_homecomings()
    assert not Homecoming.objects.exists()
    for name in ("ask_her", "tell_the_two"):
        delivery = clocks(home, name)[0]
        LISTENERS[delivery.listener].hear(delivery.entry)


@pytest.mark.parametrize(
    ("broken", "columns"),
    [
        ("is_one_at_a_time|UNIQUE", lambda her: {}),
        ("has_another_friend", lambda her: {"friend": her, "state": "off", "ended_at": timezone.now()}),
        ("is_open_or_ended", lambda her: {"state": "off"}),
    ],
)
def test_the_database_holds_one_at_a_time_with_another_friend_open_or_ended(broken, columns, goes, aizada, friend):
    home = goes()
    row = {"order": home.order, "member": aizada, "friend": friend, "where": "Базар", "phone": "+996555111222", "home_at": home.home_at}
    with pytest.raises(IntegrityError, match=broken):
        Homecoming.objects.create(**row | columns(aizada))


def test_its_facts_say_no_word(goes):
    home = goes()
    [entry] = Entry.objects.filter(stream=home.stream)
    assert entry.data == {"homecoming": home.pk, "version": 1, "state": "waiting"}
