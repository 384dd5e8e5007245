from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from commons.people.models import Member
from marketplace.catalog.models import Shop

from ..fulfilment import Who
from .orders import Order


class PaymentLineQuerySet(models.QuerySet["PaymentLine"]):
    def standing(self) -> Self:
        """Those that count: not crossed out."""
        return self.filter(void_at=None)

    def priced(self) -> Self:
        """What the customer pays; together, the price."""
        return self.standing().exclude(purpose=PaymentLine.Purpose.REFUND)

    def owed(self) -> Self:
        """Of that, what the maker hasn't said she has."""
        return self.priced().filter(confirmed_at=None)

    def to_give_back(self) -> Self:
        """What a maker hasn't said she gave back."""
        return self.refunds().filter(claimed_at=None, confirmed_at=None)

    def handed_over(self) -> Self:
        """What its receiver says she has; and of what is given back, what the maker says she gave."""
        is_given_back = Q(claimed_at__isnull=False, purpose=PaymentLine.Purpose.REFUND)
        return self.standing().filter(Q(confirmed_at__isnull=False) | is_given_back)

    def waiting_for(self, maker: Member) -> Self:
        """What a maker is to look for, or to give back: of her shop's, among those that aren't settled."""
        claimed = Q(claimed_at__isnull=False) & ~Q(purpose=PaymentLine.Purpose.REFUND)
        to_give_back = Q(claimed_at=None, purpose=PaymentLine.Purpose.REFUND)
        return self.standing().filter(claimed | to_give_back, shop__member=maker, confirmed_at=None)

    def missed(self) -> Self:
        """What a customer said she paid, and her maker hasn't found; it is hers to look once more."""
        return self.owed().filter(denied_at__isnull=False)

    def refunds(self) -> Self:
        return self.standing().filter(purpose=PaymentLine.Purpose.REFUND)

    def sum(self) -> int:
        return self.aggregate(sum=models.Sum("amount"))["sum"] or 0


class PaymentLine(models.Model):
    """A part of the money between two people, who hand it to each other: due, then claimed by who pays, confirmed by who receives."""

    class Purpose(models.TextChoices):
        DEPOSIT = "deposit"
        BALANCE = "balance"
        REFUND = "refund"

    class Means(models.TextChoices):
        CASH = "cash"
        BUSINESS_QR = "business_qr"

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="payments")
    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="+", db_index=False, help_text="The order's own.")
    purpose = models.CharField(max_length=8, choices=Purpose)
    amount = models.PositiveBigIntegerField(help_text="In tyiyn.")
    means = models.CharField(max_length=12, choices=Means, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    claimed_by = models.CharField(max_length=40, null=True)
    claimed_at = models.DateTimeField(null=True)
    denied_at = models.DateTimeField(null=True, help_text="Its receiver didn't find it; until it is said to be paid again.")
    confirmed_by = models.CharField(max_length=40, null=True)
    confirmed_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)

    objects = PaymentLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            # Among all that was ever paid to a shop, what is still between the two.
            models.Index(fields=["shop", "order"], condition=Q(void_at=None, confirmed_at=None), name="payment_not_settled")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_of_something"),
            models.CheckConstraint(condition=Q(void_at=None) | Q(confirmed_at=None), name="payment_received_stands"),
            models.CheckConstraint(
                condition=(Q(claimed_at=None) & Q(confirmed_at=None)) | ~Q(means=""), name="payment_says_how_it_was_made"
            ),
        ]

    @property
    def is_refund(self) -> bool:
        return self.purpose == self.Purpose.REFUND

    @property
    def is_missed(self) -> bool:
        """Whether it was said to be paid, and wasn't found."""
        return self.denied_at is not None and not self.is_confirmed

    @property
    def payer(self) -> Who:
        """Who says "I paid": the customer, and of a refund the maker."""
        return Who.MAKER if self.is_refund else Who.CUSTOMER

    @property
    def receiver(self) -> Who:
        return Who.CUSTOMER if self.is_refund else Who.MAKER

    @property
    def is_claimed(self) -> bool:
        return self.claimed_at is not None and self.confirmed_at is None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
