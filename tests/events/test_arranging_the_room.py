"""What becomes of a question, as the hosts arrange it: everyone sees what they show, they alone, or there are none."""

from uuid import uuid4

import pytest

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.refusals import Refused
from events.actions import arrange_asking, ask_question, begin, decide_question, end
from events.models import Question
from tests.events.pages import hidden, said

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def live(gathering, ambassador):
    return begin(ambassador, gathering())


@pytest.fixture
def in_one_room(gathering, ambassador):
    """A gathering that is on, of which no call tells those who are elsewhere."""
    return begin(ambassador, gathering(video=""))


def told(stream):
    return [(entry.fact, present([entry], "ky")[0]["data"]) for entry in Entry.objects.filter(stream=stream).order_by("seq")]


def test_where_all_sit_in_one_room_a_question_goes_to_the_hosts_alone(live, in_one_room):
    assert (live.asks, in_one_room.asks) == ("looked_at", "to_host")


def test_a_host_closes_questions_and_opens_them_again_and_twice_is_once(live, come, ambassador, begimai, again):
    hers = come(live).guest
    for asks in ("closed", "closed", "looked_at"):
        arrange_asking(ambassador, live, asks)
        assert again(live).asks == asks
        if asks == "closed":
            with pytest.raises(Refused, match="read_only"):
                ask_question(live, hers, "Качан?", uuid4())
    ask_question(live, hers, "Качан?", uuid4())
    assert told(live.live_stream) == [
        ("events.room.changed", {"type": "room", "id": live.pk, "asks": "looked_at", "pace": 0}),
        ("events.room.changed", {"type": "room", "id": live.pk, "asks": "looked_at", "pace": 0}),
    ]
    with pytest.raises(Refused, match="forbidden"):
        arrange_asking(begimai, live, "closed")
    with pytest.raises(Refused, match="invalid"):
        arrange_asking(ambassador, live, "shouted")
    end(ambassador, live)
    with pytest.raises(Refused, match="read_only"):
        arrange_asking(ambassador, live, "closed")


def test_what_was_asked_of_the_hosts_alone_is_never_shown_to_others(in_one_room, come, ambassador):
    question = ask_question(in_one_room, come(in_one_room).guest, "Качан?", uuid4())
    arrange_asking(ambassador, in_one_room, "looked_at")
    with pytest.raises(Refused, match="conflict"):
        decide_question(ambassador, question, "show")
    decide_question(ambassador, question, "answer_there")
    with pytest.raises(Refused, match="conflict"):
        decide_question(ambassador, question, "ask_again")
    assert not Question.objects.shown().exists()
    assert [fact for fact, _ in told(in_one_room.live_stream)] == ["events.room.changed"]


def test_what_her_page_promised_holds_though_it_was_arranged_otherwise_meanwhile(in_one_room, come, ambassador):
    arrange_asking(ambassador, in_one_room, "looked_at")
    assert ask_question(in_one_room, come(in_one_room).guest, "Качан?", uuid4(), is_for_hosts=True).is_for_hosts


def test_it_is_arranged_on_the_stage_and_said_where_she_asks(in_one_room, ambassador, begimai, signed_in):
    host, hers = signed_in(ambassador), signed_in(begimai)
    hers.cookies["django_language"] = "en"
    stage, page = (f"/events/{in_one_room.pk}/{name}/" for name in ("stage", "live"))
    form = {"key": hidden(hers.get(page), "key"), "is_for_hosts": "on", "body": "Качан?"}
    assert "Nobody else sees it" in said(hers.post(f"{page}questions/", form, follow=True))
    waiting = host.get(stage).content.decode()
    assert 'value="answer_there"' in waiting
    assert 'value="show"' not in waiting
    assert 'id="asking-to_host" name="asks" value="to_host" aria-pressed="true"' in waiting
    assert host.post(f"{stage}asking/", {"asks": "closed"})["Location"] == stage
    assert 'data-asks="closed"' in hers.get(page).content.decode()
