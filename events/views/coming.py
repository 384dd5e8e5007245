"""Taking a seat, with name and phone or as a member by one tap; in line where none is left."""

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from commons.journal.refusals import Refused
from commons.people.details import GuestDetails
from commons.people.guards import private, refusal
from commons.people.models import Member
from commons.people.passes import carry
from commons.people.viewer import member_of

from ..actions import take_seat
from ..forms.seats import SeatForm
from ..models import Gathering, Seat
from ..pages import gathering_page
from ..refusals import HasSeat
from ..seeing import find_gathering, seat_at
from .public import closed


@never_cache
@require_POST
def come(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """What was typed stays in the form, with the sentence beside its field."""
    try:
        gathering = find_gathering(request, gathering_id)
    except Http404:
        return closed(request)
    member = member_of(request)
    form = SeatForm(request.POST, is_known=member is not None)
    if not form.is_valid():
        return _again(request, gathering, form, 422)
    said = form.cleaned_data
    if gathering.is_open and gathering.left < said["party"] and not said["waits"] and not Seat.objects.filter(key=said["key"]).exists():
        form.add_error("party", _why_she_would_wait(gathering.left))
        return _again(request, gathering, form, 409, waits=True)
    visitor = member or GuestDetails(said["name"], said["phone"], request.LANGUAGE_CODE or "ky")
    try:
        seated = take_seat(gathering, visitor, said["party"], _key_for(visitor, said["key"]))
    except Refused as refused:
        if isinstance(refused, HasSeat) and (seat := _hers(request, gathering, visitor)):
            return redirect("events:seat", gathering.pk, seat.pk)
        if refused.code in ("slow_down", "forbidden"):
            return refusal(request, refused)
        form.add_error("phone" if isinstance(refused, HasSeat) and member is None else None, str(refused.message))
        return _again(request, gathering, form, 409 if refused.code == "conflict" else 422)
    if seated.link is not None:
        carry(request, seated.link)
    return redirect("events:seat", gathering.pk, seated.seat.pk)


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


def _hers(request: HttpRequest, gathering: Gathering, visitor: object) -> Seat | None:
    """The seat she has already, where this browser may open it."""
    seat = seat_at(request, gathering)
    return seat if seat is not None and (seat.member_id or seat.who == getattr(visitor, "phone", "")) else None


def _again(request: HttpRequest, gathering: Gathering, form: SeatForm, status: int, waits: bool = False) -> HttpResponse:
    gathering.refresh_from_db()
    context = gathering_page(request, gathering, form=form, waits=waits or form["waits"].value() in ("1", "True", True))
    return private(render(request, "events/gathering.html", context, status=status))
