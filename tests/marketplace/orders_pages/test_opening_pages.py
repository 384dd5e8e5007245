"""Every customer's page and verb of orders, for every standing and for guests: what opens, what doesn't."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from commons.journal.writing import atomic, record
from commons.people.actions import take_pass
from marketplace.orders.deeds import DEEDS
from marketplace.orders.models import Order
from tests.standings import EVERYONE

pytestmark = pytest.mark.django_db

HERE = EVERYONE - {"suspended"}
MEET = HERE - {"blocked"}
SIDES = {"aizada", "trusted", "ambassador"}  # the maker, the customer, who helped her
TWO = {"aizada", "trusted"}

# page → who gets it with 200; {dress} is a code, {order} a price offer to her whom "trusted" is, {line} what is due
PAGES = {
    "": HERE,
    "new/{dress}/": MEET,
    "reviews/{shop}/": MEET,
    "{order}/": SIDES,
    "{order}/now/": SIDES,
    "{order}/receipt/": SIDES,
    "{order}/measures/": {"trusted"},
    "{order}/link/": set(),
    "{agreed}/payments/{line}/": {"trusted"},
    "{order}/withdrawal/": SIDES,
    "{order}/review/": SIDES,
}
LED_ON = ("new/{dress}/day/", "new/{dress}/contact/")  # without a draft, to the first page
# verb → who gets past its door: 302, or 422 where something is missing; any other gets 403, or 404 where she may not know of it
POSTS = {
    "new/{dress}/": MEET,
    "new/{dress}/day/": MEET,
    "new/{dress}/contact/": MEET,
    "new/{dress}/removal/": MEET,
    "{order}/call/": {"trusted"},
    "{order}/measures/": {"trusted"},
    "{order}/link/": set(),
    "{order}/again/": SIDES,
    "{agreed}/payments/{line}/": {"trusted"},
    "{agreed}/payments/{line}/received/": {"aizada"},
    "{agreed}/payments/{line}/missing/": set(),
    "{agreed}/payments/{line}/return/": set(),
    "{order}/agreement/": {"trusted"},
    "{order}/withdrawal/": {"trusted"},
    "{agreed}/cancellation/": TWO,
    "{agreed}/problem/": TWO,
    "{made}/proposal/": TWO,
    "{made}/lateness/": set(),
    "{made}/consent/": set(),
    "{made}/refusal/": set(),
    "{given}/completion/": {"trusted"},
    "{given}/changes/": {"trusted"},
    "{over}/review/": {"trusted"},
}
OF_GUESTS = {"{order}/link/"}  # a member has no link
SAID = {
    "withdrawal": {"reason": "day"},
    "cancellation": {"reason": "day"},
    "problem": {"reason": "late"},
    "proposal": {"reason": "day"},
    "changes": {"reason": "fit"},
    "payments": {"means": "cash"},
    "received": {"means": "cash"},
    "review": {"on_time": 5, "as_agreed": 5, "again": 5},
}


@pytest.fixture
def names(cast, dress, place, walk):
    """What stands in the addresses, made anew for each."""

    def give(address):
        ways = {"order": ("quote",), "agreed": ("quote", "accept"), "made": ("quote", "accept", "start")}
        ways |= {"given": (*ways["made"], "deliver"), "over": (*ways["made"], "deliver", "complete")}
        found = {"dress": dress.code, "shop": dress.shop.code}
        for name, way in ways.items():
            if "{" + name + "}" in address:
                order = walk(place(customer=cast["trusted"]), *way)
                Order.objects.filter(pk=order.pk).update(helper=cast["ambassador"])
                line = order.payments.first()
                found |= {name: order.pk, "line": line.pk if line else 0, "_order": Order.objects.get(pk=order.pk)}
        return found

    return give


@pytest.fixture
def browsers(cast, signed_in):
    return {who: signed_in(member) if member else Client() for who, member in cast.items()}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, names, browsers):
    address = f"/market/orders/{page}".format(**names(page))
    got = {who: browser.get(address).status_code for who, browser in browsers.items()}
    assert {who for who, status in got.items() if status == 200} == PAGES[page], got
    assert set(got.values()) <= {200, 403, 404}


@pytest.mark.parametrize("page", LED_ON)
def test_a_page_without_a_draft_leads_to_the_first(page, names, browsers):
    address = f"/market/orders/{page}".format(**names(page))
    assert {who for who, browser in browsers.items() if browser.get(address).status_code == 302} == MEET


@pytest.mark.parametrize("verb", POSTS)
def test_a_verb_is_for_those_it_is_for(verb, names, cast, signed_in):
    passed, found = set(), names(verb)
    for who, member in cast.items():
        address = f"/market/orders/{verb}".format(**found)
        browser = signed_in(member) if member else Client()
        before = state_of(found)
        answer = browser.post(address, filled(verb, found))
        assert answer.status_code in (302, 403, 404, 409, 422), (who, answer.status_code)
        if answer.status_code in (302, 422):
            passed.add(who)
            found = names(verb)
        else:
            assert state_of(found) == before, who
    assert passed == POSTS[verb]


@pytest.mark.parametrize("verb", [verb for verb in POSTS if verb.startswith("{")])
def test_a_guest_acts_by_her_link_alone(verb, dress, place, walk, linked):
    way = {"order": 1, "agreed": 2, "made": 3, "given": 4, "over": 5}[verb[1 : verb.index("}")]]
    order = walk(place(), *("quote", "accept", "start", "deliver", "complete")[:way])
    line = order.payments.first()
    names = {**dict.fromkeys(("order", "agreed", "made", "given", "over"), order.pk), "line": line.pk if line else 0, "_order": order}
    address, others = f"/market/orders/{verb}".format(**names), linked(place())
    hers = linked(order)
    for browser in (Client(), others):
        assert browser.post(address, filled(verb, names)).status_code == 403
    expected = 302 if "trusted" in POSTS[verb] or verb in OF_GUESTS else 403
    assert hers.post(address, filled(verb, names)).status_code == expected
    with atomic():
        record(take_pass(order.guest, order.stream, "system"))
    assert hers.post(address, filled(verb, names)).status_code == 403
    assert hers.get(f"/market/orders/{order.pk}/").status_code == 403


def filled(verb, found):
    """What the form of this verb says."""
    order = found.get("_order")
    kept = {"version": order.version, "revision": order.revision, "key": str(uuid4())} if order else {"key": str(uuid4())}
    said = [fields for word, fields in SAID.items() if f"/{word}/" in f"/{verb}"]
    return kept | (said[-1] if said else {})


def state_of(found):
    order = found.get("_order")
    return order and Order.objects.values_list("state", "version", "wants_call_at", "money_version").get(pk=order.pk)


def test_every_page_is_in_a_list():
    """The maker's own pages are in a list of their own."""
    own = {str(route.pattern) for route in get_resolver("marketplace.orders.urls").url_patterns if not isinstance(route, URLResolver)}
    pattern = {"{dress}": "<slug:code>", "{shop}": "<slug:code>", "{line}": "<id:line_id>"} | {
        f"{{{name}}}": "<id:order_id>" for name in ("order", "agreed", "made", "given", "over")
    }
    listed = set()
    for address in (*PAGES, *LED_ON, *POSTS):
        tail = address.rstrip("/").rpartition("/")[2]
        for name, written in pattern.items():
            address = address.replace(name, written)
        listed.add(address.replace(f"/{tail}/", "/<slug:noun>/") if tail in DEEDS else address)
    assert own == listed
    assert {verb.rstrip("/").rpartition("/")[2] for verb in POSTS} >= DEEDS.keys()
