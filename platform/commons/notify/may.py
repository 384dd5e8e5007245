"""Who may send what on: she herself, and for those who don't show their number the coordinators of their lab."""

from collections.abc import Collection

from django.db.models import Q

from commons.people.may import COORDINATOR, is_here
from commons.people.models import Member, Role

from .models import Preferences, ToSend
from .models.sending import ToSendQuerySet


def hers_to_send(member: Member) -> ToSendQuerySet:
    """On her own list."""
    return ToSend.objects.filter(sender=member)


def the_labs_to_send(member: Member) -> ToSendQuerySet:
    """What the labs' phones send that she coordinates."""
    labs = {role.lab_id for role in member.roles.all() if role.kind == COORDINATOR} if is_here(member) else set()
    hide = Preferences.objects.filter(shows_number=False).values("member")
    return ToSend.objects.filter(sender__lab__in=labs, sender__in=hide) if labs else ToSend.objects.none()


def sendable_by(member: Member) -> ToSendQuerySet:
    mine = Q(pk__in=hers_to_send(member).values("pk"))
    return ToSend.objects.filter(mine | Q(pk__in=the_labs_to_send(member).values("pk")))


def who_sends_for(members: Collection[int]) -> list[int]:
    """These members, and where the lab's phone sends for one of them the coordinators of that lab."""
    hide = Preferences.objects.filter(member__in=members, shows_number=False).values("member")
    labs = Role.objects.filter(kind=COORDINATOR, lab__members__in=hide).values_list("member", flat=True)
    return sorted({*members, *labs})


def may_send(member: Member, to_send: ToSend) -> bool:
    return sendable_by(member).filter(pk=to_send.pk).exists()
