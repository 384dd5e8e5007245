"""Joining by the link of a seat: two screens, as by an invitation; by one tap where she has an account; and the hosts who know her."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused
from commons.people.forms import JoinForm
from commons.people.guards import way_on
from commons.people.models import Guest, Invitation, Member
from commons.people.views.arriving import choose_language, enter

from ..actions import ask_to_join, claim_seat, pass_over_newcomer, welcome_newcomer
from ..may import may_ask_to_join
from ..models import Gathering
from ..seeing import Seen
from .asking import for_hosts
from .seats import for_her


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_her
def arrive(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The first screen: four languages, one tap."""
    if not _may_join(seen):
        return _back(seen)
    return choose_language(request, _asked_by(seen), reverse("events:join-name", args=[seen.gathering.pk, seen.seat.pk]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_her
def introduce(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The second screen: the name she wants to be called, and Join. She is back at her seat, which is her own by then."""
    if not _may_join(seen) or not isinstance(seen.who, Guest):
        return _back(seen)
    form = JoinForm(request.POST or None, initial={"name": seen.who.name})
    if form.is_valid():
        given = form.cleaned_data
        member = ask_to_join(seen.seat, seen.who, given["name"], request.LANGUAGE_CODE, given["is_under_18"], given["key"])
        return enter(request, member, reverse("events:seat", args=[seen.gathering.pk, seen.seat.pk]))
    context = {"form": form, "invitation": _asked_by(seen), "seen": seen}
    return render(request, "events/join.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
@for_her
def claim(request: HttpRequest, seen: Seen) -> HttpResponse:
    """ "This seat is mine": of one who has an account, and opened the link."""
    if isinstance(seen.who, Guest):
        if seen.reader is None:
            raise Refused("forbidden")
        claim_seat(seen.seat, seen.who, seen.reader)
        messages.success(request, _("This seat is kept with your account now. Its link isn't needed any more."))
    return _back(seen)


@require_POST
@for_hosts
def answer(request: HttpRequest, member: Member, gathering: Gathering, member_id: int) -> HttpResponse:
    """ "I know her", or (`knows=no`) "I don't", of one who came and asks to join."""
    newcomer = get_object_or_404(Member, pk=member_id)
    if request.POST.get("knows") == "no":
        pass_over_newcomer(member, gathering, newcomer)
    else:
        welcome_newcomer(member, gathering, newcomer)
        messages.success(request, _("%(name)s is one of us now.") % {"name": newcomer.name})
    return redirect(way_on(request, reverse("events:desk", args=[gathering.pk])))


def _may_join(seen: Seen) -> bool:
    return seen.reader is None and may_ask_to_join(seen.seat)


def _asked_by(seen: Seen) -> Invitation:
    """Whom she sees as the one who invites her: not kept, since it is made when she joins."""
    return Invitation(kind=Invitation.Kind.GATHERING, made_by=seen.gathering.host, lab=seen.gathering.lab)


def _back(seen: Seen) -> HttpResponse:
    return redirect("events:seat", seen.gathering.pk, seen.seat.pk)
