"""Scanned in the room: who has a seat is checked in, who has none takes one and is; guests of a discreet one tell the host their names."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commons.journal.refusals import Refused
from commons.people.answers import with_status
from commons.people.details import GuestDetails
from commons.people.guards import private, refusal
from commons.people.models import Member
from commons.people.passes import carry
from commons.people.viewer import member_of
from commons.ui.addresses import number

from ..actions import check_herself_in, take_seat
from ..actions.checking_in import check_entered
from ..forms.seats import SeatForm
from ..models import Gathering, Seat
from ..refusals import Full, HasSeat
from ..room import is_room_code, room_address, room_picture
from ..seeing import find_gathering, hers
from ..sharing import where_it_is
from .asking import for_hosts
from .coming import link_follows
from .public import closed


@require_safe
@for_hosts
def show_code(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """The QR to show or to print, for those who hold it."""
    context = {"gathering": gathering, "where": where_it_is(gathering), "picture": room_picture(gathering)}
    return render(request, "events/host/room.html", {**context, "address": room_address(gathering).partition("://")[2]})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, gathering_id: int, code: str) -> HttpResponse:
    """One tap, or none with a script, where she has a seat; else name and phone. Of several who share a phone each taps her name."""
    try:
        gathering = find_gathering(request, gathering_id)
    except Http404:
        return closed(request)
    if not is_room_code(gathering, code):
        return private(render(request, "events/room_closed.html", {"gathering": gathering}, status=404))
    try:
        check_entered(gathering)
    except Refused as refused:
        return private(render(request, "events/room_closed.html", {"gathering": gathering, "refused": refused.message}, status=409))
    seats = list(Seat.objects.standing().whole().filter(hers(request), gathering=gathering).order_by("pk"))
    absent = [seat for seat in seats if seat.came_at is None]
    if not seats:
        return _walk_in(request, gathering) if request.method == "POST" else _show(request, gathering)
    if not absent:
        return redirect("events:seat", gathering.pk, seats[-1].pk)
    if request.method != "POST":
        return _show(request, gathering, absent)
    asked = number(request.POST.get("seat"))
    seat = next((one for one in absent if one.pk == asked and one.state in Seat.HOLDING), None)
    return _come_in(request, gathering, absent, seat) if seat else _show(request, gathering, absent, status=409)


def _come_in(request: HttpRequest, gathering: Gathering, absent: Sequence[Seat], seat: Seat) -> HttpResponse:
    try:
        check_herself_in(seat, seat.holder)
    except Refused as refused:
        return with_status(_show(request, gathering, absent, refused=refused), refused)
    return redirect("events:seat", gathering.pk, seat.pk)


def _walk_in(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """A seat and there, at once; never in line: she stands in the room."""
    member = member_of(request)
    if member is None and gathering.is_discreet:
        return _show(request, gathering, status=409)
    form = SeatForm(request.POST, is_known=member is not None)
    if not form.is_valid():
        return _show(request, gathering, form=form, status=422)
    said = form.cleaned_data
    visitor = member or GuestDetails(said["name"], said["phone"], request.LANGUAGE_CODE or "ky")
    try:
        seated = take_seat(gathering, visitor, said["party"], said["key"], may_wait=False)
    except Refused as refused:
        return _not_seated(request, gathering, form, member, refused)
    if seated.link is not None:
        carry(request, seated.link)
    return _come_in(request, gathering, [seated.seat], seated.seat)


def _not_seated(request: HttpRequest, gathering: Gathering, form: SeatForm, member: Member | None, refused: Refused) -> HttpResponse:
    if refused.code in ("slow_down", "forbidden"):
        return refusal(request, refused)
    if isinstance(refused, HasSeat):
        return redirect(request.path) if member else link_follows(request, gathering, form.cleaned_data["phone"])
    if isinstance(refused, Full):
        gathering.refresh_from_db()
        return _show(request, gathering, form=form, status=409, few=str(refused.message) if refused.left else "")
    form.add_error(None, str(refused.message))
    return _show(request, gathering, form=form, status=422)


def _show(request: HttpRequest, gathering: Gathering, seats: Sequence[Seat] = (), status: int = 200, **said: Any) -> HttpResponse:
    form = said.pop("form", None) or SeatForm(is_known=member_of(request) is not None, initial={"key": uuid4(), "party": 1})
    refused, placed = said.pop("refused", None), [seat for seat in seats if seat.state in Seat.HOLDING]
    context = {
        "gathering": gathering,
        "seats": placed,
        "waits": bool(seats) and not placed,
        "form": form,
        "by_link": gathering.is_discreet and member_of(request) is None,
        "refused": refused.message if refused else "",
        **said,
    }
    return private(render(request, "events/room.html", context, status=status))
