"""What the page of an agreement shows, in a number of queries that doesn't grow with what was agreed before."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.people.models import Member
from commons.ui.addresses import number
from marketplace.boards.models import Venture

from ..agreed import standing_of
from ..facts import OF_AGREEMENTS
from ..models import Agreement
from ..picturing import picture_of
from ..reading import book_of, stuck_in
from ..streams import ledger_stream
from ..turns import turn_of

A_PAGE = 20
FACTS = " ".join(OF_AGREEMENTS)


def page_of(request: HttpRequest, member: Member, venture: Venture, refused: Refused | None = None) -> dict[str, Any]:
    """The one that waits, where one does, and the one in force; below them those before, some at a time.

    What is fetched again says which waited when she opened the page (`seen`): to another she agrees only once she has looked at it.
    """
    upto = head(ledger_stream(venture.pk))
    at = standing_of(venture)
    in_force = at.in_force
    shown = [one.pk for one in (in_force, at.waits) if one]
    before = Agreement.objects.filter(venture=venture).exclude(pk__in=shown).select_related("made_by").order_by("-number")
    if (below := number(request.GET.get("before"))) is not None:
        before = before.filter(number__lt=below)
    seen = number(request.GET.get("seen"))
    others = list(before[: A_PAGE + 1])
    undivided = stuck_in(venture, in_force) if in_force else book_of(venture).undivided
    return {
        "venture": venture,
        "member": member,
        "at": at,
        "turn": turn_of(at, member),
        "offered": at.waits,
        "is_another": at.waits is not None and seen not in (None, at.waits.pk),
        "offered_picture": picture_of(at.waits) if at.waits else None,
        "in_force": in_force,
        "picture": picture_of(in_force) if in_force else None,
        "undivided": undivided,
        "spent": -undivided,
        "before": others[:A_PAGE],
        "older": others[A_PAGE - 1].number if len(others) > A_PAGE else None,
        "talk": reverse("chat:about", args=[venture.stream]),
        "refused": refused.message if refused else "",
        "stream": ledger_stream(venture.pk),
        "head": upto,
        "facts": FACTS,
    }
