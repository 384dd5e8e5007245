"""Writing what happened to the money: something was paid, a woman was given hers, the cash was handed on. Each a page of one form."""

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods

from commons.people.clean import clean_line
from commons.people.may import is_here
from commons.people.models import Member
from commons.ui.money import som
from marketplace.boards.models import Venture
from marketplace.orders.models import Order

from .. import actions
from ..agreed import agreement_in_force
from ..forms import CostForm, GivingForm, HandoverForm, MoneyForm, PaybackForm
from ..forms.money import HELD, OWN, as_read
from ..models import Posting
from ..reading import Book, balance_of, book_of
from ..refusals import HersIsLess, HoldsLess, OwesLess, SentOtherwise
from .answering import back_to_money
from .asking import for_sharers

Kind = Posting.Kind
MOST_ORDERS = 30
page = require_http_methods(["GET", "HEAD", "POST"])


@page
@for_sharers
def record_cost(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """ "I paid for something"."""
    orders = list(Order.objects.filter(shop__venture=venture.stream).select_related("listing").order_by("-pk")[:MOST_ORDERS])
    form = CostForm(_typed(request), hers=balance_of(venture, member), orders=orders)

    def write() -> None:
        said = form.cleaned_data
        order = next((one for one in orders if one.pk == said.get("order")), None)
        is_held = said["source"] == HELD
        actions.record_cost(member, venture.pk, said["amount"], said["words"], said["key"], from_held=is_held, order=order)

    return _answered(request, member, venture, form, Kind.COST, gettext_lazy("I paid for something"), write)


@page
@for_sharers
def record_payout(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """ "I gave someone her money"."""
    book = book_of(venture)
    women = [(one.member.pk, _with_sum(one.member, one.hers)) for one in book.balances if one.hers > 0]
    form = GivingForm(_typed(request), label=_("To whom?"), women=women)

    def write() -> None:
        to = _in(book, form.cleaned_data["to"])
        hers = next(one.hers for one in book.balances if one.member == to)
        actions.record_payout(member, venture.pk, to, as_read(form.cleaned_data["amount"], hers), form.cleaned_data["key"])

    holds = _holds(book, member)
    can_be = holds > 0 and bool(women)
    nothing = _("Nothing is anybody's yet: how you share isn't agreed, or nothing has come in.")
    title = gettext_lazy("I gave someone her money")
    return _answered(request, member, venture, form, Kind.PAYOUT, title, write, holds=holds, can_be=can_be, nothing=nothing)


@page
@for_sharers
def record_handover(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """ "I handed the money to …", or for one who has left, that she did."""
    book = book_of(venture)
    holds = _holds(book, member)
    left = [(one.member.pk, _with_sum(one.member, one.holds)) for one in book.balances if not one.is_in and one.holds > 0]
    givers = [*([(member.pk, _("I"))] if holds > 0 or not left else []), *left]
    women = [(woman.pk, woman.name) for woman in _here(book) if left or woman != member]
    form = HandoverForm(_typed(request), label=_("Who has it now?"), women=women, me=member.pk, givers=givers, holder=_holder_of(venture))

    def write() -> None:
        said = form.cleaned_data
        giver = member if said["giver"] == member.pk else _in(book, said["giver"])
        amount = as_read(said["amount"], _holds(book, giver))
        actions.record_handover(member, venture.pk, _in(book, said["to"]), amount, said["key"], giver=giver)

    can_be = (holds > 0 or bool(left)) and bool(women)
    title, nothing = gettext_lazy("I handed the money on"), _("There is nobody else here yet to whom you could hand it.")
    kind = Kind.HANDOVER
    return _answered(request, member, venture, form, kind, title, write, holds=holds, left=bool(left), can_be=can_be, nothing=nothing)


@page
@for_sharers
def record_payback(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """ "I gave back what was too much", or "it was given back to me"."""
    book = book_of(venture)
    owing = sorted((one for one in book.balances if one.hers < 0), key=lambda one: one.member != member)
    names = {member: pgettext("who gave it back", "I")}
    givers = [(one.member.pk, f"{names.get(one.member, one.member.name)} · {som(-one.hers)}") for one in owing]
    women = [(woman.pk, _("I") if woman == member else woman.name) for woman in _here(book)]
    form = PaybackForm(_typed(request), label=_("Who has it now?"), women=women, me=member.pk, givers=givers, holder=_holder_of(venture))

    def write() -> None:
        said = form.cleaned_data
        giver = _in(book, said["giver"])
        owes = next(-one.hers for one in owing if one.member == giver)
        actions.record_payback(member, venture.pk, giver, _in(book, said["to"]), as_read(said["amount"], owes), said["key"])

    nothing = _("Nobody was given too much.")
    title = gettext_lazy("What was too much was given back")
    return _answered(request, member, venture, form, Kind.PAYOUT, title, write, can_be=bool(owing), nothing=nothing)


def _answered(
    request: HttpRequest,
    member: Member,
    venture: Venture,
    form: MoneyForm,
    kind: Posting.Kind,
    title: Promise,
    write: Callable[[], None],
    holds: int | None = None,
    left: bool = False,
    can_be: bool = True,
    nothing: str = "",
) -> HttpResponse:
    """Back to the money once it is written; else the form, with the sentence beside its field.

    Where she must hold something to give it, `holds` says what she does, in tyiyn; `left`, that one who has left holds some;
    `can_be`, whether there is anything to give and anybody to give it to; `nothing` what is said where there isn't.
    """
    if form.is_bound and _is_written(request, member, venture, kind):
        return back_to_money(venture)
    if form.is_valid():
        try:
            write()
        except (HoldsLess, HersIsLess, OwesLess) as less:
            form.add_error("amount", str(less.message))
        except SentOtherwise as otherwise:
            form.data = {**form.data, "key": str(uuid4())}
            form.add_error(None, str(otherwise.message))
        else:
            messages.success(request, _("It is written. Another of you says whether it is so."))
            return back_to_money(venture)
    context = {"venture": venture, "form": form, "title": title, "holds": holds, "can_be": can_be, "left": left, "nothing": nothing}
    return render(request, "ledger/record.html", context, status=422 if form.is_bound else 200)


def _is_written(request: HttpRequest, member: Member, venture: Venture, kind: Posting.Kind) -> bool:
    """Whether she sends it once more: by now she who was given all may be none to choose."""
    sent = MoneyForm(request.POST)
    if not sent.is_valid():
        return False
    known = Posting.objects.filter(key=sent.cleaned_data["key"], venture=venture, by=member, kind=kind).first()
    if known is None or as_read(sent.cleaned_data["amount"], abs(known.amount)) != abs(known.amount):
        return False
    fields = _fields_of(known)
    return fields == {name: clean_line(request.POST.get(name, "")) for name in fields}


def _fields_of(posting: Posting) -> dict[str, str]:
    """What her form says of it beside the sum; of what was given back the keeper stands where else is who was given."""
    giver, to = posting.giver_id if posting.kind == Kind.HANDOVER else None, posting.to_id
    if posting.is_payback:
        giver, to = to, posting.keeper_id
    source = (OWN if posting.is_her_own else HELD) if posting.kind == Kind.COST else ""
    ids = {"giver": giver, "to": to, "order": posting.order_id}
    return {**{name: str(pk or "") for name, pk in ids.items()}, "words": posting.words, "source": source}


def _typed(request: HttpRequest) -> dict[str, str] | None:
    return request.POST.dict() if request.method == "POST" else None


def _with_sum(member: Member, amount: int) -> str:
    return f"{member.name} · {som(amount)}"


def _in(book: Book, member_id: int) -> Member:
    return next(one.member for one in book.balances if one.member.pk == member_id)


def _holds(book: Book, member: Member) -> int:
    return next((one.holds for one in book.balances if one.member == member), 0)


def _here(book: Book) -> list[Member]:
    """Those who can be given the money to hold."""
    return [one.member for one in book.balances if one.is_in and is_here(one.member)]


def _holder_of(venture: Venture) -> int | None:
    """Who is to hold it, as they have agreed."""
    agreement = agreement_in_force(venture)
    return agreement.holder_id if agreement else None
