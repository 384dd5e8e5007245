"""A joint business in three screens: what it is, how it is called, what she brings."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commons.journal.refusals import Refused
from commons.people.guards import for_vouched
from commons.people.models import Member

from .. import actions
from ..actions.ventures import Plan
from ..beginnings import TEMPLATES
from ..forms import FoundForm, TitleForm
from ..may import may_found
from ..models import Offer, Venture
from ..pages import KINDS

STEPS = ("template", "title", "brings")


@require_http_methods(["GET", "HEAD", "POST"])
@for_vouched
def found(request: HttpRequest, member: Member) -> HttpResponse:
    """What was answered so far comes along with the form; the last answer founds it."""
    if not may_found(member):
        return render(request, "boards/not_yet.html", status=403)
    said = request.POST if request.method == "POST" else request.GET
    template = said.get("template")
    if template not in TEMPLATES:
        return _asked(request, "template", None, templates=[(name, one) for name, one in TEMPLATES.items() if name] + [("", TEMPLATES[""])])
    if request.method != "POST":
        return _asked(request, "title", TitleForm(), template=template)
    title = TitleForm(request.POST)
    if not title.is_valid():
        return _asked(request, "title", title, template=template)
    if "key" not in request.POST:
        return _asked(request, "brings", FoundForm(), template=template, title=title.cleaned_data["title"], key=uuid4())
    form = FoundForm(request.POST)
    if form.is_valid():
        try:
            return redirect("boards:venture", _found(request, member, form).pk)
        except Refused as refused:
            if refused.code not in ("invalid", "too_long"):
                raise
            form.add_error(None, str(refused.message))
    return _asked(request, "brings", form, template=template, title=title.cleaned_data["title"], key=request.POST["key"])


def _found(request: HttpRequest, member: Member, form: FoundForm) -> Venture:
    """It, and what she brings to it; sent twice it is once."""
    said = form.cleaned_data
    venture = actions.found_venture(member, Plan({request.LANGUAGE_CODE: said["title"]}), said["key"], said["template"])
    if said["kind"] and not Offer.objects.filter(venture=venture, member=member).exists():
        actions.make_offer(member, venture.pk, said["kind"], said["words"])
    return venture


def _asked(request: HttpRequest, step: str, form: object, **more: object) -> HttpResponse:
    context = {"form": form, "number": STEPS.index(step) + 1, "of": len(STEPS), "kinds": KINDS, **more}
    return render(request, f"boards/found_{step}.html", context, status=422 if getattr(form, "errors", None) else 200)
