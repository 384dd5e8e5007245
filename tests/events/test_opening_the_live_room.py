"""Every page and verb of the live room, for every standing and for guests: what opens, what doesn't."""

from uuid import uuid4

import pytest
from django.urls import get_resolver

from events.actions import ask_question, begin, cast_ballot, close_poll, decide_question, open_poll, show_results
from events.models import Ballot, Gathering, Poll, Question, Remark, Vote
from tests.events.pages import hidden, said
from tests.standings import EVERYONE, MEMBERS

pytestmark = pytest.mark.django_db

HERE = EVERYONE - {"suspended"}
MEET = HERE - {"blocked"}
AMONG_US = MEMBERS - {"asked", "blocked"}
HOSTS = {"aizada", "begimai", "coordinator"}
SEATED = HOSTS | {"trusted", "guest"}  # of the one for women
TAKES_PART = MEET - {"stranger", "asked"}

# page → who gets it with 200, of the gathering that is for everyone, for members alone, and for women
PAGES = {
    "live/": (MEET, AMONG_US, SEATED),
    "screen/": (MEET, AMONG_US, SEATED),
    "live/chat/": (MEET, AMONG_US, SEATED),
    "stage/questions/{question}/person/": (HOSTS, HOSTS, HOSTS),
    "stage/remarks/{remark}/": (HOSTS, HOSTS, HOSTS),
    "stage/": (HOSTS, HOSTS, HOSTS),
    "stage/now/": (HOSTS, HOSTS, HOSTS),
}
# verb → who gets past its door: 302, or 422 where something is missing
POSTS = {
    "live/questions/": (TAKES_PART, AMONG_US, SEATED),
    "live/votes/": (TAKES_PART, AMONG_US, SEATED),
    "live/answers/": (TAKES_PART, AMONG_US, SEATED),
    "live/signs/": (TAKES_PART, AMONG_US, SEATED),
    "live/remarks/": (TAKES_PART, AMONG_US, SEATED),
    "stage/state/": (HOSTS, HOSTS, HOSTS),
    "stage/asking/": (HOSTS, HOSTS, HOSTS),
    "stage/pace/": (HOSTS, HOSTS, HOSTS),
    "stage/questions/{question}/restraint/": (HOSTS, HOSTS, HOSTS),
    "stage/remarks/{remark}/removal/": (HOSTS, HOSTS, HOSTS),
    "stage/remarks/{remark}/restraint/": (HOSTS, HOSTS, HOSTS),
    "stage/restraints/{restraint}/": (HOSTS, HOSTS, HOSTS),
    "stage/call/": (HOSTS, HOSTS, HOSTS),
    "stage/recording/": (HOSTS, HOSTS, HOSTS),
    "stage/questions/{question}/answer/": (HOSTS, HOSTS, HOSTS),
    "stage/words/": (HOSTS, HOSTS, HOSTS),
    "stage/next/": (HOSTS, HOSTS, HOSTS),
    "stage/questions/{question}/": (HOSTS, HOSTS, HOSTS),
    "stage/polls/": (HOSTS, HOSTS, HOSTS),
    "stage/polls/{poll}/": (HOSTS, HOSTS, HOSTS),
}
KINDS = ("open", "members", "women")


@pytest.fixture
def live(gatherings, cast):
    """The cast's gatherings, which have begun."""
    return {kind: begin(cast["aizada"], gathering) for kind, gathering in gatherings.items()}


@pytest.fixture
def written(live, cast):
    """What the trusted one has written in each, by the names that the addresses have for it."""

    def one(kind):
        hers = {"gathering": live[kind], "who": cast["trusted"].actor, "member": cast["trusted"], "text": "Качан?"}
        asked, said = Question.objects.create(key=uuid4(), state="waiting", **hers), Remark.objects.create(key=uuid4(), **hers)
        return {"question": asked.pk, "remark": said.pk, "poll": 1, "restraint": 1}

    return {kind: one(kind) for kind in KINDS}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, live, written, browsers):
    for kind, allowed in zip(KINDS, PAGES[page], strict=True):
        address = f"/events/{live[kind].pk}/{page.format(**written[kind])}"
        got = {who: browser.get(address).status_code for who, browser in browsers.items()}
        assert {who for who, status in got.items() if status == 200} == allowed, (kind, got)
        assert set(got.values()) <= {200, 302, 403, 404}


@pytest.mark.parametrize("verb", POSTS)
def test_a_verb_is_for_those_it_is_for(verb, live, written, browsers):
    for kind, allowed in zip(KINDS, POSTS[verb], strict=True):
        address = f"/events/{live[kind].pk}/{verb.format(**written[kind])}"
        given = {"key": str(uuid4()), "body": " ", "recording": "no link", "answer": "к" * 501}
        answers = {who: browser.post(address, given) for who, browser in browsers.items()}
        got = {who: answer.status_code for who, answer in answers.items() if "next=" not in answer.headers.get("Location", "")}
        assert {who for who, status in got.items() if status in (302, 422)} == allowed, (kind, got)
        assert set(got.values()) <= {302, 403, 404, 422}


def test_every_page_of_it_is_in_a_list():
    own = {str(route.pattern).removeprefix("<id:gathering_id>/") for route in get_resolver("events.live_urls").url_patterns}
    names = {name: f"<id:{name}_id>" for name in ("question", "poll", "remark", "restraint")}
    assert own == {address.format(**names) for address in (*PAGES, *POSTS)}


def test_who_sees_the_gathering_and_not_what_is_in_it_is_led_to_a_seat(live, stranger):
    answer = stranger.get(f"/events/{live['women'].pk}/live/")
    assert answer.status_code == 403
    assert f'href="/events/{live["women"].pk}/"' in answer.content.decode()


def test_a_guest_asks_votes_and_answers_without_a_script(live, browsers, cast):
    felt, hers = live["open"], browsers["guest"]
    at = f"/events/{felt.pk}/live/"
    key = hidden(hers.get(at), "key")
    answer = hers.post(f"{at}questions/", {"key": key, "body": "Качан?", "is_anonymous": "on"}, follow=True)
    assert "has come to the host" in said(answer)
    question = decide_question(cast["aizada"], Question.objects.get(), "show")
    assert "Without a name" in said(hers.get(at))
    assert question.name == ""

    assert hers.post(f"{at}votes/", {"vote": question.pk})["Location"] == f"{at}#q-{question.pk}"
    assert Vote.objects.filter(question=question).count() == 1
    assert 'aria-pressed="true"' in hers.get(at).content.decode()
    hers.post(f"{at}votes/", {"unvote": question.pk})
    assert not Vote.objects.exists()

    poll = open_poll(cast["aizada"], felt, "Кайсы түс?", ["Кызыл", "Көк"], uuid4())
    red = poll.options.first()
    assert hers.post(f"{at}answers/", {"poll": poll.pk, "option": red.pk})["Location"] == f"{at}#p-{poll.pk}"
    assert "data-answered" in hers.get(at).content.decode()
    assert Ballot.objects.count() == 1


def test_what_is_refused_is_said_on_the_page_with_what_she_had_written(live, browsers, cast):
    felt, hers = live["open"], browsers["guest"]
    at = f"/events/{felt.pk}/live/"
    answer = hers.post(f"{at}questions/", {"key": str(uuid4()), "body": "к" * 300})
    assert answer.status_code == 422
    assert "20 characters too long" in said(answer)
    assert "к" * 300 in answer.content.decode()
    poll = open_poll(cast["aizada"], felt, "Кайсы түс?", ["Кызыл", "Көк"], uuid4())
    close_poll(cast["aizada"], poll)
    late = {"poll": poll.pk, "option": poll.options.first().pk}
    answer = hers.post(f"{at}answers/", late)
    assert answer.status_code == 409
    assert "came too late" in said(answer)
    answer = hers.post(f"{at}answers/", late, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["op"]) == (409, "nack")


def test_one_vote_is_of_this_gathering_alone(live, browsers, cast):
    question = ask_question(live["members"], cast["trusted"], "Качан?", uuid4())
    decide_question(cast["aizada"], question, "show")
    assert browsers["guest"].post(f"/events/{live['open'].pk}/live/votes/", {"vote": question.pk}).status_code == 422


def test_of_whom_she_does_not_meet_she_sees_what_was_asked_without_a_name_alone(live, cast, signed_in, block):
    for text, is_anonymous in (("Аты менен", False), ("Атсыз", True)):
        question = ask_question(live["members"], cast["trusted"], text, uuid4(), is_anonymous)
        decide_question(cast["aizada"], question, "show")
    block(cast["elsewhere"], cast["trusted"])
    words = said(signed_in(cast["elsewhere"]).get(f"/events/{live['members'].pk}/live/"))
    assert "Атсыз" in words
    assert "Аты менен" not in words


@pytest.fixture
def block():
    from commons.people.models import Block

    return lambda by, member: Block.objects.create(by=by, member=member)


def test_results_stand_there_exactly_as_the_rows_say(live, cast, browsers):
    felt = live["open"]
    poll = open_poll(cast["aizada"], felt, "Кайсы түс?", ["Кызыл", "Көк"], uuid4())
    red, blue = poll.options.all()
    for who, option in (("trusted", red), ("mentor", red), ("ambassador", blue)):
        cast_ballot(poll, cast[who], [option.pk])
    at = f"/events/{felt.pk}/live/"
    bars = '<progress max="3" value="2" aria-label="Кызыл">'
    assert bars not in browsers["stranger"].get(at).content.decode()
    show_results(cast["aizada"], poll)
    assert bars in browsers["stranger"].get(at).content.decode()
    assert "67 %" in said(browsers["stranger"].get(at))


def test_its_pages_are_reached_from_those_of_the_gathering(gatherings, seats, browsers, cast):
    felt = gatherings["open"]
    to_live, to_stage = f'href="/events/{felt.pk}/live/"', f'href="/events/{felt.pk}/stage/"'
    page, seat = f"/events/{felt.pk}/", f"/events/{felt.pk}/seats/{seats['guest'].pk}/"
    assert to_live not in browsers["stranger"].get(page).content.decode()
    assert to_live in browsers["guest"].get(seat).content.decode()
    assert to_stage in browsers["aizada"].get(f"/events/{felt.pk}/desk/").content.decode()
    for state in ("live", "ended"):
        Gathering.objects.filter(pk=felt.pk).update(state=state)
        assert to_live in browsers["stranger"].get(page).content.decode()


def test_before_it_begins_it_says_when_and_after_it_what_was_asked(gatherings, browsers, cast):
    felt = gatherings["open"]
    at = f"/events/{felt.pk}/live/"
    assert 'data-state="announced"' in browsers["stranger"].get(at).content.decode()
    begin(cast["aizada"], felt)
    question = decide_question(cast["aizada"], ask_question(felt, cast["trusted"], "Качан?", uuid4()), "answer_there")
    Gathering.objects.filter(pk=felt.pk).update(state="ended")
    page = browsers["trusted"].get(at)
    assert question.text in said(page)
    assert 'name="body"' in page.content.decode()
    assert browsers["trusted"].post(f"{at}questions/", {"key": str(uuid4()), "body": "Дагы?"}).status_code == 403


def in_english(browser):
    browser.cookies["django_language"] = "en"
    return browser


def test_a_host_does_all_of_it_without_a_script_and_twice_is_once(gatherings, browsers, cast):
    felt = gatherings["open"]
    at, hers = f"/events/{felt.pk}/stage/", in_english(browsers["aizada"])
    assert "Begin" in said(hers.get(at))
    hers.post(f"{at}state/", {"change": "begin"})
    question = ask_question(felt, cast["trusted"], "Качан?", uuid4(), is_anonymous=True)
    words = said(hers.get(at))
    assert "Качан?" in words
    assert "Without a name" in words
    assert cast["trusted"].name not in words
    hers.post(f"{at}questions/{question.pk}/", {"change": "show"})
    for _ in range(2):
        hers.post(f"{at}next/", {"after": ""})
    assert Question.objects.get().pinned_at
    hers.post(f"{at}words/", {"body": "Жүндү самындайбыз"})
    assert "Жүндү самындайбыз" in said(browsers["stranger"].get(f"/events/{felt.pk}/live/"))

    key = str(uuid4())
    for _ in range(2):
        hers.post(f"{at}polls/", {"key": key, "yes_no": ""})
    poll = Poll.objects.get()
    assert [option.text for option in poll.options.all()] == ["Yes", "No"]
    cast_ballot(poll, cast["trusted"], [poll.options.first().pk])
    assert 'max="1" value="1" aria-label="Yes"' in hers.get(at).content.decode()
    assert 'max="1" value="1"' not in browsers["trusted"].get(f"/events/{felt.pk}/live/").content.decode()
    hers.post(f"{at}polls/{poll.pk}/", {"change": "close"})
    assert 'max="1" value="1"' in browsers["trusted"].get(f"/events/{felt.pk}/live/").content.decode()
    wrong = hers.post(f"{at}polls/", {"key": str(uuid4()), "text": "Кайсы түс?", "options": "Кызыл"})
    assert wrong.status_code == 422
    assert "from two to eight" in said(wrong)
    assert "Кайсы түс?" in wrong.content.decode()
    hers.post(f"{at}polls/", {"key": str(uuid4()), "text": "Кайсы түс?", "options": "Кызыл\r\nКөк\r\n", "shows_results": "on"})
    assert Poll.objects.latest("pk").shows_results
    hers.post(f"{at}state/", {"change": "end"})
    assert Gathering.objects.get(pk=felt.pk).state == "ended"


def test_what_another_host_did_at_the_same_moment_is_said_kindly(live, browsers, cast):
    felt = live["open"]
    question = ask_question(felt, cast["trusted"], "Качан?", uuid4())
    at = f"/events/{felt.pk}/stage/questions/{question.pk}/"
    decide_question(cast["begimai"], question, "decline")
    answer = in_english(browsers["aizada"]).post(at, {"change": "show"})
    assert answer.status_code == 409
    assert "changed meanwhile" in said(answer)
    assert browsers["aizada"].post(at, {"change": "show"}, headers={"Accept": "application/json"}).json()["code"] == "conflict"
