"""Every page and verb of those who hold a gathering, for every standing: theirs alone; and however many come, as few questions."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commons.people.models import Member
from events.hosts_urls import urlpatterns
from events.models import Certificate, CoHost, Gathering
from tests.standings import EVERYONE

pytestmark = pytest.mark.django_db

HOLD = {"aizada", "begimai", "coordinator"}  # Aizada announced it, Begimai holds it with her
ANNOUNCE = {"ambassador", "coordinator", "elsewhere"}
MEET = EVERYONE - {"suspended", "blocked"}
PAGES = {
    "new/": ANNOUNCE,
    "new/<slug:kind>/": ANNOUNCE,
    "<id:gathering_id>/share/": HOLD,
    "<id:gathering_id>/poster/": MEET,
    "<id:gathering_id>/desk/": HOLD,
    "<id:gathering_id>/feedback/": HOLD,
    "<id:gathering_id>/change/": HOLD,
    "<id:gathering_id>/cancellation/": HOLD,
    "<id:gathering_id>/hosts/": HOLD,
}
POSTS = {
    "<id:gathering_id>/desk/seats/<id:seat_id>/release/": HOLD,
    "<id:gathering_id>/desk/seats/<id:seat_id>/certificate/": HOLD,
    "<id:gathering_id>/change/": HOLD,
    "<id:gathering_id>/cancellation/": HOLD,
    "<id:gathering_id>/hosts/": {"aizada", "coordinator"},
    "<id:gathering_id>/hosts/name/": {"begimai"},
    "<id:gathering_id>/hosts/<id:member_id>/removal/": {"aizada", "coordinator", "mentor"},  # who is removed here, and may go by herself
}
# in test_announcing_in_four_screens.py and test_opening_the_way_to_join.py
ELSEWHERE = {"new/<slug:kind>/time/", "<id:gathering_id>/desk/newcomers/<id:member_id>/"}


@pytest.fixture
def address(gatherings, seats, cast):
    def give(written, seat=None):
        which = {"gathering_id": gatherings["open"].pk, "seat_id": (seat or seats["guest"]).pk, "member_id": cast["mentor"].pk}
        for name, pk in which.items():
            written = written.replace(f"<id:{name}>", str(pk))
        return "/events/" + written.replace("<slug:kind>", "talk")

    return give


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, address, browsers):
    got = {who: browser.get(address(page)).status_code for who, browser in browsers.items()}
    assert {who for who, status in got.items() if status == 200} == PAGES[page], got
    assert set(got.values()) <= {200, 302, 403, 404}


@pytest.mark.parametrize("verb", POSTS)
def test_a_verb_is_for_those_it_is_for(verb, address, browsers, gatherings, seats, cast):
    felt, done = gatherings["open"], set()
    if "removal" in verb:
        CoHost.objects.create(gathering=felt, member=cast["mentor"])
    if "certificate" in verb:
        Certificate.objects.create(seat=seats["guest"], name="Айнура", code_hash="x")
    before = state_of(felt)
    for who in sorted(EVERYONE):
        with transaction.atomic():  # whatever she did is undone
            answer = browsers[who].post(address(verb), {"member": cast["another maker"].pk, "shown": "yes", **another_title(felt)})
            assert answer.status_code in (302, 403), (who, answer.status_code)
            if state_of(felt) != before:
                done.add(who)
            transaction.set_rollback(True)
    assert done == POSTS[verb]


def state_of(gathering):
    """All that these verbs change."""
    fresh = Gathering.objects.get(pk=gathering.pk)
    cohosts, seats = fresh.cohosts.values_list("member", "is_shown"), fresh.seats.values_list("state", flat=True)
    return fresh.state, fresh.titles, sorted(cohosts), sorted(seats), Certificate.objects.good().count()


def another_title(gathering):
    here = timezone.localtime(gathering.starts_at)
    said = {"edition": "1", "kind": "talk", "minutes": "120", "where": "room", "capacity": "30"}
    return {**said, "title_ky": "Жүн", "title_en": "Wool", "day": here.date().isoformat(), "hour": here.strftime("%H:%M")}


def test_every_address_is_in_a_list():
    assert {str(route.pattern) for route in urlpatterns} == PAGES.keys() | POSTS.keys() | ELSEWHERE


@pytest.mark.parametrize("page", ["desk/", "desk/?waits=1", "desk/?q=Айн", "desk/?part=1", "hosts/", "feedback/"])
def test_the_number_of_queries_does_not_grow(page, gathering, come, ambassador, signed_in, make_member):
    felt, browser = gathering(capacity=4), signed_in(ambassador)

    def fill():
        for _ in range(3):
            come(felt)
            come(felt, make_member("Айнура"))
            CoHost.objects.create(gathering=felt, member=make_member("Асель"))

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(f"/events/{felt.pk}/{page}").status_code == 200
        return len(seen)

    fill()
    queries()  # the first of a browser reads what is kept from then on
    few = queries()
    fill()
    assert queries() == few


def test_a_lab_of_hundreds_is_looked_through_a_page_at_a_time(gathering, ambassador, signed_in, make_member):
    felt = gathering()
    Member.objects.bulk_create(
        Member(name=f"Аида {n:03}", number=f"9{n:05}", lab=ambassador.lab, standing="vouched", password="!") for n in range(70)
    )
    page = signed_in(ambassador).get(f"/events/{felt.pk}/hosts/")
    assert (len(page.context["page"]), page.context["page"].paginator.num_pages) == (30, 3)
    assert len(signed_in(ambassador).get(f"/events/{felt.pk}/hosts/?q=аида 06").context["page"]) == 10
