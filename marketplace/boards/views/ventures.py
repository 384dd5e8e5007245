"""A venture's page, for whoever may see it; what of it changes is fetched alone. And what a steward does with it as a whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.journal.reading import head
from commons.journal.refusals import Refused
from commons.notify.actions import see
from commons.people.models import Member
from commons.ui.addresses import number

from .. import actions
from ..actions.ventures import Plan
from ..forms import WordsForm
from ..may import keeps
from ..models import Venture
from ..pages import page_of
from .asking import for_seers

STATES = {
    "begin": actions.begin_venture,
    "close": actions.close_venture,
    "reopen": actions.reopen_venture,
    "show": actions.show_venture,
    "hide": actions.hide_venture,
}


@require_safe
@for_seers
def show_venture(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """Whose turn it is, what it is about, who is in it and what they bring."""
    see(member.actor, venture.stream, head(venture.stream))
    return render(request, "boards/venture.html", page_of(request, member, venture))


@require_safe
@for_seers
def show_now(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """The part of the page that changes, as it is now."""
    see(member.actor, venture.stream, head(venture.stream))
    return render(request, "boards/_now.html", page_of(request, member, venture))


@require_http_methods(["GET", "HEAD", "POST"])
@for_seers
def edit(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """Its words, in the language she reads; and whether it runs, is closed, is shown."""
    if not keeps(member, venture):
        raise Refused("forbidden")
    code = request.LANGUAGE_CODE
    given = {"title": venture.titles.get(code, venture.title), "about": venture.abouts.get(code, venture.about), "version": venture.version}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_valid():
        said = form.cleaned_data
        plan = Plan({**venture.titles, code: said["title"]}, {**venture.abouts, code: said["about"]})
        actions.change_venture(member, venture.pk, plan, said["version"])
        return redirect("boards:venture", venture.pk)
    public = request.build_absolute_uri(reverse("boards:public", args=[venture.public_code])) if venture.public_code else ""
    context = {"venture": venture, "form": form, "public": public}
    return render(request, "boards/edit.html", context, status=422 if form.errors else 200)


@require_safe
@for_seers
def ask_to_close(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """What it means to close it; where it is closed there is nothing to ask."""
    if not keeps(member, venture):
        raise Refused("forbidden")
    if venture.is_closed:
        return redirect("boards:venture", venture.pk)
    return render(request, "boards/close.html", {"venture": venture})


@require_POST
@for_seers
def change_state(request: HttpRequest, member: Member, venture: Venture) -> HttpResponse:
    """Begin, close or reopen it; give it a public page, or take that away."""
    change, version = STATES.get(request.POST.get("state", "")), number(request.POST.get("version"))
    if change is None or version is None:
        raise Refused("invalid")
    change(member, venture.pk, version)
    return redirect("boards:edit" if request.POST["state"] in ("show", "hide") else "boards:venture", venture.pk)
