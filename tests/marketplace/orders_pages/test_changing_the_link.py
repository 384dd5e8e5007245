"""A guest changes her private link: hers goes on, the old one is dead on every other phone, and nobody else can."""

import pytest
from django.test import Client

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.people.models import Pass
from marketplace.orders.actions import change_link
from marketplace.orders.models import Order
from tests.marketplace.orders.test_taking_the_last_places import at_once
from tests.marketplace.orders_pages.conftest import said

pytestmark = pytest.mark.django_db


def link_of(order):
    return Pass.objects.good().get(stream=order.stream)


def test_she_goes_on_and_whoever_has_the_old_one_is_out(place, linked):
    order, other = place(), place()
    hers, elsewhere, others = linked(order), linked(order), linked(other)
    old = link_of(order)
    page = f"/market/orders/{order.pk}/link/"
    assert old.address in hers.get(page).content.decode()
    answer = hers.post(page, follow=True)
    fresh = link_of(order)
    assert fresh.code != old.code
    assert "The old one opens nothing any more" in said(answer)
    assert fresh.address in answer.content.decode()
    assert old.code not in answer.content.decode()
    assert hers.get(f"/market/orders/{order.pk}/").status_code == 200
    assert elsewhere.get(f"/market/orders/{order.pk}/").status_code == 403
    assert Client().get(f"/g/{old.code}").status_code == 404
    assert Client().get(f"/g/{fresh.code}").status_code == 302
    assert others.get(f"/market/orders/{other.pk}/").status_code == 200
    assert Entry.objects.filter(stream=order.guest.stream).count() == 1


def test_whoever_holds_a_dead_link_never_comes_by_the_new_one(place, linked):
    order = place()
    elsewhere, old = linked(order), link_of(order)
    change_link(order, old)
    assert elsewhere.post(f"/market/orders/{order.pk}/link/").status_code == 403
    with pytest.raises(Refused, match="forbidden"):
        change_link(order, old)
    assert Pass.objects.filter(stream=order.stream).count() == 2


def test_a_link_changes_its_own_order_alone(place):
    order, other = place(), place()
    with pytest.raises(Refused, match="forbidden"):
        change_link(other, link_of(order))
    assert Pass.objects.good().count() == 2


def test_looking_at_it_changes_nothing(place, linked):
    order = place()
    before = link_of(order).code
    assert linked(order).get(f"/market/orders/{order.pk}/link/").status_code == 200
    assert link_of(order).code == before


def test_the_way_there_stands_on_her_page_also_when_the_order_is_over_and_on_nobody_elses(place, walk, linked, signed_in, aizada, begimai):
    order, mine = place(), place(customer=begimai)
    page = f'href="/market/orders/{order.pk}/link/"'
    hers, makers = linked(order), signed_in(aizada)
    assert page in hers.get(f"/market/orders/{order.pk}/").content.decode()
    assert page not in makers.get(f"/market/orders/{order.pk}/").content.decode()
    assert "/link/" not in signed_in(begimai).get(f"/market/orders/{mine.pk}/").content.decode()
    walk(Order.objects.get(pk=order.pk), "quote", "accept", "start", "deliver", "complete")
    assert page in hers.get(f"/market/orders/{order.pk}/").content.decode()


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("two", [("hers", "hers"), ("hers", "elsewhere")])
def test_of_presses_at_once_one_link_comes_that_opens(two, place, linked):
    order = place()
    browsers = {"hers": linked(order), "elsewhere": linked(order)}
    page = f"/market/orders/{order.pk}/"
    answers = at_once(*[lambda browser=browsers[who]: browser.post(f"{page}link/") for who in two])
    changed = [who for who, answer in zip(two, answers, strict=True) if answer.status_code == 302]
    assert {answer.status_code for answer in answers} <= {302, 403}
    assert len(changed) == 1 or set(two) == {"hers"}  # where hers was slow, the second press changed the new one
    fresh = link_of(order)
    ended = Pass.objects.filter(stream=order.stream).exclude(pk=fresh.pk)
    assert ended.count() == len(changed)
    assert {Client().get(f"/g/{one.code}").status_code for one in ended} == {404}
    assert Client().get(f"/g/{fresh.code}", follow=True).redirect_chain == [(page, 302)]
    assert {who for who in two if browsers[who].get(page).status_code == 200} == set(changed)
