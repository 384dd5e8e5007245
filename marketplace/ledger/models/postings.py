from typing import Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.people.models import Member
from marketplace.boards.models import Venture
from marketplace.orders.models import Order

from ..accounts import OF_ALL, OF_ONE, Account
from ..streams import ledger_stream
from .agreements import Agreement


class PostingQuerySet(models.QuerySet["Posting"]):
    def whole(self) -> Self:
        """With what every list of them shows."""
        return self.select_related("by", "to", "order__listing", "answered_by", "reverses", "agreement").prefetch_related("legs__member")

    def with_reversed(self) -> Self:
        """Each with `is_reversed`: whether another takes it back, and wasn't denied."""
        taken_back = Posting.objects.filter(reverses=OuterRef("pk")).exclude(state=Posting.State.DENIED)
        return self.annotate(is_reversed=Exists(taken_back))

    def counting(self) -> Self:
        """Those that nothing takes back."""
        return self.with_reversed().filter(is_reversed=False)

    def with_costs(self) -> Self:
        """Each with `cost_words`: of what was divided of one cost alone, or of its being taken back, what it was for; else nothing."""
        before = Posting.objects.filter(lot=OuterRef("lot"), pk__lt=OuterRef("pk")).exclude(kind=Posting.Kind.DIVISION).order_by("-pk")
        words, amount = (Subquery(before.values(name)[:1]) for name in ("words", "amount"))  # only a cost has words
        return self.annotate(divided=amount).annotate(cost_words=Case(When(divided=-F("amount"), then=words), default=Value("")))

    def waiting(self) -> Self:
        """Those that somebody is still to confirm or deny."""
        return self.counting().filter(state=Posting.State.RECORDED)


class Posting(models.Model):
    """One movement of a venture's money. Its legs add up to zero; what was wrong is reversed, never changed.

    It counts from when it was recorded. Another confirms it, or denies it, and then it is reversed. What takes another back is of the
    same kind with all signs turned, and `reverses` says which.
    """

    class Kind(models.TextChoices):
        SALE = "sale", _("Sale")
        COST = "cost", _("Cost")
        DIVISION = "division", _("Shared as agreed")
        PAYOUT = "payout", _("Paid out")
        HANDOVER = "handover", _("Money handed on")

    class State(models.TextChoices):
        RECORDED = "recorded", _("Waits to be confirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        DENIED = "denied", _("Not so")

    venture = models.ForeignKey(Venture, on_delete=models.PROTECT, related_name="postings")
    key = models.UUIDField(unique=True, help_text="Sent twice, it is one posting.")
    kind = models.CharField(max_length=8, choices=Kind)
    amount = models.BigIntegerField(help_text="In tyiyn; below zero where it goes the other way.")
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", help_text="Who says so; null: it follows.")
    to = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", help_text="Who is given the money.")
    at = models.DateTimeField(default=timezone.now)
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="postings")
    lot = models.CharField(max_length=50, blank=True, help_text="What is divided together: an order's money, or one cost.")
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="postings")
    reverses = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reversals")
    words = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.RECORDED)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+", help_text="Null: no member had to.")
    answered_at = models.DateTimeField(null=True)

    is_reversed: bool  # where it was read `with_reversed()`
    cost_words: str  # where it was read `with_costs()`

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["venture", "at"], name="posting_of_venture"),
            models.Index(fields=["lot"], name="posting_of_lot"),
            models.Index(fields=["venture"], condition=Q(state="recorded"), name="posting_waits"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reverses"], condition=~Q(state="denied"), name="posting_is_reversed_once"),
            models.CheckConstraint(
                condition=Q(state="recorded", answered_at=None, answered_by=None)
                | Q(state__in=("confirmed", "denied"), answered_at__isnull=False),
                name="posting_waits_or_is_answered",
            ),
            models.CheckConstraint(condition=Q(answered_by=None) | ~Q(answered_by=F("by")), name="posting_is_answered_by_another"),
            models.CheckConstraint(
                condition=Q(by=None, kind="division") | Q(by__isnull=False) & ~Q(kind="division"), name="posting_is_said"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("payout", "handover"), lot="", to__isnull=False)
                | Q(kind__in=("sale", "cost", "division"), to=None) & ~Q(lot=""),
                name="posting_is_divided_or_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} · {self.kind} · {self.amount}"

    @property
    def stream(self) -> str:
        return ledger_stream(self.venture_id)

    @property
    def is_reversal(self) -> bool:
        return self.reverses_id is not None

    @property
    def turns_signs(self) -> bool:
        """Whether it takes back what somebody said; what takes back such a taking back says the same again."""
        return self.reverses is not None and not self.reverses.is_reversal

    @property
    def is_her_own(self) -> bool:
        """Of a cost: whether it was paid out of her own money, and not out of theirs that she held."""
        return any(leg.account == Account.SHARE for leg in self.legs.all())

    @property
    def is_payback(self) -> bool:
        """Of what was paid out: whether it was given back, as too much."""
        return self.kind == self.Kind.PAYOUT and (self.amount < 0) != self.turns_signs

    @property
    def keeper_id(self) -> int | None:
        """Of what was given back: who holds it now."""
        return next((leg.member_id for leg in self.legs.all() if leg.account == Account.HELD and leg.amount > 0), None)

    @property
    def giver_id(self) -> int | None:
        """Of what was given: who held it."""
        return next((leg.member_id for leg in self.legs.all() if leg.account == Account.HELD and leg.amount < 0), None)


class Leg(models.Model):
    """One side of a posting: above zero what is held, below what is owed to somebody. Written before its posting, which seals it."""

    posting = models.ForeignKey(Posting, to_field="key", on_delete=models.PROTECT, related_name="legs")
    account = models.CharField(max_length=9, choices=Account)
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField(help_text="In tyiyn.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "account", "member"], name="leg_is_one_an_account"),
            models.CheckConstraint(condition=~Q(amount=0), name="leg_is_of_something"),
            models.CheckConstraint(
                condition=Q(account__in=OF_ONE, member__isnull=False) | Q(account__in=OF_ALL, member=None), name="leg_is_of_one_or_of_all"
            ),
        ]
