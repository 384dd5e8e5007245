"""Every customer's page and verb of orders, for every standing and for guests: what opens, what doesn't."""

from uuid import uuid4

import pytest
from django.urls import URLResolver, get_resolver

from commons.journal.writing import atomic, record
from commons.people.actions import take_pass
from marketplace.orders.deeds import DEEDS
from marketplace.orders.models import Order
from tests.standings import EVERYONE, GUESTS

pytestmark = pytest.mark.django_db

HERE = EVERYONE - {"suspended"}
MEET = HERE - {"blocked"}
SIDES = {"aizada", "customer", "ambassador"}  # the maker, the customer, who helped her
TWO = {"aizada", "customer"}
OF_A_GUEST = {"guest", "her maker"}  # of a member's order there is no link
CUSTOMERS = ("trusted", "guest")  # a member, and a guest by her private link

# page → who gets it with 200; {dress} is a code, {order} a price offer to the customer, {line} what is due
PAGES = {
    "": HERE,
    "new/{dress}/": MEET,
    "reviews/{shop}/": MEET,
    "{order}/": SIDES,
    "{order}/now/": SIDES,
    "{order}/receipt/": SIDES,
    "{order}/measures/": {"customer"},
    "{order}/link/": OF_A_GUEST,
    "{agreed}/payments/{line}/": {"customer"},
    "{agreed}/payments/{line}/received/": {"aizada"},
    "{order}/withdrawal/": {"customer"},
    "{over}/review/": {"customer"},
}
LED_ON = ("new/{dress}/day/", "new/{dress}/contact/")  # without a draft, to the first page
# verb → who gets past its door: 302, or 422 where something is missing; any other gets 403, or 404 where she may not know of it
POSTS = {
    "new/{dress}/": MEET,
    "new/{dress}/day/": MEET,
    "new/{dress}/contact/": MEET,
    "new/{dress}/removal/": MEET,
    "{order}/call/": {"customer"},
    "{order}/measures/": {"customer"},
    "{order}/link/": OF_A_GUEST,
    "{order}/again/": SIDES,
    "{agreed}/payments/{line}/": {"customer"},
    "{agreed}/payments/{line}/received/": {"aizada"},
    "{agreed}/payments/{line}/missing/": set(),
    "{order}/agreement/": {"customer"},
    "{order}/withdrawal/": {"customer"},
    "{agreed}/cancellation/": TWO,
    "{agreed}/problem/": TWO,
    "{made}/proposal/": TWO,
    "{made}/lateness/": set(),
    "{made}/consent/": set(),
    "{made}/refusal/": set(),
    "{given}/completion/": {"customer"},
    "{given}/changes/": {"customer"},
    "{over}/review/": {"customer"},
}
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
def names(cast, guests, dress, place, walk):
    """What stands in the addresses, made anew for each: `names(page, "guest")` of a guest's order."""

    def give(address, customer="trusted"):
        ways = {"order": ("quote",), "agreed": ("quote", "accept"), "made": ("quote", "accept", "start")}
        ways |= {"given": (*ways["made"], "deliver"), "over": (*ways["made"], "deliver", "complete")}
        found = {"dress": dress.code, "shop": dress.shop.code}
        for name, way in ways.items():
            if "{" + name + "}" in address:
                order = walk(place(customer=cast.get(customer)), *way)
                if customer in guests:
                    guests[customer] = order
                Order.objects.filter(pk=order.pk).update(helper=cast["ambassador"])
                line = order.payments.first()
                found |= {name: order.pk, "line": line.pk if line else 0, "_order": Order.objects.get(pk=order.pk)}
        return found

    return give


def those(allowed, customer):
    """Those who are let in, where this is the customer."""
    named = {"customer": customer, "her maker": "aizada" if customer == "guest" else "nobody"}
    return {named.get(who, who) for who in allowed} - (GUESTS - {customer}) - {"nobody"}


@pytest.mark.parametrize("customer", CUSTOMERS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, customer, names, browser_of):
    address = f"/market/orders/{page}".format(**names(page, customer))
    got = {who: browser_of(who).get(address).status_code for who in EVERYONE}
    allowed = those(PAGES[page], customer) if page.startswith("{") else PAGES[page]
    assert {who for who, status in got.items() if status == 200} == allowed, got
    assert set(got.values()) <= {200, 303, 403, 404}


@pytest.mark.parametrize("page", LED_ON)
def test_a_page_without_a_draft_leads_to_the_first(page, names, browsers):
    address = f"/market/orders/{page}".format(**names(page))
    assert {who for who, browser in browsers.items() if browser.get(address).status_code == 302} == MEET


@pytest.mark.parametrize("customer", CUSTOMERS)
@pytest.mark.parametrize("verb", POSTS)
def test_a_verb_is_for_those_it_is_for(verb, customer, names, browser_of):
    passed, found = set(), names(verb, customer)
    for who in sorted(EVERYONE):
        address = f"/market/orders/{verb}".format(**found)
        before = state_of(found)
        answer = browser_of(who).post(address, filled(verb, found))
        assert answer.status_code in (302, 403, 404, 409, 422), (who, answer.status_code)
        if answer.status_code in (302, 422):
            passed.add(who)
            found = names(verb, customer)
        else:
            assert state_of(found) == before, who
    assert passed == (those(POSTS[verb], customer) if verb.startswith("{") else POSTS[verb])


def test_a_member_before_the_order_of_others_is_not_told_to_sign_in(names, browser_of):
    address = f"/market/orders/{names('{order}/')['order']}/"
    hers = browser_of("begimai")
    hers.cookies["django_language"] = "en"
    page = hers.get(address)
    assert page.status_code == 403
    assert "It is seen by who ordered it and who makes it." in page.content.decode()
    assert "sign in" not in page.content.decode()


@pytest.mark.parametrize("verb", [verb for verb in POSTS if verb.startswith("{")])
def test_a_guest_whose_link_was_taken_does_nothing_more(verb, names, browser_of):
    found = names(verb, "guest")
    order, hers = found["_order"], browser_of("guest")
    with atomic():
        record(take_pass(order.guest, order.stream, "system"))
    before = state_of(found)
    assert hers.post(f"/market/orders/{verb}".format(**found), filled(verb, found)).status_code == 403
    assert hers.get(f"/market/orders/{order.pk}/").status_code == 403
    assert state_of(found) == before


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
        listed.add(address.replace(f"/{tail}/", "/<deed:noun>/") if tail in DEEDS else address)
    assert own == listed
    assert {verb.rstrip("/").rpartition("/")[2] for verb in POSTS} >= DEEDS.keys()
