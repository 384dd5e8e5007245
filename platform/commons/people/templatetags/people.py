"""`{% load people %}`: what a page says of her who reads it."""

from datetime import timedelta

from django import template
from django.utils import timezone

from ..models import Block, Invitation, Member, Vouch

register = template.Library()

NEWS_FOR = timedelta(days=1)


@register.inclusion_tag("people/_waiting.html")
def waiting_card(member: Member) -> dict[str, object]:
    """That she waits for "I know her", live; once it was said, for a day, by whom. Else nothing."""
    if not member.is_vouched:
        return {"waits": True, "member": member}
    lately = Vouch.objects.filter(member=member, at__gt=timezone.now() - NEWS_FOR).select_related("by")
    said = lately.exclude(member__arrival__invitation__kind=Invitation.Kind.IN_PERSON).first()
    meet = said is not None and said.by_id not in Block.objects.hidden_from(member)
    return {"known": said is not None, "by": said.by if said and meet else None}
