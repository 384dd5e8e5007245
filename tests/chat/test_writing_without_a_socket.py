"""The HTTP twin: the same verbs by form, for a page without script and for an outbox without a socket."""

import re
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from chat.actions import open_direct, remove_member, remove_message
from chat.actions.posting import GONE
from chat.models import Message, Room
from commons.people.models import Member

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

JSON = {"Accept": "application/json"}


def key_in(page):
    return re.search(r'name="key" value="([^"]+)"', page.content.decode()).group(1)


def test_a_form_without_script_posts_and_leads_back(aizada, network, signed_in):
    browser = signed_in(aizada)
    page = browser.get(f"/chats/{network.pk}/")
    form = {"key": key_in(page), "body": "Скриптсиз жаздым", "reply_to": ""}
    answer = browser.post(f"/chats/{network.pk}/messages/", form)
    assert (answer.status_code, answer["Location"]) == (303, f"/chats/{network.pk}/?newest")
    browser.post(f"/chats/{network.pk}/messages/", form)
    assert Message.objects.get().body == "Скриптсиз жаздым"


def test_a_script_gets_the_ack_of_the_socket(aizada, network, signed_in):
    key = str(uuid4())
    answer = signed_in(aizada).post(f"/chats/{network.pk}/messages/", {"key": key, "body": "Салам"}, headers=JSON)
    assert answer.status_code == 200
    assert answer.json() == {"op": "ack", "key": key, "stream": network.stream, "seq": 1}


def test_a_script_gets_the_nack_of_the_socket(aizada, invited, network, signed_in):
    key = str(uuid4())
    for member, body, status, code in [
        (aizada, "  ", 422, "invalid"),
        (aizada, "ж" * 4001, 422, "too_long"),
        (invited, "Салам", 403, "forbidden"),
    ]:
        answer = signed_in(member).post(f"/chats/{network.pk}/messages/", {"key": key, "body": body}, headers=JSON)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.json()["op"] == "nack"
        assert answer.json()["key"] == key
        assert answer.json()["message"]
    assert not Message.objects.exists()


def test_what_she_typed_is_kept_beside_the_reason(aizada, network, signed_in):
    answer = signed_in(aizada).post(f"/chats/{network.pk}/messages/", {"key": str(uuid4()), "body": "өтө узун" * 600})
    assert answer.status_code == 422
    assert "өтө узун" * 600 in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_a_forged_key_is_refused_and_nothing_written(aizada, network, signed_in):
    browser = signed_in(aizada)
    for key in ("", "1", "not-a-key", "'; drop table chat_message; --", "²" * 36):
        answer = browser.post(f"/chats/{network.pk}/messages/", {"key": key, "body": "Салам"}, headers=JSON)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert not Message.objects.exists()


@pytest.mark.parametrize("language", ["ky", "ru", "uz-cyrl", "en"])
def test_an_answer_to_what_is_gone_comes_back_with_its_words(aizada, begimai, network, say, signed_in, language):
    asked = say(begimai, network, "Ким келет?")
    aizada.language = language
    browser = signed_in(aizada)
    quoting = browser.get(f"/chats/{network.pk}/?reply={asked.pk}")
    remove_message(begimai, network.pk, asked.pk, uuid4())
    form = {"key": key_in(quoting), "body": "Мен келем", "reply_to": asked.pk}
    answer = browser.post(f"/chats/{network.pk}/messages/", form)
    page = answer.content.decode()
    with translation.override(language):
        assert (answer.status_code, f">{GONE}</p>" in page) == (422, True)
        assert ("What you answer" in page) == (language == "en")
    assert (">Мен келем</textarea>" in page, 'name="reply_to" value=""' in page) == (True, True)
    assert browser.post(f"/chats/{network.pk}/messages/", {**form, "reply_to": ""}).status_code == 303


def test_too_many_at_once_wait(aizada, network, signed_in, settings):
    settings.REALTIME_VERBS_PER_SECOND = 1
    browser = signed_in(aizada)
    answers = [browser.post(f"/chats/{network.pk}/messages/", {"key": str(uuid4()), "body": "Тез"}, headers=JSON) for _ in range(6)]
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refused.json()["code"] == "slow_down"
    assert int(refused["Retry-After"]) >= 1


def test_reading_answering_editing_removing_and_signs_without_script(aizada, begimai, network, say, signed_in):
    asked = say(begimai, network, "Ким келет?")
    browser = signed_in(aizada)
    one = f"/chats/{network.pk}/messages/{asked.pk}/"
    assert "Ким келет?" in browser.get(one).content.decode()

    assert browser.post(f"{one}reaction/", {"key": str(uuid4()), "emoji": "🌸"}).status_code == 303
    assert Message.objects.get(pk=asked.pk).counts == {"🌸": 1}
    assert browser.post(f"{one}reaction/", {"key": str(uuid4()), "emoji": "🌸", "on": "0"}).status_code == 303
    assert Message.objects.get(pk=asked.pk).counts == {}

    quoting = browser.get(f"/chats/{network.pk}/?reply={asked.pk}")
    assert f'name="reply_to" value="{asked.pk}"' in quoting.content.decode()
    form = {"key": key_in(quoting), "body": "Мен келем", "reply_to": asked.pk}
    browser.post(f"/chats/{network.pk}/messages/", form)
    mine = Message.objects.get(author=aizada)
    assert mine.reply_to == asked

    one = f"/chats/{network.pk}/messages/{mine.pk}/"
    assert browser.post(one, {"key": str(uuid4()), "body": "Келбейм"}).status_code == 303
    assert browser.post(one, {"key": str(uuid4()), "body": " "}).status_code == 422
    assert Message.objects.get(pk=mine.pk).body == "Келбейм"
    assert browser.post(f"{one}removal/", {"key": str(uuid4())}).status_code == 303
    assert Message.objects.get(pk=mine.pk).body == ""
    assert browser.post(f"/chats/{network.pk}/messages/{asked.pk}/removal/", {"key": str(uuid4())}).status_code == 403


def test_history_goes_both_ways_without_script(aizada, network, say, signed_in):
    for number in range(60):
        say(aizada, network, f"Сөз-{number}-")
    browser = signed_in(aizada)
    end = browser.get(f"/chats/{network.pk}/").content.decode()
    assert "Сөз-59-" in end
    assert "Сөз-9-" not in end
    earlier = re.search(r'href="(\?before=\d+)"', end).group(1)
    assert "Сөз-9-" in browser.get(f"/chats/{network.pk}/{earlier}").content.decode()
    rows = browser.get(f"/chats/{network.pk}/?before=11&fragment=1").content.decode()
    assert rows.count("<li id=") == 10
    assert "<html" not in rows


def test_a_stranger_is_asked_to_sign_in(stranger, network, say, aizada):
    said = say(aizada, network)
    for address in (
        "/chats/",
        "/chats/rooms/",
        f"/chats/{network.pk}/",
        f"/chats/{network.pk}/messages/{said.pk}/",
        f"/chats/{network.pk}/members/",
    ):
        answer = stranger.get(address)
        assert answer.status_code == 302
        assert "next=" in answer["Location"]
    assert stranger.post(f"/chats/{network.pk}/seat/")["Location"] == f"/sign-in/?next=/chats/{network.pk}/"
    answer = stranger.post(f"/chats/{network.pk}/messages/", {"key": str(uuid4()), "body": "Салам"}, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert Message.objects.count() == 1


def test_what_she_may_not_enter_and_what_is_not_there_look_alike(invited, network, signed_in):
    browser = signed_in(invited)
    for room in (network.pk, 999_999):
        for address in (f"/chats/{room}/", f"/chats/{room}/members/", f"/chats/{room}/messages/1/"):
            assert browser.get(address).status_code == 403


def test_pages_of_members_are_kept_nowhere(aizada, network, signed_in):
    assert "no-store" in signed_in(aizada).get(f"/chats/{network.pk}/")["Cache-Control"]


def test_markup_and_tricks_are_shown_as_words(aizada, begimai, network, say, signed_in):
    Member.objects.filter(pk=aizada.pk).update(name="<b onclick=x>А")
    say(aizada, network, '<script>alert(1)</script> "><img src=x onerror=y> javascript:alert(1) \u202eлоом')
    page = signed_in(begimai).get(f"/chats/{network.pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "<b onclick" not in page
    assert 'href="javascript' not in page
    assert "\u202e" not in page


def test_finding_joining_and_leaving_a_craft_room(begimai, sewing, signed_in):
    browser = signed_in(begimai)
    assert f"/chats/{sewing.pk}/" in browser.get("/chats/rooms/").content.decode()
    assert browser.post(f"/chats/{sewing.pk}/seat/")["Location"] == f"/chats/{sewing.pk}/"
    assert f'data-room="{sewing.pk}"' in browser.get("/chats/").content.decode()
    assert browser.post(f"/chats/{sewing.pk}/seat/removal/").status_code == 303
    assert f'data-room="{sewing.pk}"' not in browser.get("/chats/").content.decode()


def test_a_coordinator_opens_another_room_and_nobody_else(aizada, coordinator, signed_in):
    assert signed_in(aizada).post("/chats/rooms/", {"name_ky": "Кийиз"}).status_code == 403
    assert signed_in(coordinator).post("/chats/rooms/", {"name_ky": " "}).status_code == 422
    answer = signed_in(coordinator).post("/chats/rooms/", {"name_ky": "Кийиз басуу", "name_ru": "Войлок"})
    room = Room.objects.get(made_by=coordinator)
    assert (answer.status_code, answer["Location"]) == (303, f"/chats/{room.pk}/")
    assert room.names == {"ky": "Кийиз басуу", "ru": "Войлок"}


def test_writing_to_one_woman_alone(aizada, begimai, invited, signed_in):
    answer = signed_in(aizada).post(f"/chats/with/{begimai.pk}/")
    room = Room.objects.get(kind="direct")
    assert answer["Location"] == f"/chats/{room.pk}/"
    assert signed_in(begimai).post(f"/chats/with/{aizada.pk}/")["Location"] == f"/chats/{room.pk}/"
    assert signed_in(aizada).post(f"/chats/with/{invited.pk}/").status_code == 403
    assert signed_in(aizada).post(f"/chats/with/{aizada.pk}/").status_code == 403
    assert signed_in(aizada).post("/chats/with/999999/").status_code == 403


def test_one_who_is_away_can_be_read_but_not_written_to(aizada, begimai, say, signed_in):
    room = open_direct(aizada, begimai.pk)
    say(begimai, room, "Эртең жазам")
    Member.objects.filter(pk=begimai.pk).update(suspended_at="2026-01-01T00:00:00Z")
    browser = signed_in(aizada)
    assert "Эртең жазам" in browser.get(f"/chats/{room.pk}/").content.decode()
    answer = browser.post(f"/chats/{room.pk}/messages/", {"key": str(uuid4()), "body": "Кандайсың?"}, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (403, "read_only")


def test_a_moderator_shows_her_out_and_in_again_by_form(aizada, coordinator, osh, signed_in):
    browser = signed_in(coordinator)
    assert browser.post(f"/chats/{osh.pk}/members/{aizada.pk}/removal/").status_code == 303
    assert signed_in(aizada).get(f"/chats/{osh.pk}/").status_code == 403
    assert "Айзада" in browser.get(f"/chats/{osh.pk}/members/").content.decode()
    assert browser.post(f"/chats/{osh.pk}/members/{aizada.pk}/return/").status_code == 303
    assert signed_in(aizada).get(f"/chats/{osh.pk}/").status_code == 200


def test_welcome_is_her_labs(invited, welcome, signed_in):
    assert signed_in(invited).get("/chats/welcome/")["Location"] == f"/chats/{welcome.pk}/"


def test_a_row_of_the_list_can_be_fetched_alone(aizada, begimai, network, say, signed_in):
    say(begimai, network, "Акыркы сөз")
    browser = signed_in(aizada)
    row = browser.get(f"/chats/{network.pk}/row/")
    assert "Акыркы сөз" in row.content.decode()
    remove_or_hide = Room.objects.create(kind="direct", pair=f"1:{begimai.pk}")
    assert browser.get(f"/chats/{remove_or_hide.pk}/row/").status_code == 204


def test_every_page_has_a_key_of_its_own(aizada, network, signed_in):
    browser = signed_in(aizada)
    keys = {UUID(key_in(browser.get(f"/chats/{network.pk}/"))) for _ in range(3)}
    assert len(keys) == 3


def test_her_own_place_is_not_for_others_to_take(aizada, coordinator, osh, code):
    assert code(remove_member, aizada, osh.pk, coordinator.pk) == "forbidden"
    assert code(remove_member, coordinator, osh.pk, coordinator.pk) == "forbidden"


@pytest.mark.parametrize("number", [0, 10**18 - 1, 2**63, 10**30])
@pytest.mark.parametrize(
    "address",
    [
        "/chats/with/{n}/",
        "/chats/{n}/seat/",
        "/chats/{n}/seat/removal/",
        "/chats/{n}/read/",
        "/chats/{n}/messages/",
        "/chats/{n}/messages/1/removal/",
        "/chats/{room}/messages/{n}/reaction/",
        "/chats/{room}/members/{n}/removal/",
        "/chats/{room}/members/{n}/return/",
        "/members/{n}/block/",
    ],
)
def test_a_number_that_is_nobodys_is_refused_however_long(coordinator, network, signed_in, address, number):
    answer = signed_in(coordinator).post(address.format(n=number, room=network.pk), {"key": str(uuid4()), "body": "Салам", "upto": "1"})
    assert answer.status_code in (403, 404)
