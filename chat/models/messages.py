from django.db import models
from django.utils import timezone

from commons.people.models import Member

from .rooms import Room


class Message(models.Model):
    """What one woman said. Ordered by `seq`, never by id; its words are blanked when it is removed."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="messages")
    seq = models.BigIntegerField(null=True, help_text="Its place in the room, filled in by the transaction that wrote it.")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="messages")
    key = models.UUIDField()
    body = models.TextField()
    reply_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="message_has_its_place"),
            models.CheckConstraint(condition=models.Q(removed_at=None) | models.Q(body=""), name="removed_message_is_blank"),
        ]


class Reaction(models.Model):
    """One woman's small sign under a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reactions")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    emoji = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "member", "emoji"], name="reaction_is_given_once")]
