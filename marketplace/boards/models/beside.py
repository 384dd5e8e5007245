from django.db import models
from django.db.models import Q
from django.utils import timezone

from commons.media.models import Voice
from commons.people.models import Member

from .cards import Card


class CheckItem(models.Model):
    """One thing of a card that is to be ticked."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="checklist")
    words = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]


class CardMember(models.Model):
    """A woman who does it."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="women")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["card", "member"], name="card_is_hers_once")]


class Comment(models.Model):
    """What is said of a card, in words or by voice. Taken back, it is empty and stays as such."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="comments")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    key = models.UUIDField(help_text="Made by the browser: twice is once.")
    words = models.TextField(blank=True)
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["card", "key"], name="comment_is_made_once"),
            models.CheckConstraint(condition=Q(removed_at=None) | Q(words="", voice=None), name="comment_removed_is_empty"),
        ]
        indexes = [models.Index(fields=["card", "removed_at"], name="comment_by_card")]
