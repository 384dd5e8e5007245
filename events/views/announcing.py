"""Announcing in four screens: its kind, its title, its day and hour; then it is sent on."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from commons.journal.refusals import Refused
from commons.people.models import Lab, Member

from ..actions import announce
from ..forms.announcing import AnnounceForm, TitleForm
from ..kinds import KINDS, Kind
from ..may import may_announce
from ..models import Gathering
from ..refusals import RoomTaken
from ..sharing import shared
from .asking import for_announcers, for_hosts

SESSION = "announcing"  # what she has said so far: the title, and the key that makes it one
page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_announcers
def choose_kind(request: HttpRequest, member: Member) -> HttpResponse:
    return render(request, "events/host/kind.html", {"kinds": KINDS.values(), "number": 1})


@page
@for_announcers
def say_title(request: HttpRequest, member: Member, kind: str) -> HttpResponse:
    """Kept for as long as she stays signed in here: whoever goes back, or is called away, finds it again."""
    said = request.session.get(SESSION, {})
    form = TitleForm(request.POST) if request.method == "POST" else TitleForm(initial=said)
    if form.is_valid():
        request.session[SESSION] = {"key": said.get("key") or str(uuid4()), "title": form.cleaned_data["title"]}
        return redirect("events:announce-time", _kind(kind).name)
    context = {"form": form, "kind": _kind(kind), "number": 2}
    return render(request, "events/host/title.html", context, status=422 if form.errors else 200)


@page
@for_announcers
def choose_time(request: HttpRequest, member: Member, kind: str) -> HttpResponse:
    """The day, the hour, and the rest if she likes; the POST announces it."""
    said, declared, labs = request.session.get(SESSION), _kind(kind), labs_of(member)
    if request.method != "POST":
        if not said:
            return redirect("events:announce-title", kind)
        form = AnnounceForm(kind, labs, initial={f"title_{request.LANGUAGE_CODE}": said["title"], "key": said["key"]})
        return _asked(request, form, declared)
    form = AnnounceForm(kind, labs, request.POST)
    if form.is_valid() and (gathering := _announced(member, kind, labs, form)):
        request.session.pop(SESSION, None)
        return redirect("events:share", gathering.pk)
    if "key" in form.errors or form.title.errors:
        return redirect("events:announce-title", kind)
    return _asked(request, form, declared)


@require_safe
@for_hosts
def share(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """How it reaches people: WhatsApp, Telegram, the link, a QR, a poster."""
    return render(request, "events/host/share.html", {"gathering": gathering, "shared": shared(gathering)})


def labs_of(member: Member) -> list[Lab]:
    """Those where she announces, her own first."""
    labs = [role.lab_id for role in member.roles.all() if may_announce(member, role.lab_id)]
    return sorted(Lab.objects.filter(pk__in=labs), key=lambda lab: (lab.pk != member.lab_id, lab.pk))


def _announced(member: Member, kind: str, labs: list[Lab], form: AnnounceForm) -> Gathering | None:
    """None where it can't be; the form says why."""
    key: UUID = form.cleaned_data["key"]
    lab = next((lab for lab in labs if lab.pk == form.cleaned_data.get("lab")), labs[0])
    try:
        return announce(member, lab, form.plan(kind), key)
    except RoomTaken as taken:
        form.add_error(form.beside, str(taken.message))
    except Refused as refused:
        if refused.code not in ("invalid", "too_long"):
            raise
        form.add_error(None, str(refused.message))
    return None


def _asked(request: HttpRequest, form: AnnounceForm, kind: Kind) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "kind": kind, "number": 3, "title": form.title.value()}
    return render(request, "events/host/time.html", context, status=422 if form.errors else 200)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]
