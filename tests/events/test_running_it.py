"""Begun, late, prolonged, forgotten; and two hosts who run it at once."""

from datetime import timedelta
from unittest.mock import Mock
from uuid import uuid4

import pytest
from django.utils import timezone

from commons.journal.models import Delivery, Entry
from commons.journal.refusals import Refused
from commons.people import guards
from events import listeners
from events.actions import (
    begin,
    change_gathering,
    decide_question,
    end,
    next_question,
    pin_question,
)
from events.models import Gathering, Question, gatherings
from tests.racing import at_once

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)


@both
def test_a_host_begins_and_ends_it_and_twice_is_once(gathering, ambassador, coordinator, begimai):
    felt = gathering()
    with pytest.raises(Refused, match="forbidden"):
        begin(begimai, felt)
    with pytest.raises(Refused, match="conflict"):
        end(ambassador, felt)
    assert begin(ambassador, felt).state == begin(coordinator, felt).state == "live"
    assert end(coordinator, felt).state == end(ambassador, felt).state == "ended"
    with pytest.raises(Refused, match="conflict"):
        begin(ambassador, felt)
    facts = Entry.objects.filter(stream=felt.stream, fact__in=("events.gathering.begun", "events.gathering.ended"))
    assert facts.count() == 2


@both
def test_nobody_begins_it_on_another_day(gathering, ambassador, signed_in, monkeypatch):
    monkeypatch.setattr(gatherings, "EARLIEST", timedelta(hours=12))
    today, tomorrow = (gathering(starts_at=timezone.now() + timedelta(hours=hours)) for hours in (11, 25))
    with pytest.raises(Refused, match="conflict"):
        begin(ambassador, tomorrow)
    host = signed_in(ambassador)
    assert 'value="begin"' not in host.get(f"/events/{tomorrow.pk}/stage/").content.decode()
    assert 'value="begin"' in host.get(f"/events/{today.pk}/stage/").content.decode()
    assert begin(ambassador, today).state == "live"


@both
def test_a_host_of_hundreds_is_not_told_to_wait_and_a_script_is_told_in_its_own_words(live, ambassador, signed_in, monkeypatch):
    host, address = signed_in(ambassador), f"/events/{live.pk}/stage/next/"
    for _ in range(130):
        assert host.post(address, {"after": ""}, headers={"Accept": "application/json"}).json() == {"op": "ack"}
    monkeypatch.setattr(guards, "take", Mock(side_effect=Refused("slow_down", retry_in=30)))
    told = host.post(address, {"after": ""}, headers={"Accept": "application/json"})
    assert (told.status_code, told.json()["code"], told.json()["retry_in"]) == (429, "slow_down", 30)


@both
def test_what_runs_late_goes_on_and_what_its_host_forgot_is_over_three_hours_later(live, come, again):
    begun = Entry.objects.get(stream=live.desk_stream, fact="events.plan.changed")
    due_at = Delivery.objects.get(entry=begun, listener="events.listeners.end_what_nobody_ended").due_at
    assert due_at == live.ends_at + timedelta(hours=3)
    for late, state in ((timedelta(hours=2), "live"), (timedelta(hours=3), "ended"), (timedelta(hours=4), "ended")):
        now = timezone.now()
        Gathering.objects.filter(pk=live.pk).update(starts_at=now - timedelta(hours=5), ends_at=now - late)
        if state == "live":
            assert come(live).state == "taken"
            assert list(Gathering.objects.to_come()) == [live]
        listeners.end_what_nobody_ended(begun)
        assert again(live).state == state
    assert Entry.objects.filter(stream=live.stream, fact="events.gathering.ended").count() == 1


@both
def test_pages_that_wait_learn_what_can_be_done_and_nothing_is_being_answered_after_the_end(gathering, ambassador, again, come):
    from commons.journal.presenting import present
    from events.actions import ask_question

    felt = begin(ambassador, gathering(video=""))
    begun = Entry.objects.get(stream=felt.stream, fact="events.gathering.begun")
    shown = present([begun], "ky")[0]["data"]
    assert (shown["state"], shown["asks"], shown["pace"]) == ("live", "to_host", None)
    online = begin(ambassador, gathering(video="https://call.example/felt"))
    asked = decide_question(ambassador, ask_question(online, come(online).guest, "Качан?", uuid4()), "show")
    pin_question(ambassador, asked)
    end(ambassador, online)
    assert not Question.objects.filter(pinned_at__isnull=False).exists()
    last = Entry.objects.filter(stream=online.live_stream, fact="events.question.shown").latest("seq")
    shown = present([last], "ky")[0]["data"]
    assert (shown["state"], shown["pinned"]) == ("open", False)


@both
def test_after_the_end_nothing_is_put_on_top_but_a_question_can_still_be_answered(live, ask, ambassador, client):
    first, second = ask("Качан?"), ask("Канча?")
    end(ambassador, live)
    for late in (lambda: pin_question(ambassador, first), lambda: next_question(ambassador, live)):
        with pytest.raises(Refused, match="read_only"):
            late()
    assert not Question.objects.filter(pinned_at__isnull=False).exists()
    client.force_login(ambassador)
    page = client.get(f"/events/{live.pk}/stage/").text
    assert f"/stage/questions/{second.pk}/" in page
    assert 'value="answer"' in page
    assert 'value="pin"' not in page
    assert decide_question(ambassador, first, "answer").state == "answered"


@both
def test_what_was_prolonged_while_it_was_on_is_over_that_much_later(live, ambassador, plan, again):
    longer = plan(starts_at=live.starts_at, minutes=300, in_lab_room=False, place="Китепкана")
    change_gathering(ambassador, again(live), longer, live.edition)
    timers = Delivery.objects.filter(listener="events.listeners.end_what_nobody_ended").order_by("pk")
    assert [timer.due_at for timer in timers] == [live.ends_at + timedelta(hours=3), again(live).ends_at + timedelta(hours=3)]


@committing
def test_two_hosts_at_once_leave_one_question_on_top_and_wait_for_each_other_in_turn(live, ask, ambassador, coordinator):
    for _ in range(6):
        first, second, _third = (ask(words) for words in ("Качан?", "Канча?", "Кайда?"))
        pin_question(ambassador, first)
        told = at_once(
            lambda first=first: next_question(ambassador, live, after=first.pk),
            lambda first=first: decide_question(coordinator, first, "answer"),
            lambda second=second: pin_question(coordinator, second),
            lambda second=second: decide_question(coordinator, second, "answer"),
        )
        assert {type(one) for one in told} <= {Question, Refused, type(None)}
        assert Question.objects.filter(gathering=live, pinned_at__isnull=False).exclude(state="open").count() == 0
