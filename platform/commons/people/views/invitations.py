"""Inviting: three ways, what is running, and the code on her screen."""

from urllib.parse import quote

from django.conf import settings
from django.db.models import Count, Prefetch, Q
from django.db.models.query import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.journal.refusals import Refused
from commons.ui.previews import picture_of

from .. import may
from ..actions import make_invitation, take_back_invitation
from ..actions.invitations import NOT_HERS
from ..codes import spaced
from ..guards import for_members
from ..models import Arrival, Block, Invitation, Member

Kind = Invitation.Kind
MOST_SHOWN = 40


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def invite(request: HttpRequest, member: Member) -> HttpResponse:
    """The three ways as cards, and what became of those she made; a POST with `kind` makes one."""
    if not may.may_invite(member):
        raise Refused("forbidden", NOT_HERS)
    if request.method == "POST":
        return redirect("people:invitation", make_invitation(member, _kind(request)).pk)
    waiting = may.asked_of(member).select_related("lab")[:MOST_SHOWN]
    return render(request, "people/invitations.html", {"made": _made_by(member), "waiting": waiting})


@require_safe
@for_members
def show_invitation(request: HttpRequest, member: Member, invitation_id: int) -> HttpResponse:
    """The QR to scan, the address and code under it, and who came by it."""
    return render(request, "people/invitation.html", _shown(_hers(member, invitation_id), member))


@require_safe
@for_members
def look_again(request: HttpRequest, member: Member, invitation_id: int) -> HttpResponse:
    """What her screen asks every few seconds: 204 while it is as `seen`, else the piece that changed."""
    shown = _shown(_hers(member, invitation_id), member)
    if request.GET.get("seen") == shown["seen"]:
        return HttpResponse(status=204)
    return render(request, "people/_invitation.html", shown)


@require_POST
@for_members
def renew_invitation(request: HttpRequest, member: Member, invitation_id: int) -> HttpResponse:
    """A fresh one of the same kind. The one it follows runs on to its end: someone may have scanned it just now."""
    before = _hers(member, invitation_id)
    return redirect("people:invitation", make_invitation(member, before.kind).pk)


@require_POST
@for_members
def remove_invitation(request: HttpRequest, member: Member, invitation_id: int) -> HttpResponse:
    take_back_invitation(member, _hers(member, invitation_id))
    return redirect("people:invitations")


def _hers(member: Member, invitation_id: int) -> Invitation:
    if not may.may_invite(member):
        raise Http404
    return get_object_or_404(member.invitations.select_related("lab"), pk=invitation_id)


def _made_by(member: Member) -> QuerySet[Invitation]:
    """Her links and workshops whose time isn't over; a link also once it was used, with her who came as `guests`."""
    met = Arrival.objects.exclude(member__in=Block.objects.hidden_from(member)).select_related("member")
    made = member.invitations.exclude(kind=Kind.IN_PERSON).filter(Q(uses_left__gt=0) | Q(kind=Kind.LINK), expires_at__gt=timezone.now())
    return made.annotate(came=Count("arrivals")).prefetch_related(Prefetch("arrivals", met, to_attr="guests")).order_by("-made_at")


def _shown(invitation: Invitation, member: Member) -> dict[str, object]:
    address = settings.ORIGIN + reverse("people:arrive", args=[invitation.code])
    came = list(
        Member.objects.filter(arrival__invitation=invitation).exclude(pk__in=Block.objects.hidden_from(member)).order_by("-arrival__at")
    )
    text = _("Come to Birge, the place of the women of our labs: %(address)s") % {"address": address}
    return {
        "invitation": invitation,
        "address": address,
        "short_address": address.partition("://")[2],
        "code": spaced(invitation.code),
        "picture": picture_of(address),
        "share": "https://wa.me/?text=" + quote(text),
        "came": came,
        "seen": "-".join([str(invitation.has_ended), *(f"{one.pk}{one.standing[0]}" for one in came)]),
    }


def _kind(request: HttpRequest) -> str:
    kind = request.POST.get("kind", "")
    if kind not in (Kind.IN_PERSON, Kind.LINK, Kind.WORKSHOP):
        raise Refused("invalid")
    return kind
