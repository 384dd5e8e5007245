"""What axe, fingers and narrow screens make of joint businesses and their boards: every page, as those see it whose it is."""

import pytest
from django.conf import settings
from django.urls import get_resolver, resolve

from tests.marketplace.boards.conftest import columns, comes, put, venture

from .looking import SQUEEZED, TOO_SMALL, grave

__all__ = ["columns", "comes", "put", "venture"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = [code for code, _ in settings.LANGUAGES]

STEWARDS = (
    "/market/together/",
    "/market/together/new/",
    "/market/together/new/?template=felt",
    "/market/together/{id}/",
    "/market/together/{id}/words/",
    "/market/together/{id}/closing/",
    "/market/together/{id}/offers/",
    "/market/together/{id}/invitations/",
    "/market/together/{shopless}/shop/",
    "/market/together/{id}/shop/handing-over/",
    "/market/together/{id}/leaving/",
    "/market/together/{id}/board/?column={column}",
    "/market/together/{id}/columns/",
    "/market/together/{id}/archive/",
    "/market/together/{id}/cards/{card}/",
    "/market/together/{id}/agreement/",
    "/market/together/{id}/agreement/new/",
    "/market/together/{id}/agreement/new/?after=kind&kind=piece_then_rest&a_piece=0",
    "/market/together/{id}/agreement/new/?after=kind&kind=own",
    "/market/together/{id}/agreement/new/?after=kind&kind=equal",
    "/market/together/{id}/agreement/new/?after=holder&kind=equal&holder={holder}",
    "/market/together/{id}/agreement/{agreement}/",
)
STRANGERS = ("/market/together/public/{code}/?column={column}",)
OFFERERS = ("/market/together/{id}/cards/{card}/", "/market/together/", "/market/together/{id}/")
# addresses that only take a form, or are a part of a page
NO_PAGES = {
    "now", "state", "answer", "come", "withdraw", "role", "show-out", "all", "move", "cards", "add-card", "column-name", "column-place",
    "column-removal", "card-now", "tile", "archiving", "items", "item", "assigning", "pictures", "picture-removal", "voice", "comments",
    "comment-removal", "of-message", "agreement-now", "consent",
}  # fmt: skip


@pytest.fixture
def felt(venture, columns, comes, put, aizada, begimai, trusted, coordinator, make_member):
    """With all that a board shows: work that is late, is ticked, is spoken of, was archived; and a woman who offers."""
    from datetime import timedelta
    from uuid import uuid4

    from django.utils import timezone

    from marketplace.boards import actions as do
    from marketplace.boards.models import Venture
    from marketplace.ledger.actions import agree, offer_agreement

    made = venture(template="felt", title="Кийиз — экспортко, Ош менен Баткендин кыздары")
    comes(made, begimai)
    comes(made, trusted, role="guest")
    do.make_offer(coordinator, made.pk, "cash", "20 000 сом салам")
    do.make_offer(make_member("Нуржан"), made.pk, "tool")
    laid = columns(made)
    late = timezone.localdate() - timedelta(days=3)
    card = put(laid[1], "Келиндин көйнөгү: экинчи өлчөө", words="Ишембиде", due_on=late, planned=480_000, actual=450_000)
    do.assign_card(aizada, card.pk, begimai.pk)
    do.tick_item(aizada, do.add_item(aizada, card.pk, "Кездеме").pk, True)
    do.add_item(aizada, card.pk, "Жип")
    put(laid[1], "Тамга")
    do.archive_card(aizada, put(laid[2], "Эски").pk, 1)
    do.show_venture(aizada, made.pk, Venture.objects.get(pk=made.pk).version)
    do.open_shop(aizada, made.pk)
    agreement = agree(offer_agreement(aizada, made.pk, "own", begimai.pk, uuid4(), parts={aizada.pk: 6_000, begimai.pk: 4_000}), begimai)
    offer_agreement(begimai, made.pk, "piece_then_rest", begimai.pk, uuid4(), a_piece=30_000)
    agreed = {"agreement": agreement.pk, "holder": begimai.pk, "shopless": venture().pk}
    return agreed | {"id": made.pk, "column": laid[1].pk, "card": card.pk, "code": Venture.objects.get(pk=made.pk).public_code}


def test_every_page_is_looked_at(felt):
    looked = {resolve(address.format(**felt).partition("?")[0]).url_name for address in (*STEWARDS, *STRANGERS)}
    agreements = [pattern for pattern in get_resolver("marketplace.ledger.urls").url_patterns if "agreement/" in str(pattern.pattern)]
    patterns = [*get_resolver("marketplace.boards.urls").url_patterns, *agreements]
    assert {pattern.name for pattern in patterns} == looked | NO_PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(served, window, felt, aizada, coordinator, language):
    wrong = []
    for woman, addresses in ((aizada, STEWARDS), (None, STRANGERS), (coordinator, OFFERERS)):
        if woman is not None:
            woman.language = language
        page = window(woman, served)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": served.url}])
        for address in addresses:
            page.goto(address.format(**felt))
            wrong += [f"{address}: {found}" for found in grave(page)]
    assert not wrong, "\n".join(wrong)


def test_a_wide_window_is_as_clear(served, window, felt, aizada):
    page = window(aizada, served, width=1280)
    wrong = []
    for address in STEWARDS:
        page.goto(address.format(**felt))
        wrong += [f"{address}: {found}" for found in grave(page)]
    assert not wrong, "\n".join(wrong)


def test_nothing_is_cut_on_a_small_phone_and_a_finger_finds_it(served, window, felt, aizada, coordinator):
    wrong = []
    for woman, addresses in ((aizada, STEWARDS), (None, STRANGERS), (coordinator, OFFERERS)):
        page = window(woman, served, width=320, height=568)
        for address in addresses:
            page.goto(address.format(**felt))
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > 320:
                wrong.append((address, wide))
            wrong += [(address, squeezed) for squeezed in page.evaluate(SQUEEZED)]
            wrong += [(address, small) for small in page.evaluate(TOO_SMALL)]
    assert not wrong, wrong
