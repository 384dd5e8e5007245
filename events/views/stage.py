"""The host's page of a gathering that is on, for a phone held in one hand. Who holds it beside her goes on at once where she can't."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from commons.journal.refusals import Refused
from commons.people.answers import with_status
from commons.people.models import Member
from commons.ui.addresses import number

from ..actions import (
    arrange_asking,
    arrange_chat,
    ask_yes_or_no,
    begin,
    call_out,
    close_poll,
    decide_question,
    end,
    give_recording,
    next_question,
    open_poll,
    pin_question,
    say_now,
    show_results,
    write_answer,
)
from ..models import Gathering, Poll, Question
from ..stage import stage_page
from .asking import deeds, for_hosts, key_of


@require_safe
@for_hosts
def show_stage(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """What waits for her, and all that she can do."""
    return render(request, "events/live/stage.html", stage_page(member, gathering))


@require_safe
@for_hosts
def show_now(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """The part of it that changes, as it is now."""
    return render(request, "events/live/_stage.html", stage_page(member, gathering))


def _go_on(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    return redirect("events:stage", gathering.pk)


def _say_why_not(request: HttpRequest, member: Member, gathering: Gathering, refused: Refused) -> HttpResponse:
    context = stage_page(member, gathering) | {"refused": refused.message, "written": request.POST}
    return with_status(render(request, "events/live/stage.html", context), refused)


by_hosts = deeds(_go_on, _say_why_not)


@by_hosts
def change_state(request: HttpRequest, member: Member, gathering: Gathering) -> None:
    """It begins, or is over."""
    deeds = {"begin": begin, "end": end}
    if (deed := deeds.get(request.POST.get("change", ""))) is None:
        raise Refused("invalid")
    deed(member, gathering)


@by_hosts
def arrange(request: HttpRequest, member: Member, gathering: Gathering) -> None:
    """What becomes of questions."""
    arrange_asking(member, gathering, request.POST.get("asks", ""))


@by_hosts
def arrange_talk(request: HttpRequest, member: Member, gathering: Gathering) -> None:
    """Whether there is a chat, and how slow it is."""
    pace = request.POST.get("pace", "")
    if (chosen := number(pace)) is None and pace != "off":
        raise Refused("invalid")
    arrange_chat(member, gathering, chosen)


@by_hosts
def say(request: HttpRequest, member: Member, gathering: Gathering) -> None:
    """What is being said, as text."""
    say_now(member, gathering, request.POST.get("body", ""))


@by_hosts
def call(request: HttpRequest, member: Member, gathering: Gathering) -> None:
    """A line to everybody in the room."""
    call_out(member, gathering, request.POST.get("line", ""))


@by_hosts
def record(request: HttpRequest, member: Member, gathering: Gathering) -> None:
    """Where it can be watched."""
    give_recording(member, gathering, request.POST.get("recording", ""))


@by_hosts
def answer(request: HttpRequest, member: Member, gathering: Gathering, question_id: int) -> None:
    """What was answered, in words."""
    question = Question.objects.select_related("gathering").filter(gathering=gathering, pk=question_id).first()
    if question is None:
        raise Refused("invalid")
    write_answer(member, question, request.POST.get("answer", ""))


@by_hosts
def go_on(request: HttpRequest, member: Member, gathering: Gathering) -> None:
    """The next question."""
    next_question(member, gathering, after=number(request.POST.get("after")))


@by_hosts
def decide(request: HttpRequest, member: Member, gathering: Gathering, question_id: int) -> None:
    """A question is shown, declined, answered, pinned."""
    question = Question.objects.select_related("gathering").filter(gathering=gathering, pk=question_id).first()
    change = request.POST.get("change", "")
    if question is None:
        raise Refused("invalid")
    if change in ("pin", "unpin"):
        pin_question(member, question, on=change == "pin")
    else:
        decide_question(member, question, change)


@by_hosts
def ask_all(request: HttpRequest, member: Member, gathering: Gathering) -> None:
    """A poll; without words of hers it is yes or no."""
    key = key_of(request)
    if "yes_no" in request.POST:
        ask_yes_or_no(member, gathering, key)
        return
    text, options = request.POST.get("text", ""), request.POST.get("options", "").splitlines()
    poll = open_poll(member, gathering, text, options, key, is_multiple="is_multiple" in request.POST)
    if "shows_results" in request.POST:
        show_results(member, poll)


@by_hosts
def change_poll(request: HttpRequest, member: Member, gathering: Gathering, poll_id: int) -> None:
    """How it stands is shown to all, or it is closed."""
    poll = Poll.objects.select_related("gathering").filter(gathering=gathering, pk=poll_id).first()
    deeds = {"results": show_results, "close": close_poll}
    if poll is None or (deed := deeds.get(request.POST.get("change", ""))) is None:
        raise Refused("invalid")
    deed(member, poll)
