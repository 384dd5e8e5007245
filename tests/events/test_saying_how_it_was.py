"""How it was: asked of those who were there, once, and shown to the hosts so that it tells who said nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from commons.journal.models import Delivery, Entry
from commons.journal.refusals import Refused
from commons.journal.worker import Worker
from commons.notify.models import Notice
from events.actions import begin, check_in, end, say_how_it_was
from events.feedback import said_of_it
from events.forms.feedback import FeedbackForm
from events.models import Feedback, Gathering
from tests.racing import at_once

from .pages import said

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)


@pytest.fixture
def over(gathering, come, ambassador, visitor):
    """One that is over: five were there, one wasn't."""
    felt = gathering(starts_at=timezone.now() + timedelta(minutes=20), video="")
    seats = [come(felt, visitor(f"Айнура {n}")) for n in range(6)]
    begin(ambassador, felt)
    for seat in seats[:5]:
        check_in(ambassador, seat, uuid4())
    return end(ambassador, felt), seats


@both
def test_who_was_there_says_it_once_and_may_change_it(over):
    _felt, seats = over
    say_how_it_was(seats[0], seats[0].holder, 3, "yes", "  Рахмат! ")
    say_how_it_was(seats[0], seats[0].holder, 3, "yes", "Рахмат!")
    say_how_it_was(seats[0], seats[0].holder, 2, "maybe")
    given = Feedback.objects.get()
    assert (given.face, given.again, given.words) == (2, "maybe", "")
    facts = Entry.objects.filter(stream=seats[0].stream, fact__startswith="events.feedback").order_by("seq")
    assert [entry.fact for entry in facts] == ["events.feedback.given", "events.feedback.changed"]
    assert not Entry.objects.filter(fact__startswith="events.feedback").exclude(stream=seats[0].stream).exists()


@both
def test_who_was_not_there_and_who_comes_too_late_is_not_asked(over):
    felt, seats = over
    for seat, who in ((seats[5], seats[5].holder), (seats[0], seats[1].holder)):
        with pytest.raises(Refused):
            say_how_it_was(seat, who, 3, "yes")
    Gathering.objects.filter(pk=felt.pk).update(ended_at=timezone.now() - timedelta(days=14, minutes=1))
    with pytest.raises(Refused, match="conflict"):
        say_how_it_was(seats[0], seats[0].holder, 3, "yes")
    Gathering.objects.filter(pk=felt.pk).update(state="live")
    with pytest.raises(Refused, match="conflict"):
        say_how_it_was(seats[0], seats[0].holder, 3, "yes")


@both
@pytest.mark.parametrize(
    ("face", "again", "words", "code"),
    [(0, "yes", "", "invalid"), (4, "yes", "", "invalid"), (3, "x", "", "invalid"), (3, "yes", "к" * 281, "too_long")],
)
def test_what_is_no_answer_is_refused(over, face, again, words, code):
    _felt, seats = over
    with pytest.raises(Refused, match=code):
        say_how_it_was(seats[0], seats[0].holder, face, again, words)


@both
def test_where_nobody_was_checked_in_all_who_had_a_place_are_asked(gathering, come, ambassador):
    felt = gathering(starts_at=timezone.now() + timedelta(minutes=20))
    seat = come(felt)
    begin(ambassador, felt)
    end(ambassador, felt)
    say_how_it_was(seat, seat.holder, 3, "yes")
    assert Feedback.objects.count() == 1


@both
def test_a_host_sees_nothing_before_three_and_never_one_alone(over):
    felt, seats = over
    shown = []
    for n, seat in enumerate(seats[:5]):
        say_how_it_was(seat, seat.holder, 3 if n else 1, "yes", f"Сап {n}")
        seen = said_of_it(felt)
        shown.append((seen.given, seen.shown, len(seen.lines)))
    assert shown == [(1, 0, 0), (2, 0, 0), (3, 3, 3), (4, 3, 3), (5, 3, 3)]
    assert [(bar.n, bar.percent) for bar in said_of_it(felt).faces] == [(2, 67), (0, 0), (1, 33)]
    Gathering.objects.filter(pk=felt.pk).update(ended_at=timezone.now() - timedelta(days=15))
    felt.refresh_from_db()
    assert said_of_it(felt).shown == 5


@both
def test_two_alone_stay_hidden_for_ever(over):
    felt, seats = over
    for seat in seats[:2]:
        say_how_it_was(seat, seat.holder, 3, "yes", "Рахмат")
    Gathering.objects.filter(pk=felt.pk).update(ended_at=timezone.now() - timedelta(days=15))
    felt.refresh_from_db()
    assert (said_of_it(felt).shown, said_of_it(felt).lines) == (0, [])


@committing
def test_an_hour_after_the_end_those_who_were_there_are_asked_once(over):
    _felt, seats = over
    say_how_it_was(seats[0], seats[0].holder, 3, "yes")
    due = Delivery.objects.filter(listener="events.listeners.ask_how_it_was")
    assert due.get().due_at > timezone.now() + timedelta(minutes=59)
    for _ in range(2):
        due.update(due_at=timezone.now() - timedelta(seconds=1))
        while Worker().run_due():
            pass
    asked = Notice.objects.filter(kind="event-feedback").values_list("about", flat=True)
    assert sorted(asked) == sorted(seat.stream for seat in seats[1:5])
    assert Notice.objects.filter(kind="event-feedback", sender__isnull=False).count() == 4, "through To send, too"


@committing
def test_sent_twice_at_the_same_moment_it_is_one(over):
    _felt, seats = over
    done = at_once(*[lambda: say_how_it_was(seats[0], seats[0].holder, 3, "yes")] * 6)
    assert {type(one) for one in done} == {Feedback}
    assert Feedback.objects.count() == 1
    assert Entry.objects.filter(fact="events.feedback.given").count() == 1


@both
def test_it_is_asked_on_her_page_without_a_script_and_what_is_missing_is_said(gathering, come, ambassador, signed_in, make_member):
    member = make_member("Нуриза")
    felt = gathering(starts_at=timezone.now() + timedelta(minutes=20))
    seat = come(felt, member)
    begin(ambassador, felt)
    check_in(ambassador, seat, uuid4())
    end(ambassador, felt)
    browser, at = signed_in(member), f"/events/{felt.pk}/seats/{seat.pk}/"
    browser.cookies["django_language"] = "en"
    assert "Three short questions" in said(browser.get(at))
    answer = browser.post(f"{at}feedback/", {"words": "Жакшы"})
    assert answer.status_code == 422
    assert "Choose one of the three" in said(answer)
    assert "Жакшы" in answer.content.decode()
    answer = browser.post(f"{at}feedback/", {"face": "3", "again": "yes", "words": "Жакшы"}, follow=True)
    assert "Your answers are kept" in said(answer)
    assert "Change my answers" in said(answer)


@both
@pytest.mark.parametrize(
    ("language", "words"), [("ky", "Үчөөнүн бирин тандаңыз"), ("ru", "Выберите одно из трёх"), ("uz-cyrl", "Учтадан бирини танланг")]
)
def test_what_is_missing_is_said_in_her_language(language, words):
    with translation.override(language):
        assert words in str(FeedbackForm({}).errors)


@both
def test_the_hosts_page_names_nobody(over, signed_in, ambassador):
    felt, seats = over
    for seat in seats[:3]:
        say_how_it_was(seat, seat.holder, 3, "yes", "Рахмат")
    page = signed_in(ambassador).get(f"/events/{felt.pk}/feedback/").content.decode()
    assert "Рахмат" in page
    assert "Айнура" not in page
