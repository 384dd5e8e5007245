"""Who holds it beside the host: named from among the members of the lab whom she sees."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from commons.people.clean import clean_line
from commons.people.models import Block, Member
from commons.ui.addresses import number

from ..actions import name_cohost, remove_cohost, show_cohost
from ..actions.hosting import MOST_HOSTS
from ..desk import called
from ..may import may_name
from ..models import Gathering
from .asking import for_hosts

A_PAGE, LONGEST_WORDS = 30, 40


@require_http_methods(["GET", "HEAD", "POST"])
@for_hosts
def show_hosts(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """Those who hold it, and whom else she could name; the POST names one."""
    if request.method == "POST":
        chosen = get_object_or_404(Member, pk=number(request.POST.get("member")) or 0)
        name_cohost(member, gathering, chosen)
        return redirect("events:hosts", gathering.pk)
    names = may_name(member, gathering)
    words = clean_line(request.GET.get("q", ""))[:LONGEST_WORDS]
    named = list(gathering.cohosts.select_related("member__lab").order_by("pk"))
    shown = may_be_named(member, gathering, words).exclude(pk__in=[one.member_id for one in named])
    unmet = Block.objects.hidden_from(member)
    context = {
        "member": member,
        "gathering": gathering,
        "cohosts": [one for one in named if one.member_id not in unmet],
        "names": names,
        "words": words,
        "is_full": len(named) >= MOST_HOSTS,
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("page")) if names else None,
    }
    return render(request, "events/host/hosts.html", context)


@require_POST
@for_hosts
def remove(request: HttpRequest, member: Member, gathering: Gathering, member_id: int) -> HttpResponse:
    """She holds it no more; who leaves by herself is led away from what isn't hers now."""
    remove_cohost(member, gathering, get_object_or_404(Member, pk=member_id))
    return redirect("events:calendar") if member_id == member.pk else redirect("events:hosts", gathering.pk)


@require_POST
@for_hosts
def show_name(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """Her own name on its page, or not."""
    show_cohost(member, gathering, shown=request.POST.get("shown") == "yes")
    return redirect("events:hosts", gathering.pk)


def may_be_named(member: Member, gathering: Gathering, words: str) -> QuerySet[Member]:
    """The vouched of its lab whom she sees, grown-ups; of these whose name has the words in it, as they are typed or with a capital."""
    among = Member.objects.visible_to(member).vouched().filter(called(words, "name"), lab=gathering.lab_id, is_under_18=False)
    return among.exclude(pk__in=[member.pk, gathering.host_id]).select_related("lab").order_by("name", "pk")
