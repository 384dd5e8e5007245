"""What it will cost, said honestly before she sends it: the price where it has one, else from where it begins."""

from dataclasses import dataclass

from commons.journal.refusals import Refused
from marketplace.catalog.models import Listing

from .actions.drafting import wish_of
from .actions.pricing import has_its_price, price_of, terms_of
from .models import Draft
from .money import split


@dataclass(frozen=True)
class Times:
    """How often a price is paid: by so many, for so many nights."""

    people: int
    nights: int = 1


def times_of(n: int, days: int) -> Times:
    """Out of how often in all, for what goes on for so many days."""
    return Times(n // days, days) if n % days == 0 else Times(n)


@dataclass(frozen=True)
class Estimate:
    """`total` is what it costs, so many `times` the `price`; without one the maker answers with a price. In tyiyn, also the `advance`."""

    total: int | None
    times: Times
    price: int
    advance: int


def estimate_of(listing: Listing, draft: Draft) -> Estimate:
    """What she has said so far comes to."""
    wish = wish_of(draft, hollow=True) if draft.pk else None
    if wish is None or not has_its_price(listing):
        return Estimate(None, Times(1), 0, 0)
    try:
        line = price_of(listing, n=wish.n, days=wish.days, alone=wish.alone)
    except Refused:
        return Estimate(None, Times(1), 0, 0)
    advance, _rest = split(line.amount, terms_of(listing.shop).deposit_percent)
    return Estimate(line.amount, times_of(line.n, wish.days), line.price, advance)
