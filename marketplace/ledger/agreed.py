"""Which agreement counts: now, at some time, for an order."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from commons.people.models import Member
from marketplace.boards.models import Partner, Venture
from marketplace.boards.streams import venture_of
from marketplace.orders.models import Order

from .models import Agreement, OrderSplit

LONG = timedelta(days=14)  # who may not come in for so long holds up nobody


@dataclass(frozen=True)
class Standing:
    """What is agreed in a venture and what waits; read once for all that is shown of it."""

    venture: Venture
    partners: Collection[int]
    in_force: Agreement | None
    offered: Agreement | None
    has_lapsed: bool  # all had agreed, but somebody has come or gone since

    @property
    def waits(self) -> Agreement | None:
        """The one offered, where those who would share by it are those who are in it."""
        return self.offered if self.offered and self.offered.members == self.partners else None

    @property
    def awaited(self) -> list[Member]:
        """Who hasn't said yet whether she agrees to it."""
        offered = self.waits
        return [part.member for part in offered.parts.all() if part.member_id not in offered.agreed] if offered else []


def standing_of(venture: Venture) -> Standing:
    """Both agreements with all that is shown of them: the last offered, and the last that all had agreed to, in one reading."""
    its, partners = Agreement.objects.filter(venture=venture), partners_at(venture)
    last, agreed = its.order_by("-number").values("pk")[:1], its.in_force().values("pk")[:1]
    found = list(Agreement.objects.whole().filter(Q(pk__in=last) | Q(pk__in=agreed)).order_by("-number"))
    in_force = next((one for one in found if one.is_in_force), None)
    offered = next((one for one in found if not one.is_in_force), None)
    counts = in_force is not None and _counts(in_force, partners)
    return Standing(venture, partners, in_force if counts else None, offered, has_lapsed=in_force is not None and not counts)


def agreement_in_force(venture: Venture | int, at: datetime | None = None) -> Agreement | None:
    """The last that all had agreed to by then, if those who share by it are those who were in the venture; else none.

    Who may not come in for long shares by it until the others agree anew.
    """
    agreement = Agreement.objects.in_force(at).filter(venture=venture).prefetch_related("parts").first()
    return agreement if agreement and _counts(agreement, partners_at(venture, at), at) else None


def agreement_offered(venture: Venture | int) -> Agreement | None:
    """The one that waits for somebody's word: offered last, and not in force. Who has come or gone since makes it wait in vain."""
    last = Agreement.objects.whole().filter(venture=venture).order_by("-number").first()
    return last if last and not last.is_in_force else None


def ended_at(agreement: Agreement) -> datetime | None:
    """When another came into force instead; None where none did, or this one never was."""
    if agreement.in_force_at is None:
        return None
    after = Agreement.objects.filter(venture=agreement.venture_id, in_force_at__gt=agreement.in_force_at)
    return after.order_by("in_force_at").values_list("in_force_at", flat=True).first()


def partners_at(venture: Venture | int, at: datetime | None = None) -> set[int]:
    """The members who were in it then and have a word in it, without its guests.

    Whose account is gone for good holds up nobody, nor who may not come in for long: they count as those who left.
    """
    suspended_since = (at or timezone.now()) - LONG
    return _in_it(venture, at, Q(member__suspended_at=None) | Q(member__suspended_at__gt=suspended_since))


def _counts(agreement: Agreement, partners: Collection[int], at: datetime | None = None) -> bool:
    return agreement.members == partners or set(partners) <= agreement.members <= _in_it(agreement.venture_id, at)


def _in_it(venture: Venture | int, at: datetime | None, *only: Q) -> set[int]:
    partners = Partner.objects.filter(*only, venture=venture, member__is_active=True).exclude(role=Partner.Role.GUEST)
    then = partners.filter(Q(left_at=None) | Q(left_at__gt=at), works_since__lte=at) if at else partners.standing()
    return set(then.values_list("member_id", flat=True))


def agreement_for(order: Order) -> Agreement | None:
    """By which its money is divided: that in force when it was placed; where there was none, the first that came into force after.

    Once found it is kept, and doesn't change with who comes and goes. None: its money waits, undivided.
    """
    split = OrderSplit.objects.select_related("agreement").filter(order=order).first()
    return split.agreement if split else agreement_at(venture_id_of(order), order.placed_at)


def agreement_at(venture: Venture | int | None, at: datetime) -> Agreement | None:
    """The same for anything of that time."""
    if venture is None:
        return None
    after = Agreement.objects.filter(venture=venture, in_force_at__gt=at).order_by("in_force_at", "number")
    return agreement_in_force(venture, at) or after.first()


def venture_id_of(order: Order) -> int | None:
    """Whose shop it was ordered at; None at a woman's own."""
    return venture_of(order.shop.venture)
