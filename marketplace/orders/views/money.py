"""Money on the maker's side: owed, earned, her business QR, and what her shop asks. Nothing of it passes through here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.journal.refusals import Refused
from commons.people.guards import for_members
from commons.people.models import Member
from commons.ui.spreadsheets import spreadsheet
from marketplace.catalog.models import Shop
from marketplace.catalog.views.asking import about, her_shop

from ..actions import drop_business_code, save_business_code, set_terms
from ..actions.pricing import terms_of
from ..drawing import earnings_drawn
from ..earnings import earnings_of
from ..elqr import link_in, parse
from ..elqr.trusting import Undeclared
from ..models import BusinessCode
from ..money_forms import CodeForm, TermsForm
from ..owing import owed_to

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_members
def list_owed(request: HttpRequest, member: Member) -> HttpResponse:
    """What was handed over and isn't paid yet."""
    return render(request, "orders/maker/owed.html", {"owed": owed_to(member)})


@require_safe
@for_members
def show_earnings(request: HttpRequest, member: Member) -> HttpResponse:
    """Hers alone, month by month: drawn, and as a table."""
    shop = Shop.objects.own_of(member).first()
    months = earnings_of(shop)[:24] if shop else []
    return render(request, "orders/maker/earnings.html", {"months": months, "bars": earnings_drawn(months)})


@require_safe
@for_members
def give_earnings(request: HttpRequest, member: Member) -> HttpResponse:
    """The same as a file for a spreadsheet, in whole som."""
    shop = Shop.objects.own_of(member).first()
    answer, table = spreadsheet("earnings.csv")
    table.writerow([_("Month"), _("Orders"), _("Som")])
    table.writerows((f"{row.month:%Y-%m}", row.orders, row.amount // 100) for row in (earnings_of(shop) if shop else []))
    return answer


@page
@for_members
def set_code(request: HttpRequest, member: Member) -> HttpResponse:
    """Her business QR, read and verified; a personal one is refused with help."""
    shop = her_shop(request, member)
    asks = bool(request.POST.get("asks"))
    form = CodeForm(request.POST, request.FILES, asks=asks) if request.method == "POST" else CodeForm()
    if form.is_valid():
        try:
            picture = form.cleaned_data["picture"]
            link = link_in(picture) if picture else form.cleaned_data["link"].strip()
            save_business_code(member, link, form.cleaned_data["declared"], shop.pk if shop else None)
        except Undeclared as undeclared:
            asks = True
            form = CodeForm({"link": link}, asks=True)
            form.add_error("declared", str(undeclared.message))
        except Refused as refused:
            if refused.code != "invalid":
                raise
            form.add_error("picture" if picture else "link", str(refused.message))
        else:
            messages.success(request, _("Kept."))
            return about(shop, "orders:code") if shop else redirect("orders:code")
    code = BusinessCode.objects.filter(shop=shop).first() if shop else None
    context = {"form": form, "code": code, "bank": parse(code.link).bank if code else "", "asks": asks, "shop": shop}
    return render(request, "orders/maker/code.html", context, status=422 if form.errors else 200)


@require_POST
@for_members
def drop_code(request: HttpRequest, member: Member) -> HttpResponse:
    shop = her_shop(request, member)
    if shop is None:
        return redirect("orders:code")
    drop_business_code(member, shop.pk)
    return about(shop, "orders:code")


@page
@for_members
def change_terms(request: HttpRequest, member: Member) -> HttpResponse:
    """What her shop asks unless a price offer says otherwise."""
    shop = her_shop(request, member)
    if shop is None:
        return redirect("orders:selling")
    terms = terms_of(shop)
    initial = {"deposit_percent": terms.deposit_percent, "free_hours": terms.free_hours}
    form = TermsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        set_terms(member, **form.cleaned_data, shop_id=shop.pk)
        messages.success(request, _("Kept."))
        return about(shop, "catalog:mine") if shop.venture else redirect("orders:selling")
    return render(request, "orders/maker/terms.html", {"form": form, "shop": shop}, status=422 if form.errors else 200)


@require_safe
@for_members
def work_legally(request: HttpRequest, member: Member) -> HttpResponse:
    """In plain words what the law asks; and to ask a lawyer."""
    return render(request, "orders/maker/legally.html")
