"""Ordering, a question a page: what it should be, the day, whom it is for. What was said is kept after each page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused
from commons.people.details import GuestDetails
from commons.people.guards import private, refusal
from commons.people.passes import carry
from commons.people.viewer import member_of
from commons.ui.addresses import number
from marketplace.catalog.kinds import Counted
from marketplace.catalog.models import Listing

from ..actions import count_files, keep_contact, place_draft, say_what, say_when, take_out
from ..actions.drafting import wish_of
from ..choosing import days_of, departures_of, needs_day
from ..estimating import estimate_of
from ..forms import ContactForm, WishForm
from ..may import may_help
from ..models import Draft
from ..refusals import Full, NotMet, PriceMoved, Soon
from .drafts import draft_of, for_customers, guest_of, kept, listing_of, sent_before


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_customers
def place(request: HttpRequest, code: str) -> HttpResponse:
    """The first page: by voice, with pictures or in words; and how many."""
    listing = _listing(request, code)
    draft = draft_of(request, listing)
    if request.method != "POST":
        first = {"n": first_count(listing), "days": listing.details.get("nights", 1)} | draft.said
        return _wish_page(request, draft, WishForm(listing, initial=first))
    try:
        count_files(draft, member_of(request), sum(len(files) for _, files in request.FILES.lists()))
    except Refused as refused:
        return refusal(request, refused)
    form = WishForm(listing, request.POST, request.FILES)
    form.is_valid()  # what could be understood is kept, also beside what couldn't
    try:
        draft = kept(request, draft)
        given = form.cleaned_data
        say_what(draft, form.said, given.get("pictures") or (), given.get("voice"))
    except Refused as refused:
        if refused.code == "slow_down":
            return refusal(request, refused)
        field = "n" if _is_of_count(form) else "brief"
        if not form.errors.keys() & ({"n"} if field == "n" else {"voice", "pictures"}):  # one sentence about it is enough
            form.add_error(field, str(refused.message))
    if form.errors:
        return _wish_page(request, draft, form)
    return redirect("orders:day", code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_customers
def choose_day(request: HttpRequest, code: str) -> HttpResponse:
    """The second page: a day that is free, or a departure."""
    listing = _listing(request, code)
    draft = draft_of(request, listing)
    if draft.pk is None:
        return redirect("orders:place", code)
    if request.method != "POST":
        return _day_page(request, draft)
    try:
        say_when(draft, _when(request, listing), sure="sure" in request.POST)
    except Refused as refused:
        return _day_page(request, draft, refused)
    return redirect("orders:contact", code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_customers
def give_contact(request: HttpRequest, code: str) -> HttpResponse:
    """The last page: name and phone, and it is sent."""
    listing = _listing(request, code)
    draft, member = draft_of(request, listing), member_of(request)
    if request.method == "POST" and draft.pk is None:
        draft = sent_before(request, listing, _key(request)) or draft
    if draft.pk is None:
        return redirect("orders:place", code)
    known = member or guest_of(request, draft)
    is_helper = member is not None and may_help(member)
    typed, before = (request.POST if request.method == "POST" else None), draft.says("contact")
    form = ContactForm(typed, is_known=known is not None, is_helper=is_helper, initial=before)
    if not form.is_valid():
        return _contact_page(request, draft, form)
    helps = is_helper and form.cleaned_data["neighbour"]
    customer = known if known and not helps else _guest(request, form)
    try:
        seen = number(request.POST.get("total")) or 0
        placed = place_draft(draft, customer, seen, member if helps else None, form.cleaned_data["wants_call"])
    except PriceMoved as moved:
        form.add_error(None, str(moved.message))
        draft.listing = _listing(request, code)
        return _contact_page(request, draft, form, 409)
    except Full as full:
        keep_contact(draft, {field.name: field.value() for field in form})
        return _day_page(request, draft, full)
    except Refused as refused:
        if refused.code == "slow_down":
            return refusal(request, refused)
        form.add_error(
            "phone" if isinstance(refused, NotMet) and "phone" in form.fields else None,
            str(refused.message or _("This can't be ordered so. Look at the pages before.")),
        )
        return _contact_page(request, draft, form)
    if placed.link is not None and not helps:
        carry(request, placed.link)
    return redirect("orders:order", placed.order.pk)


@require_POST
def remove_part(request: HttpRequest, code: str) -> HttpResponse:
    """A picture or the voice message out of what she has said so far."""
    draft = draft_of(request, _listing(request, code))
    if draft.pk is not None:
        take_out(draft, number(request.POST.get("picture")))
    return redirect("orders:place", code)


def _listing(request: HttpRequest, code: str) -> Listing:
    listing = listing_of(request, code)
    if listing is None:
        raise Http404
    return listing


def first_count(listing: Listing) -> int | None:
    """What stands in the field at first: nothing where it must be thought about."""
    return None if listing.declared.trade in ("catering", "tourism") else 1


def _is_of_count(form: WishForm) -> bool:
    """Whether a refusal is about how many, rather than about what."""
    return not form.is_told or bool(form.cleaned_data.get("brief") or form.cleaned_data.get("voice") or form.cleaned_data.get("pictures"))


def _when(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    """What she chose. Raises Refused `invalid` for what is no day."""
    if listing.declared.counted == Counted.SLOT:
        return {"slot": number(request.POST.get("slot"))}
    given = request.POST.get("sure") or request.POST.get("day") or request.POST.get("other") or ""
    if given == "any" and not needs_day(listing):
        return {"day": None}
    try:
        day = parse_date(given)
    except ValueError:
        day = None
    if day is None:
        raise Refused("invalid", _("Choose the day."))
    return {"day": day.isoformat()}


def _guest(request: HttpRequest, form: ContactForm) -> GuestDetails:
    given = form.cleaned_data
    return GuestDetails(given["name"], given["phone"], request.LANGUAGE_CODE or "ky", given["email"])


def _key(request: HttpRequest) -> Any:
    return request.POST.get("key") or None


def _wish_page(request: HttpRequest, draft: Draft, form: WishForm) -> HttpResponse:
    return _page(request, "wish", draft, 1, {"form": form}, 422 if form.errors else 200)


def _day_page(request: HttpRequest, draft: Draft, refused: Refused | None = None) -> HttpResponse:
    listing, wish = draft.listing, wish_of(draft, hollow=True)
    by_slot = listing.declared.counted == Counted.SLOT
    context = {
        "days": [] if by_slot else days_of(listing, wish.n, wish.days, wish.alone),
        "departures": departures_of(listing, wish.n, wish.alone) if by_slot else [],
        "by_slot": by_slot,
        "any_day": not needs_day(listing),
        "n": wish.n,
        "typed": request.POST.get("other") or request.POST.get("sure", ""),
        "today": timezone.localdate(),
        "error": refused.message if refused else "",
        "is_soon": isinstance(refused, Soon),
    }
    return _page(request, "day", draft, 2, context, (409 if isinstance(refused, Full) else 422) if refused else 200)


def _contact_page(request: HttpRequest, draft: Draft, form: ContactForm, refused: int = 422) -> HttpResponse:
    departure = draft.listing.slots.filter(pk=wish_of(draft, hollow=True).slot or 0).first()
    return _page(request, "contact", draft, 3, {"form": form, "departure": departure}, refused if form.errors else 200)


def _page(request: HttpRequest, name: str, draft: Draft, step: int, context: dict[str, Any], status: int) -> HttpResponse:
    shared = {
        "listing": draft.listing,
        "draft": draft,
        "wish": wish_of(draft, hollow=True) if draft.pk else None,
        "pictures": list(draft.pictures.order_by("pk")) if draft.pk else [],
        "step": step,
        "estimate": estimate_of(draft.listing, draft),
    }
    return private(render(request, f"orders/{name}.html", {**shared, **context}, status=status))
