from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils import timezone

from commons.journal.models import Entry
from commons.people.models import Block, Member
from commons.people.streams import member_actor, member_of

from ..kinds import KINDS, Kind, past_blocks


class NoticeQuerySet(models.QuerySet["Notice"]):
    def told_to(self, to: str) -> Self:
        """Hers, but for what those did whom she doesn't meet, unless it passes blocks, and kinds that nobody knows any more."""
        member_id = member_of(to)
        hers = self.filter(to=to, kind__in=KINDS)
        if member_id is None:
            return hers
        pairs = Block.objects.filter(models.Q(by=member_id) | models.Q(member=member_id)).values_list("by_id", "member_id")
        hidden = {member_actor(one) for pair in pairs for one in pair if one != member_id}
        return hers.filter(models.Q(kind__in=past_blocks()) | ~models.Q(entry__actor__in=hidden)) if hidden else hers

    def unseen(self) -> Self:
        return self.filter(seen_at=None)

    def of(self, to: Iterable[str], kind: str, about: str) -> Self:
        return self.filter(to__in=to, kind=kind, about=about)


class Notice(models.Model):
    """That someone is to know of something. A newer one of the same kind about the same thing takes its place while it is unseen."""

    to = models.CharField(max_length=40, help_text="Who: member:7 or guest:31.")
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=100, help_text="The stream of the thing it is about.")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+", help_text="What happened last.")
    sender = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+", help_text="Who can tell a guest by hand.")
    send_by = models.DateTimeField(null=True, help_text="Until when a guest is to be told by hand.")
    at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True, help_text="When she was told of this entry, by whatever way.")
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["to", "kind", "about"], condition=models.Q(seen_at=None), name="notice_is_one_while_unseen"),
            models.UniqueConstraint(fields=["to", "kind", "about", "entry"], name="notice_is_made_once"),
        ]
        indexes = [models.Index(fields=["to", "-at"], name="notice_by_time")]

    @property
    def its_kind(self) -> Kind:
        return KINDS[self.kind]
