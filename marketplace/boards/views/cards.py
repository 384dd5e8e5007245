"""A card's page: all there is of it, and how it is changed; what of it changes is fetched alone."""

from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.people.answers import redirect_after_post, wants_json
from commons.people.models import Member
from commons.realtime.doors import may_enter
from commons.ui.addresses import number

from .. import actions
from ..actions import Saying
from ..board import card_of, comments_on
from ..facts import SHOWN
from ..forms import CardForm, SaidForm, ShownForm, SpokenForm
from ..happened import happened_to
from ..may import Role, role_in, works_in
from ..models import Card, Partner, Venture
from ..refusals import CardStale
from ..tiles import last_of, tile_of
from ..told import told
from .asking import for_insiders, for_seers, for_workers
from .board import render_board

A_PAGE = 30
FACTS = " ".join(name for name, (what, _ids) in SHOWN.items() if what == "card")


@require_POST
@for_insiders
def add(request: HttpRequest, member: Member, venture: Venture, column_id: int) -> HttpResponse:
    """A card at the end of a column, by its name alone."""
    if not venture.columns.filter(pk=column_id).exists():
        raise Refused("forbidden")
    typed = request.POST.get("title", "")
    try:
        card = actions.make_card(member, column_id, Saying(title=typed), key_of(request))
    except Refused as refused:
        if refused.code not in ("invalid", "too_long") or wants_json(request):
            raise
        return render_board(request, member, venture, more={"wrong": column_id, "typed": typed, "why": refused.message})
    if wants_json(request):
        return JsonResponse({**told(member, venture, card.pk), "key": uuid4()})
    return redirect_after_post(f"/market/together/{venture.pk}/board/?column={column_id}#card-{card.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_seers
def show_card(request: HttpRequest, member: Member, venture: Venture, card_id: int) -> HttpResponse:
    """The page; a POST says something else of it. Where another was first she is shown both, and her words stay in their fields.

    A message that women of many labs read leads here: who isn't in it is told whose board it is, of any card the same.
    """
    role = role_in(member, venture)
    if request.method != "POST":
        if role is None:
            return render(request, "boards/others_card.html", {"venture": venture}, status=403)
        return render_card(request, member, venture, card_id)
    if not works_in(role):
        raise Refused("forbidden")
    form = CardForm(request.POST)
    if not form.is_valid():
        return render_card(request, member, venture, card_id, form=form)
    try:
        actions.change_card(member, hers(venture, card_id).pk, form.saying(), form.cleaned_data["version"])
    except CardStale as stale:
        return render_card(request, member, venture, card_id, form=form.upon(stale.card), stale=stale)
    except Refused as refused:
        if refused.code not in ("invalid", "too_long"):
            raise
        form.add_error(None, str(refused.message))
        return render_card(request, member, venture, card_id, form=form)
    return back_to(venture, card_id)


@require_safe
@for_insiders
def show_now(request: HttpRequest, member: Member, venture: Venture, card_id: int) -> HttpResponse:
    """The part of the page that changes, as it is now."""
    return render(request, "boards/_card_now.html", page_of(request, member, venture, card_id))


@require_POST
@for_workers
def archive(request: HttpRequest, member: Member, venture: Venture, card_id: int) -> HttpResponse:
    """Off the board; with `back` on it again."""
    act = actions.restore_card if request.POST.get("back") else actions.archive_card
    try:
        act(member, hers(venture, card_id).pk, number(request.POST.get("version")) or 0)
    except CardStale as stale:
        return render_card(request, member, venture, card_id, stale=stale)
    return back_to(venture, card_id)


@require_safe
@for_insiders
def list_archived(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """What is off the board."""
    cards = Card.objects.filter(venture=venture, archived_at__isnull=False).order_by("-archived_at", "-pk")
    page = Paginator(cards, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "boards/archived.html", {"venture": venture, "page": page})


def render_card(
    request: HttpRequest, member: Member, venture: Venture, card_id: int, stale: CardStale | None = None, **forms: Any
) -> HttpResponse:
    """The page, with what she typed in the form that isn't taken yet."""
    context = page_of(request, member, venture, card_id)
    fresh = {"form": CardForm.of(context["card"]), "shown": ShownForm(), "spoken": SpokenForm(), "hears": SaidForm(auto_id="said_%s")}
    is_wrong = any(getattr(form, "errors", None) for form in forms.values()) or "said" in forms
    status = 409 if stale else 422 if is_wrong else 200
    return render(request, "boards/card.html", {**context, **fresh, **forms, "stale": stale}, status=status)


def page_of(request: HttpRequest, member: Member, venture: Venture, card_id: int) -> dict[str, Any]:
    """The context of the page, and of its part that is fetched again."""
    upto = head(venture.stream)
    card = card_of(venture, card_id)
    if card is None:
        raise Refused("forbidden")
    card.venture = venture
    role, columns = role_in(member, venture), list(venture.columns.all())
    women = list(Partner.objects.working().filter(venture=venture).select_related("member"))
    does = {one.member_id for one in card.women.all()}
    comments = list(comments_on(card, number(request.GET.get("before"))))
    return {
        "venture": venture,
        "card": card,
        "tile": tile_of(card, member, card.column_id == last_of(columns)),
        "writes": works_in(role) and not venture.is_closed and not card.is_archived,
        "works": works_in(role) and not venture.is_closed,
        "keeps": role == Role.STEWARD,
        "member": member,
        "columns": columns,
        "women": [(one.member, one.member_id in does) for one in women],
        "comments": comments,
        "earlier": comments[0].pk if len(comments) == A_PAGE else None,
        "happened": happened_to(card, upto),
        "opens_order": bool(card.order) and may_enter(member, card.order or ""),
        "key": uuid4(),
        "back": f"/market/together/{venture.pk}/board/?column={card.column_id}",
        "head": upto,
        "facts": FACTS,
    }


def hers(venture: Venture, card_id: int) -> Card:
    """Raises Refused `forbidden` for a card of elsewhere."""
    card = Card.objects.filter(venture=venture, pk=card_id).first()
    if card is None:
        raise Refused("forbidden")
    return card


def back_to(venture: Venture, card_id: int, place: str = "") -> HttpResponse:
    return redirect_after_post(f"/market/together/{venture.pk}/cards/{card_id}/{place}")


def key_of(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError as error:
        raise Refused("invalid") from error
