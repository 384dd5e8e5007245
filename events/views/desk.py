"""The desk: who comes, live; and giving up a seat for who called."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.people.clean import clean_line
from commons.people.guards import way_on
from commons.people.models import Member

from ..actions import give_up_seat
from ..desk import desk_of, seats_for
from ..facts import OF_DESKS
from ..models import Gathering
from ..newcomers import shown_newcomers
from ..sharing import where_it_is
from .asking import for_hosts

LONGEST_WORDS = 40


@require_safe
@for_hosts
def show_desk(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """The whole desk; `part` is what of the page changes."""
    reached = head(gathering.desk_stream)
    words = clean_line(request.GET.get("q", ""))[:LONGEST_WORDS]
    desk = desk_of(member, gathering, bool(request.GET.get("waits")), words, request.GET.get("page"))
    context = {
        "member": member,
        "gathering": gathering,
        "desk": desk,
        "where": where_it_is(gathering),
        "head": reached,
        "back": reverse("events:desk", args=[gathering.pk]),
        **shown_newcomers(member, gathering),
    }
    template = "events/host/_desk.html" if request.GET.get("part") else "events/host/desk.html"
    return render(request, template, {**context, "facts": " ".join(OF_DESKS), "less_key": uuid4()})


@require_POST
@for_hosts
def release(request: HttpRequest, member: Member, gathering: Gathering, seat_id: int) -> HttpResponse:
    """For who called and can't come; what is free by it goes to the next in line."""
    seat = seats_for(member, gathering).whole().filter(pk=seat_id).first()
    if seat is None:
        raise Http404
    try:
        give_up_seat(seat, member.actor)
    except Refused as refused:
        if refused.code != "conflict":
            raise
        messages.warning(request, str(refused.message))
    else:
        messages.success(request, _("The place is free. Whoever waits is told."))
    return redirect(way_on(request, f"/events/{gathering.pk}/desk/"))
