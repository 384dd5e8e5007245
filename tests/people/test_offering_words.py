"""After her first message she is offered three words, so that she can come back from another phone."""

import logging
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import connections

from chat.actions import ensure_rooms, post_message
from chat.models import Room
from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.people.actions import keep_words, sign_in
from commons.people.actions.sessions import SHOWN as SHOWN_ALREADY
from commons.people.models import Member

pytestmark = pytest.mark.django_db
SHOWN, HIDDEN = '<words-offer role="status">', '<words-offer role="status" hidden>'


@pytest.fixture
def network() -> Room:
    ensure_rooms()
    return Room.objects.get(kind="network")


@pytest.fixture
def post(network):
    return lambda browser: browser.post(f"/chats/{network.pk}/messages/", {"body": "Салам", "key": str(uuid4())}, follow=True)


def test_it_waits_for_her_first_message_and_needs_no_script(aizada, signed_in, network, post):
    hers = signed_in(aizada)
    assert HIDDEN in hers.get(f"/chats/{network.pk}/").content.decode()
    page = post(hers).content.decode()
    assert SHOWN in page
    assert f'<b class="number">{aizada.number}</b>' in page
    assert SHOWN in hers.get(f"/chats/{network.pk}/").content.decode()


def test_where_her_session_has_just_ended_no_words_are_kept(aizada, signed_in):
    session = signed_in(aizada).session
    assert session["_auth_user_id"] == str(aizada.pk)  # it has been read before it ends
    Session.objects.all().delete()
    with pytest.raises(Refused, match="forbidden"):
        keep_words(aizada, session)
    assert Member.objects.get(pk=aizada.pk).words_kept_at is None


def test_one_who_keeps_words_is_offered_none(aizada, signed_in, network, post):
    keep_words(aizada)
    assert "<words-offer" not in post(signed_in(Member.objects.get(pk=aizada.pk))).content.decode()


def test_put_off_it_comes_back_on_no_page_but_me(aizada, signed_in, network, post):
    hers, room = signed_in(aizada), f"/chats/{network.pk}/"
    post(hers)
    assert hers.post("/me/words/later/", {"next": room})["Location"] == room
    assert "<words-offer" not in hers.get(room).content.decode()
    assert 'href="/me/words/"' in hers.get("/me/").content.decode()
    assert SHOWN in signed_in(aizada).get(room).content.decode(), "on another phone she may think otherwise"


def test_from_the_words_she_goes_back_to_the_room(aizada, signed_in, network):
    room = f"/chats/{network.pk}/"
    hers = signed_in(aizada)
    assert f'href="{room}"' in hers.post("/me/words/", {"next": room}).content.decode()
    again = hers.post("/me/words/", {"next": room}).content.decode()
    assert f'name="next" value="{room}"' in again
    assert f'href="{room}"' in again, "she wrote them down, and goes on"


def test_from_the_words_nothing_leads_to_another_house(aizada, signed_in):
    page = signed_in(aizada).post("/me/words/", {"next": "//elsewhere.example/"}).content.decode()
    assert 'class="button button--full" href="/me/"' in page


def test_the_words_are_in_no_log_no_journal_and_no_session(aizada, signed_in, caplog):
    caplog.set_level(logging.DEBUG)
    words = signed_in(aizada).post("/me/words/").context["words"]
    kept = [caplog.text, str([entry.data for entry in Entry.objects.all()])]
    kept += [str(session.get_decoded()) for session in Session.objects.all()]
    assert not [word for word in words if any(word in text for text in kept)]


def test_an_answer_that_was_lost_locks_nobody_out(aizada, signed_in):
    hers = signed_in(aizada)
    before = hers.cookies["sessionid"].value
    hers.post("/me/words/")
    hers.cookies["sessionid"] = before  # the answer never came, and neither did a cookie in it
    again = hers.post("/me/words/")
    assert again.status_code == 409
    anew = hers.post("/me/words/", {"instead_of": again.context["instead_of"]})
    assert sign_in(aizada.number, " ".join(anew.context["words"])) == aizada


def test_a_page_that_is_loaded_again_leaves_the_words_she_wrote_down(aizada, signed_in):
    hers = signed_in(aizada)
    written_down = " ".join(hers.post("/me/words/").context["words"])
    again = hers.post("/me/words/")
    assert again.status_code == 409
    assert "words" not in again.context
    assert str(SHOWN_ALREADY) in again.content.decode()
    assert sign_in(aizada.number, written_down) == aizada


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_show_only_words_that_bring_her_back(aizada, signed_in):
    browsers = [signed_in(aizada), signed_in(aizada)]

    def tap(browser):
        try:
            return browser.post("/me/words/")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(tap, browsers))
    shown = [answer.context["words"] for answer in answers if answer.status_code == 200]
    assert len(shown) == 1, [answer.status_code for answer in answers]
    assert sign_in(aizada.number, " ".join(shown[0])) == aizada


def test_her_own_sockets_stay(aizada, signed_in):
    from commons.realtime.sessions import look_up

    hers = signed_in(aizada)
    before = hers.cookies["sessionid"].value
    hers.post("/me/words/")
    assert look_up([before])[before].member == aizada


def test_the_card_is_for_those_who_may_speak(invited, signed_in):
    ensure_rooms()
    welcome = Room.objects.get(kind="welcome", lab=invited.lab)
    post_message(invited, welcome.pk, uuid4(), "Салам")
    assert SHOWN in signed_in(invited).get(f"/chats/{welcome.pk}/").content.decode()
