"""What a venture's own page says of its money, to those who share in it: what is hers, and the year as a picture."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.people.models import Member
from commons.ui.addresses import number
from marketplace.boards.may import Role, works_in
from marketplace.boards.models import Venture
from marketplace.boards.turns import Turn

from .drawing import year_drawn
from .reading import balance_of, waiting_for, year_of, years_of
from .saying import question_of


def money_in(request: HttpRequest, venture: Venture, role: Role) -> dict[str, Any] | None:
    """None for guests."""
    member = request.user
    if not works_in(role) or not isinstance(member, Member):
        return None
    years = years_of(venture)
    asked = number(request.GET.get("year"))
    which = asked if asked in years else next(iter(years), None)
    year = year_of(venture, which) if which else None
    women = Member.objects.in_bulk(year.earned) if year else {}
    return {
        "venture": venture,
        "member": member,
        "hers": balance_of(venture, member),
        "waiting": len(waiting_for(venture, member)),
        "years": years,
        "which": which,
        "year": year,
        "drawn": year_drawn(year) if year else None,
        "earned": sorted(((women[pk], sum_) for pk, sum_ in year.earned.items() if sum_), key=_hers_first(member)) if year else [],
    }


def turn_to_confirm(member: Member, venture: Venture) -> Turn | None:
    """For the same page: what of the money waits for her word."""
    waiting = waiting_for(venture, member)
    if not waiting:
        return None
    page = reverse("ledger:money", args=[venture.pk])
    return Turn("hers", _("Your turn"), question_of(waiting[0], member), _("Is it so?"), "go", url=page, word=_("Look at it"))


def _hers_first(member: Member) -> Any:
    return lambda one: (one[0] != member, -one[1], one[0].pk)
