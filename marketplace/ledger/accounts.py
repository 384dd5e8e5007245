"""The accounts of a venture, as data. What its women hold together is what is theirs, and what isn't divided yet: always."""

from dataclasses import dataclass

from django.db import models


class Account(models.TextChoices):
    HELD = "held"  # its money in a woman's hands, or on her bank account
    SHARE = "share"  # what is hers of it; below zero while costs were more than sales
    UNDIVIDED = "undivided"  # sold or spent, and nobody's yet: no agreement says whose


@dataclass(frozen=True)
class Reads:
    """`of_one`: each woman has her own. `sign`: legs add up to so many times what people read."""

    of_one: bool
    sign: int


ACCOUNTS: dict[str, Reads] = {
    Account.HELD: Reads(of_one=True, sign=1),
    Account.SHARE: Reads(of_one=True, sign=-1),
    Account.UNDIVIDED: Reads(of_one=False, sign=-1),
}
OF_ONE = tuple(account for account, reads in ACCOUNTS.items() if reads.of_one)
OF_ALL = tuple(account for account, reads in ACCOUNTS.items() if not reads.of_one)
