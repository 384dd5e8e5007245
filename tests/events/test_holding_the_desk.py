"""The desk: who comes and who waits, a seat given up for who called, another plan kept beside what a second host typed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.worker import Worker
from commons.notify.models import Notice, ToSend
from commons.people.models import Block, Pass
from events.actions import cancel_gathering, give_up_seat, hold_offer, name_cohost
from events.models import Gathering, Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(ambassador, signed_in):
    """Her desk: `desk(felt)`, `desk(felt, "?waits=1")`; the page."""
    ambassador.language = "en"
    ambassador.save()
    browser = signed_in(ambassador)
    return lambda gathering, asked="": browser.get(f"/events/{gathering.pk}/desk/{asked}")


@pytest.fixture
def send(ambassador, signed_in):
    ambassador.language = "en"
    ambassador.save()
    browser = signed_in(ambassador)
    return lambda gathering, what, **said: browser.post(f"/events/{gathering.pk}/{what}", said)


@pytest.fixture
def form(signed_in):
    """What the page of the plan asks her to send: `form(ambassador, felt)`."""

    def give(member, gathering):
        form = signed_in(member).get(f"/events/{gathering.pk}/change/").context["form"]
        values = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
        return {**values, "day": values["day"].isoformat(), "hour": values["hour"].strftime("%H:%M")}

    return give


def names(page):
    return [row.seat.name for row in page.context["desk"].rows]


def test_it_says_who_comes_how_many_and_who_waits_in_order(gathering, come, visitor, desk, aizada):
    felt = gathering(capacity=3)
    come(felt, visitor("Айнура"), party=2), come(felt, aizada)
    come(felt, visitor("Назгүл")), come(felt, visitor("Мээрим"), party=3)
    page = desk(felt)
    assert names(page) == ["Айзада", "Айнура"]
    assert all(said in page.content.decode() for said in (">3</b> of 3 places taken", "2 people", "+996500", 'href="tel:+996500'))
    page = desk(felt, "?waits=1")
    assert [(row.place, row.seat.name, row.seat.party) for row in page.context["desk"].rows] == [(1, "Назгүл", 1), (2, "Мээрим", 3)]


def test_what_is_offered_stands_among_those_who_come(gathering, come, visitor, desk):
    felt = gathering(capacity=1)
    first, second = come(felt), come(felt, visitor("Назгүл"))
    give_up_seat(first)
    assert "Offered, to be told by" in desk(felt).content.decode()
    hold_offer(second.pk)
    assert "Offered until" in desk(felt).content.decode()
    assert names(desk(felt)) == ["Назгүл"]


def test_hundreds_are_shown_a_page_at_a_time_and_found_by_name_or_number(gathering, come, visitor, desk, monkeypatch):
    monkeypatch.setattr("events.desk.A_PAGE", 3)
    felt = gathering(capacity=9)
    seats = [come(felt, visitor(name)) for name in ("Айнура", "Назгүл", "Мээрим", "Айгүл", "Сайкал")]
    assert names(desk(felt)) == ["Сайкал", "Айгүл", "Мээрим"]
    assert names(desk(felt, "?page=2")) == ["Назгүл", "Айнура"]
    assert names(desk(felt, "?q=айг")) == ["Айгүл"]
    assert names(desk(felt, f"?q=0{seats[1].guest.phone[4:].replace(' ', '')}")) == ["Назгүл"]
    assert "Nobody is found" in desk(felt, "?q=<b>").content.decode()


def test_what_is_fetched_again_is_the_list_alone(gathering, come, desk):
    felt = gathering()
    come(felt)
    whole, part = desk(felt), desk(felt, "?part=1")
    assert f'data-stream="{felt.desk_stream}"' in whole.content.decode()
    assert f'data-address="/events/{felt.pk}/desk/?part=1"' in whole.content.decode()
    assert all(said in page.content for page in (whole, part) for said in (b"of 30 places taken", b"Free this place"))
    assert b"<html" not in part.content
    assert "&amp;part=1" in desk(felt, "?waits=1").content.decode()


def test_a_seat_is_given_up_for_who_called_and_the_next_has_it(gathering, come, visitor, send, ambassador, again):
    felt = gathering(capacity=1)
    first, second = come(felt), come(felt)
    assert send(felt, f"desk/seats/{first.pk}/release/")["Location"] == f"/events/{felt.pk}/desk/"
    assert [again(seat).state for seat in (first, second)] == ["given_up", "offered"]
    assert Entry.objects.get(fact="events.seat.released").actor == ambassador.actor
    assert send(felt, f"desk/seats/{first.pk}/release/").status_code == 404
    Worker().run_due(limit=100)
    assert Notice.objects.get(kind="event-released").to == first.guest.actor  # so that nobody finds the door closed


def test_who_gives_up_herself_is_not_told_of_it(gathering, come):
    give_up_seat(come(gathering()))
    Worker().run_due(limit=100)
    assert not Notice.objects.exists()


def test_a_seat_of_another_gathering_is_not_hers_to_give_up(gathering, come, send, make_member, again):
    other = gathering(host=make_member("Елена", at="batken", roles=("ambassador",)))
    seat = come(other)
    assert send(gathering(), f"desk/seats/{seat.pk}/release/").status_code == 404
    assert again(seat).state == "taken"


def test_whom_a_host_does_not_meet_is_not_in_her_list(gathering, come, begimai, ambassador, aizada, signed_in, again):
    felt = gathering()
    name_cohost(ambassador, felt, begimai)
    seat = come(felt, aizada)
    Block.objects.create(by=aizada, member=begimai)
    page = signed_in(begimai).get(f"/events/{felt.pk}/desk/")
    assert names(page) == []
    assert signed_in(begimai).post(f"/events/{felt.pk}/desk/seats/{seat.pk}/release/").status_code == 404
    assert again(seat).state == "taken"


def test_a_guest_who_lost_her_link_is_sent_it_again(gathering, come, desk, aizada):
    felt = gathering()
    seat, hers = come(felt), come(felt, who=aizada)
    rows = {row.seat.pk: row for row in desk(felt).context["desk"].rows}
    code = Pass.objects.held(seat.guest, seat.stream).code
    assert f"wa.me/{seat.guest.phone.removeprefix('+')}" in rows[seat.pk].ways["whatsapp"]
    assert code in rows[seat.pk].ways["whatsapp"]
    assert rows[hers.pk].ways is None
    assert desk(felt).content.decode().count("Send the link again") == 1


def test_what_waits_to_be_sent_on_leads_from_the_desk(gathering, come, desk, ambassador):
    felt = gathering()
    come(felt)
    cancel_gathering(ambassador, felt)
    for _ in range(4):
        Worker().run_due(limit=100)
    assert ToSend.objects.waiting().count() == 1
    page = desk(felt).content.decode()
    assert "/to-send/" in page
    assert "Nobody can come any more" in page
    assert "/change/" not in page


def test_a_plan_is_changed_and_moved(gathering, form, send, ambassador, again):
    felt = gathering()
    said = form(ambassador, felt)
    assert send(felt, "change/", **said).status_code == 302
    assert again(felt).edition == 1  # as it was
    answer = send(felt, "change/", **{**said, "title_en": "Felt toys", "capacity": "12", "women_only": "on", "hour": "10:30"})
    assert answer["Location"] == f"/events/{felt.pk}/desk/"
    fresh = again(felt)
    assert (fresh.titles, fresh.capacity, fresh.women_only) == ({"ky": "Кийиз жасоо", "en": "Felt toys"}, 12, True)
    assert timezone.localtime(fresh.starts_at).strftime("%H:%M") == "10:30"
    assert Entry.objects.filter(stream=felt.stream).latest("seq").fact == "events.gathering.moved"


def test_two_hosts_at_once_lose_nothing_of_what_they_typed(gathering, form, send, ambassador, coordinator, signed_in, again):
    felt = gathering()
    hers, others = form(ambassador, felt), form(coordinator, felt)
    signed_in(coordinator).post(f"/events/{felt.pk}/change/", {**others, "place": "Мектеп"})
    answer = send(felt, "change/", **{**hers, "about_en": "Bring a needle", "capacity": "12"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Мектеп" in page  # as it is now
    assert "Bring a needle" in page
    assert (again(felt).place, again(felt).capacity) == ("Мектеп", 30)
    send(felt, "change/", **{**hers, "about_en": "Bring a needle", "edition": answer.context["form"]["edition"].value()})
    assert (again(felt).about, again(felt).place) == ("Bring a needle", "Китепкана")


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ({"capacity": "1"}, "capacity"),
        ({"day": "2020-01-01"}, "hour"),
        ({"day": ""}, "day"),
        ({"where": "room", "hour": "10:00"}, "hour"),
        ({"place": ""}, "place"),
        ({"title_ky": ""}, "title_en"),
    ],
)
def test_what_cannot_be_is_said_beside_it(gathering, come, form, send, ambassador, said, beside, again):
    felt = gathering(capacity=4, video="")
    come(felt, party=2)
    day = timezone.localtime(felt.starts_at).replace(hour=9, minute=0)
    gathering(in_lab_room=True, place="", starts_at=day, minutes=240)
    answer = send(felt, "change/", **{**form(ambassador, felt), "about_en": "Bring a needle", **said})
    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {beside})
    assert "Bring a needle" in answer.content.decode()
    assert again(felt).edition == 1


def test_it_asks_before_it_is_cancelled(gathering, come, desk, send, again, ambassador, signed_in):
    felt = gathering()
    come(felt)
    assert "1 place is taken" in signed_in(ambassador).get(f"/events/{felt.pk}/cancellation/").content.decode()
    assert again(felt).state == "announced"
    assert send(felt, "cancellation/").status_code == 302
    assert again(felt).state == "cancelled"
    assert send(felt, "cancellation/").status_code == 302
    assert signed_in(ambassador).get(f"/events/{felt.pk}/change/").status_code == 302


def test_what_is_over_is_neither_changed_nor_cancelled(gathering, send, form, ambassador, desk, again):
    felt = gathering()
    said = form(ambassador, felt)
    begun = timezone.now() - timedelta(hours=5)
    Gathering.objects.filter(pk=felt.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=2))
    assert send(felt, "change/", **said).status_code == 302
    assert send(felt, "cancellation/").status_code == 409
    assert again(felt).state == "announced"
    assert "This event is over" in desk(felt).content.decode()


def test_one_is_named_and_taken_back_on_the_page(gathering, aizada, ambassador, signed_in, send, begimai, make_member):
    felt, girl = gathering(), make_member("Айгерим", is_under_18=True)
    page = signed_in(ambassador).get(f"/events/{felt.pk}/hosts/").content.decode()
    assert f'value="{aizada.pk}"' in page
    assert f'value="{begimai.pk}"' not in page  # she is of another lab
    assert f'value="{girl.pk}"' not in page  # she would be refused
    send(felt, "hosts/", member=aizada.pk)
    hers = signed_in(aizada)
    assert hers.get(f"/events/{felt.pk}/desk/").status_code == 200
    assert "Who else" not in hers.get(f"/events/{felt.pk}/hosts/").content.decode()
    assert hers.post(f"/events/{felt.pk}/hosts/{aizada.pk}/removal/")["Location"] == "/events/"
    assert hers.get(f"/events/{felt.pk}/desk/").status_code == 403
    assert not Seat.objects.exists()
