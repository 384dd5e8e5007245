"""Who holds what of a venture's money, and what is whose: sums of legs, as people read them."""

from dataclasses import dataclass

from django.db.models import Min, QuerySet, Sum

from commons.people.models import Member
from marketplace.boards.models import Partner, Venture

from ..accounts import ACCOUNTS, Account
from ..models import Agreement, Leg


@dataclass(frozen=True)
class Balance:
    """One woman's, in tyiyn: what is `hers` and wasn't paid out yet, and what she `holds` of the venture's money."""

    member: Member
    hers: int = 0
    holds: int = 0
    is_in: bool = True


@dataclass(frozen=True)
class Book:
    """A venture's balances: together what is held is what is theirs and what is `undivided`."""

    balances: list[Balance]
    undivided: int

    @property
    def held(self) -> int:
        return sum(balance.holds for balance in self.balances)

    @property
    def theirs(self) -> int:
        return sum(balance.hers for balance in self.balances)


def book_of(venture: Venture | int) -> Book:
    """Everybody's who is in it, and of those who left, who still have or hold something; by id."""
    sums = _sums(Leg.objects.filter(posting__venture=venture))
    partners = set(Partner.objects.working().filter(venture=venture).values_list("member_id", flat=True))
    known = Member.objects.in_bulk(partners | {pk for _, pk in sums if pk is not None})
    balances = [
        Balance(member, _read(sums, Account.SHARE, pk), _read(sums, Account.HELD, pk), pk in partners)
        for pk, member in sorted(known.items())
    ]
    return Book([one for one in balances if one.is_in or one.hers or one.holds], _read(sums, Account.UNDIVIDED, None))


def stuck_in(venture: Venture | int, agreement: Agreement) -> int:
    """What isn't divided though all have agreed, and won't be by this agreement: of a time when somebody else was in it, since."""
    legs = Leg.objects.filter(posting__venture=venture, account=Account.UNDIVIDED).order_by()
    lots = legs.values("posting__lot").annotate(sum=Sum("amount"), first=Min("posting__at")).exclude(sum=0)
    return -(lots.filter(first__gt=agreement.in_force_at).aggregate(all=Sum("sum"))["all"] or 0)


def balance_of(venture: Venture | int, member: Member) -> Balance:
    """Hers alone."""
    sums = _sums(Leg.objects.filter(posting__venture=venture, member=member))
    return Balance(member, _read(sums, Account.SHARE, member.pk), _read(sums, Account.HELD, member.pk))


Sums = dict[tuple[str, int | None], int]


def _sums(legs: QuerySet[Leg]) -> Sums:
    rows = legs.order_by().values("account", "member_id").annotate(sum=Sum("amount"))
    return {(row["account"], row["member_id"]): row["sum"] for row in rows}


def _read(sums: Sums, account: Account, member_id: int | None) -> int:
    return ACCOUNTS[account].sign * sums.get((account, member_id), 0)
