"""Her own page, and what she changes on it."""

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.journal.refusals import Refused
from commons.ui.addresses import number
from commons.ui.ways import ways_for

from .. import may
from ..actions import change_profile, choose_language, keep_words, unblock
from ..actions.sessions import SHOWN
from ..forms import ProfileForm
from ..guards import for_members, way_on
from ..models import Invitation, Member

MOST_WAITING = 40
MOST_TO_ASK = 10


@require_safe
@for_members
def show_me(request: HttpRequest, member: Member) -> HttpResponse:
    """Who she is here, what waits for her, and the ways to everything that is hers."""
    prefetch_related_objects([member], "crafts")
    invites = may.may_invite(member)
    waiting = may.asked_of(member).select_related("lab")[:MOST_WAITING] if invites else []
    context = {"member": member, "invites": invites, "waiting": waiting, "hosts": [] if member.is_vouched else _who_can_help(member)}
    context["ways"] = ways_for(request)
    return render(request, "people/me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def edit_me(request: HttpRequest, member: Member) -> HttpResponse:
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(member)
    if form.is_valid():
        change_profile(member, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("people:me")
    return render(request, "people/edit_me.html", {"form": form, "member": member}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def show_words(request: HttpRequest, member: Member) -> HttpResponse:
    """A POST makes three words and shows them, this once; from there she goes on to `next`.

    It says when the words were kept that it is `instead_of`: a page that is loaded again mustn't undo what she wrote down.
    """
    refused, to = None, way_on(request, reverse("people:me"))
    if request.method == "POST":
        try:
            if request.POST.get("instead_of", "") != _since(member):
                raise Refused("forbidden", SHOWN)
            words = keep_words(member, request.session).split()
        except Refused as refusal:
            if refusal.message != SHOWN:
                raise
            refused = refusal.message
            member.refresh_from_db()
        else:
            return render(request, "people/words_shown.html", {"member": member, "words": words, "to": to})
    shown = {"member": member, "instead_of": _since(member), "refused": refused, "to": to}
    return render(request, "people/words.html", shown, status=409 if refused else 200)


@require_POST
@for_members
def put_words_off(request: HttpRequest, member: Member) -> HttpResponse:
    """On this phone they are offered no more; on her own page they are."""
    request.session["words_put_off"] = True
    return redirect(way_on(request, reverse("people:me")))


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def show_blocked(request: HttpRequest, member: Member) -> HttpResponse:
    """Those she blocked; a POST with `member` takes one back."""
    blocked = Member.objects.filter(blocks_met__by=member).select_related("lab").order_by("name", "pk")
    if request.method == "POST":
        other = blocked.filter(pk=number(request.POST.get("member"))).first()
        if other is not None:
            unblock(member, other)
        return redirect("people:blocked")
    return render(request, "people/blocked.html", {"blocked": blocked})


def keep_language(request: HttpRequest, code: str) -> None:
    """She chose a language anywhere: the house remembers it for her."""
    if isinstance(request.user, Member):
        choose_language(request.user, code)


def _since(member: Member) -> str:
    return member.words_kept_at.isoformat() if member.words_kept_at else ""


def _who_can_help(member: Member) -> QuerySet[Member]:
    """Who may say "I know her" of her: her host first, then the coordinators of her lab, who were here first before others."""
    invited_her = Exists(Invitation.objects.filter(made_by=OuterRef("pk"), arrivals__member=member))
    return Member.objects.visible_to(member).select_related("lab").order_by(invited_her.desc(), "pk")[:MOST_TO_ASK]
