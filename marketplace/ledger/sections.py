"""What a venture's own page says to those who share in it: how they share, what is hers of the money, and the year as a picture."""

from typing import Any

from django.http import HttpRequest

from commons.people.models import Member
from commons.ui.addresses import number
from marketplace.boards.may import Role, works_in
from marketplace.boards.models import Venture
from marketplace.boards.sections import section_of_venture, turn_in_venture

from .drawing import year_drawn
from .facts import OF_AGREEMENTS, OF_POSTINGS
from .picturing import picture_of
from .reading import balance_of, waiting_for, year_of, years_of
from .streams import ledger_stream
from .turns import standing_of, turn_to_agree, turn_to_confirm


def show_agreement(request: HttpRequest, venture: Venture, role: Role) -> dict[str, object] | None:
    """The way to the agreement, and how it stands; not for guests, nor for her who is alone in it."""
    if not works_in(role):
        return None
    at = standing_of(venture)
    if len(at.partners) < 2 and not at.in_force:
        return None
    return {"venture": venture, "at": at, "picture": picture_of(at.in_force) if at.in_force else None}


def show_money(request: HttpRequest, venture: Venture, role: Role) -> dict[str, Any] | None:
    """The way to the money, and a year of it: the last, or the one asked for. Not for guests."""
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


def _hers_first(member: Member) -> Any:
    return lambda one: (one[0] != member, -one[1], one[0].pk)


section_of_venture("ledger/_agreement_section.html", show_agreement, stream=ledger_stream, facts=" ".join(OF_AGREEMENTS))
section_of_venture("ledger/_money_section.html", show_money, stream=ledger_stream, facts=" ".join(OF_POSTINGS))
turn_in_venture(turn_to_agree)
turn_in_venture(turn_to_confirm)
