""" "I bring …": said, answered, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused
from commons.people.models import Member

from .. import actions
from ..forms import BringForm
from ..may import Role, may_offer
from ..models import Offer, Venture
from ..pages import KINDS
from .asking import for_seers, says_why


@require_http_methods(["GET", "HEAD", "POST"])
@for_seers
def bring(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """The kinds as icons; one tap says it."""
    if not may_offer(member, venture):
        raise Refused("read_only" if venture.is_closed else "forbidden")
    form = BringForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            offer = actions.make_offer(member, venture.pk, form.cleaned_data["kind"], form.cleaned_data["words"])
        except Refused as refused:
            if refused.code not in ("invalid", "too_long"):
                raise
            form.add_error(None, str(refused.message))
        else:
            if offer.state == Offer.State.MADE:
                messages.success(request, _("It is said. Those who keep it answer you."))
            return redirect("boards:venture", venture.pk)
    context = {"venture": venture, "form": form, "kinds": KINDS}
    return render(request, "boards/bring.html", context, status=422 if form.errors else 200)


@require_POST
@for_seers
@says_why
def answer(request: HttpRequest, member: Member, venture: Venture, offer_id: int) -> HttpResponse:
    """A steward accepts it, or thanks and declines."""
    offer, says = _of(venture, offer_id), request.POST.get("say")
    if says == "no":
        actions.decline_offer(member, offer.pk)
    else:
        actions.accept_offer(member, offer.pk, Role.GUEST if says == "guest" else Role.PARTNER)
    return redirect("boards:venture", venture.pk)


@require_POST
@for_seers
@says_why
def come(request: HttpRequest, member: Member, venture: Venture, offer_id: int) -> HttpResponse:
    """She who was invited says whether."""
    offer, comes = _of(venture, offer_id), request.POST.get("say") == "yes"
    actions.answer_invite(member, offer.pk, comes)
    return redirect("boards:venture", venture.pk)


@require_POST
@for_seers
def withdraw(request: HttpRequest, member: Member, venture: Venture, offer_id: int) -> HttpResponse:
    """She takes back what waits."""
    actions.withdraw_offer(member, _of(venture, offer_id).pk)
    return redirect("boards:venture", venture.pk)


def _of(venture: Venture, offer_id: int) -> Offer:
    """Raises Refused `forbidden` for an offer of elsewhere."""
    offer = Offer.objects.filter(venture=venture, pk=offer_id).first()
    if offer is None:
        raise Refused("forbidden")
    return offer
