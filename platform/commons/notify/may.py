"""Who may send what on: she herself, and for those who don't show their number the coordinators of their lab."""

from django.db.models import Q

from commons.people.may import COORDINATOR, is_here
from commons.people.models import Member

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


def may_send(member: Member, to_send: ToSend) -> bool:
    return sendable_by(member).filter(pk=to_send.pk).exists()
