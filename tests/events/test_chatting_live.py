"""The chat of the live room: in her name, at the hosts' pace, taken away by a host; and who is muted or shown out."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.refusals import Refused
from commons.people.models import Block
from commons.people.passes import SESSION
from commons.realtime.doors import may_enter, opens
from commons.realtime.presenting import is_erasing
from events.actions import (
    arrange_chat,
    ask_question,
    begin,
    decide_question,
    end,
    forget_remarks,
    give_up_seat,
    lift_restraint,
    remove_remark,
    restrain,
    say,
    vote,
)
from events.live_room import shown_remarks
from events.models import Gathering, Question, Remark, Restraint
from events.reacting import react
from tests.events.pages import said
from tests.racing import at_once

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)


@pytest.fixture
def live(gathering, ambassador):
    """A gathering that is on, with a call, and so with a chat."""
    return begin(ambassador, gathering())


@pytest.fixture
def waits_no_more(monkeypatch):
    """So many seconds have passed."""

    def give(seconds):
        later = timezone.now() + timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda: later)

    return give


def told(stream, fact):
    entries = Entry.objects.filter(stream=stream, fact=fact).order_by("seq")
    return [one["data"] for one in present(list(entries), "ky")]


@both
def test_there_is_a_chat_where_not_all_sit_in_one_room_and_elsewhere_when_a_host_says_so(live, gathering, come, ambassador):
    say(live, come(live).guest, "Салам", uuid4())
    room = begin(ambassador, gathering(video=""))
    hers = come(room).guest
    with pytest.raises(Refused, match="read_only"):
        say(room, hers, "Салам", uuid4())
    arrange_chat(ambassador, room, 0)
    say(room, hers, "Салам", uuid4())
    arrange_chat(ambassador, room, None)
    assert [one["pace"] for one in told(room.live_stream, "events.room.changed")] == [None, None]  # as it is by now
    with pytest.raises(Refused, match="invalid"):
        arrange_chat(ambassador, room, 7)


@both
def test_what_she_says_is_told_with_her_name_and_the_same_key_says_it_once(live, come, ambassador):
    hers, key = come(live).guest, uuid4()
    remark = say(live, hers, "Жүн кайдан алынат?", key)
    assert say(live, hers, "Жүн кайдан алынат?", key) == remark
    say(live, ambassador, "Салам", uuid4())
    first, second = told(live.live_stream, "events.remark.made")
    assert (first["text"], first["name"], first["is_hosts"], first["removed"]) == ("Жүн кайдан алынат?", "Айнура", False, False)
    assert (second["name"], second["is_hosts"]) == ("Айзада", True)
    with pytest.raises(Refused, match="invalid"):
        say(live, come(live).guest, "Салам", key)


@both
@pytest.mark.parametrize(("text", "code"), [(" \n ", "invalid"), ("к" * 201, "too_long")])
def test_what_is_no_remark_is_refused(live, come, text, code):
    with pytest.raises(Refused, match=code):
        say(live, come(live).guest, text, uuid4())


@both
def test_it_is_for_who_takes_part_while_it_is_on(live, gathering, come, ambassador):
    hers = come(live).guest
    with pytest.raises(Refused, match="forbidden"):
        say(live, come(gathering()).guest, "Салам", uuid4())
    end(ambassador, live)
    with pytest.raises(Refused, match="read_only"):
        say(live, hers, "Салам", uuid4())


@both
def test_in_slow_mode_she_is_told_how_many_seconds_are_left_and_hosts_are_not_slowed(live, come, ambassador, waits_no_more):
    hers, another = come(live).guest, come(live).guest
    arrange_chat(ambassador, live, 30)
    say(live, hers, "Бир", uuid4())
    with pytest.raises(Refused, match="slow_down") as refusal:
        say(live, hers, "Эки", uuid4())
    assert 28 <= refusal.value.retry_in <= 30
    assert f"{refusal.value.retry_in} " in str(refusal.value.message)
    say(live, another, "Мен да", uuid4())
    for text in ("Бир", "Эки", "Үч"):
        say(live, ambassador, text, uuid4())
    waits_no_more(31)
    say(live, hers, "Эки", uuid4())
    arrange_chat(ambassador, live, 0)
    say(live, hers, "Үч", uuid4())


@committing
def test_of_many_that_she_sends_at_once_in_slow_mode_one_is_said(live, come, ambassador):
    hers = come(live).guest
    arrange_chat(ambassador, live, 60)
    at_once(*[lambda n=n: say(live, hers, f"Салам {n}", uuid4()) for n in range(8)])
    assert Remark.objects.count() == 1


@both
def test_without_slow_mode_she_says_only_so_much(live, come):
    hers = come(live).guest
    for n in range(20):
        say(live, hers, f"Салам {n}", uuid4())
    with pytest.raises(Refused, match="slow_down"):
        say(live, hers, "Салам", uuid4())


@both
def test_what_a_host_takes_away_has_words_nowhere(live, come, ambassador, begimai):
    remark = say(live, come(live).guest, "Жаман сөз", uuid4())
    with pytest.raises(Refused, match="forbidden"):
        remove_remark(begimai, remark)
    remove_remark(ambassador, remark)
    remove_remark(ambassador, remark)
    assert Remark.objects.get().text == ""
    (made,) = told(live.live_stream, "events.remark.made")
    assert (made["text"], made["name"], made["removed"]) == ("", "", True)
    assert told(live.live_stream, "events.remark.removed") == [{"type": "removed", "remarks": [remark.pk]}]
    assert is_erasing("events.remark.removed")
    assert shown_remarks(live) == []


@both
def test_who_does_not_meet_her_is_not_shown_what_she_says(live, begimai, trusted, come):
    say(live, trusted, "Салам", uuid4())
    assert Entry.objects.get(stream=live.live_stream).actor == trusted.actor  # so that frames leave it out, too
    Block.objects.create(by=begimai, member=trusted)
    assert shown_remarks(live, begimai) == []
    assert len(shown_remarks(live, come(live).guest)) == 1


@both
def test_who_is_muted_reads_and_votes_and_writes_nothing(live, come, ambassador):
    hers = come(live).guest
    remark = say(live, hers, "Салам", uuid4())
    question = decide_question(ambassador, ask_question(live, come(live).guest, "Качан?", uuid4()), "show")
    muted = restrain(ambassador, remark, "muted")
    assert restrain(ambassador, remark, "muted") == muted
    assert told(hers.stream, "people.membership.ended") == [{"stream": live.live_stream}]  # her page comes anew, and has what she may do
    assert not told(live.live_stream, "people.membership.ended")
    for deed in (
        lambda: say(live, hers, "Эмне?", uuid4()),
        lambda: ask_question(live, hers, "Эмне?", uuid4()),
        lambda: react(live, hers, "👏"),
    ):
        with pytest.raises(Refused, match="read_only"):
            deed()
    vote(question, hers)
    assert Remark.objects.get().text == "Салам"
    lift_restraint(ambassador, muted)
    lift_restraint(ambassador, muted)
    assert len(told(hers.stream, "people.membership.ended")) == 2
    say(live, hers, "Рахмат", uuid4())


@both
def test_who_is_shown_out_leaves_with_her_words_and_does_not_come_back_by_another_seat(live, come, visitor, ambassador):
    from commons.people.details import GuestDetails

    seat = come(live)
    remark = say(live, seat.guest, "Жаман сөз", uuid4())
    waiting, shown = (ask_question(live, seat.guest, f"Суроо {n}", uuid4()) for n in range(2))
    decide_question(ambassador, shown, "show")
    out = restrain(ambassador, remark, "shown_out")
    assert told(seat.guest.stream, "people.membership.ended") == [{"stream": live.live_stream}]
    assert told(live.live_stream, "events.remark.removed") == [{"type": "removed", "remarks": [remark.pk]}]
    assert dict(Question.objects.values_list("pk", "state")) == {waiting.pk: "declined", shown.pk: "open"}
    with pytest.raises(Refused, match="forbidden"):
        vote(shown, seat.guest)
    phone = seat.guest.phone
    give_up_seat(seat)
    again = come(live, who=GuestDetails("Айнура", phone))
    assert again.guest != seat.guest
    with pytest.raises(Refused, match="forbidden"):
        say(live, again.guest, "Салам", uuid4())
    lift_restraint(ambassador, out)
    say(live, again.guest, "Салам", uuid4())


@both
def test_the_doors_close_to_who_is_shown_out_and_open_again(gathering, come, ambassador, begimai):
    felt = begin(ambassador, gathering(women_only=True))
    guests, members = come(felt), come(felt, who=begimai)
    outs = [restrain(ambassador, say(felt, seat.holder, "Салам", uuid4()), "shown_out") for seat in (guests, members)]
    links = frozenset({guests.stream})
    assert (opens(links, felt.live_stream), may_enter(begimai, felt.live_stream)) == (False, False)
    assert (opens(links, felt.stream), may_enter(begimai, felt.stream)) == (True, True)
    for out in outs:
        lift_restraint(ambassador, out)
    assert (opens(links, felt.live_stream), may_enter(begimai, felt.live_stream)) == (True, True)


@both
def test_hosts_are_neither_muted_nor_shown_out_and_others_do_neither(live, come, ambassador, coordinator, begimai):
    with pytest.raises(Refused, match="forbidden"):
        restrain(ambassador, say(live, coordinator, "Салам", uuid4()), "muted")
    remark = say(live, come(live).guest, "Салам", uuid4())
    with pytest.raises(Refused, match="forbidden"):
        restrain(begimai, remark, "muted")
    with pytest.raises(Refused, match="invalid"):
        restrain(ambassador, remark, "burnt")
    assert not Restraint.objects.exists()


@both
def test_who_asked_without_her_name_is_named_by_no_restraint(live, come, ambassador):
    hers = come(live).guest
    nameless = restrain(ambassador, ask_question(live, hers, "Атсыз", uuid4(), is_anonymous=True), "muted")
    assert nameless.name == ""
    assert restrain(ambassador, ask_question(live, come(live).guest, "Аты менен", uuid4()), "muted").name == "Айнура"


@both
def test_a_week_after_it_ended_nothing_is_left_of_the_chat(live, come, ambassador):
    say(live, come(live).guest, "Салам", uuid4())
    end(ambassador, live)
    for days, left in ((6, 1), (8, 0)):
        Gathering.objects.filter(pk=live.pk).update(ended_at=timezone.now() - timedelta(days=days))
        forget_remarks()
        assert Remark.objects.count() == left
    assert told(live.live_stream, "events.remark.made")[0]["removed"]


@both
def test_the_page_has_the_last_of_it_and_a_way_to_the_earlier(live, signed_in, begimai, trusted):
    said_by = {"gathering": live, "who": trusted.actor, "member": trusted}
    Remark.objects.bulk_create([Remark(key=uuid4(), text=f"Сөз {n:03}", **said_by) for n in range(120)])
    hers = signed_in(begimai)
    page = hers.get(f"/events/{live.pk}/live/").content.decode()
    assert ("Сөз 119" in page, "Сөз 070" in page, "Сөз 069" in page) == (True, True, False)
    first = Remark.objects.get(text="Сөз 070").pk
    assert f'href="/events/{live.pk}/live/chat/?before={first}"' in page
    earlier = hers.get(f"/events/{live.pk}/live/chat/", {"before": first}).content.decode()
    assert ("Сөз 069" in earlier, "Сөз 020" in earlier, "Сөз 019" in earlier, "Сөз 070" in earlier) == (True, True, False, False)


@both
def test_a_host_keeps_it_safe_without_a_script(live, come, ambassador, signed_in, client):
    from commons.people.models import Pass

    seat, host = come(live), signed_in(ambassador)
    host.cookies["django_language"] = client.cookies["django_language"] = "en"
    session = client.session
    session[SESSION] = [Pass.objects.get(stream=seat.stream).pk]
    session.save()
    at = f"/events/{live.pk}/live/"
    assert client.post(f"{at}remarks/", {"key": str(uuid4()), "body": "Салам"})["Location"] == f"{at}#chat"
    remark = Remark.objects.get()
    assert "Салам" in said(client.get(at))
    keep = f"/events/{live.pk}/stage/remarks/{remark.pk}/"
    assert keep in host.get(at).content.decode()
    assert keep not in client.get(at).content.decode()
    assert "Remove from the live room" in said(host.get(keep))
    host.post(f"{keep}restraint/", {"kind": "muted"})
    assert "asks you to read only" in said(client.get(at))
    host.post(f"{keep}restraint/", {"kind": "shown_out"})
    answer = client.get(at)
    assert (answer.status_code, "has shown you out" in said(answer)) == (403, True)
    assert client.get(f"/events/{live.pk}/screen/").status_code == 403
    out = Restraint.objects.get()
    assert "Let her in" in said(host.get(f"/events/{live.pk}/stage/"))
    host.post(f"/events/{live.pk}/stage/restraints/{out.pk}/")
    assert client.get(at).status_code == 200
