"""Every page and verb of joint businesses, for every standing: what opens, what doesn't."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from marketplace.boards.models import Venture
from tests.marketplace.together import agreements, boards, money
from tests.standings import MEMBERS, VOUCHED

pytestmark = pytest.mark.django_db

SEE = VOUCHED - {"blocked"}  # she who is blocked doesn't meet Aizada
MAY = SEE - {"under_18"}
INSIDE = boards.INSIDE
KEEPS = {"aizada"}

# page → who gets it with 200
PAGES = {
    "": MEMBERS,
    "new/": VOUCHED - {"under_18"},
    "{id}/": SEE,
    "{id}/now/": SEE,
    "{id}/words/": KEEPS,
    "{id}/closing/": KEEPS,
    "{id}/offers/": MAY,
    "{id}/invitations/": KEEPS,
    "{id}/shop/": KEEPS,
    "{id}/shop/handing-over/": set(),  # there is no shop yet
    "{sold}/shop/handing-over/": {"aizada", "begimai"},
    "{id}/leaving/": INSIDE,
    **boards.PAGES,
    **agreements.PAGES,
    **money.PAGES,
}
# verb → who gets past its door, and what she says
POSTS = {
    "new/": (VOUCHED - {"under_18"}, {"template": "felt", "title": "Той"}),
    "{id}/words/": (KEEPS, {"title": "Той", "version": "{version}"}),
    "{id}/state/": (KEEPS, {"state": "begin", "version": "{version}"}),
    "{id}/offers/": (MAY, {"kind": "hours"}),
    "{id}/offers/{offer}/answer/": (KEEPS, {"say": "yes"}),
    "{id}/offers/{invited}/coming/": ({"mentor"}, {"say": "yes"}),
    "{id}/offers/{offer}/removal/": ({"ambassador"}, {}),
    "{id}/invitations/": (KEEPS, {"member": "{coordinator}"}),
    "{id}/women/{begimai}/role/": (KEEPS, {"role": "steward"}),
    "{id}/women/{trusted}/removal/": (KEEPS, {}),
    "{id}/shop/": (KEEPS, {"name": "Кийиз", "member": "{begimai}"}),
    "{id}/shop/handing-over/": (set(), {"member": "{begimai}"}),
    "{sold}/shop/handing-over/": ({"aizada", "begimai"}, {"member": "{aizada}", "answering": "{begimai}"}),
    "{id}/leaving/": (INSIDE, {}),  # Aizada is told that somebody must keep it
    **boards.POSTS,
    **agreements.POSTS,
    **money.POSTS,
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, names, tried):
    got = tried("get", f"/market/together/{page}".format(**names))
    assert {who for who, status in got.items() if status == 200} == PAGES[page], got
    assert set(got.values()) <= {200, 403}


@pytest.mark.parametrize("verb", POSTS)
def test_a_verb_is_for_those_it_is_for(verb, cast, names, tried):
    women, said = POSTS[verb]
    names |= {"version": Venture.objects.get(pk=names["id"]).version, "coordinator": cast["coordinator"].pk}
    got = tried("post", f"/market/together/{verb}".format(**names), {name: text.format(**names) for name, text in said.items()})
    assert {who for who, status in got.items() if status in (200, 302, 303, 422)} == women, got
    assert set(got.values()) <= {200, 302, 303, 403, 422}


def test_every_address_is_in_a_list():
    known = {
        "/".join(part if part[:1] != "{" and part != "1" else "{}" for part in page.split("/")) for page in PAGES.keys() | POSTS.keys()
    }
    addresses = ("marketplace.boards.urls", "marketplace.ledger.urls")
    assert {shape(str(route.pattern)) for app in addresses for route in get_resolver(app).url_patterns} == known


def shape(route):
    return "/".join("{}" if part.startswith("<") else part for part in route.split("/"))


def test_what_is_of_another_venture_is_not_answered_here(cast, names, venture, signed_in):
    another = venture()
    answer = signed_in(cast["aizada"]).post(f"/market/together/{another.pk}/offers/{names['offer']}/answer/", {"say": "yes"})
    assert answer.status_code == 403


@pytest.mark.parametrize("page", ["", "{id}/"])
def test_the_number_of_queries_does_not_grow(page, cast, felt, venture, comes, make_member, signed_in):
    browser = signed_in(cast["aizada"])

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(f"/market/together/{page}".format(id=felt.pk)).status_code == 200
        return len(seen)

    venture(by=cast["coordinator"])
    queries()
    few = queries()
    for _ in range(5):
        venture(by=make_member("Айнагүл"))
        comes(felt, make_member("Нуржан"))
    assert queries() == few
