"""How much waits for her, beside the ways on her own page."""

from django.db.models import Q
from django.http import HttpRequest

from commons.people.models import Member
from marketplace.catalog.models import Shop

from .desk import how_many_for
from .makers_day import how_many_wait
from .models import Order
from .words import WAITS_FOR_CUSTOMER


def in_her_day(request: HttpRequest) -> int | None:
    """Of her shop's orders; None without a shop."""
    member = request.user
    return how_many_wait(member) if isinstance(member, Member) and Shop.objects.filter(member=member).exists() else None


def of_what_she_ordered(request: HttpRequest) -> int:
    """Of those of her account: prices to answer, what she is to say has come, and what she paid that wasn't found."""
    member = request.user
    waits = Q(state__in=WAITS_FOR_CUSTOMER) | Q(has_missed=True)
    return Order.objects.with_missed().filter(waits, member=member).count() if isinstance(member, Member) else 0


def at_her_desk(request: HttpRequest) -> int | None:
    """Of what two can't settle; None where she is no coordinator."""
    return how_many_for(request.user) if isinstance(request.user, Member) else None
