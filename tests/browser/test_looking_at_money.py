"""What axe, fingers and narrow screens make of a venture's money: every page of it, and the year on the venture's own."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import get_resolver, resolve

from tests.marketplace.ledger.conftest import agreed, cholpon, comes, dress, four, gown, place, sold, venture, visitor, walk
from tests.selling import offer, open_shop

from .looking import SQUEEZED, TOO_SMALL, grave

__all__ = ["agreed", "cholpon", "comes", "dress", "four", "gown", "offer", "open_shop", "place", "sold", "venture", "visitor", "walk"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = [code for code, _ in settings.LANGUAGES]

PAGES = (
    "/market/together/{id}/",
    "/market/together/{id}/money/",
    "/market/together/{id}/money/?wrong=1",
    "/market/together/{id}/money/costs/",
    "/market/together/{id}/money/payouts/",
    "/market/together/{id}/money/handovers/",
    "/market/together/{id}/money/paybacks/",
    "/market/together/{id}/money/postings/{waits}/denial/",
    "/market/together/{id}/money/postings/{hers}/reversal/",
    "/market/together/{id}/money/statement/",
    "/market/together/{id}/money/statement/sheet/",
    "/market/together/{unagreed}/money/",
)
NO_PAGES = {"money-now", "confirm", "again", "statement-file"}  # a part of a page, a form, a file


@pytest.fixture
def places(venture, four, agreed, sold):
    """Postings of every kind and state, in one venture; in another nothing is agreed, and something was paid."""
    from marketplace.boards.actions import found_venture
    from marketplace.boards.actions.ventures import Plan
    from marketplace.ledger import actions as do

    aizada, begimai, cholpon, trusted = four
    agreed(*four)
    order = sold(total=12_345_600)
    do.confirm(do.record_payout(aizada, venture.pk, begimai, 100_000, uuid4()), begimai)
    do.record_handover(aizada, venture.pk, cholpon, 200_000, uuid4())
    hers = do.record_cost(aizada, venture.pk, 1_234_500, "Келиндин көйнөгүнө кездеме, жип, тасма", uuid4(), from_held=True, order=order)
    do.deny(do.record_cost(trusted, venture.pk, 45_000, "Такси", uuid4()), aizada)
    do.reverse(do.record_cost(aizada, venture.pk, 700, "Жип", uuid4()), aizada, uuid4())
    waits = [do.record_cost(begimai, venture.pk, 90_000, f"Казан ижарасы {day}", uuid4()) for day in range(7)]
    unagreed = found_venture(aizada, Plan({"ky": "Конок үйү"}), uuid4())
    do.record_cost(aizada, unagreed.pk, 350_000, "Төшөк", uuid4())
    return {"id": venture.pk, "unagreed": unagreed.pk, "waits": waits[0].pk, "hers": hers.pk}


def test_every_page_is_looked_at(places):
    looked = {resolve(address.format(**places).partition("?")[0]).url_name for address in PAGES}
    of_money = {route.name for route in get_resolver("marketplace.ledger.urls").url_patterns if "/money/" in str(route.pattern)}
    assert of_money == (looked | NO_PAGES) - {"venture"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(served, window, places, aizada, language):
    aizada.language = language
    page, wrong = window(aizada, served), []
    for address in PAGES:
        page.goto(address.format(**places))
        wrong += [f"{address}: {found}" for found in grave(page)]
    assert not wrong, "\n".join(wrong)


def test_a_wide_window_is_as_clear(served, window, places, aizada):
    page, wrong = window(aizada, served, width=1280), []
    for address in PAGES:
        page.goto(address.format(**places))
        wrong += [f"{address}: {found}" for found in grave(page)]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_cut_on_a_small_phone_and_a_finger_finds_it(served, window, places, aizada):
    page, wrong = window(aizada, served, width=320, height=568), []
    for address in PAGES:
        page.goto(address.format(**places))
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wrong.append((address, wide))
        wrong += [(address, squeezed) for squeezed in page.evaluate(SQUEEZED)]
        wrong += [(address, small) for small in page.evaluate(TOO_SMALL) if 'type="radio"' not in small]
    assert not wrong, wrong
