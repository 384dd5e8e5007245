"""Another plan, or none: changing a gathering, moving it, cancelling it."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commons.journal.refusals import Refused
from commons.people.models import Member

from ..actions import cancel_gathering, change_gathering
from ..forms.changing import ChangeForm
from ..models import Gathering
from ..refusals import PlanMoved, RoomTaken, TooFew
from ..sharing import where_it_is
from .asking import for_hosts

page = require_http_methods(["GET", "HEAD", "POST"])
BESIDE: dict[type[Refused], str] = {RoomTaken: "hour", TooFew: "capacity"}


@page
@for_hosts
def change(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """All of the plan; where another host was quicker, how it is now, above what she typed."""
    if not gathering.is_open:
        return redirect("events:desk", gathering.pk)
    show = partial(_show, request, gathering)
    if request.method != "POST":
        return show(ChangeForm(gathering))
    form = ChangeForm(gathering, request.POST)
    if not form.is_valid():
        return show(form, status=422)
    try:
        changed = change_gathering(member, gathering, form.plan(form.cleaned_data["kind"]), form.cleaned_data["edition"])
    except PlanMoved as moved:
        typed = request.POST.copy()
        typed["edition"] = str(moved.gathering.edition)
        return _show(request, moved.gathering, ChangeForm(moved.gathering, typed), status=409, is_moved=True)
    except Refused as refused:
        if type(refused) not in BESIDE and refused.code not in ("invalid", "too_long"):
            raise
        form.add_error(BESIDE.get(type(refused)), str(refused.message))
        return show(form, status=422)
    is_moved = changed.starts_at != gathering.starts_at or where_it_is(changed) != where_it_is(gathering)
    messages.success(request, _("Changed. Everyone with a seat is told.") if is_moved else _("Changed."))
    return redirect("events:desk", gathering.pk)


@page
@for_hosts
def cancel(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """It asks first: hundreds may be told."""
    if request.method == "POST":
        cancel_gathering(member, gathering)
        return redirect("events:desk", gathering.pk)
    if not gathering.is_open:
        return redirect("events:desk", gathering.pk)
    return render(request, "events/host/cancel.html", {"gathering": gathering})


def _show(request: HttpRequest, gathering: Gathering, form: ChangeForm, status: int = 200, is_moved: bool = False) -> HttpResponse:
    context = {"gathering": gathering, "form": form, "is_moved": is_moved, "where": where_it_is(gathering)}
    return render(request, "events/host/change.html", context, status=status)
