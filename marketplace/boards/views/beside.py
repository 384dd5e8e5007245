"""What is beside a card's words, from its page: what is to be ticked, who does it, pictures, voice, and what is said of it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from commons.journal.refusals import Refused
from commons.people.models import Member
from commons.ui.addresses import number

from .. import actions
from ..forms import SaidForm, ShownForm, SpokenForm
from ..models import CheckItem, Comment, Venture
from .asking import for_workers
from .cards import back_to, hers, key_of, render_card

IN_WORDS = ("invalid", "too_long")


@require_POST
@for_workers
def add_item(request: HttpRequest, member: Member, venture: Venture, card_id: int) -> HttpResponse:
    """One thing more to be ticked."""
    typed = request.POST.get("item", "")
    try:
        actions.add_item(member, hers(venture, card_id).pk, typed)
    except Refused as refused:
        if refused.code not in IN_WORDS:
            raise
        return render_card(request, member, venture, card_id, said={"item": typed, "item_why": refused.message})
    return back_to(venture, card_id, "#list")


@require_POST
@for_workers
def tick(request: HttpRequest, member: Member, venture: Venture, card_id: int, item_id: int) -> HttpResponse:
    """Done, or with `done` 0 not yet; with `gone` it is off the list."""
    if not CheckItem.objects.filter(card=hers(venture, card_id), pk=item_id).exists():
        raise Refused("forbidden")
    if request.POST.get("gone"):
        actions.remove_item(member, item_id)
    else:
        actions.tick_item(member, item_id, request.POST.get("done") != "0")
    return back_to(venture, card_id, "#list")


@require_POST
@for_workers
def assign(request: HttpRequest, member: Member, venture: Venture, card_id: int) -> HttpResponse:
    """`on` does it; `off` no more."""
    on, off = number(request.POST.get("on")), number(request.POST.get("off"))
    woman = on if on is not None else off
    if woman is None:
        raise Refused("invalid")
    actions.assign_card(member, hers(venture, card_id).pk, woman, on is not None)
    return back_to(venture, card_id, "#who")


@require_POST
@for_workers
def add_pictures(request: HttpRequest, member: Member, venture: Venture, card_id: int) -> HttpResponse:
    """After those it has."""
    card, form = hers(venture, card_id), ShownForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.show_pictures(member, card.pk, form.cleaned_data["pictures"])
        except Refused as refused:
            if refused.code not in IN_WORDS:
                raise
            form.add_error("pictures", str(refused.message))
        else:
            return back_to(venture, card_id, "#pictures")
    return render_card(request, member, venture, card_id, shown=form)


@require_POST
@for_workers
def remove_picture(request: HttpRequest, member: Member, venture: Venture, card_id: int, picture_id: int) -> HttpResponse:
    actions.remove_card_picture(member, hers(venture, card_id).pk, picture_id)
    return back_to(venture, card_id, "#pictures")


@require_POST
@for_workers
def speak(request: HttpRequest, member: Member, venture: Venture, card_id: int) -> HttpResponse:
    """Its words spoken; with `gone` no more."""
    card = hers(venture, card_id)
    if request.POST.get("gone"):
        actions.say_card(member, card.pk, None)
        return back_to(venture, card_id)
    form = SpokenForm(request.POST, request.FILES)
    if form.is_valid():
        actions.say_card(member, card.pk, form.cleaned_data["voice"])
        return back_to(venture, card_id)
    return render_card(request, member, venture, card_id, spoken=form)


@require_POST
@for_workers
def comment(request: HttpRequest, member: Member, venture: Venture, card_id: int) -> HttpResponse:
    """Say something of it, in words or by voice."""
    card, typed, form = hers(venture, card_id), request.POST.get("words", ""), SaidForm(request.POST, request.FILES)
    if not form.is_valid():
        return render_card(request, member, venture, card_id, said={"words": typed, "voice_why": form.errors["voice"]})
    try:
        actions.comment_card(member, card.pk, typed, key_of(request), form.cleaned_data["voice"])
    except Refused as refused:
        if refused.code not in IN_WORDS:
            raise
        return render_card(request, member, venture, card_id, said={"words": typed, "words_why": refused.message})
    return back_to(venture, card_id, "#said")


@require_POST
@for_workers
def remove_comment(request: HttpRequest, member: Member, venture: Venture, card_id: int, comment_id: int) -> HttpResponse:
    if not Comment.objects.filter(card=hers(venture, card_id), pk=comment_id).exists():
        raise Refused("forbidden")
    actions.remove_comment(member, comment_id)
    return back_to(venture, card_id, "#said")
