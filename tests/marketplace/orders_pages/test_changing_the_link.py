"""A guest changes her private link: hers goes on, the old one is dead on every other phone; or her maker does, when she is locked out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.people import passes
from commons.people.models import Pass
from marketplace.orders.actions import change_link, renew_link
from marketplace.orders.models import Order
from tests.marketplace.orders_pages.conftest import hidden, said
from tests.racing import at_once

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


def test_pressed_twice_it_is_changed_once_and_she_lands_on_the_new_one(place, linked):
    order = place()
    hers, page = linked(order), f"/market/orders/{order.pk}/link/"
    shown = hidden(hers.get(page))
    assert hers.post(page, shown).status_code == 302
    fresh = link_of(order)
    again = hers.post(page, shown, follow=True)
    assert (again.status_code, link_of(order)) == (200, fresh)
    assert fresh.address in again.content.decode()


def test_a_press_that_left_before_the_new_link_came_lands_on_it_too(place, linked, monkeypatch):
    """Her second press read its session before the first was answered."""
    order = place()
    hers, elsewhere, page = linked(order), linked(order), f"/market/orders/{order.pk}/link/"
    hers.post(page)
    fresh = link_of(order)
    with monkeypatch.context() as slow:
        slow.setattr(passes, "passes_of", lambda request: [])
        assert hers.post(page)["Location"] == page
        assert elsewhere.post(page).status_code == 403
    assert link_of(order) == fresh
    assert fresh.address in hers.get(page).content.decode()


@pytest.mark.parametrize("days", [401, 800])
def test_a_link_that_is_too_old_opens_nothing_and_her_maker_makes_another(days, place, linked, signed_in, aizada):
    order = place()
    hers, page = linked(order), f"/market/orders/{order.pk}/"
    old = link_of(order)
    Pass.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=days))
    assert hers.get(page).status_code == hers.post(f"{page}link/").status_code == 403
    assert signed_in(aizada).post(f"{page}link/").status_code == 302
    fresh = link_of(order)
    assert (hers.get(f"/g/{old.code}").status_code, hers.get(f"/g/{fresh.code}").status_code) == (404, 302)
    assert hers.get(page).status_code == 200
    assert Pass.objects.filter(stream=order.stream).count() == 2


def test_once_the_order_has_moved_her_link_is_a_line_further_down(place, walk, linked):
    order = place()
    hers, page = linked(order), f"/market/orders/{order.pk}/"
    new = hers.get(page).content.decode()
    assert (new.index("wa.me") < new.index('class="steps"'), '<details class="card link"' in new) == (True, False)
    walk(order, "postpone")
    moved = hers.get(page).content.decode()
    assert moved.index('class="steps"') < moved.index('<details class="card link"') < moved.index("wa.me")


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


def test_the_way_there_stands_on_her_page_and_her_makers_also_when_the_order_is_over_and_on_no_members(
    place, walk, linked, signed_in, aizada, begimai
):
    order, mine = place(), place(customer=begimai)
    page = f'href="/market/orders/{order.pk}/link/"'
    hers, makers = linked(order), signed_in(aizada)
    for browser in (hers, makers):
        assert page in browser.get(f"/market/orders/{order.pk}/").content.decode()
    for browser in (signed_in(begimai), makers):
        assert "/link/" not in browser.get(f"/market/orders/{mine.pk}/").content.decode()
    walk(Order.objects.get(pk=order.pk), "quote", "accept", "start", "deliver", "complete")
    for browser in (hers, makers):
        assert page in browser.get(f"/market/orders/{order.pk}/").content.decode()


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("two", [("hers", "hers"), ("hers", "elsewhere")])
def test_of_presses_at_once_one_link_comes_that_opens(two, place, linked):
    order = place()
    browsers = {"hers": linked(order), "elsewhere": linked(order)}
    page = f"/market/orders/{order.pk}/"
    shown = hidden(browsers["hers"].get(f"{page}link/"))
    answers = at_once(*[lambda browser=browsers[who]: browser.post(f"{page}link/", shown) for who in two])
    let = {who for who, answer in zip(two, answers, strict=True) if answer.status_code == 302}
    assert sorted(answer.status_code for answer in answers) == ([302, 302] if set(two) == {"hers"} else [302, 403])
    fresh = link_of(order)
    ended = Pass.objects.filter(stream=order.stream).exclude(pk=fresh.pk)
    assert ended.count() == 1
    assert {Client().get(f"/g/{one.code}").status_code for one in ended} == {404}
    assert Client().get(f"/g/{fresh.code}", follow=True).redirect_chain == [(page, 302)]
    assert {who for who in two if browsers[who].get(page).status_code == 200} == let


def test_who_was_locked_out_by_a_leaked_link_gets_another_from_her_maker(place, linked, signed_in, aizada):
    order = place()
    hers, thief, makers = linked(order), linked(order), signed_in(aizada)
    page = f"/market/orders/{order.pk}/"
    thief.post(f"{page}link/")
    stolen = link_of(order)
    assert (hers.get(page).status_code, thief.get(page).status_code) == (403, 200)
    before = makers.get(f"{page}link/").content.decode()
    assert makers.post(f"{page}link/")["Location"] == page
    fresh = link_of(order)
    assert thief.get(page).status_code == thief.post(f"{page}link/").status_code == 403
    assert (hers.get(f"/g/{stolen.code}").status_code, hers.get(f"/g/{fresh.code}").status_code) == (404, 302)
    assert hers.get(page).status_code == 200
    assert stolen.code not in before + makers.get(page).content.decode()
    assert fresh.code not in makers.get(page).content.decode()


def test_a_second_press_of_her_maker_makes_no_third_link(place, signed_in, aizada):
    order = place()
    makers, page = signed_in(aizada), f"/market/orders/{order.pk}/link/"
    shown = hidden(makers.get(page))
    assert [makers.post(page, shown).status_code for _ in range(2)] == [302, 409]
    assert Pass.objects.filter(stream=order.stream).count() == 2


def test_nobody_is_shut_out_of_what_is_still_open_between_the_two(place, walk, signed_in, aizada):
    order = walk(place(), "quote", "accept", "start", "dispute")
    makers, page = signed_in(aizada), f"/market/orders/{order.pk}/link/"
    assert "<form" not in makers.get(page).content.decode().partition("<main")[2]
    assert makers.post(page).status_code == 403
    with pytest.raises(Refused, match="forbidden"):
        renew_link(order, aizada)
    assert Pass.objects.filter(stream=order.stream).count() == 1


def test_only_her_maker_makes_another_and_only_for_a_guest(place, cast, aizada):
    order, members = place(), place(customer=cast["trusted"])
    others = [woman for woman in cast.values() if woman not in (None, aizada)]
    for woman, of in [*((woman, order) for woman in (*others, order.guest)), (aizada, members)]:
        with pytest.raises(Refused, match="forbidden"):
            renew_link(of, woman)
    assert Pass.objects.filter(stream=order.stream).count() == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_when_both_change_it_at_once_one_link_opens_and_neither_meets_an_error(place, linked, signed_in, aizada):
    order = place()
    page = f"/market/orders/{order.pk}/"
    browsers = [linked(order), signed_in(aizada), signed_in(aizada)]
    answers = at_once(*[lambda browser=browser: browser.post(f"{page}link/") for browser in browsers])
    assert {answer.status_code for answer in answers} <= {302, 403, 409}
    changed = sum(answer.status_code == 302 for answer in answers)
    assert changed >= 1
    fresh = link_of(order)
    ended = Pass.objects.filter(stream=order.stream).exclude(pk=fresh.pk)
    assert ended.count() == changed
    assert {Client().get(f"/g/{one.code}").status_code for one in ended} == {404}
    assert Client().get(f"/g/{fresh.code}").status_code == 302
