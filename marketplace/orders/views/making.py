"""What a maker does with an order: each a form that works by itself, and by a press of a button where nothing is asked."""

from functools import partial
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused
from commons.people.guards import for_members, way_on
from commons.people.models import Member

from ..actions import answer_review, ask_for_call, block_guest, show_progress, transition
from ..deeds import NOT_NOW
from ..describing import address_of
from ..fulfilment import Who
from ..makers_forms import AnswerForm, DeclineForm, HandOverForm, Moving, PriceForm, ProgressForm
from ..may import parts_of
from ..models import Order
from ..refusals import Conflict
from ..tasks import CALLED, TASKS, Task, as_said, done_enough, what_follows
from ..words import word_of
from .leading import lead_back

FORMS: dict[str, type[forms.Form]] = {"decline": DeclineForm, "handing-over": HandOverForm, "progress": ProgressForm, "answer": AnswerForm}


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def make(request: HttpRequest, member: Member, order_id: int, noun: str) -> HttpResponse:
    """The page that asks what a task asks, and the task itself."""
    task = CALLED if noun == CALLED.noun else TASKS[noun]
    order = Order.objects.whole().select_related("voice").filter(pk=order_id).first()
    if order is None or Who.MAKER not in parts_of(order, member):
        raise Refused("forbidden")
    show = partial(_show, request, order, task)
    if request.method != "POST":
        return show(_form(order, task)) if task is not CALLED and task.is_open(order) else lead_back(request, order, NOT_NOW)
    form = _form(order, task, request)
    if not form.is_valid():
        return show(form, status=422)
    try:
        _do(order, task, member, form)
    except Conflict as conflict:
        return _moved(request, conflict.order)
    except Refused as refused:
        if refused.code not in ("invalid", "too_long"):
            raise
        form.add_error("words" if "words" in form.fields else None, str(refused.message or _("This can't be done just now.")))
        return show(form, status=422)
    messages.success(request, _("Done."))
    return redirect(way_on(request, reverse("orders:selling")))


@require_POST
@for_members
def block(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """She wants to hear no more of this guest; with `off`, she does again."""
    order = Order.objects.whole().filter(pk=order_id).first()
    if order is None or Who.MAKER not in parts_of(order, member):
        raise Refused("forbidden")
    on = not request.POST.get("off")
    block_guest(order, member, on=on)
    messages.success(request, _("This guest can't write or order from you any more.") if on else _("This guest can write and order again."))
    return redirect(way_on(request, reverse("orders:selling")))


def _form(order: Order, task: Task, request: HttpRequest | None = None) -> Any:
    if task.noun == "price":
        return PriceForm.of(order, request.POST if request else None)
    form = FORMS.get(task.noun, Moving)
    if request is None:
        return form(initial={"version": order.version})
    return form(request.POST, request.FILES)


def _do(order: Order, task: Task, member: Member, form: Any) -> None:
    if task is CALLED:
        ask_for_call(order, member, on=False)
    elif task.noun == "answer":
        answer_review(order, member, form.cleaned_data["words"])
    elif not task.line:
        show_progress(order, member, form.cleaned_data["pictures"])
    else:
        said = form.cleaned_data
        transition(order, task.line, member, said["version"], key=said["key"], **form.details())


def _show(request: HttpRequest, order: Order, task: Task, form: Any, status: int = 200) -> HttpResponse:
    quoted = order.quotes.filter(revision=order.revision).first() if order.revision else None
    pictures = order.pictures.filter(shows="wish").select_related("picture") if task.noun == "price" else []
    context = {
        "order": order,
        "address": address_of(order),
        "task": as_said(task, order),
        "form": form,
        "quoted": quoted,
        "pictures": pictures,
        "to": request.POST.get("next", ""),
        "key": uuid4(),
        "may_wait": not done_enough(order, "postpone"),
        "follows": what_follows(task, order),
    }
    return render(request, "orders/maker/task.html", context, status=status)


def _moved(request: HttpRequest, order: Order) -> HttpResponse:
    """409: how the order is now, and what is hers to do with it."""
    context = {"order": order, "word": word_of(order), "address": address_of(order)}
    return render(request, "orders/maker/moved.html", context, status=409)
