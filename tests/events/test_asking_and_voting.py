"""Questions, votes and polls of a live gathering: one vote a person, and the results are what the rows say."""

from uuid import uuid4

import pytest
from django.utils import translation

from commons.journal.models import Entry
from commons.journal.presenting import present
from commons.journal.refusals import Refused
from commons.people.models import Block
from events.actions import (
    ask_question,
    ask_yes_or_no,
    begin,
    cast_ballot,
    close_poll,
    count_votes,
    decide_question,
    end,
    open_poll,
    pin_question,
    show_results,
    vote,
)
from events.models import Ballot, Choice, Gathering, Poll, PollOption, Question, Vote
from events.refusals import PollClosed
from tests.racing import at_once

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)


@pytest.fixture
def poll(live, ambassador):
    def give(**more):
        return open_poll(ambassador, live, "Кайсы түс жагат?", ["Кызыл", "Көк", "Жашыл"], uuid4(), **more)

    return give


def agree(question_or_poll):
    """The counters are what the rows say."""
    if isinstance(question_or_poll, Question):
        question = Question.objects.get(pk=question_or_poll.pk)
        assert question.votes == Vote.objects.filter(question=question).count()
    else:
        counted = Poll.objects.get(pk=question_or_poll.pk)
        assert counted.ballots == Ballot.objects.filter(poll=counted).count()
        for option in counted.options.all():
            assert option.votes == Choice.objects.filter(option=option).count()


@both
def test_a_question_goes_to_the_hosts_first(live, ask, ambassador, begimai):
    question = ask(shown=False)
    assert list(Question.objects.shown()) == []
    assert not Entry.objects.filter(stream=live.live_stream).exists()
    assert Entry.objects.filter(stream=live.desk_stream, fact="events.desk.asked").count() == 1
    with pytest.raises(Refused, match="forbidden"):
        decide_question(begimai, question, "show")
    decide_question(ambassador, question, "show")
    assert list(Question.objects.shown()) == [question]


@both
def test_who_asked_without_her_name_is_named_to_nobody(live, ask):
    question = ask(is_anonymous=True)
    assert question.name == ""
    assert Entry.objects.get(stream=live.live_stream, fact="events.question.shown").actor == "system"
    assert ask("Экинчи суроо").name == "Айнура"


@both
def test_a_girl_asks_without_her_name_and_a_host_is_told_no_name_of_whom_she_does_not_meet(live, ambassador, under_18, begimai, signed_in):
    hers = ask_question(live, under_18, "Канча жаштан болот?", uuid4())
    assert Question.objects.get(pk=hers.pk).is_anonymous
    another = ask_question(live, begimai, "Качан?", uuid4())
    stage = f"/events/{live.pk}/stage/"
    assert begimai.name in signed_in(ambassador).get(stage).content.decode()
    Block.objects.create(by=begimai, member=ambassador)
    assert begimai.name not in signed_in(ambassador).get(stage).content.decode()
    decide_question(ambassador, another, "show")
    assert begimai.name not in signed_in(ambassador).get(stage).content.decode()


@both
def test_the_same_key_asks_once(live, come):
    hers, key = come(live).guest, uuid4()
    assert ask_question(live, hers, "Качан?", key) == ask_question(live, hers, "Качан?", key)
    with pytest.raises(Refused, match="invalid"):
        ask_question(live, come(live).guest, "Качан?", key)
    assert Question.objects.count() == 1


@both
def test_who_has_no_seat_neither_asks_nor_votes(live, gathering, come, ask, begimai, ambassador):
    elsewhere = come(gathering()).guest
    with pytest.raises(Refused, match="forbidden"):
        ask_question(live, elsewhere, "Качан?", uuid4())
    question = ask()
    with pytest.raises(Refused, match="forbidden"):
        vote(question, elsewhere)
    vote(question, begimai)
    Block.objects.create(by=ambassador, member=begimai)
    with pytest.raises(Refused, match="forbidden"):
        ask_question(live, begimai, "Качан?", uuid4())


@both
def test_nothing_is_asked_before_it_begins_after_it_ended_or_while_questions_are_closed(gathering, come, ambassador):
    felt = gathering()
    hers = come(felt).guest
    for prepare in (
        lambda: None,
        lambda: (begin(ambassador, felt), Gathering.objects.filter(pk=felt.pk).update(asks="closed")),
        lambda: end(ambassador, felt),
    ):
        prepare()
        with pytest.raises(Refused, match="read_only"):
            ask_question(felt, hers, "Качан?", uuid4())
    assert not Question.objects.exists()


@both
@pytest.mark.parametrize(("text", "code"), [("", "invalid"), ("  \n ", "invalid"), ("к" * 281, "too_long")])
def test_what_is_no_question_is_refused(live, come, text, code):
    with pytest.raises(Refused, match=code):
        ask_question(live, come(live).guest, text, uuid4())


@both
def test_one_person_asks_only_so_often(live, come):
    hers = come(live).guest
    for _ in range(6):
        ask_question(live, hers, "Качан?", uuid4())
    with pytest.raises(Refused, match="slow_down"):
        ask_question(live, hers, "Качан?", uuid4())


@both
def test_questions_stand_in_the_order_of_votes_the_pinned_first_the_answered_last(ask, come, live, ambassador):
    first, second, third, fourth = (ask(f"Суроо {n}") for n in range(4))
    vote(third, come(live).guest)
    vote(second, come(live).guest)
    vote(second, come(live).guest)
    decide_question(ambassador, second, "answer")
    pin_question(ambassador, fourth)
    assert list(Question.objects.shown()) == [fourth, third, first, second]
    pin_question(ambassador, first)
    assert list(Question.objects.shown()) == [first, third, fourth, second]
    decide_question(ambassador, first, "answer")
    assert not Question.objects.filter(pinned_at__isnull=False).exists()


@both
def test_a_vote_is_given_once_and_can_be_taken_back(ask, come, live):
    question, hers = ask(), come(live).guest
    for on, count in ((True, 1), (True, 1), (False, 0), (False, 0), (True, 1)):
        vote(question, hers, on)
        agree(question)
        assert Question.objects.get().votes == count


@both
def test_nobody_votes_for_what_is_answered_or_waits(ask, come, live, ambassador):
    hers = come(live).guest
    with pytest.raises(Refused, match="conflict"):
        vote(ask(shown=False), hers)
    with pytest.raises(Refused, match="conflict"):
        vote(decide_question(ambassador, ask(), "answer"), hers)
    assert not Vote.objects.exists()


@committing
def test_fifty_clicks_at_once_are_one_vote_a_person(ask, come, live):
    question = ask()
    women = [come(live).guest for _ in range(10)]
    answers = at_once(*[lambda hers=hers: vote(question, hers) for hers in women * 5])
    assert answers == [None] * 50
    assert Question.objects.get(pk=question.pk).votes == 10
    agree(question)


@committing
def test_fifty_ballots_at_once_are_one_a_person(poll, come, live):
    asked = poll()
    red, blue, _ = asked.options.all()
    women = [come(live).guest for _ in range(10)]
    works = [
        lambda hers=hers, option=option: cast_ballot(asked, hers, [option.pk]) for hers in women for option in (red, blue, red, blue, red)
    ]
    assert at_once(*works) == [None] * 50
    assert Poll.objects.get(pk=asked.pk).ballots == 10
    agree(asked)


@committing
def test_a_poll_closed_meanwhile_counts_no_more(poll, come, live, ambassador):
    asked = poll()
    option = asked.options.first()
    women = [come(live).guest for _ in range(12)]
    answers = at_once(*[lambda hers=hers: cast_ballot(asked, hers, [option.pk]) for hers in women], lambda: close_poll(ambassador, asked))
    late = [answer for answer in answers if isinstance(answer, PollClosed)]
    assert [answer for answer in answers if isinstance(answer, Exception)] == late
    assert Poll.objects.get(pk=asked.pk).ballots == 12 - len(late)
    agree(asked)
    with pytest.raises(PollClosed):
        cast_ballot(asked, come(live).guest, [option.pk])


@both
@pytest.mark.parametrize(
    ("places", "multiple", "fits"), [((0,), False, True), ((0, 1), False, False), ((0, 1), True, True), ((), True, False)]
)
def test_an_answer_is_one_or_several(poll, come, live, places, multiple, fits):
    asked = poll(is_multiple=multiple)
    options = list(asked.options.all())
    chosen = [options[place].pk for place in places]
    if fits:
        cast_ballot(asked, come(live).guest, chosen)
        assert [option.votes for option in asked.options.all()] == [int(place in places) for place in range(3)]
    else:
        with pytest.raises(Refused, match="invalid"):
            cast_ballot(asked, come(live).guest, chosen)
    agree(asked)


@both
def test_who_presses_before_she_has_chosen_is_told_so(poll, come, live):
    with pytest.raises(Refused) as refused:
        cast_ballot(poll(), come(live).guest, [])
    with translation.override("en"):
        assert str(refused.value.message) == "Choose an answer first."


@both
def test_an_option_of_another_poll_is_no_answer(poll, come, live):
    asked, other = poll(), poll()
    with pytest.raises(Refused, match="invalid"):
        cast_ballot(asked, come(live).guest, [other.options.first().pk])
    assert not Ballot.objects.exists()


@both
@pytest.mark.parametrize("options", [[], ["Ооба"], ["Ооба", " Ооба "], [f"{n}" for n in range(9)]])
def test_a_poll_without_two_to_eight_answers_is_refused(live, ambassador, options):
    with pytest.raises(Refused, match="invalid"):
        open_poll(ambassador, live, "Келесизби?", options, uuid4())
    assert not Poll.objects.exists()


@both
def test_results_are_told_when_the_host_says_so_and_all_votes_of_a_second_at_once(poll, ask, come, live, ambassador):
    asked, question = poll(), ask()
    option = asked.options.first()
    for _ in range(3):
        hers = come(live).guest
        cast_ballot(asked, hers, [option.pk])
        vote(question, hers)
    count_votes(live.pk, [question.pk], [asked.pk])
    entry = Entry.objects.filter(fact="events.votes.counted").latest("pk")
    assert entry.stream == live.live_stream
    (told,) = present([entry], "ky")
    assert told["data"] == {"type": "votes", "questions": {question.pk: 3}, "polls": {asked.pk: {"ballots": 3, "options": {}}}}
    show_results(ambassador, asked)
    (told,) = present([entry], "ky")
    assert told["data"]["polls"][asked.pk]["options"] == {one.pk: one.votes for one in PollOption.objects.filter(poll=asked)}


@both
def test_yes_or_no_is_asked_in_the_language_of_who_reads(live, ambassador):
    key = uuid4()
    poll = ask_yes_or_no(ambassador, live, key)
    assert ask_yes_or_no(ambassador, live, key) == poll
    entry = Entry.objects.get(fact="events.poll.changed")
    shown = {language: present([entry], language)[0]["data"] for language in ("ky", "ru", "uz-cyrl", "en")}
    assert {language: [one["text"] for one in data["options"]] for language, data in shown.items()} == {
        "ky": ["Ооба", "Жок"],
        "ru": ["Да", "Нет"],
        "uz-cyrl": ["Ҳа", "Йўқ"],
        "en": ["Yes", "No"],
    }
    assert len({data["text"] for data in shown.values()}) == 4
    own = open_poll(ambassador, live, "Yes or no?", ["Yes", "No"], uuid4())
    with translation.override("ky"):
        assert (own.words, [said for _pk, said in own.answers]) == ("Yes or no?", ["Yes", "No"])  # what a host wrote stays as she wrote it
