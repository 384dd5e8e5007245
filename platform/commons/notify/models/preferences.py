from datetime import time

from django.db import models

from commons.people.models import Member

EVENING, MORNING = time(21), time(8)


class Preferences(models.Model):
    """How one member wants to be told. Who has no row has what stands here."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    quiet_from = models.TimeField(default=EVENING, help_text="The same as its end: never quiet.")
    quiet_until = models.TimeField(default=MORNING)
    says_more = models.BooleanField(default=False)
    mails = models.BooleanField(default=True)
    mail_confirmed_at = models.DateTimeField(null=True)
    muted = models.JSONField(default=list)
    shows_number = models.BooleanField(null=True, help_text="Whether customers may see her number; until she said so, unknown.")

    @classmethod
    def of(cls, member: Member) -> "Preferences":
        return cls.objects.filter(member=member).first() or cls(member=member)
