"""Tell my friend, ask if I'm home: the page that asks a friend, and the one the two of them share until she is home."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.notify.actions import see
from commons.people.guards import for_members, for_vouched
from commons.people.models import Member
from commons.ui.addresses import number

from ..actions import answer_homecoming, arrange_homecoming
from ..actions.homecoming import ANSWERS, LATER, friends_for, may_arrange
from ..homecoming.facts import OF_HOMECOMINGS
from ..homecoming.forms import HomecomingForm
from ..homecoming.seeing import Sight, sight_of
from ..models import Homecoming, Order

MOST_KNOWN, MOST_SHOWN, FEW = 500, 20, 6


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_vouched
def ask_friend(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """Whom, where, and by when; a search by name where she knows many."""
    order = Order.objects.whole().filter(pk=order_id).first()
    if order is None or not may_arrange(order, member):
        raise Refused("forbidden")
    under_way = Homecoming.objects.open().filter(order=order, member=member).first()
    if under_way is not None:
        return redirect("orders:homecoming", under_way.pk)
    words = request.GET.get("q", "").strip()
    known = list(friends_for(order, member)[:MOST_KNOWN])
    chosen = [friend for friend in known if str(friend.pk) == request.POST.get("friend")]
    found = [friend for friend in known if words.casefold() in friend.name.casefold() and friend not in chosen]
    shown = [*chosen, *found[:MOST_SHOWN]]
    form = HomecomingForm(order, member, shown, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = arrange_homecoming(order, member, said["friend"], said["where"], said["phone"], form.home_at)
        except Refused as refused:
            if refused.code != "invalid":
                raise
            form.add_error("hour", str(refused.message))
        else:
            return redirect("orders:homecoming", made.pk)
    context = {"order": order, "form": form, "words": words, "has_many": len(known) > FEW, "has_none": not known, "address": request.path}
    return render(request, "orders/home/ask.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@for_members
def show_homecoming(request: HttpRequest, member: Member, homecoming_id: int) -> HttpResponse:
    """Where it stands, for each of the two, and what is hers to say."""
    return render(request, "orders/home/homecoming.html", _page(_seen(member, homecoming_id), member))


@never_cache
@require_safe
@for_members
def show_now(request: HttpRequest, member: Member, homecoming_id: int) -> HttpResponse:
    """The part of it that changes. Where she may see it no more it is refused, so that an open page is loaded again, and shows nothing."""
    sight = sight_of(member, homecoming_id)
    if sight is None:
        raise Refused("forbidden")
    return render(request, "orders/home/_now.html", _page(sight, member))


@require_POST
@for_members
def answer(request: HttpRequest, member: Member, homecoming_id: int) -> HttpResponse:
    """One tap of one of the two."""
    sight = _seen(member, homecoming_id)
    name, given = request.POST.get("say", ""), request.POST
    if name not in ANSWERS:
        raise Refused("invalid")
    minutes = number(given.get("minutes")) or LATER[0]
    answer_homecoming(sight.homecoming, member, name, number(given.get("version")) or 0, minutes)
    return redirect("orders:homecoming", homecoming_id) if sight_of(member, homecoming_id) else redirect("notify:notices")


def _seen(member: Member, homecoming_id: int) -> Sight:
    sight = sight_of(member, homecoming_id)
    if sight is None:
        raise Http404
    return sight


def _page(sight: Sight, member: Member) -> dict[str, Any]:
    """What both see of it; a notice of it needn't reach her any more."""
    stream = sight.homecoming.stream
    upto = head(stream)
    see(member.actor, stream, upto)
    return {
        "sight": sight,
        "home": sight.homecoming,
        "order": sight.homecoming.order,
        "asks_another": may_arrange(sight.homecoming.order, member),
        "head": upto,
        "facts": " ".join(OF_HOMECOMINGS),
        "later": LATER,
    }
