"""The journal's tables: what happened, in which order, who asked, and whom it must still reach."""

import uuid

from django.db import models
from django.utils import timezone


class Stream(models.Model):
    """One thing's ordered entries, such as `chat.room:42`; `head` is the seq of its last entry."""

    name = models.CharField(max_length=100, primary_key=True)
    head = models.BigIntegerField(default=0)


class Entry(models.Model):
    """A fact as a row: ids and small enumerations only, never words, names or numbers of phones."""

    stream = models.CharField(max_length=100)
    seq = models.BigIntegerField()
    fact = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    actor = models.CharField(max_length=40, null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="entry_has_its_place")]

    def __str__(self) -> str:
        return f"{self.stream} {self.seq} {self.fact}"


class Receipt(models.Model):
    """The answer a key once got, kept for ever: the same key gets it again."""

    actor = models.CharField(max_length=40)
    key = models.UUIDField()
    verb = models.CharField(max_length=40)
    stream = models.CharField(max_length=100)
    seq = models.BigIntegerField()

    class Meta:
        # the key first: a batch is looked up by its keys, and without that the whole table would be read
        constraints = [models.UniqueConstraint(fields=["key", "actor"], name="receipt_is_given_once")]


class Delivery(models.Model):
    """One listener still owed one entry, at `due_at`; gone when it was heard, a dead letter once `failed_at` is set."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE)
    listener = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["entry", "listener"], name="delivery_is_owed_once")]
        indexes = [models.Index(fields=["due_at"], condition=models.Q(failed_at=None), name="delivery_due")]

    def __str__(self) -> str:
        return f"{self.entry_id} → {self.listener}"


class History(models.Model):
    """This installation's history, a single row; a restored backup gets a new epoch, and every client starts afresh."""

    epoch = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name_plural = "histories"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="history_is_one")]
