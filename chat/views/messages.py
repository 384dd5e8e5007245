"""Writing without a socket: the same verbs, keys and answers, by forms that need no script."""

import uuid
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from commons.journal.refusals import Refused
from commons.people.answers import done, page_or_nack, with_status
from commons.ui.addresses import number

from ..actions import edit_message, post_message, react, remove_message
from ..actions.reactions import SIGNS
from ..models import Message, Reaction, Room, Unmet, bring_pictures
from ..models.messages import bring_names
from ..pages import quotes_of, signs_of
from .asking import allowed, key_of, member_of, members_only, room_for
from .enclosing import enclosed
from .rooms import makings_of, render_room


@require_POST
@members_only
def post(request: HttpRequest, room_id: int) -> HttpResponse:
    """Say something; the page comes back with what she typed where it wasn't taken."""
    member = member_of(request)
    unmet = Unmet(member)
    room = room_for(unmet, room_id)
    body = request.POST.get("body", "")
    try:
        allowed(member)
        pictures, voice = enclosed(request, member.actor)
        seq = post_message(member, room_id, key_of(request), body, answered(request), pictures, voice)
    except Refused as refusal:
        return page_or_nack(request, refusal, partial(render_room, request, room, unmet, body))
    return done(request, room.stream, seq, f"{reverse('chat:room', args=[room_id])}?newest")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def show_message(request: HttpRequest, room_id: int, message_id: int) -> HttpResponse:
    """One message and what she may do with it; POST puts other words in it."""
    member = member_of(request)
    unmet = Unmet(member)
    room = room_for(unmet, room_id)
    message = message_for(unmet, room, message_id)
    if request.method != "POST":
        return render_message(request, room, message, unmet)
    body = request.POST.get("body", "")
    try:
        allowed(member)
        seq = edit_message(member, room_id, message_id, key_of(request), body)
    except Refused as refusal:
        return page_or_nack(request, refusal, partial(render_message, request, room, message, unmet, body))
    return done(request, room.stream, seq, back_to(message))


@require_POST
@members_only
def remove(request: HttpRequest, room_id: int, message_id: int) -> HttpResponse:
    member = member_of(request)
    unmet = Unmet(member)
    room = room_for(unmet, room_id)
    message = message_for(unmet, room, message_id)
    try:
        allowed(member)
        seq = remove_message(member, room_id, message_id, key_of(request))
    except Refused as refusal:
        return page_or_nack(request, refusal, partial(render_message, request, room, message, unmet))
    return done(request, room.stream, seq, back_to(message))


@require_POST
@members_only
def give_reaction(request: HttpRequest, room_id: int, message_id: int) -> HttpResponse:
    """Give the sign `emoji`; with `on` 0 or false take it back."""
    member = member_of(request)
    unmet = Unmet(member)
    room = room_for(unmet, room_id)
    message = message_for(unmet, room, message_id)
    on = request.POST.get("on", "1") not in ("", "0", "false")
    try:
        allowed(member)
        seq = react(member, room_id, message_id, key_of(request), request.POST.get("emoji", ""), on)
    except Refused as refusal:
        return page_or_nack(request, refusal, partial(render_message, request, room, message, unmet))
    return done(request, room.stream, seq, back_to(message))


def message_for(unmet: Unmet, room: Room, message_id: int) -> Message:
    """A message she may see, with the counts she may. Raises Refused `forbidden`, also for what doesn't exist."""
    hidden = unmet.in_room(room)
    message = Message.objects.shown().filter(room=room, pk=message_id).exclude(author__in=hidden).first()
    if message is None:
        raise Refused("forbidden")
    signs_of(unmet.member, hidden, [message])
    bring_pictures([message])
    return message


def answered(request: HttpRequest) -> int | None:
    """The id of what she answers, if she does. Raises Refused `invalid` for anything else."""
    given = request.POST.get("reply_to", "")
    reply_to = number(given)
    if given and reply_to is None:
        raise Refused("invalid")
    return reply_to


def back_to(message: Message) -> str:
    return f"{reverse('chat:room', args=[message.room_id])}?at={message.seq}#m-{message.pk}"


def render_message(
    request: HttpRequest, room: Room, message: Message, unmet: Unmet, body: str | None = None, refusal: Refused | None = None
) -> HttpResponse:
    """The page of one message, perhaps with the words she typed and why they weren't taken."""
    if request.GET.get("fragment"):
        return render(request, "chat/_message.html", {"message": message, "room": room})
    member = unmet.member
    mine = message.author_id == member.pk
    writable = room.is_writable_by(member)
    quotes = quotes_of(Message.objects.exclude(author__in=unmet.in_room(room)), [message])
    bring_names([message, *quotes.values()])
    context = {
        "room": room,
        "title": room.title_for(member),
        "message": message,
        "quotes": quotes,
        "mine": mine,
        "can_edit": mine and writable and message.removed_at is None,
        "can_remove": (mine or room.is_moderated_by(member)) and message.removed_at is None,
        "can_write": writable and message.author_id not in unmet.everywhere,
        "signs": SIGNS,
        "makings": makings_of(room, member) if message.removed_at is None else [],
        "given": list(Reaction.objects.filter(message=message, member=member).values_list("emoji", flat=True)),
        "body": message.body if body is None else body,
        "key": uuid.uuid4(),
        "error": refusal.message if refusal else "",
    }
    answer = render(request, "chat/message.html", context)
    return with_status(answer, refusal) if refusal else answer
