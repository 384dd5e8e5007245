"""A maker's day: what waits for her, what is due, what others do first. The number of queries doesn't grow with her orders."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from commons.people.models import Member
from commons.ui.money import som

from .describing import address_of
from .fulfilment import CLOSED, WORKING, State, Who
from .models import Order, PaymentLine, Proposal, Quote, Step
from .models.orders import OrderQuerySet
from .models.payments import PaymentLineQuerySet
from .tasks import Task, next_task
from .words import AGREED, ASKED, HANDED_OVER, MAKING, PRICE_SENT, PUT_OFF, word_of

MOST, MOST_NEW, A_PAGE = 40, 5, 30
NEW = timedelta(hours=24)
SOON = 7  # days

BOOK = {
    "": (pgettext_lazy("orders", "All"), tuple(State)),
    "asked": (ASKED, (State.REQUESTED,)),
    "price": (PRICE_SENT, (State.QUOTED,)),
    "agreed": (AGREED, (State.ACCEPTED, State.CONFIRMED)),
    "making": (MAKING, (State.IN_PROGRESS, State.DISPUTED)),
    "handed": (HANDED_OVER, (State.DELIVERED, State.COMPLETED)),
    "over": (pgettext_lazy("orders", "Came to nothing"), tuple(state for state in CLOSED if state != State.COMPLETED)),
}


@dataclass(frozen=True)
class Row:
    """One order as her day shows it: what is to be done in plain words, and the one tap to it."""

    order: Order
    what: str
    tone: str  # "on" for what waits for her, "wait" for what is late
    task: Task | None

    key: UUID = field(default_factory=uuid4)

    @property
    def word(self) -> object:
        return word_of(self.order)

    @property
    def address(self) -> str:
        return address_of(self.order)


@dataclass(frozen=True)
class Day:
    new: list[Order]
    waits: list[Row]
    due: list[Row]
    later: int
    others: int


def day_of(member: Member) -> Day:
    """Her whole day, each part with the most pressing first, and the `new` named above it, wherever among these they stand.

    `later` and `others` are how many there are beyond it: due later, and waited for.
    """
    waiting = _waiting(member)
    orders = Order.objects.at(member).open().exclude(pk__in=waiting.values("pk"))
    due = orders.filter(state__in=WORKING).with_first_day()
    soon = Q(first_on__lte=timezone.localdate() + timedelta(days=SOON)) | Q(first_on=None)
    waits = [Row(order, what_waits(order), "on", next_task(order)) for order in _read(waiting.order_by("moved_at", "pk"))]
    rows = [_due_row(order) for order in _read(due.filter(soon).order_by(F("first_on").asc(nulls_last=True), "pk"))]
    counted = due.exclude(soon).count()
    return Day(_new(member, waits), waits, rows, counted, orders.exclude(state__in=WORKING).count())


def how_many_wait(member: Member) -> int:
    """How many of her orders she is to answer, or to give money back of."""
    return _waiting(member).count()


def book_of(member: Member, word: str, before: int | None) -> tuple[list[Row], int | None]:
    """Her orders under one of the words, the newest first; and from where the next page goes on."""
    _name, states = BOOK.get(word, BOOK[""])
    orders = Order.objects.at(member).filter(state__in=states)
    if before:
        orders = orders.filter(pk__lt=before)
    found = list(_with_what_waits(orders).order_by("-pk")[: A_PAGE + 1])
    rows = [Row(order, what_waits(order) or when_due(order), "on" if what_waits(order) else "", None) for order in found[:A_PAGE]]
    return rows, found[A_PAGE - 1].pk if len(found) > A_PAGE else None


def what_waits(order: Order) -> str:
    """What she is to answer, in plain words; "" where nothing is."""
    if getattr(order, "has_proposal", False):
        return _("Shall it be cancelled? Please answer")
    if getattr(order, "has_claim", False):
        return _("Has the money arrived?")
    if to_give_back := getattr(order, "to_give_back", None):
        return _("Give back %(amount)s") % {"amount": som(to_give_back)}
    if order.wants_call_at and order.is_open:
        return _("Asks to be called back")
    if order.state == State.REQUESTED:
        return str(PUT_OFF) if getattr(order, "was_put_off", False) else _("Answer with a price")
    if getattr(order, "is_bounced", False):
        return _("The day is full now: send another day")
    return ""


def when_due(order: Order, today: date | None = None) -> str:
    """When it is to be ready, in plain words; "" where that doesn't matter any more."""
    if order.due_on is None or order.state not in WORKING:
        return ""
    today = today or timezone.localdate()
    if late := max(0, (today - order.due_on).days):
        return ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}
    if order.days == 1:
        return _when(order.due_on, today)
    nights = ngettext("%(n)s night", "%(n)s nights", order.days) % {"n": order.days}
    return f"{_when(order.begins_on or order.due_on, today)} · {nights}"


def _when(day: date, today: date) -> str:
    ahead = (day - today).days
    said = {"day": formats.date_format(day, "MONTH_DAY_FORMAT")}
    if ahead < 0:
        return _("Began on %(day)s") % said
    if ahead == 0:
        return _("Due today")
    if ahead == 1:
        return _("Due tomorrow")
    return _("Due on %(day)s") % said


def _due_row(order: Order) -> Row:
    late = order.due_on is not None and order.due_on < timezone.localdate()
    return Row(order, when_due(order), "wait" if late else "", next_task(order))


def _waiting(member: Member) -> OrderQuerySet:
    """Those she is to answer, while they are under way; money to look for or to give back waits also once they are over.

    Found by what is open and what isn't settled: however many she ever had, they aren't looked through.
    """
    asked = Q(state=State.REQUESTED) | Q(wants_call_at__isnull=False) | Exists(_proposals()) | Exists(_bounced())
    under_way = Order.objects.at(member).open().filter(asked)
    money = PaymentLine.objects.waiting_for(member).order_by()
    return Order.objects.filter(pk__in=under_way.values("pk").union(money.values("order")))


def _with_what_waits(orders: OrderQuerySet) -> OrderQuerySet:
    to_give_back = Subquery(_refunds().order_by().values("order").annotate(sum=Sum("amount")).values("sum"))
    waits = {"has_claim": Exists(_claims()), "has_proposal": Exists(_proposals()), "to_give_back": to_give_back}
    put_off = Step.objects.filter(order=OuterRef("pk"), name="postpone")
    shown = orders.select_related("listing", "guest", "member", "shop__member", "shop__lab")
    return shown.annotate(**waits, was_put_off=Exists(put_off), is_bounced=Exists(_bounced()))


def _new(member: Member, waits: list[Row]) -> list[Order]:
    """What came within a day and she has done nothing with yet, the newest first; but for what stands first anyway."""
    hers = Step.objects.filter(order=OuterRef("pk"), part=Who.MAKER)
    orders = Order.objects.at(member).open().filter(~Exists(hers), placed_at__gt=timezone.now() - NEW)
    first = [row.order.pk for row in waits[:1]]
    return list(orders.exclude(pk__in=first).select_related("listing", "guest", "member").order_by("-placed_at", "-pk")[:MOST_NEW])


def _claims() -> PaymentLineQuerySet:
    return PaymentLine.objects.priced().filter(order=OuterRef("pk"), claimed_at__isnull=False, confirmed_at=None)


def _refunds() -> PaymentLineQuerySet:
    return PaymentLine.objects.to_give_back().filter(order=OuterRef("pk"))


def _proposals() -> QuerySet[Proposal]:
    return Proposal.objects.filter(order=OuterRef("pk"), answered_at=None, part=Who.CUSTOMER)


def _bounced() -> QuerySet[Quote]:
    """The price offer that counts, where its day was full when the customer agreed."""
    counts = Quote.objects.filter(order=OuterRef("pk"), revision=OuterRef("revision"), full_at__isnull=False)
    return counts.filter(order__state=State.QUOTED)


def _read(orders: OrderQuerySet) -> Iterable[Order]:
    return _with_what_waits(orders)[:MOST]
