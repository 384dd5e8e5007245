"""The coordinator's desk for the market, and how she settles what two can't."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commons.journal.refusals import Refused
from commons.people.guards import for_members
from commons.people.models import Member
from commons.ui.spreadsheets import spreadsheet

from ..actions import transition
from ..actions.refunding import received, returnable
from ..describing import address_of
from ..desk import cases_for, declared_codes, fresh_listings, labs_of, may_look_back, sits_at_desk
from ..drawing import earnings_drawn
from ..earnings import FEWEST, totals_of
from ..fulfilment import Who
from ..may import may_settle, waits_for_coordinator
from ..models import Order
from ..refusals import Conflict
from ..settling_forms import SettlingForm
from ..words import PARTS, REASONS, word_of


@require_safe
@for_members
def show_desk(request: HttpRequest, member: Member) -> HttpResponse:
    """What waits for her, the oldest trouble first."""
    if not sits_at_desk(member):
        raise Refused("forbidden")
    context = {"cases": cases_for(member), "fresh": fresh_listings(member), "codes": declared_codes(member)}
    return render(request, "orders/desk/desk.html", context)


@require_safe
@for_members
def show_totals(request: HttpRequest, member: Member) -> HttpResponse:
    """What the women of each of her labs received, month by month: drawn, and as a table; nobody's own."""
    if not sits_at_desk(member):
        raise Refused("forbidden")
    labs = [(lab, totals_of(lab)[:24]) for lab in labs_of(member)]
    shown = [(lab, months, earnings_drawn(months)) for lab, months in labs]
    return render(request, "orders/desk/totals.html", {"labs": shown, "fewest": FEWEST})


@require_safe
@for_members
def give_totals(request: HttpRequest, member: Member) -> HttpResponse:
    """The same as a file for a spreadsheet, in whole som."""
    if not sits_at_desk(member):
        raise Refused("forbidden")
    answer, table = spreadsheet("totals.csv")
    table.writerow([_("Lab"), _("Month"), _("Orders"), _("Som")])
    for lab in labs_of(member):
        table.writerows((str(lab), f"{row.month:%Y-%m}", row.orders, row.amount // 100) for row in totals_of(lab))
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def settle(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """One order: what each said, what was paid, and how it goes on."""
    order = Order.objects.whole().select_related("lab").filter(pk=order_id).first()
    if order is None or not may_settle(member, order):
        raise Refused("forbidden")
    if not waits_for_coordinator(order):
        if not may_look_back(member, order):
            raise Refused("forbidden")
        return _show(request, order, None, status=409 if request.method == "POST" else 200)
    form = SettlingForm(order, request.POST if request.method == "POST" else None, initial={"version": order.version})
    if form.is_valid():
        said = form.cleaned_data
        try:
            transition(order, said["outcome"], member, said["version"], key=said["key"], **form.details())
        except Conflict as conflict:
            return _show(request, conflict.order, None, status=409)
        except Refused as refused:
            if refused.code not in ("invalid", "too_long"):
                raise
            form.add_error("refund" if refused.code == "invalid" else "words", str(refused.message))
        else:
            messages.success(request, _("Done."))
            return redirect("orders:desk")
    return _show(request, order, form, status=422 if form.errors else 200)


def _show(request: HttpRequest, order: Order, form: SettlingForm | None, status: int) -> HttpResponse:
    said = [
        (PARTS[Who(step.part)], REASONS.get(step.reason, ""), step)
        for step in order.steps.exclude(reason="", words="").exclude(part=Who.ITSELF)
    ]
    context = {
        "order": order,
        "word": word_of(order),
        "form": form,
        "said": said,
        "received": received(order),
        "returnable": returnable(order),
        "address": address_of(order),
    }
    return render(request, "orders/desk/settle.html", context, status=status)
