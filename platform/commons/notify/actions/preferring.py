"""How she wants to be told."""

from collections.abc import Iterable
from datetime import time

from django.utils import timezone

from commons.journal.writing import atomic
from commons.people.models import Guest, Member
from commons.people.streams import guest_of, member_of

from ..kinds import KINDS
from ..models import Preferences


def change_preferences(
    member: Member, *, quiet_from: time, quiet_until: time, says_more: bool, mails: bool, email: str, muted: Iterable[str]
) -> bool:
    """Keep them. Returns whether her address is a new one, which she has to confirm before anything is written to it."""
    kept = {"quiet_from": quiet_from, "quiet_until": quiet_until, "says_more": says_more, "mails": mails}
    kept["muted"] = sorted(set(muted) & set(KINDS))
    is_new = bool(email) and email != member.email
    if email != member.email:
        kept["mail_confirmed_at"] = None
    with atomic():
        Preferences.objects.update_or_create(member=member, defaults=kept)
        Member.objects.filter(pk=member.pk).update(email=email)
    return is_new


def confirm_mail(actor: str, email: str) -> bool:
    """Whoever reads mail at this address wants it. Returns whether it is still the one she gave."""
    with atomic():
        member = Member.objects.filter(pk=member_of(actor) or 0, email=email).first()
        if member is not None:
            Preferences.objects.update_or_create(member=member, defaults={"mail_confirmed_at": timezone.now(), "mails": True})
    return member is not None


def stop_mail(actor: str, email: str) -> bool:
    """Whoever reads mail at this address wants no more of it. Returns whether it is still the one that was given."""
    with atomic():
        guests = Guest.objects.filter(pk=guest_of(actor) or 0, email=email).update(email="")
        member = Member.objects.filter(pk=member_of(actor) or 0, email=email).first()
        if member is not None:
            Preferences.objects.update_or_create(member=member, defaults={"mails": False})
    return bool(guests) or member is not None
