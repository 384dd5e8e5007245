"""Another way to share than before: it begins with what counts, and what counted says until when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commons.people import demo_clock
from marketplace.ledger.actions import agree

from .test_agreeing_on_pages import at, hers, offered, text

__all__ = ["at", "hers", "offered"]
pytestmark = pytest.mark.django_db


def test_who_offers_anew_begins_with_the_parts_that_count(cast, at, hers, offered):
    one, other = (cast[who].pk for who in ("aizada", "begimai"))
    agree(offered(kind="own", parts={one: 7_500, other: 2_500}), cast["begimai"])
    form = hers("begimai").get(f"{at}new/", {"after": "kind", "kind": "own"}).context["form"]
    assert {woman.pk: field.initial for woman, field in form.rows} == {one: 3, other: 1}
    assert form.weights == {one: 3, other: 1}


def test_an_agreement_of_before_says_until_when_and_is_agreed_to_no_more(cast, at, hers, offered):
    with demo_clock.at(timezone.now() - timedelta(days=40)):
        first = agree(offered(), cast["begimai"])
    page = f"{at}{first.pk}/"
    assert hers("aizada").get(page).context["until"] is None
    second = agree(offered(kind="own", parts={cast["aizada"].pk: 7_500, cast["begimai"].pk: 2_500}), cast["begimai"])
    assert hers("aizada").get(page).context["until"] == second.in_force_at
    offered("begimai")
    answer = hers("begimai").post(f"{page}consent/", follow=True)
    assert "from now on you share like this" not in text(answer)
