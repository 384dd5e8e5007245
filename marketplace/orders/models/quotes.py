from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from marketplace.catalog.models import Shop

from ..fulfilment import LASTS
from ..money import split
from .orders import Order

PERCENT = Q(deposit_percent__lte=100)


class Terms(models.Model):
    """What a shop asks unless a price offer says otherwise: no advance, and free to cancel until the day before."""

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE, related_name="terms")
    deposit_percent = models.PositiveSmallIntegerField(default=0)
    free_hours = models.PositiveSmallIntegerField(default=24, help_text="Until so many hours before it may be cancelled without a loss.")

    class Meta:
        constraints = [models.CheckConstraint(condition=PERCENT, name="terms_ask_a_part")]


class Quote(models.Model):
    """One revision of a price offer. What it says never changes; its clock starts when it was sent."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="quotes")
    revision = models.PositiveSmallIntegerField()
    total = models.PositiveBigIntegerField(help_text="In tyiyn: the sum of its lines.")
    deposit_percent = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True)
    free_hours = models.PositiveSmallIntegerField(default=24)
    lasts_hours = models.PositiveSmallIntegerField(default=LASTS)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    full_at = models.DateTimeField(null=True, help_text="When the customer agreed, and its day was full by then.")

    class Meta:
        ordering = ["revision"]
        constraints = [
            models.UniqueConstraint(fields=["order", "revision"], name="quote_is_made_once"),
            models.CheckConstraint(condition=Q(total__gt=0), name="quote_asks_something"),
            models.CheckConstraint(condition=PERCENT, name="quote_asks_a_part"),
        ]

    @property
    def deposit(self) -> int:
        """The advance, in tyiyn."""
        return split(self.total, self.deposit_percent)[0]

    @property
    def balance(self) -> int:
        return split(self.total, self.deposit_percent)[1]

    @property
    def valid_until(self) -> datetime | None:
        """Until when it can be accepted; None until it was sent."""
        return self.sent_at + timedelta(hours=self.lasts_hours) if self.sent_at else None

    @property
    def has_run_out(self) -> bool:
        return self.valid_until is not None and self.valid_until <= timezone.now()


class QuoteLine(models.Model):
    """What a part of it costs."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True, help_text="Without one it is the service itself.")
    n = models.PositiveIntegerField(default=1)
    price = models.PositiveBigIntegerField(help_text="In tyiyn.")
    amount = models.PositiveBigIntegerField(help_text="In tyiyn.")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["quote", "place"], name="quote_line_has_its_place"),
            models.CheckConstraint(condition=Q(n__gte=1) & Q(amount=F("n") * F("price")), name="quote_line_adds_up"),
        ]
