"""What something costs: a shop's terms, the lines of a price offer, the price of what has one, and what is due once it is agreed upon."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic
from commons.people.models import Member
from marketplace.catalog.models import Listing, Shop

from ..models import Order, PaymentLine, Quote, QuoteLine, Terms


@dataclass(frozen=True)
class LineDraft:
    """What a part of it costs, in tyiyn; without a title it is the service itself."""

    title: str
    n: int
    price: int

    @property
    def amount(self) -> int:
        return self.n * self.price


def terms_of(shop: Shop) -> Terms:
    """What the shop asks unless it says otherwise."""
    return Terms.objects.filter(shop=shop).first() or Terms(shop=shop)


def set_terms(maker: Member, deposit_percent: int, free_hours: int, shop_id: int | None = None) -> None:
    """What her own shop, or this one, asks from now on; price offers that were made keep theirs.

    Raises Refused `forbidden` or `invalid`.
    """
    shop = Shop.objects.kept_by(maker, shop_id).first()
    if shop is None:
        raise Refused("forbidden")
    terms = {"deposit_percent": check_percent(deposit_percent), "free_hours": check_hours(free_hours)}
    with atomic():
        Terms.objects.update_or_create(shop=shop, defaults=terms)


def check_percent(given: Any) -> int:
    """0 to 100. Raises Refused `invalid`."""
    if type(given) is not int or not 0 <= given <= 100:
        raise Refused("invalid", _("An advance is 0 to 100 per cent of the price."))
    return given


def check_hours(given: Any) -> int:
    """None to sixty days. Raises Refused `invalid`."""
    if type(given) is not int or not 0 <= given <= 24 * 60:
        raise Refused("invalid")
    return given


def has_its_price(listing: Listing) -> bool:
    """Whether it can be had for what it says, without a price offer before."""
    return not listing.declared.quoted and listing.price_to is None and listing.price_from is not None


def price_of(listing: Listing, *, n: int, days: int, alone: bool) -> LineDraft:
    """The price of what has one. Raises Refused `invalid` where there is no group of one's own."""
    if alone:
        price = listing.details.get("private_price")
        if not price:
            raise Refused("invalid", _("There are no groups of one's own here."))
        return LineDraft("", days, price)
    by_unit = {"group": days, "night": days, "job": 1}
    return LineDraft("", by_unit.get(listing.unit, n * days), listing.price_from or 0)


def write_quote(quote: Quote, lines: Sequence[LineDraft], order: Order) -> None:
    """The revision with its lines."""
    quote.order, quote.total = order, sum(line.amount for line in lines)
    quote.save(force_insert=True)
    QuoteLine.objects.bulk_create(
        QuoteLine(quote=quote, place=place, title=line.title, n=line.n, price=line.price, amount=line.amount)
        for place, line in enumerate(lines, start=1)
    )


def write_due(order: Order, quote: Quote) -> None:
    """What the customer pays: the advance, if one is asked, and the rest. Together they are the price, for ever."""
    parts = ((PaymentLine.Purpose.DEPOSIT, quote.deposit), (PaymentLine.Purpose.BALANCE, quote.balance))
    lines = (PaymentLine(order=order, shop_id=order.shop_id, purpose=purpose, amount=amount) for purpose, amount in parts if amount)
    PaymentLine.objects.bulk_create(lines)
