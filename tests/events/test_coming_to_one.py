"""The page of a gathering, and taking a seat there: by strangers, members, and where none is left."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from commons.people.models import Block, Pass
from events.actions import change_gathering, name_cohost, show_cohost
from events.models import Gathering, Seat

from .pages import hidden, said

pytestmark = pytest.mark.django_db

HERS = {"name": "Айнура", "phone": "0555 111 222", "party": "1"}


@pytest.fixture
def hers():
    """The browser of a stranger who reads English."""
    browser = Client()
    browser.cookies["django_language"] = "en"
    return browser


@pytest.fixture
def ask(hers):
    """Open the page, fill in the form and send it: `ask(felt, party=2)`; returns the answer."""

    def give(felt, browser=hers, **fields):
        page = browser.get(f"/events/{felt.pk}/")
        said = {name: value for name in ("key", "waits") if (value := hidden(page, name))}
        return browser.post(f"/events/{felt.pk}/seat/", {**said, **HERS, **{name: str(value) for name, value in fields.items()}})

    return give


def test_a_stranger_reads_what_when_where_and_by_whom(gathering, hers):
    felt = gathering(titles={"ky": "Кийиз жасоо", "en": "Felt <making>"}, abouts={"en": "Bring an apron.\n\nTea is here."}, capacity=7)
    page = hers.get(f"/events/{felt.pk}/")
    words = said(page)
    for one in ("Felt &lt;making&gt;", "Bring an apron.", "Китепкана", "Айзада", "7 places left", "Master class"):
        assert one in words
    assert f'datetime="{timezone.localtime(felt.starts_at).isoformat()}"' in page.content.decode()
    assert "https://wa.me/?text=Felt+%3Cmaking%3E" in page.content.decode()


def test_the_link_of_a_call_is_for_who_has_a_seat(gathering, hers, ask):
    felt = gathering(video="https://call.example/felt", place="")
    assert "call.example" not in hers.get(f"/events/{felt.pk}/").content.decode()
    hers_alone = ask(felt)["Location"]
    assert "https://call.example/felt" in hers.get(hers_alone).content.decode()
    assert "https://call.example/felt" in hers.get(f"/events/{felt.pk}/").content.decode()
    assert "call.example" not in Client().get(f"/events/{felt.pk}/").content.decode()


def test_machines_read_it_as_an_event(gathering, hers):
    felt = gathering(titles={"ky": "</script><b>"}, video="https://call.example/felt")
    page = hers.get(f"/events/{felt.pk}/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL).group(1))
    assert (data["@type"], data["name"], data["remainingAttendeeCapacity"]) == ("Event", "</script><b>", 30)
    assert data["startDate"].endswith("+06:00")
    assert data["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert "call.example" not in page
    assert '<meta property="og:title" content="&lt;/script&gt;&lt;b&gt;">' in page
    assert 'name="robots"' not in page


@pytest.mark.parametrize(("fields", "sentence"), [({"state": "cancelled"}, "This event was cancelled"), ({"state": "ended"}, "is over")])
def test_what_was_cancelled_or_is_over_says_so_and_takes_nobody(fields, sentence, gathering, hers):
    felt = gathering()
    Gathering.objects.filter(pk=felt.pk).update(**fields)
    page = hers.get(f"/events/{felt.pk}/")
    assert sentence in said(page)
    assert 'action="/events' not in page.content.decode()
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    answer = hers.post(f"/events/{felt.pk}/seat/", {**HERS, "key": str(uuid4())})
    assert (answer.status_code, Seat.objects.count()) == (409, 0)


def test_one_for_members_is_not_there_for_strangers_and_not_to_be_found(gathering, hers, begimai, signed_in):
    felt = gathering(members_only=True)
    for number in (felt.pk, felt.pk + 1):
        page = hers.get(f"/events/{number}/")
        assert (page.status_code, "Кийиз" in page.content.decode()) == (404, False)
        assert "Sign in" in said(page)
    page = signed_in(begimai).get(f"/events/{felt.pk}/")
    assert page.status_code == 200
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_a_guest_takes_two_places_and_gets_her_page(gathering, hers, ask):
    felt = gathering(capacity=2)
    answer = ask(felt, party=2)
    seat = Seat.objects.get()
    assert answer["Location"] == f"/events/{felt.pk}/seats/{seat.pk}/"
    page = hers.get(answer["Location"])
    words = said(page)
    for one in ("Your place is kept", "2 of you come.", seat.spoken_code, "Send this link to yourself"):
        assert one in words
    assert (seat.guest.phone, seat.guest.language) == ("+996555111222", "en")
    assert Pass.objects.get().code in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_member_comes_by_one_tap(gathering, signed_in, begimai):
    felt, browser = gathering(), signed_in(begimai)
    page = browser.get(f"/events/{felt.pk}/")
    assert 'name="phone"' not in page.content.decode()
    answer = browser.post(f"/events/{felt.pk}/seat/", {"key": hidden(page, "key"), "party": "1"})
    assert Seat.objects.get().member == begimai
    assert browser.get(answer["Location"]).status_code == 200
    assert f'href="{answer["Location"]}"' in browser.get(f"/events/{felt.pk}/").content.decode()


def test_a_double_tap_is_one(gathering, hers, ask):
    felt, key = gathering(capacity=1), uuid4()
    answers = [ask(felt, key=key) for _ in range(2)]
    assert len({answer["Location"] for answer in answers}) == 1
    assert Seat.objects.count() == 1


def test_what_is_wrong_stands_beside_its_field_and_what_she_typed_stays(gathering, hers, ask):
    answer = ask(gathering(), name="12", phone="abc", party=9)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="abc"' in page
    for name in ("name", "phone", "party"):
        assert re.search(rf'id="id_{name}_error"', page), name
    assert not Seat.objects.exists()


def test_where_none_is_left_she_is_told_before_and_after(gathering, come, hers, ask):
    felt = gathering(capacity=1)
    come(felt), come(felt), come(felt)
    assert "and 2 wait in line" in said(hers.get(f"/events/{felt.pk}/"))
    answer = ask(felt)
    assert "Your number in line: 3" in said(hers.get(answer["Location"]))


def test_who_loses_the_last_places_while_she_types_is_asked_whether_she_waits(gathering, come, hers):
    felt = gathering(capacity=2)
    key = hidden(hers.get(f"/events/{felt.pk}/"), "key")
    come(felt)
    answer = hers.post(f"/events/{felt.pk}/seat/", {**HERS, "key": key, "party": "2"})
    assert (answer.status_code, Seat.objects.count()) == (409, 1)
    assert "Only 1 place is left." in said(answer)
    assert hidden(answer, "waits") == "1"
    hers.post(f"/events/{felt.pk}/seat/", {**HERS, "key": key, "party": "2", "waits": "1"})
    assert Seat.objects.get(key=key).state == "waiting"


def test_who_brings_more_than_are_left_is_not_told_that_all_are_taken(gathering, hers, ask, come):
    felt = gathering(capacity=3)
    come(felt)
    answer = hers.post(f"/events/{felt.pk}/seat/", {**HERS, "key": str(uuid4()), "party": "3"})
    assert "Fewer places are left than you need." in said(answer)
    assert "All places are taken" not in said(answer)


def test_who_brings_more_than_there_will_ever_be_places_for_is_not_asked_to_wait(gathering, hers):
    felt = gathering(capacity=3)
    answer = hers.post(f"/events/{felt.pk}/seat/", {**HERS, "key": str(uuid4()), "party": "4"})
    assert answer.context["form"].errors == {"party": ["There are fewer places than that."]}
    assert "line" not in said(answer)
    assert not Seat.objects.exists()


def test_her_number_twice_leads_her_to_her_seat_and_a_stranger_nowhere(gathering, hers, ask):
    felt = gathering()
    first = ask(felt)["Location"]
    again = {**HERS, "key": str(uuid4())}
    assert hers.post(f"/events/{felt.pk}/seat/", again)["Location"] == first
    answer = Client(headers={"cookie": "django_language=en"}).post(f"/events/{felt.pk}/seat/", again, follow=True)
    assert "She sends it to your number" in said(answer)
    assert Pass.objects.get().code not in answer.content.decode()


def test_a_woman_without_a_phone_of_her_own_comes_by_the_same_one(gathering, hers, ask):
    felt = gathering()
    form = {"key": hidden(hers.get(f"/events/{felt.pk}/"), "key"), **HERS}  # both had it open before
    first = hers.post(f"/events/{felt.pk}/seat/", form)["Location"]
    page = said(hers.get(f"/events/{felt.pk}/"))
    assert "You are coming" in page
    assert "A seat for someone else" in page
    second = hers.post(f"/events/{felt.pk}/seat/", {**form, "name": "Бермет", "phone": "0555 333 444"})["Location"]
    third = ask(felt, name="Гүлзат", phone="0555 555 666")["Location"]
    assert len({first, second, third}) == Seat.objects.count() == 3
    for address, name in ((first, "Айнура"), (second, "Бермет"), (third, "Гүлзат")):
        assert hers.get(address).status_code == 200
        assert Seat.objects.get(pk=address.split("/")[-2]).name == name
    wrong = ask(felt, name="", phone="0555 777 888")
    assert wrong.status_code == 422
    assert "0555 777 888" in wrong.content.decode()  # in an open form, beside the card of who comes


def test_whom_she_does_not_meet_is_not_named_among_those_who_hold_it(gathering, ambassador, aizada, begimai, signed_in):
    felt = gathering()
    name_cohost(ambassador, felt, begimai)
    show_cohost(begimai, felt, True)
    assert begimai.name in said(signed_in(aizada).get(f"/events/{felt.pk}/"))
    Block.objects.create(by=aizada, member=begimai)
    assert begimai.name not in said(signed_in(aizada).get(f"/events/{felt.pk}/"))


def test_how_to_find_it_stands_beside_the_labs_room(gathering, hers):
    felt = gathering(in_lab_room=True, place="2-кабат")
    assert "Akyljan”, 2-кабат" in said(hers.get(f"/events/{felt.pk}/"))


def test_a_page_costs_the_same_however_many_come(gathering, come, hers, django_assert_max_num_queries, begimai, signed_in):
    felt = gathering(capacity=3)
    for _ in range(9):
        come(felt)
    for browser in (hers, signed_in(begimai)):
        browser.get(f"/events/{felt.pk}/")
        with django_assert_max_num_queries(15):
            browser.get(f"/events/{felt.pk}/")


def test_the_part_that_changes_says_the_same_as_the_page(gathering, come, hers):
    felt = gathering(capacity=5)
    come(felt, party=2)
    page, part = (hers.get(f"/events/{felt.pk}/{noun}") for noun in ("", "now/"))
    inside = page.content.decode().partition("data-now>")[2].partition("</div>\n</live-part>")[0]
    assert re.sub(r"\s", "", inside) == re.sub(r"\s", "", part.content.decode())
    assert "3 places left" in said(part)


def test_one_that_was_moved_says_so(gathering, plan, ambassador, hers, come):
    felt = gathering()
    assert "It was moved" not in said(hers.get(f"/events/{felt.pk}/"))
    later = plan(in_lab_room=False, place="Китепкана", starts_at=felt.starts_at + timedelta(days=1))
    change_gathering(ambassador, felt, later, felt.edition)
    assert "It was moved" in said(hers.get(f"/events/{felt.pk}/"))
