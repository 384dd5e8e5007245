"""A coordinator's desk: the orders of her labs that the two can't settle alone, the oldest trouble first."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.notify.models import Notice
from commons.people.may import COORDINATOR, is_here
from commons.people.models import Lab, Member, Role
from marketplace.catalog.models import Listing

from .elqr import Code, parse
from .fulfilment import State
from .may import may_settle
from .models import BusinessCode, Order
from .models.orders import OrderQuerySet

MOST, MOST_FRESH = 100, 20
FRESH = timedelta(days=14)
WAITED = ("dispute", "refuse_to_cancel", "let_proposal_lapse", "cancel_overdue")  # the lines after which, or instead of which, she settles


@dataclass(frozen=True)
class Case:
    """An order that waits for her: why, and since when."""

    order: Order
    why: str
    days: int

    @property
    def age(self) -> str:
        if self.days <= 0:
            return _("today")
        return ngettext("for %(n)s day", "for %(n)s days", self.days) % {"n": self.days}


@dataclass(frozen=True)
class Declared:
    """A shop's QR that only she who has it knows to be a business's, and what stands in it."""

    kept: BusinessCode
    read: Code


def sits_at_desk(member: Member) -> bool:
    """Who has one: coordinators and staff, while they are here."""
    return is_here(member) and (member.is_staff or member.has_role(COORDINATOR))


def may_look_back(member: Member, order: Order) -> bool:
    """Whether she who may settle it sees how it came out: it waited for her once, by what the two did or as she was told."""
    waited = order.steps.filter(name__in=WAITED).exists()
    return may_settle(member, order) and (waited or Notice.objects.filter(to=member.actor, about=order.stream).exists())


def cases_for(member: Member) -> list[Case]:
    """Disputes first, then what is late, then proposals that came to nothing; of her labs alone, staff of all."""
    orders = _hers(member).select_related("listing", "shop__member", "shop__lab", "guest", "member", "lab").order_by("moved_at", "pk")
    cases = [_case(order) for order in orders[:MOST]]
    return sorted(cases, key=lambda case: (case.order.state != State.DISPUTED, -case.days, case.order.pk))


def how_many_for(member: Member) -> int | None:
    """How many wait for her; None where she has no desk."""
    return _hers(member).count() if sits_at_desk(member) else None


def labs_of(member: Member) -> list[Lab]:
    """Those she looks after; staff after all."""
    labs = Lab.objects.order_by("pk")
    return list(labs if member.is_staff else labs.filter(roles__member=member, roles__kind=COORDINATOR))


def fresh_listings(member: Member) -> list[Listing]:
    """What came onto the market of her labs lately, the newest first: she is the first to look whether it belongs there."""
    since = timezone.now() - FRESH
    hers = Listing.objects.public().met_by(member).filter(lab__in=labs_of(member), published_at__gt=since)
    found = hers.for_cards().select_related("shop__lab")
    return list(found.exclude(shop__member=member).order_by("-published_at", "-pk")[:MOST_FRESH])


def declared_codes(member: Member) -> list[Declared]:
    """The QR of makers of her labs of which they said themselves that it is a business's, the newest first: she looks whether it is."""
    codes = BusinessCode.objects.filter(declared_at__isnull=False, shop__lab__in=labs_of(member)).exclude(shop__member=member)
    return [Declared(code, parse(code.link)) for code in codes.select_related("shop__member", "shop__lab").order_by("-declared_at")[:MOST]]


def _hers(member: Member) -> OrderQuerySet:
    orders = Order.objects.stuck().exclude(Q(shop__member=member) | Q(member=member) | Q(helper=member))
    if member.is_staff:
        return orders
    labs = [role.lab_id for role in member.roles.all() if role.kind == COORDINATOR]
    leads = Role.objects.filter(lab=OuterRef("lab"), kind=COORDINATOR)
    a_side_leads = Exists(leads.filter(member=OuterRef("shop__member"))) | Exists(leads.filter(member=OuterRef("member")))
    return orders.filter(Q(lab__in=labs) | Q(a_side_leads)) if labs else orders.none()


def _case(order: Order) -> Case:
    if order.state == State.DISPUTED:
        return Case(order, _("There is a problem"), (timezone.now() - order.moved_at) // timedelta(days=1))
    if order.is_overdue and order.due_on:
        return Case(order, _("It is late"), (timezone.localdate() - order.due_on).days)
    return Case(order, _("They don't agree whether to cancel it"), (timezone.now() - order.moved_at) // timedelta(days=1))
