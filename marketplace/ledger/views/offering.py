"""Saying how to share, a question a screen: how, who holds the money, and all of it as a picture, to agree to and send.

What was answered so far stands in the address: so back is back, and nothing typed is lost. Only the last screen writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from commons.journal.refusals import Refused
from commons.people.models import Member
from commons.ui.addresses import number
from marketplace.boards.models import Venture
from marketplace.boards.views.cards import key_of

from ..actions import newest_of, offer_agreement
from ..agreed import standing_of
from ..forms import HolderForm, KindForm, PartsForm, PieceForm
from ..forms.agreements import MOST_OF_ONE, field_of
from ..models import Agreement
from ..picturing import Picture, draw
from ..refusals import AgreementReplaced, PartnersChanged
from ..splitting import WHOLE, by_weight
from .agreements import show_changed
from .asking import for_sharers

Kind = Agreement.Kind
WAYS: dict[str, tuple[str, ...]] = {
    Kind.EQUAL: ("kind", "holder"),
    Kind.PIECES: ("kind", "piece", "holder"),
    Kind.OWN: ("kind", "parts", "holder"),
}
KIND_ICONS = {Kind.EQUAL: "chart-pie", Kind.PIECES: "shirt", Kind.OWN: "scale"}
KIND_NOTES = {
    Kind.EQUAL: _("Everybody has the same, whoever made it."),
    Kind.PIECES: _("Who made it has something for each piece; the rest is everybody's."),
    Kind.OWN: _("One of you has more, because she brings or does more."),
}


@dataclass(frozen=True)
class Asking:
    """One woman's way through the questions: who is in it, what she has said, what is supposed where she hasn't, and what waits."""

    women: Sequence[Member]
    said: QueryDict
    holder: int
    waits: Agreement | None
    in_force: Agreement | None

    @property
    def way(self) -> tuple[str, ...]:
        return WAYS.get(self.said.get("kind", ""), WAYS[Kind.EQUAL])

    def form(self, step: str, *, is_answered: bool) -> forms.Form:
        """Of one question: with what she said, and whether that can be so only where she has sent it."""
        supposed = {"kind": Kind.EQUAL, "holder": str(self.holder), **self._parts_now}
        given: dict[str, Any] = {"data": self.said} if is_answered else {"initial": {**supposed, **self.said.dict()}}
        match step:
            case "kind":
                return KindForm(**given)
            case "piece":
                return PieceForm(**given)
            case "parts":
                return PartsForm(**given, women=self.women)
            case _:
                return HolderForm(**given, women=self.women)

    @property
    def _parts_now(self) -> dict[str, int]:
        """By which they share already, where the form can say it."""
        weights = self.in_force.weights if self.in_force else {}
        if max(weights.values(), default=0) > MOST_OF_ONE:
            return {}
        return {field_of(woman): weights[woman.pk] for woman in self.women if woman.pk in weights}

    def answers(self, *without: str) -> list[tuple[str, str]]:
        """What comes along with the form that asks for something else."""
        names = ["kind", "a_piece", "holder", *(f"part-{woman.pk}" for woman in self.women)]
        return [(name, str(self.said[name])) for name in names if name in self.said and name not in without]


@require_http_methods(["GET", "HEAD", "POST"])
@for_sharers
def offer(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """The next question that isn't answered; after the last, what it comes to. A POST offers it."""
    if venture.is_closed:
        raise Refused("read_only")
    asking = _asking(request, member, venture)
    answered: dict[str, Any] = {}
    after = "holder" if request.method == "POST" else request.GET.get("after", "")
    for step in asking.way[: asking.way.index(after) + 1 if after in asking.way else 0]:
        form = asking.form(step, is_answered=True)
        if not form.is_valid():
            return _ask(request, venture, asking, step, form)
        answered |= {"weights": form.weights} if isinstance(form, PartsForm) else form.cleaned_data
    if after != "holder":
        step = asking.way[asking.way.index(after) + 1 if after in asking.way else 0]
        return _ask(request, venture, asking, step, asking.form(step, is_answered=False))
    if request.method != "POST":
        return _look(request, venture, asking, answered)
    return _offer(request, member, venture, asking, answered)


def _asking(request: HttpRequest, member: Member, venture: Venture) -> Asking:
    at = standing_of(venture)
    women, now = list(Member.objects.filter(pk__in=at.partners).order_by("pk")), at.in_force
    held_now = now.holder_id if now and any(woman.pk == now.holder_id for woman in women) else member.pk
    return Asking(women, request.POST if request.method == "POST" else request.GET, held_now, at.waits, now)


def _offer(request: HttpRequest, member: Member, venture: Venture, asking: Asking, answered: dict[str, Any]) -> HttpResponse:
    key = key_of(request)
    try:
        if request.POST.get("among") != _among(asking.women) and not Agreement.objects.filter(key=key, made_by=member).exists():
            raise PartnersChanged
        parts = by_weight(WHOLE, _weights(asking, answered))  # of those whom she saw: whoever comes in at this moment isn't among them
        said = {"parts": parts, "a_piece": answered.get("a_piece", 0), "newest": number(request.POST.get("newest"))}
        offer_agreement(member, venture.pk, answered["kind"], int(answered["holder"]), key, **said)
    except (AgreementReplaced, PartnersChanged) as refused:
        return show_changed(request, member, venture, refused)
    return redirect("ledger:agreement", venture.pk)


def _look(request: HttpRequest, venture: Venture, asking: Asking, answered: dict[str, Any]) -> HttpResponse:
    more = {
        "picture": _picture(asking, answered),
        "key": uuid4(),
        "among": _among(asking.women),
        "waits": asking.waits,
        "newest": newest_of(venture),
    }
    return render(request, "ledger/offer_look.html", {**_context(venture, asking, "look"), **more})


def _picture(asking: Asking, answered: dict[str, Any]) -> Picture:
    holder = next(woman for woman in asking.women if str(woman.pk) == answered["holder"])
    return draw(answered["kind"], answered.get("a_piece", 0), holder, asking.women, _weights(asking, answered))


def _weights(asking: Asking, answered: dict[str, Any]) -> dict[int, int]:
    return answered.get("weights") or {woman.pk: 1 for woman in asking.women}


def _ask(request: HttpRequest, venture: Venture, asking: Asking, step: str, form: forms.Form) -> HttpResponse:
    more: dict[str, Any] = {"form": form, "answers": asking.answers(*form.fields), "women": asking.women}
    if step == "kind":
        more["kinds"] = [(kind, kind.label, KIND_ICONS[kind], KIND_NOTES[kind]) for kind in Kind]
    if isinstance(form, PartsForm):
        more["picture"] = draw(Kind.OWN, 0, asking.women[0], asking.women, form.weights)
    context = {**_context(venture, asking, step), **more}
    return render(request, f"ledger/offer_{step}.html", context, status=422 if form.errors else 200)


def _context(venture: Venture, asking: Asking, step: str) -> dict[str, Any]:
    """Which screen of how many it is, and where back leads."""
    screens = (*asking.way, "look")
    place = screens.index(step)
    back = reverse("ledger:agreement", args=[venture.pk])
    if place:
        after = {"after": screens[place - 2]} if place > 1 else {}
        back = f"{reverse('ledger:offer', args=[venture.pk])}?{urlencode([*after.items(), *asking.answers()])}"
    return {"venture": venture, "step": step, "number": place + 1, "of": len(screens), "back": back, "answers": asking.answers()}


def _among(women: Sequence[Member]) -> str:
    """Who shares by it, as she saw it: whoever comes meanwhile isn't agreed upon unseen."""
    return ",".join(str(woman.pk) for woman in women)
