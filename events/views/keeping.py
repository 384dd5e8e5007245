"""Keeping the live room safe, from what somebody wrote: a page that asks the host what is to become of it and of her."""

from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commons.journal.refusals import Refused
from commons.people.models import Member

from ..actions import lift_restraint, remove_remark
from ..actions import restrain as restrain_her
from ..may import holds
from ..models import Gathering, Question, Remark, Restraint
from .asking import for_hosts
from .stage import by_hosts

Wrote = TypeVar("Wrote", Question, Remark)


@require_safe
@for_hosts
def show_asker(request: HttpRequest, member: Member, gathering: Gathering, question_id: int) -> HttpResponse:
    """Of who asked this."""
    return _show(request, _asked(gathering, question_id))


@require_safe
@for_hosts
def show_sayer(request: HttpRequest, member: Member, gathering: Gathering, remark_id: int) -> HttpResponse:
    """Of who said this in the chat."""
    return _show(request, _said(gathering, remark_id))


@by_hosts
def restrain_asker(request: HttpRequest, member: Member, gathering: Gathering, question_id: int) -> None:
    """Who asked this is muted, or shown out."""
    restrain_her(member, _asked(gathering, question_id), request.POST.get("kind", ""))


@by_hosts
def restrain_sayer(request: HttpRequest, member: Member, gathering: Gathering, remark_id: int) -> None:
    """Who said this is muted, or shown out."""
    restrain_her(member, _said(gathering, remark_id), request.POST.get("kind", ""))


@by_hosts
def remove(request: HttpRequest, member: Member, gathering: Gathering, remark_id: int) -> None:
    """What was said is taken away for all."""
    remove_remark(member, _said(gathering, remark_id))


@by_hosts
def lift(request: HttpRequest, member: Member, gathering: Gathering, restraint_id: int) -> None:
    """She may write again, or come in again."""
    restraint = Restraint.objects.select_related("gathering").filter(gathering=gathering, pk=restraint_id).first()
    if restraint is not None:  # else another host was first
        lift_restraint(member, restraint)


def _show(request: HttpRequest, wrote: Question | Remark) -> HttpResponse:
    is_hosts = wrote.member is not None and holds(wrote.member, wrote.gathering)
    context = {"gathering": wrote.gathering, "wrote": wrote, "is_remark": isinstance(wrote, Remark), "is_hosts": is_hosts}
    return render(request, "events/live/person.html", context)


def _asked(gathering: Gathering, question_id: int) -> Question:
    return _found(Question.objects.with_names().select_related("gathering").filter(gathering=gathering, pk=question_id).first())


def _said(gathering: Gathering, remark_id: int) -> Remark:
    return _found(Remark.objects.shown().select_related("gathering").filter(gathering=gathering, pk=remark_id).first())


def _found(wrote: Wrote | None) -> Wrote:
    if wrote is None:
        raise Refused("invalid")
    return wrote
