"""What one member does with another: each a POST that goes back to where she was."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused

from .. import actions
from ..guards import for_members, way_on
from ..models import Member
from .members import find, find_to_block


@require_POST
@for_members
def say_i_know_her(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """A POST with `knows=no` says "I don't"."""
    other = find(member, member_id)
    if request.POST.get("knows") == "no":
        actions.pass_over(member, other)
        return redirect(way_on(request, reverse("people:invitations")))
    actions.vouch(member, other)
    messages.success(request, _("%(name)s is one of us now.") % {"name": other.name})
    return redirect(way_on(request, _page(other)))


@require_POST
@for_members
def change_standing(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """`standing` is trusted or vouched."""
    other = find(member, member_id)
    changes = {"trusted": actions.trust, "vouched": actions.distrust}
    asked = request.POST.get("standing", "")
    if asked not in changes:
        raise Refused("invalid")
    changes[asked](member, other)
    return redirect(way_on(request, _page(other)))


@require_POST
@for_members
def change_role(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """`kind` is ambassador, mentor or coordinator; `on` gives it, its absence takes it."""
    other = find(member, member_id)
    change = actions.give_role if request.POST.get("on") else actions.take_role
    change(member, other, request.POST.get("kind", ""))
    return redirect(way_on(request, _page(other)))


@require_POST
@for_members
def change_suspension(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """`on` suspends, its absence lets her in again."""
    other = find(member, member_id)
    change = actions.suspend if request.POST.get("on") else actions.unsuspend
    change(member, other)
    return redirect(way_on(request, _page(other)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def block(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """Says what a block is; a POST makes it."""
    other = find_to_block(member, member_id)
    if request.method != "POST":
        return render(request, "people/block.html", {"other": other})
    actions.block(member, other)
    messages.success(request, _("You don't meet her any more. She isn't told."))
    return redirect("people:members" if member.is_vouched else "people:me")


def _page(other: Member) -> str:
    return reverse("people:member", args=[other.pk])
