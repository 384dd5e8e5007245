"""The live page of a gathering for all who are there: before it begins, while it is on, and after. Each verb works without a script."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commons.journal.refusals import Refused
from commons.people.answers import nack, wants_json, with_status
from commons.people.guards import private, refusal
from commons.people.models import Guest, Member
from commons.people.viewer import member_of
from commons.ui.addresses import number

from ..actions import ask_question, cast_ballot
from ..actions import vote as give_vote
from ..live_room import live_room, who_takes_part
from ..may import has_seat, is_shown_out, may_see, may_write, sees_live
from ..models import Gathering, Poll, Question
from ..pace import count_deed
from ..reacting import react as give_sign
from ..refusals import ByLink, NoSeatHere, NotLetIn, ShownOut
from .asking import key_of
from .public import closed

P = ParamSpec("P")
Who = Member | Guest


@require_safe
def show_live(request: HttpRequest, gathering_id: int) -> HttpResponse:
    """What is being said, asked and answered. Whoever may see the gathering and not what is in it is led to a seat."""
    try:
        gathering, who = entered(request, gathering_id)
    except Http404:
        return closed(request)
    except Refused as refused:
        shut = {"is_shown_out": isinstance(refused, ShownOut), "has_seat": isinstance(refused, NotLetIn)}
        context = {"gathering_id": gathering_id, "refused": refused, **shut}
        return private(render(request, "events/live/seats_only.html", context, status=403))
    return private(render(request, "events/live/live.html", live_room(request, gathering, who)))


def entered(request: HttpRequest, gathering_id: int) -> tuple[Gathering, Who | None]:
    """The gathering, and who looks. Raises Http404 for whom it isn't; Refused `forbidden` for who sees it, and not what is in it: ShownOut
    where a host did that, NotLetIn where nobody has vouched for her, ByLink where a guest comes by hers.
    """
    gathering = Gathering.objects.select_related("lab", "host__lab").filter(pk=gathering_id).first()
    if gathering is None:
        raise Http404
    who = who_takes_part(request, gathering)
    if not sees_live(who, gathering):
        if may_see(member_of(request), gathering):
            raise _why_not(gathering, who)
        raise Http404
    return gathering, who


def _why_not(gathering: Gathering, who: Who | None) -> Refused:
    if who is not None and is_shown_out(who, gathering):
        return ShownOut()
    if isinstance(who, Member):
        return NotLetIn() if has_seat(who, gathering) else NoSeatHere()
    return ByLink() if gathering.is_discreet else NoSeatHere()


def for_those_there(
    view: Callable[Concatenate[HttpRequest, Gathering, Who, P], str],
) -> Callable[Concatenate[HttpRequest, int, P], HttpResponse]:
    """Do it for who is there; a script is told whether it was done, a form comes back to where the view says."""

    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest, gathering_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            gathering, who = entered(request, gathering_id)
        except Http404:
            return closed(request)
        except Refused as refused:
            return refusal(request, refused)
        try:
            if who is None or not may_write(who, gathering):
                raise Refused("forbidden")
            place = view(request, gathering, who, *args, **kwargs)
        except Refused as refused:
            return _refused(request, gathering, who, refused)
        if wants_json(request):
            return private(JsonResponse({"op": "ack"}))
        return redirect(reverse("events:live", args=[gathering.pk]) + place)

    return guarded


@for_those_there
def ask(request: HttpRequest, gathering: Gathering, who: Who) -> str:
    """A question, with her name or without."""
    count_deed(gathering.pk, who.actor)
    named = ("is_anonymous" in request.POST, "is_for_hosts" in request.POST)
    asked = ask_question(gathering, who, request.POST.get("body", ""), key_of(request), *named)
    if not wants_json(request):
        alone, everyone = (
            _("Your question has come to the hosts. Nobody else sees it."),
            _("Your question has come to the host. She lets everyone see it."),
        )
        messages.success(request, alone if asked.is_for_hosts else everyone)
    return ""


@for_those_there
def vote(request: HttpRequest, gathering: Gathering, who: Who) -> str:
    """She wants to know it, too; or not any more."""
    count_deed(gathering.pk, who.actor)
    on = "vote" in request.POST
    asked = number(request.POST.get("vote" if on else "unvote"))
    question = Question.objects.filter(gathering=gathering, pk=asked or 0).first()
    if question is None:
        raise Refused("invalid")
    give_vote(question, who, on)
    return f"#q-{question.pk}"


@for_those_there
def answer(request: HttpRequest, gathering: Gathering, who: Who) -> str:
    """Her answer to a poll."""
    count_deed(gathering.pk, who.actor)
    poll = Poll.objects.filter(gathering=gathering, pk=number(request.POST.get("poll")) or 0).first()
    if poll is None:
        raise Refused("invalid")
    cast_ballot(poll, who, [chosen for one in request.POST.getlist("option") if (chosen := number(one)) is not None])
    return f"#p-{poll.pk}"


@for_those_there
def react(request: HttpRequest, gathering: Gathering, who: Who) -> str:
    """A sign that floats over all pages."""
    give_sign(gathering, who, request.POST.get("sign", ""))
    return ""


def _refused(request: HttpRequest, gathering: Gathering, who: Who | None, refused: Refused) -> HttpResponse:
    """To a script as it is; else on the page, with what she had written."""
    if wants_json(request):
        return private(nack(request, refused))
    if refused.code == "forbidden":
        return refusal(request, refused)
    written = {"chat" if request.path.endswith("/remarks/") else "question": request.POST.get("body", "")}
    context = live_room(request, gathering, who) | {"refused": refused.message, "written": written}
    return private(with_status(render(request, "events/live/live.html", context), refused))
