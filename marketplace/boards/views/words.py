"""A message becomes a card: in one tap where it is clear on which board, else she chooses."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from commons.journal.refusals import Refused
from commons.people.answers import redirect_after_post, wants_json
from commons.people.guards import for_members
from commons.people.models import Member
from commons.ui.addresses import number

from .. import actions
from ..models import Venture
from .asking import DEEDS

MOST = 40


def make_card_of(request: HttpRequest, member: Member) -> HttpResponse:
    """On the board of `venture`, or of the only one she works in."""
    room, message = number(request.POST.get("room")), number(request.POST.get("message"))
    if room is None or message is None:
        raise Refused("invalid")
    ventures = list(Venture.objects.under_way().of(member).order_by("-pk")[:MOST])
    wanted = number(request.POST.get("venture"))
    if wanted is None and len(ventures) != 1:
        if not ventures:
            raise Refused("forbidden")
        return render(request, "boards/choose.html", {"ventures": ventures, "room": room, "message": message})
    venture_id = ventures[0].pk if wanted is None else wanted
    card = actions.card_from_message(member, venture_id, room, message)
    address = reverse("boards:card", args=[venture_id, card.pk])
    return JsonResponse({"address": address}) if wants_json(request) else redirect_after_post(address)


make_card = require_POST(for_members(make_card_of, DEEDS))
