"""However much is asked and said in the live room, its pages stay small, and so does what they ask the database."""

from uuid import uuid4

import pytest

from events.actions import begin, cast_ballot, open_poll, show_results, vote
from events.models import Question, Remark
from tests.ui.weighing import weigh

pytestmark = pytest.mark.django_db

KB = 1024


@pytest.fixture
def live(gatherings, cast):
    """The cast's gatherings, which have begun."""
    return {kind: begin(cast["aizada"], gathering) for kind, gathering in gatherings.items()}


@pytest.fixture
def count_queries():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def give(work):
        with CaptureQueriesContext(connection) as asked:
            work()
        return len(asked)

    return give


def full(gathering, host, who, questions):
    """As much as may be asked of it."""
    kept = [
        Question(key=uuid4(), gathering=gathering, who=who.actor, member=who, text=f"Суроо {n}: качан?", state="open", votes=n)
        for n in range(questions)
    ]
    Question.objects.bulk_create(kept)
    said = [Remark(key=uuid4(), gathering=gathering, who=who.actor, member=who, text=f"Сөз {n}") for n in range(questions)]
    Remark.objects.bulk_create(said)
    for n in range(7):
        poll = open_poll(host, gathering, f"Кайсы түс {n}?", ["Кызыл", "Көк", "Жашыл"], uuid4())
        show_results(host, poll)
        cast_ballot(poll, who, [poll.options.first().pk])
    vote(Question.objects.first(), who)


def test_however_much_is_asked_the_page_is_bounded_and_so_are_its_queries(live, cast, browsers, count_queries):
    felt, hers = live["open"], browsers["trusted"]
    at = f"/events/{felt.pk}/live/"
    full(felt, cast["aizada"], cast["trusted"], 3)
    hers.get(at)  # what is read once a process is read
    few = count_queries(lambda: hers.get(at))
    full(felt, cast["aizada"], cast["trusted"], 200)
    assert count_queries(lambda: hers.get(at)) == few <= 36
    shown = hers.get(at).content.decode()
    assert shown.count('<li class="remark"') == 50 + 1
    assert shown.count('<li class="question"') == 100 + 1  # and the template
    assert shown.count("<article") == 5 + 1
    weight = weigh(hers, at)
    print(weight.html, weight.css, weight.js, weight.total, few)
    assert weight.html <= 10 * KB
    assert weight.css <= 12 * KB
    assert weight.js <= 35 * KB
    assert weight.total <= 60 * KB


def test_the_stage_is_read_in_as_many_queries_however_much_is_asked(live, cast, browsers, count_queries):
    felt, hers = live["open"], browsers["aizada"]
    at = f"/events/{felt.pk}/stage/"
    full(felt, cast["aizada"], cast["trusted"], 3)
    hers.get(at)
    few = count_queries(lambda: hers.get(at))
    full(felt, cast["aizada"], cast["trusted"], 200)
    Question.objects.filter(votes__gt=100).update(state="waiting")
    assert count_queries(lambda: hers.get(at)) == few <= 25
    for path in (at, f"/events/{felt.pk}/screen/"):
        weight = weigh(hers, path)
        print(path, weight.html, weight.css, weight.js, weight.total, few)
        assert weight.html <= 10 * KB
        assert weight.css <= 12 * KB
        assert weight.js <= 35 * KB
        assert weight.total <= 60 * KB
