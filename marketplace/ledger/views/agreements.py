"""How the women of a venture share: what is agreed, what waits for whose word, what was before. And "I agree"."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.journal.refusals import Refused
from commons.notify.actions import see
from commons.people.models import Member
from marketplace.boards.models import Venture

from ..actions import agree, newest_of
from ..agreed import ended_at
from ..models import Agreement
from ..pages.agreements import page_of
from ..picturing import picture_of
from ..refusals import AgreementReplaced, PartnersChanged
from ..streams import agreement_stream
from .asking import for_sharers


@require_safe
@for_sharers
def show_agreement(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    see(member.actor, agreement_stream(venture.pk))
    return render(request, "ledger/agreement.html", page_of(request, member, venture))


@require_safe
@for_sharers
def show_now(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """The part of the page that changes, as it is now."""
    see(member.actor, agreement_stream(venture.pk))
    return render(request, "ledger/_agreement_now.html", page_of(request, member, venture))


@require_safe
@for_sharers
def show_version(request: HttpRequest, member: Member, venture: Venture, agreement_id: int) -> HttpResponse:
    """One of those before, as it was agreed or wasn't: it never changes."""
    agreement = _its(venture, agreement_id)
    context = {"venture": venture, "agreement": agreement, "until": ended_at(agreement), "picture": picture_of(agreement)}
    return render(request, "ledger/version.html", context)


@require_POST
@for_sharers
def consent(request: HttpRequest, member: Member, venture: Venture, agreement_id: int) -> HttpResponse:
    """ "I agree": twice is once. Replaced meanwhile, or with other women in it: the page as it is now, and why."""
    try:
        agreement = agree(_its(venture, agreement_id), member)
    except (AgreementReplaced, PartnersChanged) as refused:
        return show_changed(request, member, venture, refused)
    if agreement.number == newest_of(venture):  # else it was said long ago
        in_force = _("All of you have agreed: from now on you share like this.")
        messages.success(request, in_force if agreement.is_in_force else _("You have agreed."))
    return redirect("ledger:agreement", venture.pk)


def show_changed(request: HttpRequest, member: Member, venture: Venture, refused: Refused) -> HttpResponse:
    return render(request, "ledger/agreement.html", page_of(request, member, venture, refused), status=409)


def _its(venture: Venture, agreement_id: int) -> Agreement:
    found = Agreement.objects.whole().filter(venture=venture, pk=agreement_id).first()
    if found is None:
        raise Refused("forbidden")
    return found
