"""A page that refuses her whole form shows her what she had written in it, whichever form of the market it was."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django import forms
from django.urls import get_resolver

from commons.people import guards
from commons.people.forms import SignInForm
from commons.people.limits import Limit
from commons.ui.errors import is_prose
from marketplace.catalog.forms import ListingForm
from marketplace.catalog.kinds import KINDS
from marketplace.catalog.models import Listing, Shop
from marketplace.orders.actions import drafting
from tests.marketplace.orders.conftest import dress, place, visitor

__all__ = ["dress", "place", "visitor"]

pytestmark = pytest.mark.django_db
WRITTEN = "Кызыл көйнөк, узун жең"
NO_MORE = Limit("none at all", 0, timedelta(hours=1))


def all_forms(of=forms.Form):
    return {form for below in of.__subclasses__() for form in (below, *all_forms(below))}


def test_all_that_is_written_at_length_is_known_by_its_name():
    get_resolver().url_patterns  # noqa: B018  it brings in every form there is
    fields = [field for form in all_forms() for field in form.base_fields.items()]
    for kind in KINDS:
        fields += ListingForm(Listing(kind=kind, shop=Shop())).fields.items()
    areas = {name for name, field in fields if isinstance(field.widget, forms.Textarea)}
    assert areas >= {"about", "about_ky", "brief", "menu", "words"}
    assert {name for name in areas if not is_prose(name)} == set()
    assert not any(is_prose(name) for name in SignInForm.base_fields), "her three words are a secret"


def test_a_wish_sent_too_often(dress, stranger, monkeypatch):
    monkeypatch.setattr(drafting, "OVER_ALL", NO_MORE)
    answer = stranger.post(f"/market/orders/new/{dress.code}/", {"n": 1, "brief": WRITTEN})
    assert (answer.status_code, told(answer)) == (429, True)


@pytest.mark.parametrize("field", ["about_ky", "about_ru", "menu"])
def test_a_service_sent_too_often(dress, aizada, signed_in, monkeypatch, field):
    monkeypatch.setattr(guards, "DEEDS", NO_MORE)
    answer = signed_in(aizada).post(f"/market/mine/services/{dress.pk}/", {field: WRITTEN})
    assert (answer.status_code, told(answer)) == (429, True)


def test_a_task_of_one_who_is_signed_out(place, stranger):
    order = place()
    given = {"version": order.version, "key": str(uuid4()), "words": WRITTEN}
    answer = stranger.post(f"/market/orders/{order.pk}/tasks/decline/", given)
    assert (answer.status_code, told(answer)) == (403, True)


def told(answer):
    return f"{WRITTEN}</textarea>" in answer.content.decode()
