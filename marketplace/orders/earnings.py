"""What makers earned, reckoned from the journal: each her own; a lab's month only where five makers or more stand in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from commons.journal.models import Entry
from commons.people.models import Lab
from marketplace.catalog.models import Shop

from .models import Earning, PaymentLine

FEWEST = 5  # makers: with fewer, one could be reckoned from the others

CONFIRMED = "marketplace.payment.confirmed"


@dataclass(frozen=True)
class Month:
    """One month of a shop or a lab; the amount is in tyiyn."""

    month: date
    amount: int
    orders: int


def earnings_of(shop: Shop) -> list[Month]:
    """Hers, month by month, the last first."""
    return _months(Earning.objects.filter(shop=shop))


def totals_of(lab: Lab) -> list[Month]:
    """A lab's, only the months in which five makers or more earned."""
    crowded = Earning.objects.filter(lab=lab).values("month").annotate(makers=Count("shop", distinct=True)).filter(makers__gte=FEWEST)
    return _months(Earning.objects.filter(lab=lab, month__in=[row["month"] for row in crowded]))


def projected(entries: Iterable[Entry]) -> Iterator[Earning]:
    """What each entry of a received payment comes to; made from the line it names, which doesn't change once it was received."""
    told = [entry for entry in entries if entry.fact == CONFIRMED]
    lines = PaymentLine.objects.select_related("order").in_bulk({entry.data["line_id"] for entry in told})
    for entry in told:
        if (line := lines.get(entry.data["line_id"])) is not None:
            sign = -1 if line.is_refund else 1
            month = timezone.localdate(entry.at).replace(day=1)
            yield Earning(line=line, shop_id=line.order.shop_id, lab_id=line.order.lab_id, month=month, amount=sign * line.amount)


def all_projected() -> Iterator[Earning]:
    """The same of the whole journal, some at a time."""
    entries = Entry.objects.filter(fact=CONFIRMED).order_by("pk")
    after = 0
    while chunk := list(entries.filter(pk__gt=after)[:500]):
        yield from projected(chunk)
        after = chunk[-1].pk


def wrong_earnings() -> Iterator[str]:
    """Where what is kept isn't what the journal says."""
    kept = {row.line_id: _row(row) for row in Earning.objects.all()}
    told = {row.line_id: _row(row) for row in all_projected()}
    for line in sorted(kept.keys() | told.keys()):
        if kept.get(line) != told.get(line):
            yield f"payment {line}: kept {kept.get(line)}, told {told.get(line)}"


def _row(earning: Earning) -> tuple[int, int, date, int]:
    return earning.shop_id, earning.lab_id, earning.month, earning.amount


def _months(earnings: QuerySet[Earning]) -> list[Month]:
    rows = earnings.values("month").annotate(amount=Sum("amount"), orders=Count("line__order", distinct=True)).order_by("-month")
    return [Month(row["month"], row["amount"], row["orders"]) for row in rows]
