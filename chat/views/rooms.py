"""Her list of rooms, and a room."""

import uuid
from zlib import crc32

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from commons.journal.refusals import Refused
from commons.people.answers import with_status
from commons.people.models import Member
from commons.ui.addresses import number
from commons.ui.talks import Making, makings_for

from ..actions import mark_read
from ..actions.reactions import SIGNS
from ..hints import seen_by
from ..models import Message, Room, Unmet
from ..numbers import new, women
from ..pages import page_of
from ..rows import row_for, rows_for
from ..streams import rooms_stream
from .asking import allowed, member_of, members_only, room_for

SHOWN = {"lab": (Room.Kind.WELCOME, Room.Kind.LAB), "direct": (Room.Kind.DIRECT,)}
LAST_PAGE = 1_000


@require_safe
@members_only
def list_rooms(request: HttpRequest) -> HttpResponse:
    """Her rooms, 50 on a page; with `show` those of her lab, or those with one other woman.

    With `fragment` the list alone, in which `current` is the room beside it; 204 while it is as `seen`.
    """
    page = min(number(request.GET.get("page")) or 1, LAST_PAGE)
    context = listed(request, Unmet(member_of(request)), page, number(request.GET.get("current")))
    if not request.GET.get("fragment"):
        return render(request, "chat/rooms.html", context)
    if request.GET.get("seen") == context["list_seen"]:
        return HttpResponse(status=204)
    return render(request, "chat/_rooms.html", context)


@require_safe
@members_only
def show_row(request: HttpRequest, room_id: int) -> HttpResponse:
    """One row of the list, to be put in place of the former one; empty where it isn't in it, or not any more."""
    row = row_for(Unmet(member_of(request)), room_id, SHOWN.get(request.GET.get("show", ""), ()))
    context = {"row": row, "current": number(request.GET.get("current"))}
    return render(request, "chat/_row.html", context) if row else HttpResponse(status=204)


@require_safe
@members_only
def show_welcome(request: HttpRequest) -> HttpResponse:
    """To the Welcome of her lab."""
    member = member_of(request)
    welcome = Room.objects.filter(kind=Room.Kind.WELCOME, lab=member.lab_id).first()
    return redirect("chat:room", welcome.pk) if welcome else redirect("chat:rooms")


@require_safe
@members_only
def show_room(request: HttpRequest, room_id: int) -> HttpResponse:
    """A window on a room, which tells how far she has read in it. With `fragment` only the rows, for a list that scrolls."""
    unmet = Unmet(member_of(request))
    return render_room(request, room_for(unmet, room_id), unmet)


@require_safe
@members_only
def read_page(request: HttpRequest, room_id: int, upto: int) -> HttpResponse:
    """She was shown a page as far as this seq: a picture of nothing, fetched where no script tells how far she has read."""
    mark_read(member_of(request), room_id, upto)
    return HttpResponse('<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>', content_type="image/svg+xml")


@require_POST
@members_only
def read_room(request: HttpRequest, room_id: int) -> HttpResponse:
    """She has read `upto` this seq: told as she leaves the page, so that no answer is read."""
    member = member_of(request)
    allowed(member)
    upto = number(request.POST.get("upto"))
    if upto is None:
        raise Refused("invalid")
    mark_read(member, room_id, upto)
    return HttpResponse()


def listed(request: HttpRequest, unmet: Unmet, page: int = 1, current: int | None = None) -> dict[str, object]:
    """What the list of rooms shows, on a page of its own or beside the room `current`."""
    show = request.GET.get("show", "")
    kinds = SHOWN.get(show, ())
    rows, more = rows_for(unmet, kinds, page)
    path = f"{reverse('chat:rooms')}?" + (f"show={show}&" if kinds else "")
    shown = {"rows": rows, "current": current, "show": show if kinds else ""}
    shown |= {"before": f"{path}page={page - 1}" if page > 1 else "", "after": f"{path}page={page + 1}" if more else ""}
    rendered = render_to_string("chat/_listed.html", shown)
    return {
        "list": rendered,
        "list_seen": f"{crc32(rendered.encode()):x}",
        "list_stream": rooms_stream(unmet.member.pk),
        "list_path": f"{path}page={page}" + (f"&current={current}" if current else ""),
        "show": shown["show"],
    }


def render_room(request: HttpRequest, room: Room, unmet: Unmet, body: str = "", refusal: Refused | None = None) -> HttpResponse:
    """The room's page, perhaps with what she typed and why it wasn't taken."""
    member = unmet.member
    before, after, around = (number(request.GET.get(name)) for name in ("before", "after", "at"))
    page = page_of(room, unmet, before=before, after=after, around=around, newest="newest" in request.GET)
    context = {"page": page, "room": room, "rows": page.rows, "moderates": room.is_moderated_by(member), "head": page.head}
    context |= {"older": page.older, "newer": page.newer, "new_since": page.new_since, "first_new": page.first_new}
    context |= {"read": page.read, "new_later": page.new_later, "shown": page.shown}
    context |= {"stream": room.stream, "quotes": page.quotes, "signs": page.signs, "last_lines": page.last_lines}
    if request.GET.get("fragment"):
        return render(request, "chat/_messages.html", context)
    hers = next((row for row in reversed(page.rows) if row.author_id == member.pk and row.removed_at is None), None)
    reply = number(request.GET.get("reply") or request.POST.get("reply_to"))
    context |= listed(request, unmet, current=room.pk)
    context |= {
        "title": room.title_for(member),
        "subtitle": room.subtitle_for(member),
        "members_count": room.audience_for(unmet).count(),
        "women": women(),
        "new": new(),
        "can_write": room.is_writable_by(member),
        "sits": page.seat is not None and page.seat.left_at is None,
        "reply": reply and _answerable(room, unmet, reply),
        "all_signs": SIGNS,
        "makings": makings_of(room, member),
        "has_spoken": member.words_kept_at is None and Message.objects.filter(author=member).exists(),
        "seen_upto": hers and hers.seq,
        "seen_by": hers and seen_by(hers, page.hidden),
        "key": uuid.uuid4(),
        "body": body,
        "error": refusal.message if refusal else "",
    }
    answer = render(request, "chat/room.html", context)
    return with_status(answer, refusal) if refusal else answer


def makings_of(room: Room, member: Member) -> list[Making]:
    """What she may make of words said here; of what was said between two nothing, for that is theirs."""
    return [] if room.is_direct else makings_for(member, room.about)


def _answerable(room: Room, unmet: Unmet, message_id: int) -> Message | None:
    """What she answers. Also where she keeps the room safe, and reads them, she doesn't answer those who blocked her."""
    said = Message.objects.exclude(author__in=unmet.everywhere)
    return said.shown().filter(room=room, pk=message_id, removed_at=None).first()
