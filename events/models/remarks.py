from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from commons.people.models import Guest, Member

from .gatherings import Gathering
from .seats import Seat


class RemarkQuerySet(models.QuerySet["Remark"]):
    def shown(self) -> Self:
        """Those that weren't taken away, the last first."""
        return self.filter(removed_at=None).select_related("member", "seat__member", "seat__guest").order_by("-pk")


class Remark(models.Model):
    """What somebody says in the chat of a live gathering, always in her name. What was taken away has no words any more."""

    key = models.UUIDField(unique=True, help_text="Made by the browser that said it: twice is once.")
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="remarks")
    who = models.CharField(max_length=40)
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.CASCADE, related_name="remarks")
    text = models.CharField(max_length=200)
    is_hosts = models.BooleanField(default=False, help_text="She held the gathering when she said it.")
    said_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(member=None) ^ Q(seat=None), name="remark_is_of_one")]
        indexes = [models.Index(fields=["gathering", "-id"], name="remark_by_gathering")]

    @property
    def name(self) -> str:
        return self.seat.name if self.seat else self.member.name if self.member else ""


class RestraintQuerySet(models.QuerySet["Restraint"]):
    def of(self, who: "Member | Guest", gathering: Gathering) -> Self:
        """Hers; of a guest who took another seat with the same number, too."""
        hers = Q(who=who.actor)
        if isinstance(who, Guest) and who.phone:
            hers |= Q(seat__who=who.phone)
        return self.filter(hers, gathering=gathering)


class Restraint(models.Model):
    """What a host has told somebody in the live room: to read and write no more, or to leave it. Of her, never of an address.

    Where she had asked without her name, the hosts aren't told it by this either.
    """

    class Kind(models.TextChoices):
        MUTED = "muted"
        SHOWN_OUT = "shown_out"

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="restraints")
    who = models.CharField(max_length=40)
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    is_nameless = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)

    objects = RestraintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gathering", "who"], name="restraint_is_one_a_person"),
            models.CheckConstraint(condition=Q(member=None) ^ Q(seat=None), name="restraint_is_of_one"),
        ]

    @property
    def name(self) -> str:
        if self.is_nameless:
            return ""
        return self.seat.name if self.seat else self.member.name if self.member else ""
