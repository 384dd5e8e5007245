"""How a view answers: a script gets the ack or nack object of the socket, a form a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from commons.journal.refusals import Refused
from commons.ui.errors import come_again

STATUS = {"forbidden": 403, "read_only": 403, "invalid": 422, "too_long": 422, "slow_down": 429, "busy": 503, "conflict": 409}


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def done(request: HttpRequest, stream: str, seq: int | None, back: str) -> HttpResponse:
    """The ack, or back to a page."""
    if wants_json(request):
        return JsonResponse({"op": "ack", "key": request.POST.get("key"), "stream": stream, "seq": seq})
    return redirect_after_post(back)


def redirect_after_post(back: str) -> HttpResponse:
    answer = redirect(back)
    answer.status_code = 303
    return answer


def page_or_nack(request: HttpRequest, refusal: Refused, page: Callable[..., HttpResponse]) -> HttpResponse:
    """A refusal where a page can say it beside the field; what is forbidden has no page."""
    if wants_json(request) or STATUS[refusal.code] == 403:
        raise refusal
    return page(refusal=refusal)


def nack(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The refusal as the socket says it."""
    body = {
        "op": "nack",
        "key": request.POST.get("key"),
        "code": refusal.code,
        "retry_in": refusal.retry_in,
        "message": str(refusal.message),
    }
    return with_status(JsonResponse(body), refusal)


def with_status(answer: HttpResponse, refusal: Refused) -> HttpResponse:
    """The answer with the refusal's status, and when to come again."""
    answer.status_code = STATUS[refusal.code]
    return come_again(answer, refusal.retry_in or 1) if answer.status_code in (429, 503) else answer
