"""`{% load notify %}`: what waits to be sent on by her, and whether this browser tells her."""

from typing import Any

from django import template

from commons.people.models import Member

from .. import vapid
from ..browsers import actor_at, closes_after_her, is_told
from ..may import sendable_by

register = template.Library()


@register.inclusion_tag("notify/_to_send.html")
def to_send(member: Member) -> dict[str, int]:
    """How much there is; nothing where there is none."""
    return {"waiting": sendable_by(member).waiting().count()}


@register.inclusion_tag("notify/_push.html", takes_context=True)
def push_switch(context: dict[str, Any], stream: str = "") -> dict[str, Any]:
    """Whether she is told in this browser, to be switched: a member, or with `stream` the guest of its private link."""
    request = context["request"]
    actor = actor_at(request, stream)
    if actor is None or closes_after_her(request):
        return {"offered": False}
    return {
        "offered": True,
        "stream": stream,
        "is_on": is_told(request, actor),
        "key": vapid.public_key(),
        "csrf_token": context["csrf_token"],
    }
