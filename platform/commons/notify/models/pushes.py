from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from .notices import Notice


class PushSubscription(models.Model):
    """A browser in which someone wants to be told. It ends with the session it was made in: who signed out hears nothing there."""

    actor = models.CharField(max_length=40)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    endpoint = models.URLField(max_length=500)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    made_at = models.DateTimeField(default=timezone.now)
    taken = models.CharField(max_length=50, blank=True, help_text="What it took last: a notice's id and its entry's.")
    failed_at = models.DateTimeField(null=True, help_text="Since when its push service doesn't take anything.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "endpoint"], name="push_is_subscribed_once")]
        indexes = [models.Index(fields=["endpoint"], name="push_by_endpoint")]

    def has_taken(self, notice: Notice) -> bool:
        return self.taken == mark_of(notice)


def mark_of(notice: Notice) -> str:
    return f"{notice.pk}:{notice.entry_id}"
