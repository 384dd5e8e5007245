"""A host's line to everybody while it is on; and what she leaves of it afterwards: answers in words, and where to watch it."""

from uuid import uuid4

import pytest

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.refusals import Refused
from commons.realtime.presenting import is_erasing
from events.actions import ask_question, begin, call_out, decide_question, end, give_recording, write_answer
from events.models import Question
from tests.events.pages import said

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]

LINK = "https://video.example/felt"


@pytest.fixture
def live(gathering, ambassador):
    return begin(ambassador, gathering())


@pytest.fixture
def answered(live, come, ambassador):
    question = ask_question(live, come(live).guest, "Качан?", uuid4())
    return decide_question(ambassador, question, "answer_there")


def told(stream):
    [fact] = present([Entry.objects.filter(stream=stream).latest("pk")], "ky")
    return fact["fact"], fact["data"]


def test_a_line_to_everybody_stands_until_it_is_replaced(live, ambassador, begimai, signed_in):
    at = f"/events/{live.pk}/live/"
    for line in ("Тыныгуу, он мүнөт", "Баштайбыз", ""):
        call_out(ambassador, live, line)
        assert told(live.live_stream) == ("events.gathering.called", {"type": "called", "id": live.pk, "text": line})
    signed_in(ambassador).post(f"/events/{live.pk}/stage/call/", {"line": "Тыныгуу"})
    assert "Тыныгуу" in said(signed_in(begimai).get(at))
    assert is_erasing("events.gathering.called")
    with pytest.raises(Refused, match="forbidden"):
        call_out(begimai, live, "Салам")
    end(ambassador, live)
    with pytest.raises(Refused, match="read_only"):
        call_out(ambassador, live, "Салам")


def test_an_answer_in_words_stands_with_its_question_until_that_is_asked_again(live, answered, ambassador, begimai, signed_in):
    end(ambassador, live)
    write_answer(ambassador, answered, "Эртең, саат ондо")
    assert told(live.live_stream)[1]["answer"] == "Эртең, саат ондо"
    before = Entry.objects.count()
    write_answer(ambassador, answered, "Эртең, саат ондо")
    assert Entry.objects.count() == before
    assert "Эртең, саат ондо" in said(signed_in(begimai).get(f"/events/{live.pk}/live/"))
    with pytest.raises(Refused, match="forbidden"):
        write_answer(begimai, answered, "Кечээ")
    decide_question(ambassador, answered, "ask_again")
    assert Question.objects.get().answer == ""
    with pytest.raises(Refused, match="conflict"):
        write_answer(ambassador, answered, "Кечээ")


def test_what_was_asked_of_the_hosts_alone_has_no_answer_for_others(gathering, come, ambassador):
    felt = begin(ambassador, gathering(video=""))
    question = decide_question(ambassador, ask_question(felt, come(felt).guest, "Качан?", uuid4()), "answer_there")
    with pytest.raises(Refused, match="conflict"):
        write_answer(ambassador, question, "Эртең")


def test_a_recording_is_given_once_it_is_over_by_a_link_that_is_one(live, ambassador, begimai, again):
    with pytest.raises(Refused, match="read_only"):
        give_recording(ambassador, live, LINK)
    end(ambassador, live)
    with pytest.raises(Refused, match="forbidden"):
        give_recording(begimai, live, LINK)
    for link in ("video.example", "http://video.example/felt", "javascript:alert(1)"):
        with pytest.raises(Refused, match="invalid"):
            give_recording(ambassador, live, link)
    give_recording(ambassador, live, f" {LINK} ")
    assert again(live).recording == LINK
    assert told(live.stream)[0] == "events.gathering.changed"
    give_recording(ambassador, live, "")
    assert again(live).recording == ""


@pytest.mark.parametrize(
    ("fields", "strangers", "members"), [({}, True, True), ({"members_only": True}, None, False), ({"women_only": True}, None, None)]
)
def test_a_recording_is_seen_by_everyone_where_its_pages_are_public_else_by_those_with_a_seat(
    gathering, come, ambassador, begimai, trusted, signed_in, stranger, fields, strangers, members
):
    felt = begin(ambassador, gathering(**fields))
    seat = come(felt, who=trusted)
    give_recording(ambassador, end(ambassador, felt), LINK)
    at = f"/events/{felt.pk}/live/"
    for browser, sees in ((stranger, strangers), (signed_in(begimai), members), (signed_in(trusted), True), (signed_in(ambassador), True)):
        answer = browser.get(at)
        assert (answer.status_code == 200) == (sees is not None)
        assert (LINK in answer.content.decode()) == bool(sees)
    assert LINK in signed_in(trusted).get(f"/events/{felt.pk}/seats/{seat.pk}/").content.decode()
