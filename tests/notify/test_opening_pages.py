"""Every page and deed of notices, for every standing: what opens, what doesn't. A route that isn't in a list fails."""

import pytest
from django.urls import get_resolver

from commons.notify.actions import notify
from commons.notify.mail import token_address
from commons.notify.models import Notice, Preferences, ToSend
from tests.standings import EVERYONE, MEMBERS

from .conftest import PRICED

pytestmark = pytest.mark.django_db(transaction=True)

OPEN_TO_ALL = {"mail/<str:token>/confirm/", "mail/<str:token>/stop/"}  # to whoever holds the token
BY_HER_BROWSER = {"push/", "push/removal/"}  # answered to a script, not with a page
# page → who gets it with 200; {notice} is one of "aizada"'s, {letter} one that she is to send
PAGES = {"notices/": MEMBERS, "notices/preferences/": MEMBERS, "to-send/": MEMBERS}
LEADS_ON = {"notices/{notice}/": {"aizada"}}  # to what it is about; 404 for others
# verb → who gets past its door; others are led to sign in, or get 404
POSTS = {
    "notices/seen/": MEMBERS,
    "notices/preferences/": MEMBERS,
    "to-send/number/": MEMBERS,
    "to-send/{letter}/sent/": {"aizada", "coordinator"},  # she doesn't show her number: her lab's coordinator sends, too
    "to-send/{letter}/removal/": {"aizada", "coordinator"},
}


@pytest.fixture
def names(sewn, guest, cast, deliver):
    """A notice of hers, and something on her list."""
    aizada = cast["aizada"]
    Preferences.objects.create(member=aizada, shows_number=False)
    notify(sewn(by=cast["trusted"]), [aizada.actor, guest.actor], PRICED, sender=aizada)
    deliver()
    return {"notice": Notice.objects.get(to=aizada.actor).pk, "letter": ToSend.objects.get().pk}


def test_every_page_is_in_a_list():
    written = {"{notice}": "<id:notice_id>", "{letter}": "<id:to_send_id>"}
    listed = OPEN_TO_ALL | BY_HER_BROWSER
    for address in (*PAGES, *LEADS_ON, *POSTS):
        for name, pattern in written.items():
            address = address.replace(name, pattern)
        listed.add(address)
    assert {str(route.pattern) for route in get_resolver("commons.notify.urls").url_patterns} == listed


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, browsers):
    got = {who: browser.get(f"/{page}").status_code for who, browser in browsers.items()}
    assert {who for who, status in got.items() if status == 200} == PAGES[page], got


@pytest.mark.parametrize("page", LEADS_ON)
def test_a_notice_leads_her_alone_to_what_it_is_about(page, names, browsers):
    answers = {who: browser.get(f"/{page}".format(**names)) for who, browser in browsers.items()}
    led = {who for who, answer in answers.items() if answer.status_code == 302 and "dress=1" in answer["Location"]}
    assert led == LEADS_ON[page]
    assert {answers[who].status_code for who in MEMBERS - led} == {404}


@pytest.mark.parametrize("verb", POSTS)
def test_a_verb_is_for_those_it_is_for(verb, names, browsers):
    passed = set()
    for who in EVERYONE:
        before = ToSend.objects.values_list("sent_at", "dropped_at").get()
        answer = browsers[who].post(f"/{verb}".format(**names), {"quiet_from": "21:00", "quiet_until": "08:00"})
        assert answer.status_code in (302, 403, 404), (who, answer.status_code)
        if answer.status_code == 302 and "sign-in" not in answer["Location"]:
            passed.add(who)
        else:
            assert ToSend.objects.values_list("sent_at", "dropped_at").get() == before
        if verb == "to-send/number/":
            Preferences.objects.filter(member__name="Айзада").update(shows_number=False)
    assert passed == POSTS[verb]


@pytest.mark.parametrize("verb", sorted(BY_HER_BROWSER))
def test_her_browser_is_told_of_whoever_is_signed_in_there(verb, browsers):
    said = {"endpoint": "https://push.example.kg/1", "p256dh": "BA" + "A" * 85, "auth": "A" * 22}
    got = {who: browser.post(f"/{verb}", said, headers={"accept": "application/json"}).status_code for who, browser in browsers.items()}
    assert {who for who, status in got.items() if status == 200} == MEMBERS, got
    assert {got[who] for who in EVERYONE - MEMBERS} == {403}


@pytest.mark.parametrize("name", ["notify:mail-confirm", "notify:mail-stop"])
def test_whoever_reads_her_mail_opens_its_page_and_a_broken_token_opens_nothing(name, aizada, stranger, settings):
    address = token_address(name, aizada.actor, "aizada@example.kg").removeprefix(settings.ORIGIN)
    page = stranger.get(address)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "aizada@example.kg" not in page.content.decode()
    assert stranger.get(address.replace("/mail/", "/mail/x")).status_code == 404
