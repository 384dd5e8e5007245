from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, ProtectedError, Q, When
from django.utils import timezone

from commons.media.models import Voice
from commons.people.models import Guest, Lab, Member
from marketplace.catalog.kinds import Kind, Trade, kind_of, trade_of
from marketplace.catalog.models import Listing, Shop, Slot

from ..fulfilment import AGREED, CLOSED, OPEN, OVERDUE, WORKING, State
from ..streams import order_stream


class OrderQuerySet(models.QuerySet["Order"]):
    def whole(self) -> Self:
        """With what every page of an order shows."""
        return self.select_related("shop__member", "shop__lab", "listing", "member", "guest", "helper", "slot")

    def open(self) -> Self:
        """Those that are under way."""
        return self.filter(state__in=OPEN)

    def at(self, member: Member) -> Self:
        """Those of her shop."""
        return self.filter(shop__member=member)

    def of(self, customer: Member | Guest) -> Self:
        """Those a customer placed, or had placed for her."""
        return self.filter(guest=customer) if isinstance(customer, Guest) else self.filter(member=customer)

    def with_first_day(self) -> Self:
        """Each with `first_on`: of several days the first, of all else the day it is to be ready."""
        return self.annotate(first_on=Case(When(days__gt=1, day__isnull=False, then=F("day")), default=F("due_on")))

    def beginning(self, first: date, last: date) -> Self:
        """Those whose first day is one of these, each with `first_on`."""
        return self.with_first_day().filter(first_on__range=(first, last))

    def overdue(self) -> Self:
        """Those that were to be ready more than a day ago, and aren't."""
        last = timezone.localdate(timezone.now() - OVERDUE)
        return self.filter(state__in=WORKING, due_on__lt=last)

    def stuck(self) -> Self:
        """Those with which the two can't go on alone; of one that was read `may.waits_for_coordinator` says it."""
        from .steps import Proposal  # whose rows lead here

        failed = Exists(Proposal.objects.filter(order=OuterRef("pk"), answer__in=Proposal.FAILED))
        return self.filter(state=State.DISPUTED) | self.overdue() | self.filter(failed, state=State.IN_PROGRESS)

    def with_missed(self) -> Self:
        """Each with `has_missed`: whether its maker hasn't found what was said to be paid."""
        from .payments import PaymentLine  # whose rows lead here

        return self.annotate(has_missed=Exists(PaymentLine.objects.missed().filter(order=OuterRef("pk"))))


def keep_for_those_under_way(collector: Any, field: Any, orders: OrderQuerySet, using: str) -> None:
    """As `on_delete`: a departure stays while an order for it is under way; those that are over lose it."""
    under_way = list(orders.filter(state__in=OPEN))
    if under_way:
        raise ProtectedError("Orders for it are under way.", set(under_way))
    models.SET_NULL(collector, field, orders, using)


class Order(models.Model):
    """What one customer, a guest or a member, asked of one shop. Its state moves by `actions.transition` alone; `version` counts that."""

    key = models.UUIDField(unique=True, help_text="Made by the form that placed it: sent twice, it is one order.")
    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="orders")
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="orders")
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=20)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="orders_placed")
    guest = models.ForeignKey(Guest, null=True, on_delete=models.SET_NULL, related_name="orders")
    helper = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="orders_helped")
    state = models.CharField(max_length=12, choices=State, default=State.REQUESTED)
    version = models.PositiveIntegerField(default=1)
    brief = models.TextField(blank=True)
    voice = models.ForeignKey(Voice, null=True, on_delete=models.SET_NULL, related_name="+")
    n = models.PositiveIntegerField(default=1, help_text="Pieces, heads or people.")
    day = models.DateField(null=True, help_text="The day it is wished for, or the first of them.")
    days = models.PositiveSmallIntegerField(default=1)
    slot = models.ForeignKey(Slot, null=True, on_delete=keep_for_those_under_way, related_name="orders")
    starts_at = models.DateTimeField(null=True)
    alone = models.BooleanField(default=False, help_text="A group of their own.")
    women_only = models.BooleanField(default=False, help_text="The customer said that only women come.")
    wants_call_at = models.DateTimeField(null=True)
    revision = models.PositiveSmallIntegerField(default=0, help_text="Of the price offer that counts; 0 before the first.")
    due_on = models.DateField(null=True)
    kept = models.PositiveBigIntegerField(default=0, help_text="In tyiyn: what stays with the maker although it was cancelled.")
    money_version = models.PositiveIntegerField(default=0)
    placed_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    has_missed: bool  # where it was read `with_missed()`
    first_on: date | None  # where it was read `with_first_day()`

    objects = OrderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["shop", "state", "due_on"], name="order_of_shop"),
            models.Index(fields=["lab", "state", "due_on"], name="order_of_lab"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(member=None) | Q(guest=None), name="order_has_one_customer"),
            models.CheckConstraint(condition=Q(n__gte=1) & Q(days__gte=1), name="order_is_of_something"),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, closed_at__isnull=False) | Q(state__in=OPEN, closed_at=None), name="order_is_closed_or_open"
            ),
            models.CheckConstraint(condition=~Q(state__in=AGREED) | Q(revision__gte=1), name="order_agreed_upon_has_a_price"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} · {self.listing}"

    @property
    def stream(self) -> str:
        return order_stream(self.pk)

    @property
    def customer(self) -> Member | Guest | None:
        """Whose order it is; None once she is gone."""
        return self.member or self.guest

    @property
    def maker(self) -> Member:
        return self.shop.member

    @property
    def declared(self) -> Kind:
        return kind_of(self.kind)

    @property
    def trade(self) -> Trade:
        return trade_of(self.kind)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def begins_at(self) -> datetime | None:
        """When a trip or a stay begins by itself; None for what a maker begins."""
        if self.trade.name != "tourism":
            return None
        return self.starts_at or (start_of(self.day) if self.day else None)

    @property
    def begins_on(self) -> date | None:
        """The day it is for, the first of several; of what a maker makes, the day it is to be ready."""
        if self.begins_at is not None:
            return timezone.localdate(self.begins_at)
        return self.due_on - timedelta(days=self.days - 1) if self.due_on else self.day

    @property
    def leaves_on(self) -> date | None:
        """Of several nights, the day after the last of them."""
        return self.begins_on + timedelta(days=self.days) if self.begins_on else None

    def first_of(self, due_on: date | None) -> date | None:
        """The first day of a price offer that is for `due_on`: a maker may name other days than were asked for, and names the last."""
        return self.day if self.slot_id or due_on is None else due_on - timedelta(days=self.days - 1)

    @property
    def waits_for_another_day(self) -> bool:
        """Whether the customer would agree to the price offer that counts, and its day is full."""
        return self.state == State.QUOTED and self.quotes.filter(revision=self.revision, full_at__isnull=False).exists()

    @property
    def overdue_at(self) -> datetime | None:
        """From when it is a day late."""
        return start_of(self.due_on, at=time.min) + timedelta(days=1) + OVERDUE if self.due_on else None

    @property
    def is_overdue(self) -> bool:
        return self.state in WORKING and self.overdue_at is not None and self.overdue_at <= timezone.now()


def start_of(day: object, at: time = time(12)) -> datetime:
    """Noon of a day where the labs are, when guests come; or another time of it."""
    return timezone.make_aware(datetime.combine(day, at))  # type: ignore[arg-type]
