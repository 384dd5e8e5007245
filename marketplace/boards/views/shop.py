"""The shop of a venture: opened by a steward, and handed over to another of those who work in it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commons.journal.refusals import Refused
from commons.people.models import Member
from commons.ui.addresses import number

from .. import actions
from ..actions.shop import shop_of_venture
from ..forms import HandOverForm, ShopForm
from ..joint import may_hand_over, may_open, who_could_answer
from ..models import Venture
from .asking import for_workers

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@for_workers
def open_one(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """What it is called and who answers its customers; a POST opens it."""
    if not may_open(member, venture):
        raise Refused("read_only" if venture.is_closed else "forbidden")
    if shop_of_venture(venture.stream) is not None:
        return redirect("boards:venture", venture.pk)
    women = who_could_answer(venture)
    form = ShopForm(women, request.POST if request.method == "POST" else None, initial={"name": venture.title, "member": str(member.pk)})
    if form.is_valid():
        names = {**venture.titles, request.LANGUAGE_CODE: form.cleaned_data["name"]}
        actions.open_shop(member, venture.pk, names, int(form.cleaned_data["member"]))
        messages.success(request, _("Your shop is there. With its first service it is on the market."))
        return redirect("boards:venture", venture.pk)
    return render(request, "boards/open_shop.html", {"venture": venture, "form": form}, status=422 if form.errors else 200)


@page
@for_workers
def hand_over(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """What it means, and to whom; a POST does it, where the one she saw still answers. Who can't is refused beside the women who can."""
    shop = shop_of_venture(venture.stream)
    if shop is None or not may_hand_over(member, venture, shop):
        raise Refused("forbidden")
    could = who_could_answer(venture)
    form = HandOverForm(could, request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.hand_over_shop(member, venture.pk, int(form.cleaned_data["member"]), number(request.POST.get("answering")) or 0)
        messages.success(request, _("It is handed over. She is told."))
        return redirect("boards:venture", venture.pk)
    women = [one for one in could if one.pk != shop.member_id]
    context = {"venture": venture, "shop": shop, "women": women, "form": form}
    return render(request, "boards/hand_over.html", context, status=422 if form.errors else 200)
