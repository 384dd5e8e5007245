"""What each of the two sees of a homecoming, and nobody else: the friend no more than she needs.

From the beginning she reads whose way it is, the first name of whom she meets, what for, when and where, and her friend's own number.
The number of the stranger opens to her when the alarm has gone off, and not before: until then nobody needs it, and whoever gave it
gave it to the maker; once somebody can't be reached, whom she went to meet is the next to be asked. After the end nothing of it is shown.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.journal.things import Thing, describes, ids_in
from commons.people.models import Block, Member
from commons.realtime.doors import door

from ..models import Homecoming

State = Homecoming.State


@dataclass(frozen=True)
class Sight:
    """A homecoming as one of the two sees it. `other` and `other_phone` are of whom she meets; empty where they aren't shown."""

    homecoming: Homecoming
    is_hers: bool
    other: str = ""
    other_phone: str = ""


def sight_of(member: Member | None, homecoming_id: int) -> Sight | None:
    """For her who goes, and for her friend while they meet, unless she has said that she can't; None for everyone else."""
    whole = Homecoming.objects.select_related("member__lab", "friend__lab", "order__shop__member", "order__listing")
    found = whole.select_related("order__member", "order__guest", "order__slot").filter(pk=homecoming_id).first()
    if member is None or found is None:
        return None
    if found.member_id == member.pk:
        return Sight(found, True, *(_other(found) if found.is_open else ()))
    if found.friend_id != member.pk or found.state == State.DECLINED or not meet(found):
        return None
    if not found.is_open:
        return Sight(found, False)
    name, phone = _other(found)
    return Sight(found, False, name, phone if found.state == State.MISSED else "")


def meet(homecoming: Homecoming) -> bool:
    """Whether no block stands between the two, who are both here."""
    pair = homecoming.member_id, homecoming.friend_id
    here = Member.objects.active().vouched().filter(pk__in=pair).count() == len(pair)
    return here and not Block.objects.filter(by__in=pair, member__in=pair).exists()


@door("marketplace.homecoming")
def may_follow_homecoming(member: Member | None, number: str) -> bool:
    """The two of them."""
    return sight_of(member, int(number)) is not None


@describes("marketplace.homecoming")
def describe_homecomings(numbers: Collection[str]) -> dict[str, Thing]:
    found = Homecoming.objects.filter(pk__in=ids_in(numbers)).values_list("pk", flat=True)
    return {str(pk): Thing(_("The way home"), reverse("orders:homecoming", args=[pk])) for pk in found}


def _other(homecoming: Homecoming) -> tuple[str, str]:
    """The first name of whom she meets, and the number there is."""
    order = homecoming.order
    if order.shop.member_id == homecoming.member_id:
        customer = order.customer
        name, phone = getattr(customer, "name", ""), order.guest.phone if order.guest else ""
    else:
        name, phone = order.shop.title, order.shop.phone
        return name, phone
    return (name.split() or [""])[0], phone
