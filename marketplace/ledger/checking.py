"""Whether the book is what happened: held against itself, against the journal, and against what was paid of orders."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, Q, Sum

from commons.journal.models import Entry
from marketplace.boards.streams import VENTURE
from marketplace.orders.models import Order

from .accounts import Account
from .facts import OF_LEGS
from .models import Agreement, Leg, Posting
from .reading import is_missing, missing_of
from .splitting import WHOLE

Balances = dict[tuple[int, str, int], int]  # of a venture, an account and a member, or 0


def wrong_books() -> Iterator[str]:
    """A line for all that is off."""
    yield from _that_do_not_add_up()
    yield from _not_as_the_journal_says()
    yield from _agreed_by_too_few()
    yield from _sold_otherwise_than_paid()
    yield from _that_wait_in_vain()


def kept() -> Balances:
    """What the legs come to."""
    rows = Leg.objects.order_by().values("posting__venture", "account", "member").annotate(sum=Sum("amount"))
    return {(row["posting__venture"], row["account"], row["member"] or 0): row["sum"] for row in rows if row["sum"]}


def replayed() -> Balances:
    """The same, read from the journal alone, some at a time."""
    balances: Balances = defaultdict(int)
    entries, after = Entry.objects.filter(fact__in=OF_LEGS).order_by("pk"), 0
    while chunk := list(entries.filter(pk__gt=after)[:500]):
        for entry in chunk:
            for account, member, amount in entry.data["legs"]:
                balances[entry.data["venture"], account, member] += amount
        after = chunk[-1].pk
    return {place: amount for place, amount in balances.items() if amount}


def _that_do_not_add_up() -> Iterator[str]:
    sums = Posting.objects.order_by().annotate(sum=Sum("legs__amount"), legs_=Count("legs"))
    for posting in sums.filter(~Q(sum=0) | Q(legs_=0)):
        yield f"posting {posting.pk}: its legs come to {posting.sum}"


def _not_as_the_journal_says() -> Iterator[str]:
    ours, told = kept(), replayed()
    for place in sorted(ours.keys() | told.keys()):
        if ours.get(place) != told.get(place):
            venture, account, member = place
            yield f"venture {venture}, {account} of {member}: kept {ours.get(place, 0)}, told {told.get(place, 0)}"


def _agreed_by_too_few() -> Iterator[str]:
    for agreement in Agreement.objects.whole().order_by("pk").iterator(500):
        parts = sum(part.basis_points for part in agreement.parts.all())
        if parts != WHOLE or agreement.is_in_force != (agreement.agreed == agreement.members):
            yield f"agreement {agreement.pk}: parts of {parts}, agreed by {sorted(agreement.agreed)} of {sorted(agreement.members)}"


def _sold_otherwise_than_paid() -> Iterator[str]:
    """What was received in a venture's shop is in the book, where no woman of it says otherwise."""
    missing = missing_of(Order.objects.filter(shop__venture__startswith=VENTURE).values("pk"))
    sales = Posting.objects.with_reversed().filter(kind=Posting.Kind.SALE, order__in={order for order, _ in missing})
    disputed = {(sale.order_id, sale.amount < 0) for sale in sales if is_missing(sale, missing)}
    for place in sorted(missing.keys() - disputed):
        yield f"order {place[0]}: {missing[place]} isn't in the book"


def _that_wait_in_vain() -> Iterator[str]:
    """What could be divided, since it is agreed how, and isn't."""
    agreed = Q(posting__order__money_split__isnull=False) | Q(posting__agreement__isnull=False)
    lots = Leg.objects.filter(agreed, account=Account.UNDIVIDED).values("posting__lot")
    legs = Leg.objects.filter(posting__lot__in=lots, account=Account.UNDIVIDED).order_by()
    for row in legs.values("posting__lot").annotate(sum=Sum("amount")).exclude(sum=0):
        yield f"{row['posting__lot']}: {-row['sum']} isn't divided"
