"""What a venture's own page says to those who share in it: how they share, what is hers of the money, and the year as a picture."""

from typing import Any

from django.http import HttpRequest

from commons.people.models import Member
from commons.ui.addresses import number
from marketplace.boards.may import Role, works_in
from marketplace.boards.models import Venture
from marketplace.boards.sections import Told, tells_in_venture

from .agreed import Standing, standing_of
from .drawing import year_drawn
from .facts import OF_AGREEMENTS, OF_POSTINGS
from .picturing import picture_of
from .reading import balance_of, given_to, waiting_for, year_of, years_of
from .saying import question_of
from .streams import ledger_stream
from .turns import turn_to_agree, turn_to_confirm


def tell(request: HttpRequest, member: Member, venture: Venture, role: Role | None) -> Told:
    """Both sections, and whose word is waited for. To who has left or only looks on, what is still hers, and nothing else."""
    if not works_in(role):
        return _told_outside(member, venture)
    at = standing_of(venture)
    waiting = waiting_for(venture, member, at.partners)
    turns = (turn_to_agree(at, member), turn_to_confirm(waiting, member, venture))
    money = {
        "venture": venture,
        "member": member,
        "waiting": waiting.n,
        "hers": balance_of(venture, member),
        **_year(request, venture, member),
    }
    return Told([turn for turn in turns if turn], [*_agreement(at), ("ledger/_money_section.html", money)])


def _told_outside(member: Member, venture: Venture) -> Told:
    balance, given = balance_of(venture, member), given_to(venture, member)
    if not (balance.hers or balance.holds or given):
        return Told()
    said = [(posting, question_of(posting, member)) for posting in given]
    return Told(sections=[("ledger/_left_section.html", {"balance": balance, "given": said})])


def _agreement(at: Standing) -> list[tuple[str, dict[str, Any]]]:
    """The way to it, and how it stands; not for her who is alone in it."""
    if len(at.partners) < 2 and not at.in_force:
        return []
    picture = picture_of(at.in_force) if at.in_force else None
    return [("ledger/_agreement_section.html", {"venture": at.venture, "at": at, "picture": picture})]


def _year(request: HttpRequest, venture: Venture, member: Member) -> dict[str, Any]:
    """The last, or the one asked for."""
    years = years_of(venture)
    asked = number(request.GET.get("year"))
    which = asked if asked in years else next(iter(years), None)
    if which is None:
        return {}
    year = year_of(venture, which)
    women = Member.objects.in_bulk(year.earned)
    earned = sorted(((women[pk], amount) for pk, amount in year.earned.items() if amount), key=_hers_first(member))
    return {"years": years, "which": which, "year": year, "drawn": year_drawn(year), "earned": earned}


def _hers_first(member: Member) -> Any:
    return lambda one: (one[0] != member, -one[1], one[0].pk)


tells_in_venture(tell, stream=ledger_stream, facts=" ".join((*OF_AGREEMENTS, *OF_POSTINGS)))
