"""What a venture's page says of how its women share, and of their money."""

from django.http import HttpRequest

from marketplace.boards.may import Role, works_in
from marketplace.boards.models import Venture
from marketplace.boards.sections import section_of_venture, turn_in_venture

from .agreement_pages import FACTS
from .facts import OF_POSTINGS
from .picturing import picture_of
from .streams import ledger_stream
from .turns import standing_of, turn_to_agree
from .venture_section import money_in, turn_to_confirm


def show_agreement(request: HttpRequest, venture: Venture, role: Role) -> dict[str, object] | None:
    """The way to the agreement, and how it stands; not for guests, nor for her who is alone in it."""
    if not works_in(role):
        return None
    at = standing_of(venture)
    if len(at.partners) < 2 and not at.in_force:
        return None
    return {"venture": venture, "at": at, "picture": picture_of(at.in_force) if at.in_force else None}


section_of_venture("ledger/_section.html", show_agreement, stream=ledger_stream, facts=FACTS)
section_of_venture("ledger/_venture_money.html", money_in, stream=ledger_stream, facts=" ".join(OF_POSTINGS))
turn_in_venture(turn_to_agree)
turn_in_venture(turn_to_confirm)
