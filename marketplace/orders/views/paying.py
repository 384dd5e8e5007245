"""Paying: in cash, or by the maker's business QR in the buyer's own bank; here it is only said, each word at one address. The receipt."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.journal.refusals import Refused

from ..actions import claim_payment, confirm_payment, deny_payment
from ..bank import code_for
from ..forms import PaidForm
from ..fulfilment import State
from ..models import PaymentLine
from ..money_forms import MeansForm, ReceivedForm
from ..refusals import Conflict
from ..seeing import Seen
from ..words import MEANS
from .moving import for_parties, moved


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def pay(request: HttpRequest, seen: Seen, line_id: int) -> HttpResponse:
    """The ways to pay this, and "I paid"; of a refund its maker's "I have given it back"."""
    line = _line(seen, line_id)
    if seen.part != line.payer:
        raise Refused("forbidden")
    if line.claimed_at is not None or line.is_confirmed:
        return redirect("orders:order", seen.order.pk)
    code = None if line.is_refund else code_for(seen.order.shop, line.amount)
    said = (request.POST, request.FILES) if request.method == "POST" else ()
    form = MeansForm(*said) if line.is_refund else PaidForm(*said, by_qr=code is not None)
    if form.is_valid():
        proof = form.cleaned_data.get("proof")
        try:
            claim_payment(line, seen.who, form.cleaned_data["means"], proof=[proof] if proof else [])
        except Conflict as conflict:
            return moved(request, seen, conflict)
        except Refused as refused:
            if refused.code not in ("invalid", "too_long"):
                raise
            form.add_error("means", str(refused.message))
        else:
            return redirect("orders:order", seen.order.pk)
    context = {"order": seen.order, "seen": seen, "line": line, "code": code, "form": form}
    return render(request, "orders/give_back.html" if line.is_refund else "orders/pay.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def say_received(request: HttpRequest, seen: Seen, line_id: int) -> HttpResponse:
    """ "Money received": the maker of what was paid, the customer of what was given back."""
    line = _line(seen, line_id)
    if seen.part != line.receiver:
        raise Refused("forbidden")
    if line.is_confirmed:
        return redirect("orders:order", seen.order.pk)
    form = ReceivedForm(line, request.POST if request.method == "POST" else None)
    if form.is_valid():
        confirm_payment(line, seen.who, form.cleaned_data.get("means", ""))
        return redirect("orders:order", seen.order.pk)
    context = {"order": seen.order, "line": line, "form": form}
    return render(request, "orders/received.html", context, status=422 if form.errors else 200)


@require_POST
@for_parties
def say_missing(request: HttpRequest, seen: Seen, line_id: int) -> HttpResponse:
    """It hasn't arrived: it is due again."""
    deny_payment(_line(seen, line_id), seen.who)
    return redirect("orders:order", seen.order.pk)


@never_cache
@require_safe
@for_parties
def show_receipt(request: HttpRequest, seen: Seen) -> HttpResponse:
    """What was paid and received, to keep or to print: a record between two people, and no paper for the tax office."""
    lines = [line for line in seen.order.payments.all() if line.is_confirmed]
    owed = 0 if seen.order.state == State.CANCELLED else PaymentLine.objects.owed().filter(order=seen.order).sum()
    total = sum(-line.amount if line.is_refund else line.amount for line in lines)
    quote = seen.order.quotes.prefetch_related("lines").filter(revision=seen.order.revision).first()
    said = [(line, MEANS.get(line.means, "")) for line in lines]
    context = {"order": seen.order, "seen": seen, "lines": said, "total": total, "owed": owed}
    return render(request, "orders/receipt.html", {**context, "quote": quote, "customer": seen.order.customer})


def _line(seen: Seen, line_id: int) -> PaymentLine:
    line = seen.order.payments.filter(pk=line_id, void_at=None).first()
    if line is None:
        raise Http404
    return line
