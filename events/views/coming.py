"""Taking a seat, with name and phone or as a member by one tap; in line where none is left.

Who typed a number that has a seat is told what everyone is told whose link goes to her number (decision 42).
"""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commons.journal.refusals import Refused
from commons.people.details import GuestDetails
from commons.people.guards import private, refusal
from commons.people.models import Member
from commons.people.passes import carry
from commons.people.viewer import member_of

from ..actions import ask_for_link, take_seat
from ..forms.seats import SeatForm
from ..models import Gathering, Seat
from ..pages import gathering_page
from ..refusals import HasSeat
from ..seeing import find_gathering, hers
from .public import closed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """What was typed stays in the form, with the sentence beside its field. Looked at, it says how her link comes to her."""
    try:
        gathering = find_gathering(request, gathering_id)
    except Http404:
        return closed(request)
    if request.method != "POST":
        return private(render(request, "events/asked.html", {"gathering": gathering}))
    member = member_of(request)
    form = SeatForm(request.POST, is_known=member is not None)
    if not form.is_valid():
        return _again(request, gathering, form, 422)
    said = form.cleaned_data
    visitor = member or GuestDetails(said["name"], said["phone"], request.LANGUAGE_CODE or "ky")
    if (seat := _hers(request, gathering, visitor)) is not None:
        return redirect("events:seat", gathering.pk, seat.pk)
    if _would_wait_untold(gathering, said):
        form.add_error("party", _why_she_would_wait(gathering.left))
        return _again(request, gathering, form, 409, waits=True)
    try:
        seated = take_seat(gathering, visitor, said["party"], _key_for(visitor, said["key"]))
    except HasSeat:
        return link_follows(request, gathering, said["phone"]) if member is None else redirect("events:gathering", gathering.pk)
    except Refused as refused:
        if refused.code in ("slow_down", "forbidden"):
            return refusal(request, refused)
        form.add_error("party" if refused.code == "invalid" else None, str(refused.message))
        return _again(request, gathering, form, 409 if refused.code == "conflict" else 422)
    if seated.link is not None:
        carry(request, seated.link)
    elif member is None:
        return _link_follows(request, gathering, said["phone"])
    return redirect("events:seat", gathering.pk, seated.seat.pk)


def link_follows(request: HttpRequest, gathering: Gathering, phone: str) -> HttpResponse:
    """For who typed a number that has a seat, and whose this browser isn't: as if it had none, where the gathering is discreet."""
    ask_for_link(gathering, phone)
    return _link_follows(request, gathering, phone)


def _link_follows(request: HttpRequest, gathering: Gathering, phone: str) -> HttpResponse:
    messages.success(request, _("The link goes to %(phone)s.") % {"phone": phone})
    return redirect("events:come", gathering.pk)


def _hers(request: HttpRequest, gathering: Gathering, visitor: Member | GuestDetails) -> Seat | None:
    """The seat she has already, where this browser may open it."""
    seats = Seat.objects.standing().filter(hers(request), gathering=gathering)
    return seats.filter(who=visitor.phone if isinstance(visitor, GuestDetails) else visitor.actor).first()


def _would_wait_untold(gathering: Gathering, said: dict[str, Any]) -> bool:
    """Whether her page had told her of places that aren't left. Where it counts none it has told her that she may wait.

    Who brings more than there will ever be places for can't wait, and isn't asked to.
    """
    if gathering.is_discreet or said["waits"] or not gathering.is_open or said["party"] > gathering.capacity:
        return False
    return gathering.left < said["party"] and not Seat.objects.filter(key=said["key"]).exists()


def _key_for(visitor: Member | GuestDetails, key: UUID) -> UUID:
    """The form's; another one where it was used for a woman before her on the same phone."""
    who = visitor.phone if isinstance(visitor, GuestDetails) else visitor.actor
    return uuid4() if Seat.objects.filter(key=key).exclude(who=who).exists() else key


def _why_she_would_wait(left: int) -> str:
    """Said before she waits, where her page still said that there is room."""
    if not left:
        return _("The last places have just gone. Press once more, and you wait in line.")
    few = ngettext("Only %(n)s place is left.", "Only %(n)s places are left.", left) % {"n": left}
    return few + " " + _("Come with fewer, or press once more, and you wait in line together.")


def _again(request: HttpRequest, gathering: Gathering, form: SeatForm, status: int, waits: bool = False) -> HttpResponse:
    gathering.refresh_from_db()
    context = gathering_page(request, gathering, form=form, waits=waits or form["waits"].value() in ("1", "True", True))
    return private(render(request, "events/gathering.html", context, status=status))
