"""`{% load notify %}`: what waits to be sent on by her."""

from django import template

from commons.people.models import Member

from ..may import sendable_by

register = template.Library()


@register.inclusion_tag("notify/_to_send.html")
def to_send(member: Member) -> dict[str, int]:
    """How much there is; nothing where there is none."""
    return {"waiting": sendable_by(member).waiting().count()}
