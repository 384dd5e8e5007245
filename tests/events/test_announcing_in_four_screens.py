"""Announcing as a host does it: a kind, a title, a day and an hour; without a script, and nothing typed is lost."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone, translation
from django.utils.html import escape

from commons.people.models import Role
from commons.testing import lab
from events.actions import announce
from events.forms.announcing import AnnounceForm
from events.kinds import KINDS
from events.models import Gathering
from tests.standings import EVERYONE

pytestmark = pytest.mark.django_db
HOSTS = {"ambassador", "coordinator", "elsewhere"}
TITLE, TIME = "/events/new/masterclass/", "/events/new/masterclass/time/"


@pytest.fixture
def host(ambassador, signed_in):
    """Her browser."""
    ambassador.language = "en"
    ambassador.save()
    return signed_in(ambassador)


@pytest.fixture
def says(host):
    """She says its title; what the page of the time then asks her to send, with what is `said`."""

    def give(title="Felt making", **said):
        assert host.post(TITLE, {"title": title})["Location"] == TIME
        form = host.get(TIME).context["form"]
        fields = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
        tomorrow = timezone.localdate() + timedelta(days=1)
        return {**fields, "day": tomorrow.isoformat(), "hour": "14:00", **said}

    return give


@pytest.mark.parametrize("who", sorted(EVERYONE))
@pytest.mark.parametrize("page", ["/events/new/", TITLE])
def test_it_is_for_ambassadors_and_coordinators(page, who, browser_of):
    assert (browser_of(who).get(page).status_code == 200) == (who in HOSTS)


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_others_announce_nothing(who, browser_of):
    browser, before = browser_of(who), Gathering.objects.count()
    browser.post(TITLE, {"title": "Кийиз"})
    browser.get(TIME)
    form = {"key": "0b3b4a31-9f0e-4f3c-8d52-2f2c5e0b7a11", "title_ky": "Кийиз", "minutes": "120", "where": "room", "capacity": "30"}
    browser.post(TIME, {**form, "title_en": "Felt", "day": (timezone.localdate() + timedelta(days=1)).isoformat(), "hour": "14:00"})
    assert (Gathering.objects.count() > before) == (who in HOSTS)


def test_who_announces_finds_the_way_there(host, stranger):
    assert b"/events/new/" in host.get("/events/").content
    assert b"/events/new/" not in stranger.get("/events/").content


def test_four_screens_are_enough_for_one(host, says, ambassador):
    assert all(f"/events/new/{kind}/" in host.get("/events/new/").content.decode() for kind in KINDS)
    answer = host.post(TIME, says())
    felt = Gathering.objects.get()
    assert answer["Location"] == f"/events/{felt.pk}/share/"
    begins = timezone.localtime(felt.starts_at)
    assert (begins.hour, begins.minute, begins.date()) == (14, 0, timezone.localdate() + timedelta(days=1))
    assert (felt.titles, felt.kind, felt.lab, felt.host) == ({"en": "Felt making"}, "masterclass", ambassador.lab, ambassador)
    assert (felt.lasts, felt.capacity, felt.in_lab_room, felt.women_only, felt.members_only) == (timedelta(hours=2), 30, True, False, False)


def test_what_she_changed_stands_open_when_the_form_comes_back(host, says):
    assert not host.post(TIME, says(hour="")).context["form"].is_more
    assert host.post(TIME, says(hour="", women_only="on")).context["form"].is_more
    assert host.post(TIME, says(hour="", where="elsewhere", place="Китепкана")).context["form"].is_more


def test_sent_twice_it_is_one(host, says):
    said = says()
    assert host.post(TIME, said)["Location"] == host.post(TIME, said)["Location"]
    assert Gathering.objects.count() == 1
    host.post(TIME, says("Another", hour="18:00"))
    assert Gathering.objects.count() == 2  # what she announces next is another


def test_what_she_said_is_there_when_she_comes_back(host, says):
    says("Felt making")
    assert 'value="Felt making"' in host.get(TITLE).content.decode()
    assert "Felt making" in host.get(TIME).content.decode()


def test_who_has_said_no_title_is_asked_for_it(host):
    assert host.get(TIME)["Location"] == TITLE
    answer = host.post(TITLE, {"title": " "})
    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"title"})
    answer = host.post(TITLE, {"title": "123"})
    assert (answer.status_code, answer.context["form"]["title"].value()) == (422, "123")
    assert host.get("/events/new/party/").status_code == 404


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ({"day": ""}, "day"),
        ({"hour": ""}, "hour"),
        ({"other_day": timezone.localdate().isoformat(), "other_hour": "00:00"}, "other_hour"),
        ({"other_day": "2020-01-01"}, "hour"),
        ({"other_day": "somewhen"}, "other_day"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "many"}, "capacity"),
        ({"where": "elsewhere"}, "place"),
        ({"video": "http://call.example"}, "video"),
        ({"title_ru": "123"}, "title_ru"),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_what_was_typed_stays(host, says, said, beside):
    answer = host.post(TIME, says(about_en="Bring a needle", **said))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {beside}
    page = answer.content.decode()
    assert "Bring a needle" in page
    with translation.override("en"):
        assert escape(answer.context["form"].errors[beside][0]) in page
    assert not Gathering.objects.exists()


def test_a_room_that_is_taken_then_is_said_beside_the_hour(host, says, ambassador, plan):
    said = says()
    at = timezone.localtime().replace(hour=15, minute=0, second=0, microsecond=0) + timedelta(days=1)
    announce(ambassador, ambassador.lab, plan(starts_at=at), "8a0f2a6e-0c1e-4f0a-9d5b-8a9b1f4f5c11")
    answer = host.post(TIME, said)
    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"hour"})
    assert "Кийиз жасоо" in answer.context["form"].errors["hour"][0]
    assert host.post(TIME, {**said, "where": "elsewhere", "place": "Library"}).status_code == 302


def test_she_says_more_where_she_likes(host, says):
    day = timezone.localdate() + timedelta(days=60)
    more = {"minutes": "240", "capacity": "12", "where": "elsewhere", "place": "Library, 2nd floor", "video": "https://call.example/42"}
    more |= {
        "women_only": "on",
        "about_en": "Bring a needle",
        "title_ky": "Кийиз жасоо",
        "other_day": day.isoformat(),
        "other_hour": "09:30",
    }
    host.post(TIME, says(**more))
    felt = Gathering.objects.get()
    assert (felt.lasts, felt.capacity, felt.in_lab_room, felt.place) == (timedelta(hours=4), 12, False, "Library, 2nd floor")
    assert (felt.video, felt.women_only, felt.members_only) == ("https://call.example/42", True, False)
    assert felt.titles == {"ky": "Кийиз жасоо", "en": "Felt making"}
    begins = timezone.localtime(felt.starts_at)
    assert (begins.date(), begins.hour, begins.minute) == (day, 9, 30)


def test_she_who_has_several_labs_chooses(host, says, ambassador):
    assert "lab" not in says()
    Role.objects.create(member=ambassador, lab=lab("batken"), kind="ambassador")
    host.post(TIME, says(lab=str(lab("batken").pk)))
    assert Gathering.objects.get().lab == lab("batken")
    assert host.post(TIME, says(lab=str(lab("jalal-abad").pk), hour="18:00")).status_code == 422


def test_it_is_sent_on_by_whatsapp_telegram_link_qr_and_poster(host, says, settings, begimai, signed_in):
    settings.ORIGIN = "https://birge.example"
    host.post(TIME, says(women_only="on"))
    felt = Gathering.objects.get()
    page = host.get(f"/events/{felt.pk}/share/")
    shared, html = page.context["shared"], page.content.decode()
    assert shared.address == f"https://birge.example/events/{felt.pk}/"
    text = parse_qs(urlsplit(shared.whatsapp).query)["text"][0]
    assert all(said in text for said in ("Felt making", "14:00", "In the lab's room", "For women only", shared.address))
    assert parse_qs(urlsplit(shared.telegram).query)["url"] == [shared.address]
    for way in (shared.whatsapp, shared.telegram, shared.picture, f"/events/{felt.pk}/poster/"):
        assert escape(way) in html
    assert f'data-text="{shared.address}"' in html
    assert signed_in(begimai).get(f"/events/{felt.pk}/share/").status_code == 403


@pytest.mark.parametrize("members_only", [True, False])
def test_the_poster_is_for_whoever_may_come(gathering, stranger, begimai, signed_in, members_only):
    felt = gathering(members_only=members_only, women_only=True)
    assert (stranger.get(f"/events/{felt.pk}/poster/").status_code == 200) != members_only
    page = signed_in(begimai).get(f"/events/{felt.pk}/poster/").content.decode()
    assert all(said in page for said in ("Кийиз жасоо", "Китепкана", "data:image/svg+xml", "Аялдар үчүн гана", 'class="strip"'))
    assert stranger.get("/events/999999/poster/").status_code == 404


@pytest.mark.parametrize("gives", [True, False])
def test_a_master_class_gives_certificates_unless_its_host_says_otherwise(host, says, gives):
    form = says()
    assert form["certifies"]
    if not gives:
        del form["certifies"]
    host.post(TIME, form)
    assert Gathering.objects.get().certifies is gives


@pytest.mark.parametrize(("hour", "days"), [(20, 0), (21, 1), (23, 1)])
def test_a_day_of_which_no_hour_is_left_is_not_offered(hour, days, ambassador, monkeypatch):
    now = timezone.localtime().replace(hour=hour, minute=5)
    monkeypatch.setattr("events.forms.announcing.timezone.localtime", lambda: now)
    form = AnnounceForm("talk", [ambassador.lab])
    assert form.fields["day"].choices[0][1] == now.date() + timedelta(days=days)
