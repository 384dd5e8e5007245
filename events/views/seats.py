"""Her seat's page: whose turn it is, and all that she can do with it."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.journal.reading import heads
from commons.journal.refusals import Refused
from commons.notify.actions import see
from commons.people.guards import lead_to_sign_in, private, refusal
from commons.people.limits import Limit, take
from commons.people.passes import carry

from ..actions import change_party, give_up_seat, hold_offer, take_offer, take_seat
from ..forms.seats import PartyForm
from ..models import Seat
from ..pages import seat_page
from ..refusals import Full
from ..seeing import Seen, seat_seen
from ..streams import gathering_stream, seat_stream
from .asking import key_of

P = ParamSpec("P")
DEEDS = Limit("deeds with a seat", 60, timedelta(minutes=10))


def for_her(
    view: Callable[Concatenate[HttpRequest, Seen, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, int, int, P], HttpResponse]:
    """Call the view with the seat where it is hers; of one that has moved meanwhile she gets the fresh page, with the sentence."""

    @wraps(view)
    def guarded(request: HttpRequest, gathering_id: int, seat_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        seen = seat_seen(request, gathering_id, seat_id)
        if seen is None:
            return closed(request)
        try:
            if request.method == "POST":
                take((DEEDS, seen.who.actor))
            return private(view(request, seen, *args, **kwargs))
        except Refused as refused:
            return _fresh(request, seen, refused) if refused.code == "conflict" else refusal(request, refused)

    return guarded


@never_cache
@require_safe
def show_seat(request: HttpRequest, gathering_id: int, seat_id: int) -> HttpResponse:
    """The whole page; and that she has looked: an offer has reached her now, if it hadn't before."""
    return _show(request, gathering_id, seat_id, "events/seat.html")


@never_cache
@require_safe
def show_now(request: HttpRequest, gathering_id: int, seat_id: int) -> HttpResponse:
    """The part of it that changes."""
    return _show(request, gathering_id, seat_id, "events/_seat_now.html")


@never_cache
@require_POST
@for_her
def change(request: HttpRequest, seen: Seen) -> HttpResponse:
    """ "We are two": with how many she comes."""
    form = PartyForm(request.POST)
    if form.is_valid():
        try:
            change_party(seen.seat, form.cleaned_data["party"])
        except Refused as refused:
            if not isinstance(refused, Full) and refused.code != "invalid":
                raise
            form.add_error("party", str(refused.message))
        else:
            messages.success(request, _("Kept."))
            return redirect("events:seat", seen.gathering.pk, seen.seat.pk)
    return render(request, "events/seat.html", seat_page(seen.afresh(), form=form), status=422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_her
def release(request: HttpRequest, seen: Seen) -> HttpResponse:
    """ "I can't come": asked once."""
    if seen.seat.state in Seat.STANDING and seen.gathering.is_open:
        if request.method != "POST":
            return render(request, "events/release.html", {"seat": seen.seat, "gathering": seen.gathering})
        give_up_seat(seen.seat)
    return redirect("events:seat", seen.gathering.pk, seen.seat.pk)


@never_cache
@require_POST
@for_her
def take_what_is_offered(request: HttpRequest, seen: Seen) -> HttpResponse:
    """She comes. Pressed twice it is once."""
    if seen.seat.state != Seat.State.TAKEN:
        take_offer(seen.seat)
    return redirect("events:seat", seen.gathering.pk, seen.seat.pk)


@never_cache
@require_POST
@for_her
def ask_again(request: HttpRequest, seen: Seen) -> HttpResponse:
    """As the same woman, after she had given up or didn't answer in time; in line where her page had told her that she would wait."""
    seated = take_seat(seen.gathering, seen.who, seen.seat.party, key_of(request), may_wait="waits" in request.POST)
    if seated.link is not None:
        carry(request, seated.link)
    return redirect("events:seat", seen.gathering.pk, seated.seat.pk)


def closed(request: HttpRequest) -> HttpResponse:
    """For whoever it isn't, and for what isn't there, alike."""
    sign_in = "" if request.user.is_authenticated or request.method == "POST" else lead_to_sign_in(request)["Location"]
    return private(render(request, "events/seat_closed.html", {"sign_in": sign_in}, status=403))


def _show(request: HttpRequest, gathering_id: int, seat_id: int, template: str) -> HttpResponse:
    reached = heads([seat_stream(seat_id), gathering_stream(gathering_id)])
    seen = seat_seen(request, gathering_id, seat_id)
    if seen is None:
        return closed(request)
    see(seen.who.actor, seen.seat.stream, reached[seen.seat.stream])
    if seen.seat.state == Seat.State.OFFERED and seen.seat.offer_ends_at is None:
        hold_offer(seen.seat.pk)
        seen = seen.afresh()
    return private(render(request, template, seat_page(seen, reached)))


def _fresh(request: HttpRequest, seen: Seen, refused: Refused) -> HttpResponse:
    return private(render(request, "events/seat.html", seat_page(seen.afresh(), refused=refused), status=409))
