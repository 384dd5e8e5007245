"""The door: a host checks in who comes, by the QR or the code of her seat, or by one tap beside her name."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commons.journal.reading import epoch, head
from commons.journal.refusals import Refused
from commons.media.pictures import prepare_picture
from commons.people.answers import with_status
from commons.people.clean import clean_line
from commons.people.guards import way_on
from commons.people.models import Member
from commons.ui.addresses import number

from ..actions import check_in, count_nameless, recount, uncount
from ..door import code_in, door_list, door_page, seat_by_code, seat_by_number
from ..models import Gathering
from .asking import deeds, for_hosts, key_of
from .desk import LONGEST_WORDS


@require_http_methods(["GET", "HEAD", "POST"])
@for_hosts
def show_door(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """Who is to come and who is there; `?seat=` is whom she has just checked in. The POST brings a code, or a photo of one."""
    if request.method != "POST":
        return _show(request, member, gathering)
    try:
        seat = seat_by_code(member, gathering, _code_in(request))
        already = check_in(member, seat, key_of(request)).already
    except Refused as refused:
        if refused.code == "forbidden":
            raise
        return with_status(_show(request, member, gathering, refused), refused)
    asked = {"seat": seat.pk, **({"again": 1} if already else {})}
    return redirect(f"{reverse('events:door', args=[gathering.pk])}?{urlencode(asked)}")


@require_safe
@for_hosts
def give_list(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """The list as it is now, and from where its stream goes on, for the page that is open."""
    reached = head(gathering.desk_stream)
    return JsonResponse({**door_list(member, Gathering.objects.get(pk=gathering.pk)), "head": reached, "epoch": epoch()})


def _back(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    return redirect(way_on(request, reverse("events:door", args=[gathering.pk])))


def _back_with_why_not(request: HttpRequest, member: Member, gathering: Gathering, refused: Refused) -> HttpResponse:
    messages.warning(request, str(refused.message))
    return _back(request, gathering)


at_the_door = deeds(_back, _back_with_why_not)


@at_the_door
def change_seat(request: HttpRequest, member: Member, gathering: Gathering, seat_id: int) -> None:
    """She is there; so many of them are; or it was another."""
    seat, change = seat_by_number(member, gathering, seat_id), request.POST.get("change", "")
    if change == "come":
        check_in(member, seat, key_of(request))
    elif change == "recount":
        recount(member, seat, number(request.POST.get("came")) or 0, key_of(request))
    elif change == "uncount":
        uncount(member, seat, key_of(request))
    else:
        raise Refused("invalid")


@at_the_door
def count_visitor(request: HttpRequest, member: Member, gathering: Gathering) -> None:
    """One more without a phone; or one less."""
    change = request.POST.get("change", "")
    if change not in ("one more", "one less"):
        raise Refused("invalid")
    count_nameless(member, gathering, key_of(request), on=change == "one more")


def _show(request: HttpRequest, member: Member, gathering: Gathering, refused: Refused | None = None) -> HttpResponse:
    words = clean_line(request.GET.get("q", ""))[:LONGEST_WORDS]
    context = door_page(member, gathering, words, request.GET.get("page"), number(request.GET.get("seat")))
    said = {"refused": refused.message if refused else "", "already": bool(request.GET.get("again"))}
    return render(request, "events/host/door.html", {**context, **said, "typed": request.POST.get("code", "")})


def _code_in(request: HttpRequest) -> str:
    upload = request.FILES.get("picture")
    return code_in(prepare_picture(upload)) if upload else request.POST.get("code", "")
