"""The directory, and a member's page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from .. import may
from ..guards import for_members, for_vouched
from ..models import Block, Craft, Lab, Member, Role

A_PAGE = 30


@require_safe
@for_vouched
def list_members(request: HttpRequest, member: Member) -> HttpResponse:
    """Everyone she may see, by lab and craft."""
    labs, crafts = list(Lab.objects.all()), list(Craft.objects.all())
    lab = next((lab for lab in labs if lab.slug == request.GET.get("lab")), None)
    craft = next((craft for craft in crafts if craft.slug == request.GET.get("craft")), None)
    shown = Member.objects.visible_to(member).vouched().select_related("lab").prefetch_related("roles", "crafts").order_by("name", "pk")
    if lab:
        shown = shown.filter(lab=lab)
    if craft:
        shown = shown.filter(crafts=craft)
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/members.html", {"page": page, "labs": labs, "crafts": crafts, "lab": lab, "craft": craft})


@require_safe
@for_members
def show_member(request: HttpRequest, member: Member, member_id: int) -> HttpResponse:
    """Her lab, crafts, languages, a few words; and what this viewer may do with her."""
    if member_id == member.pk:
        return redirect("people:me")
    other = find(member, member_id)
    meet = other.pk not in Block.objects.hidden_from(member)
    may_write = meet and member.is_vouched and other.is_vouched and not other.is_suspended and may.may_write_directly(member, other)
    context = {
        "member": member,
        "other": other,
        "may_write": may_write,
        "may_vouch": meet and may.may_vouch(member, other),
        "may_trust": may.may_trust(member, other) and (meet or other.standing == Member.Standing.TRUSTED),
        "may_suspend": may.may_suspend(member, other),
        "roles": [role for role in _roles_to_give(member, other) if meet or role[2]],
    }
    return render(request, "people/member.html", context)


def find(viewer: Member, member_id: int) -> Member:
    """Someone whose page she may open. Raises Http404, also for those she doesn't meet."""
    seen = may.seen_by(viewer).select_related("lab", "arrival__invitation").prefetch_related("roles", "crafts")
    return get_object_or_404(seen, pk=member_id)


def find_to_block(viewer: Member, member_id: int) -> Member:
    """Someone she can block: whom she sees, or has blocked already."""
    seen, blocked = may.seen_by(viewer).values("pk"), Block.objects.filter(by=viewer).values("member")
    women = Member.objects.exclude(pk=viewer.pk).select_related("lab")
    return get_object_or_404(women.filter(pk__in=seen) | women.filter(pk__in=blocked), pk=member_id)


def _roles_to_give(member: Member, other: Member) -> list[tuple[str, str, bool]]:
    """What this viewer may give or take: (kind, its name, whether she has it)."""
    return [
        (kind.value, str(kind.label), other.has_role(kind, other.lab_id)) for kind in Role.Kind if may.may_give_role(member, other, kind)
    ]
