"""The shop of a venture: made, handed over and closed as parts of the venture's own actions, which record what is returned."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from commons.people.models import Lab, Member

from ..facts import ShopChanged, ShopHandedOver
from ..models import Shop
from .hers import seller
from .showing import set_up


def make_joint_shop(venture: str, member: Member, names: Mapping[str, str], lab: Lab) -> Shop:
    """For this venture's stream, whose row the caller holds; the one there is, where there is one. It opens with its first service.

    Raises Refused `forbidden` where she may not sell.
    """
    fresh = seller(member)
    made = {"member": fresh, "names": dict(names), "lab": lab, "speaks": " ".join(fresh.speaks)}
    return Shop.objects.get_or_create(venture=venture, defaults=made)[0]


def hand_over_joint_shop(venture: str, to: Member, by: Member) -> list[ShopChanged]:
    """She answers its customers from now on, and of the one before it shows nothing more.

    Raises Refused `forbidden` where she may not sell.
    """
    shop = Shop.objects.select_related("lab").filter(venture=venture).first()
    if shop is None:
        return []
    before = shop.member_id
    shop.member, shop.phone, shop.shows_name, shop.shows_face, shop.shows_voice = seller(to), "", False, False, False
    shop.save(update_fields=["member", "phone", "shows_name", "shows_face", "shows_voice"])
    set_up(shop)
    return [ShopHandedOver(stream=shop.stream, actor=by.actor, shop=shop.pk, member=to.pk, before=before)]


def close_joint_shop(venture: str, by: Member) -> list[ShopChanged]:
    """Nothing of it is on the market any more; what is under way goes on."""
    return _set_closed(venture, by, timezone.now())


def reopen_joint_shop(venture: str, by: Member) -> list[ShopChanged]:
    """What was on the market is there again."""
    return _set_closed(venture, by, None)


def _set_closed(venture: str, by: Member, at: datetime | None) -> list[ShopChanged]:
    shop = Shop.objects.select_related("member", "lab").filter(venture=venture, closed_at__isnull=at is not None).first()
    if shop is None:
        return []
    shop.closed_at = at
    shop.save(update_fields=["closed_at"])
    set_up(shop)
    return [ShopChanged(stream=shop.stream, actor=by.actor, shop=shop.pk)]
