"""In which browsers she is told: asked for by `<push-switch>`, of a member or of a guest by her private link."""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from commons.journal.refusals import Refused
from commons.people.guards import private
from commons.people.limits import Limit, take

from ..actions import subscribe, unsubscribe
from ..browsers import actor_at, closes_after_her

SWITCHES = Limit("push switches", 40, timedelta(hours=1))  # of one person: each asks the database for more than a look
STATUS = {"forbidden": 403, "slow_down": 429}


@require_POST
def switch_on(request: HttpRequest) -> HttpResponse:
    """From now on she is told in this browser, in its language: `endpoint`, `p256dh`, `auth`; `stream` where she is a guest."""

    def act(actor: str, endpoint: str) -> None:
        if closes_after_her(request):
            raise Refused("forbidden")
        keys = request.POST.get("p256dh", ""), request.POST.get("auth", "")
        subscribe(actor, request.session.session_key or "", endpoint, *keys, language=request.LANGUAGE_CODE)

    return _answer(request, act)


@require_POST
def switch_off(request: HttpRequest) -> HttpResponse:
    """No more in this browser."""
    return _answer(request, unsubscribe)


def _answer(request: HttpRequest, act: Callable[[str, str], None]) -> HttpResponse:
    actor = actor_at(request, request.POST.get("stream", ""))
    try:
        if actor is None:
            raise Refused("forbidden")
        take((SWITCHES, actor))
        act(actor, request.POST.get("endpoint", ""))
    except Refused as refused:
        said = {"op": "nack", "code": refused.code, "retry_in": refused.retry_in, "message": str(refused.message)}
        return private(JsonResponse(said, status=STATUS.get(refused.code, 400)))
    return private(JsonResponse({"op": "ack"}))
