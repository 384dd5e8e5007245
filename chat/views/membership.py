"""Who is in a room, and finding and making rooms."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.journal.refusals import Refused
from commons.people.answers import done, page_or_nack, redirect_after_post, with_status
from commons.people.guards import waiting
from commons.people.may import may_write_directly
from commons.people.models import Member
from commons.ui.languages import LANGUAGES, SPOKEN

from ..actions import join_room, leave_room, make_room, open_direct, put_back_member, remove_member
from ..models import Room, Seat, Unmet
from ..models.entering import coordinated_labs
from .asking import allowed, member_of, members_only, room_for

MOST = 60  # on a page


@require_safe
@members_only
def list_members(request: HttpRequest, room_id: int) -> HttpResponse:
    """Who is in the room, and for who moderates it, who was shown out. Before she is vouched for, of most only how many they are.

    Of a room about an order nobody is told: a shop doesn't lead to the page of her who has it.
    """
    member = member_of(request)
    unmet = Unmet(member)
    room = room_for(unmet, room_id)
    if room.is_of_sides:
        raise Refused("forbidden")
    moderates = room.is_moderated_by(member)
    there = room.audience_for(unmet)
    known = there if member.is_vouched else there.filter(Q(pk=member.pk) | Q(pk__in=Member.objects.visible_to(member).values("pk")))
    context: dict[str, Any] = {"room": room, "title": room.title_for(member), "moderates": moderates}
    context |= paged(request, "members", known.select_related("lab").prefetch_related("roles").order_by("name", "pk"))
    context["unknown"] = 0 if member.is_vouched else there.count() - context["members"].paginator.count
    met = [other for other in context["members"] if other.pk != member.pk and other.pk not in unmet.everywhere]
    context["to_write"] = {other.pk for other in met if member.is_vouched and other.is_vouched and may_write_directly(member, other)}
    if moderates:
        out = Member.objects.filter(seats__room=room, seats__removed_at__isnull=False).select_related("lab")
        context |= paged(request, "removed", out.order_by("-seats__removed_at", "pk"))
    return render(request, "chat/members.html", context)


@require_POST
@members_only
def show_out(request: HttpRequest, room_id: int, member_id: int) -> HttpResponse:
    moderator = member_of(request)
    allowed(moderator)
    seq = remove_member(moderator, room_id, member_id)
    return done(request, f"chat.room:{room_id}", seq, reverse("chat:members", args=[room_id]))


@require_POST
@members_only
def let_in_again(request: HttpRequest, room_id: int, member_id: int) -> HttpResponse:
    moderator = member_of(request)
    allowed(moderator)
    seq = put_back_member(moderator, room_id, member_id)
    return done(request, f"chat.room:{room_id}", seq, reverse("chat:members", args=[room_id]))


@require_POST
@members_only
def take_seat(request: HttpRequest, room_id: int) -> HttpResponse:
    member = member_of(request)
    allowed(member)
    seq = join_room(member, room_id)
    return done(request, f"chat.room:{room_id}", seq, reverse("chat:room", args=[room_id]))


@require_POST
@members_only
def give_seat_back(request: HttpRequest, room_id: int) -> HttpResponse:
    member = member_of(request)
    allowed(member)
    seq = leave_room(member, room_id)
    return done(request, f"chat.room:{room_id}", seq, reverse("chat:rooms"))


@require_POST
@members_only
def talk_with(request: HttpRequest, member_id: int) -> HttpResponse:
    """The conversation of the two of them, opened the first time."""
    member = member_of(request)
    allowed(member)
    room = open_direct(member, member_id)
    return redirect_after_post(reverse("chat:room", args=[room.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def find_rooms(request: HttpRequest) -> HttpResponse:
    """The rooms across labs, with or without a seat of hers; a coordinator makes another by POST. Before, what she waits for."""
    member = member_of(request)
    if not (member.is_vouched or member.is_staff):
        return waiting(request, member)
    if request.method != "POST":
        return render_rooms(request, member)
    names = {code: request.POST.get(f"name_{code}", "") for code in SPOKEN}
    try:
        allowed(member)
        room = make_room(member, names)
    except Refused as refusal:
        return page_or_nack(request, refusal, partial(render_rooms, request, member, names))
    messages.success(request, _("The room is open."))
    return redirect_after_post(reverse("chat:room", args=[room.pk]))


def render_rooms(request: HttpRequest, member: Member, names: dict[str, str] | None = None, refusal: Refused | None = None) -> HttpResponse:
    """The page to find and make rooms, perhaps with the names she typed and why they weren't taken."""
    context = paged(request, "rooms", Room.objects.open_to(member).named().filter(kind=Room.Kind.CRAFT).order_by("id"))
    rooms = list(context["rooms"])
    sits = set(Seat.objects.filter(member=member, room__in=rooms, left_at=None).values_list("room", flat=True))
    context |= {
        "rooms": [{"room": room, "title": room.title_for(member), "sits": room.pk in sits} for room in rooms],
        "can_make": member.is_staff or bool(coordinated_labs(member)),
        "names": [{"code": code, "language": name, "value": (names or {}).get(code, "")} for code, name in LANGUAGES],
        "error": refusal.message if refusal else "",
    }
    answer = render(request, "chat/find.html", context)
    return with_status(answer, refusal) if refusal else answer


def paged(request: HttpRequest, name: str, rows: QuerySet[Any]) -> dict[str, Any]:
    """The page of a list that `?name=` asks for, under that name, with the addresses of the pages before and after it."""
    page = Paginator(rows, MOST).get_page(request.GET.get(name))
    before = f"?{name}={page.previous_page_number()}" if page.has_previous() else ""
    after = f"?{name}={page.next_page_number()}" if page.has_next() else ""
    return {name: page, f"{name}_before": before, f"{name}_after": after}
