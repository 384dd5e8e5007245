"""Whose money it is: its partners and stewards come in, and nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from commons.journal.refusals import Refused
from commons.people.guards import for_members
from commons.people.models import Member
from marketplace.boards.models import Venture
from marketplace.boards.views.asking import DEEDS

from ..may import may_keep

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Member, Venture, P], HttpResponse]
Guarded = Callable[Concatenate[HttpRequest, int, P], HttpResponse]


def for_sharers(view: View[P]) -> Guarded[P]:
    """Call the view with the venture, for her who shares in it. What isn't hers and what isn't there are forbidden alike."""

    @wraps(view)
    def shared(request: HttpRequest, member: Member, venture_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        venture = Venture.objects.select_related("lab").filter(pk=venture_id).first()
        if venture is None or not may_keep(member, venture):
            raise Refused("forbidden")
        return view(request, member, venture, *args, **kwargs)

    return never_cache(for_members(shared, DEEDS))
