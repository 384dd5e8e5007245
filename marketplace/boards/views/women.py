"""Who is in it: invited, made more, shown out; and how she leaves."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused
from commons.people.clean import LONGEST_NAME, clean_line
from commons.people.models import Block, Lab, Member
from commons.ui.addresses import number
from marketplace.catalog.search.people import called

from .. import actions
from ..actions.partners import must_stay
from ..may import Role, keeps
from ..models import Offer, Partner, Venture
from ..sections import sections_of, told_in
from .asking import for_insiders, for_seers, says_why

A_PAGE = 12


@require_http_methods(["GET", "HEAD", "POST"])
@for_seers
def invite(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """Women of any lab who could be in it, by lab and by name; a POST asks one of them."""
    if not keeps(member, venture) or venture.is_closed:
        raise Refused("read_only" if venture.is_closed else "forbidden")
    if request.method == "POST":
        woman = number(request.POST.get("member")) or 0
        offer = actions.invite_partner(member, venture.pk, woman, Role.GUEST if request.POST.get("role") == "guest" else Role.PARTNER)
        messages.success(request, _("%(name)s is invited. She is told, and says whether she comes.") % {"name": offer.member.name})
        return redirect("boards:venture", venture.pk)
    labs = list(Lab.objects.all())
    lab = next((lab for lab in labs if lab.slug == request.GET.get("lab")), None)
    words = clean_line(request.GET.get("q", ""))[:LONGEST_NAME]
    women = _who_could_come(member, venture).filter(called(words))
    page = Paginator(women.filter(lab=lab) if lab else women, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "boards/invite.html", {"venture": venture, "page": page, "labs": labs, "lab": lab, "words": words})


@require_POST
@for_seers
@says_why
def change_her_role(request: HttpRequest, member: Member, venture: Venture, member_id: int) -> HttpResponse:
    """More, by a steward; less by herself alone."""
    actions.change_role(member, venture.pk, member_id, request.POST.get("role", ""))
    return redirect("boards:venture", venture.pk)


@require_POST
@for_seers
def show_her_out(request: HttpRequest, member: Member, venture: Venture, member_id: int) -> HttpResponse:
    """A guest is in it no more."""
    actions.show_out(member, venture.pk, member_id)
    return redirect("boards:venture", venture.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_insiders
@says_why
def leave(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """What it means, or why she can't yet; and then she is gone."""
    if request.method != "POST":
        stays_hers = sections_of(request, told_in(request, member, venture, None))
        why = must_stay(venture.partners.standing().get(member=member))
        return render(request, "boards/leave.html", {"venture": venture, "sections": stays_hers, "must_stay": why})
    actions.leave_venture(member, venture.pk)
    messages.success(request, _("You have left %(title)s. What you earned stays yours.") % {"title": f"«{venture.title}»"})
    return redirect("boards:ventures")


def _who_could_come(member: Member, venture: Venture) -> QuerySet:
    """Grown-up women who are vouched for, whom she and all who are in it meet, and who are neither in it nor asked."""
    inside = Partner.objects.standing().filter(venture=venture).values("member")
    asked = Offer.objects.open().filter(venture=venture).values("member")
    blocks = Block.objects.filter(Q(by__in=inside) | Q(member__in=inside))
    seen = Member.objects.visible_to(member).vouched().filter(is_under_18=False)
    away = seen.exclude(pk__in=inside).exclude(pk__in=asked).exclude(pk__in=blocks.values("by")).exclude(pk__in=blocks.values("member"))
    return away.select_related("lab").prefetch_related("crafts").order_by("name", "pk")
