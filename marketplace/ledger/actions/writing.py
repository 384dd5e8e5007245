"""Writing one posting: its legs, then itself, which seals them; and the fact that says all of it. The venture is held by who calls."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic
from commons.people.clean import clean_line
from commons.people.models import Member
from commons.people.texts import clean_lines

from ..accounts import Account
from ..facts import PostingRecorded, PostingReversed
from ..models import Leg, Posting
from ..refusals import HoldsLess, SentOtherwise

MOST = 100_000_000_00  # tyiyn in one posting: more is a slip of the finger
LONGEST_WORDS = 120


@dataclass(frozen=True)
class Line:
    """A leg to be."""

    account: str
    amount: int
    member_id: int | None = None


@contextmanager
def keyed() -> Iterator[None]:
    """The transaction of one action that writes under a key. Raises Refused `invalid` where another venture's is written at this moment."""
    try:
        with atomic():
            yield
    except IntegrityError:
        raise Refused("invalid") from None


def write(posting: Posting, lines: Iterable[Line]) -> PostingRecorded:
    """Both, inside the transaction. Raises ValueError for what doesn't add up: that is a mistake of ours."""
    legs = [line for line in lines if line.amount]
    if sum(line.amount for line in legs) or not legs:
        raise ValueError(f"A posting must add up: {legs}")
    Leg.objects.bulk_create(
        Leg(posting_id=posting.key, account=line.account, member_id=line.member_id, amount=line.amount) for line in legs
    )
    posting.save(force_insert=True)
    said: dict[str, Any] = {
        "stream": posting.stream,
        "actor": posting.by.actor if posting.by else None,
        "venture": posting.venture_id,
        "posting": posting.pk,
        "kind": str(posting.kind),
        "amount": posting.amount,
        "order": posting.order_id,
        "legs": [[str(line.account), line.member_id or 0, line.amount] for line in legs],
    }
    return PostingReversed(reverses=posting.reverses_id, **said) if posting.reverses_id else PostingRecorded(**said)


def written_before(key: UUID, **said: object) -> Posting | None:
    """What this key wrote. Raises SentOtherwise where it was something else, or of somebody else."""
    known = Posting.objects.filter(key=key).first()
    if known is not None and any(getattr(known, name) != value for name, value in said.items()):
        raise SentOtherwise
    return known


def check_amount(amount: object) -> None:
    """Raises Refused `invalid` with a sentence for what can't be moved."""
    if type(amount) is not int or amount <= 0:
        raise Refused("invalid", _("Say how much it is, more than nothing."))
    if amount > MOST:
        raise Refused("invalid", _("So much can't be. Look at the noughts."))


def check_words(words: str) -> str:
    """What it was for, in a few words. Raises Refused with a sentence."""
    cleaned = clean_line(words)
    if not any(letter.isalpha() for letter in cleaned):
        raise Refused("invalid", _("Say what it was for, so that the others know."))
    return clean_lines(cleaned, LONGEST_WORDS)


def check_held(venture_id: int, member: Member, amount: int) -> None:
    """Raises HoldsLess where she doesn't hold so much of it."""
    from ..reading.balances import balance_of

    if (holds := balance_of(venture_id, member).holds) < amount:
        raise HoldsLess(holds)


def undivided(amount: int) -> Line:
    return Line(Account.UNDIVIDED, amount)
