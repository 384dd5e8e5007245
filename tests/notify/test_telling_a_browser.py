"""Her browser asks to be told, and is told without a word of what it is about."""

import json

import pytest
from django.test import Client

from commons.notify.actions import notify
from commons.notify.models import PushSubscription
from commons.notify.ways import reached_by_themselves

from .conftest import SEWN
from .phones import push_service

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone():
    with push_service() as one:
        yield one


def test_a_member_is_told_in_her_browser_and_no_more_when_she_says_so(sewn, aizada, signed_in, phone, deliver):
    hers = signed_in(aizada)
    assert hers.post("/push/", phone.said).json() == {"op": "ack"}
    assert "data-on" in hers.get("/notices/preferences/").content.decode()
    notify(sewn(), aizada.actor, SEWN)
    deliver()
    told = json.loads(phone.heard())
    assert (told["body"], told["unseen"]) == ("Базарда жаңы нерсе бар", 1)
    assert "тигилди" not in str(told)
    assert hers.post("/push/removal/", phone.said).status_code == 200
    assert not PushSubscription.objects.exists()


def test_a_guest_is_told_by_her_private_link_alone(guest, stranger, aizada, signed_in, phone):
    said = {**phone.said, "stream": "tests.dress:1"}
    assert stranger.post("/push/", said).status_code == 403
    assert signed_in(aizada).post("/push/", said).status_code == 403
    opened = carrying(stranger, guest)
    assert opened.post("/push/", said).status_code == 200
    assert PushSubscription.objects.get().actor == guest.actor
    assert opened.post("/push/", {**said, "stream": "tests.dress:2"}).status_code == 403
    assert opened.post("/push/", phone.said).status_code == 403


def test_nobody_has_to_send_it_on_where_her_browser_mail_or_bell_tells_her(guest, stranger, aizada, suspended, phone, settings):
    from commons.people.models import Guest

    mailed = Guest.objects.create(name="Назгүл", phone="+996 700 654 321", email="nazgul@example.kg")
    everyone = [one.actor for one in (guest, mailed, aizada, suspended)]
    settings.MAILS = False
    assert reached_by_themselves(everyone) == {aizada.actor}
    opened = carrying(stranger, guest)
    opened.post("/push/", {**phone.said, "stream": "tests.dress:1"})
    settings.MAILS = True
    assert reached_by_themselves(everyone) == {aizada.actor, guest.actor, mailed.actor}
    opened.session.flush()  # her phone isn't hers any more
    assert reached_by_themselves(everyone) == {aizada.actor, mailed.actor}


def carrying(browser: Client, guest) -> Client:
    from commons.people.passes import SESSION

    session = browser.session
    session[SESSION] = [guest.passes.get().pk]
    session.save()
    browser.cookies["sessionid"] = session.session_key
    return browser


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
@pytest.mark.parametrize(
    "wrong", [{"endpoint": "ftp://x"}, {"endpoint": "https://10.0.0.1/"}, {"endpoint": ""}, {"p256dh": "x"}, {"auth": ""}]
)
def test_what_is_no_subscription_is_refused_in_her_language(aizada, signed_in, phone, wrong, language):
    from django.utils import translation

    hers = signed_in(aizada)
    hers.cookies["django_language"] = language
    answer = hers.post("/push/", {**phone.said, **wrong})
    assert answer.status_code == 400
    with translation.override(language):
        assert answer.json()["message"] == translation.gettext("Something isn't right here. Check it and try again.")
    assert not PushSubscription.objects.exists()


def test_the_form_of_another_house_is_not_taken(aizada, phone):
    hers = Client(enforce_csrf_checks=True)
    hers.force_login(aizada)
    assert hers.post("/push/", phone.said, headers={"origin": "https://elsewhere.kg"}).status_code == 403
    assert not PushSubscription.objects.exists()


def test_of_too_many_browsers_the_oldest_goes_and_of_too_many_taps_the_last(aizada, signed_in, phone):
    hers = signed_in(aizada)
    for n in range(12):
        assert hers.post("/push/", {**phone.said, "endpoint": f"{phone.said['endpoint']}{n}"}).status_code == 200
    kept = PushSubscription.objects.order_by("pk").values_list("endpoint", flat=True)
    assert [one.rsplit("/", 1)[1] for one in kept] == [str(n) for n in range(2, 12)]
    answers = [hers.post("/push/removal/", phone.said).status_code for _ in range(29)]
    assert (answers[-2], answers[-1]) == (200, 429)


def test_a_shared_computer_is_never_asked_and_never_told(aizada, signed_in, phone):
    from commons.people.sessions import CLOSES_AT

    hers = signed_in(aizada)
    assert "<push-switch" in hers.get("/notices/preferences/").content.decode()
    session = hers.session
    session[CLOSES_AT] = "2099-01-01T00:00:00+00:00"
    session.save()
    assert "<push-switch" not in hers.get("/notices/preferences/").content.decode()
    assert hers.post("/push/", phone.said).status_code == 403


def test_signing_out_ends_it(aizada, signed_in, phone):
    hers = signed_in(aizada)
    hers.post("/push/", phone.said)
    hers.post("/sign-out/")
    assert not PushSubscription.objects.exists()
    assert hers.post("/push/", phone.said).status_code == 403
