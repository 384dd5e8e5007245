"""The shop of a venture as its page shows it: who answers its customers, what waits there, and what she who looks may do with it."""

from dataclasses import dataclass

from django.http import HttpRequest

from commons.people.models import Member
from marketplace.catalog.may import may_have_shop
from marketplace.catalog.models import Listing, Shop
from marketplace.orders.fulfilment import State
from marketplace.orders.models import Order

from .may import Role, keeps, role_in, works_in
from .models import Partner, Venture
from .streams import venture_of


@dataclass(frozen=True)
class Joint:
    """`waiting` orders ask for a price; `shop` is None while there is none, which a steward may open."""

    shop: Shop | None
    waiting: int
    is_hers: bool
    may_hand_over: bool


def joint_of(member: Member, venture: Venture, role: Role | None) -> Joint | None:
    """For those who are in it; for others only where it is open to everyone. None where there is nothing to show or to do."""
    shop = Shop.objects.select_related("member", "lab").filter(venture=venture.stream).first()
    if role is None:
        return Joint(shop, 0, False, False) if shop and shop.is_open else None
    if shop is None:
        return Joint(None, 0, False, False) if role == Role.STEWARD and not venture.is_closed else None
    waiting = Order.objects.filter(shop=shop, state=State.REQUESTED).count()
    is_hers = shop.member_id == member.pk
    return Joint(shop, waiting, is_hers, works_in(role) and may_hand_over(member, venture, shop))


def may_open(member: Member, venture: Venture) -> bool:
    """Whether she may give it a shop."""
    return role_in(member, venture) == Role.STEWARD and not venture.is_closed


def may_hand_over(member: Member, venture: Venture, shop: Shop) -> bool:
    """Whether she may have another answer: a steward, or she who does so."""
    return shop.member_id == member.pk or keeps(member, venture)


def who_could_answer(venture: Venture) -> list[Member]:
    """Those who work in it and may sell."""
    working = Partner.objects.standing().working().filter(venture=venture).select_related("member__lab")
    return [one.member for one in working if may_have_shop(one.member)]


def joint_business(request: HttpRequest, shop: Shop, listing: Listing | None) -> dict[str, object] | None:
    """For the public page of a shop called `title`: whose it is. How many women they are is said, not who."""
    venture_id = venture_of(shop.venture)
    if venture_id is None:
        return None
    venture = Venture.objects.filter(pk=venture_id).first()
    if venture is None:
        return None
    return {"venture": venture, "title": shop.title, "women": Partner.objects.standing().working().filter(venture=venture).count()}
