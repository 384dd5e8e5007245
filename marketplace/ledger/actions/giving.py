"""Money that leaves a woman's hands: what is another's is paid out to her, or the venture's is handed on; the other side confirms it."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from commons.journal.refusals import Refused
from commons.journal.writing import record
from commons.people.models import Member
from marketplace.boards.actions.holding import fresh, held

from ..accounts import Account
from ..may import may_keep
from ..models import Posting
from ..reading.balances import balance_of
from ..refusals import HersIsLess, OwesLess
from .writing import Line, check_amount, check_held, keyed, write, written_before

Kind = Posting.Kind


def record_payout(by: Member, venture_id: int, to: Member, amount: int, key: UUID) -> Posting:
    """Of the money she holds she gives a woman what is hers, also one who has left; or takes what is her own.

    The same key gets the same posting. Raises Refused: `forbidden`; HoldsLess, HersIsLess, SentOtherwise; `invalid` with a sentence.
    """
    return _give(Kind.PAYOUT, by, venture_id, by, to, amount, key)


def record_handover(by: Member, venture_id: int, to: Member, amount: int, key: UUID, *, giver: Member | None = None) -> Posting:
    """She hands on the venture's money that she holds; it is nobody's by that. What one who has left (`giver`) holds, another says.

    Raises Refused as paying out does.
    """
    return _give(Kind.HANDOVER, by, venture_id, giver or by, to, amount, key)


def record_payback(by: Member, venture_id: int, giver: Member, to: Member, amount: int, key: UUID) -> Posting:
    """Of what is hers to bear, who was given too much gives some back to who keeps the money; or puts it to what she holds herself.

    A payout the other way: below zero, `to` is the giver. Said by either of the two. The same key gets the same posting. Raises Refused:
    `forbidden`; OwesLess, SentOtherwise; `invalid` with a sentence.
    """
    check_amount(amount)
    with keyed():
        venture, woman = held(venture_id), fresh(by)
        if not may_keep(woman, venture) or woman not in (giver, to) or not may_keep(to, venture):
            raise Refused("forbidden")
        said = {
            "venture_id": venture_id,
            "kind": Kind.PAYOUT,
            "by_id": woman.pk,
            "to_id": giver.pk,
            "keeper_id": to.pk,
            "amount": -amount,
        }
        if (known := written_before(key, **said)) is not None:
            return known
        if (owes := -balance_of(venture_id, giver).hers) < amount:
            raise OwesLess(owes)
        posting = Posting(venture=venture, key=key, kind=Kind.PAYOUT, amount=-amount, by=woman, to=giver, at=timezone.now())
        record(write(posting, [Line(Account.HELD, amount, to.pk), Line(Account.SHARE, -amount, giver.pk)]))
    return posting


def _give(kind: Posting.Kind, by: Member, venture_id: int, giver: Member, to: Member, amount: int, key: UUID) -> Posting:
    check_amount(amount)
    with keyed():
        venture, woman = held(venture_id), fresh(by)
        if not may_keep(woman, venture) or (giver != woman and may_keep(giver, venture)):
            raise Refused("forbidden")
        said = {"venture_id": venture_id, "kind": kind, "by_id": woman.pk, "to_id": to.pk, "giver_id": giver.pk, "amount": amount}
        if (known := written_before(key, **said)) is not None:
            return known
        if kind == Kind.HANDOVER and (to == giver or not may_keep(to, venture)):
            raise Refused("invalid", _("Choose another of you, to whom the money goes."))
        check_held(venture_id, giver, amount)
        if kind == Kind.PAYOUT and (hers := balance_of(venture_id, to).hers) < amount:
            raise HersIsLess(hers)
        posting = Posting(venture=venture, key=key, kind=kind, amount=amount, by=woman, to=to, at=timezone.now())
        account = Account.SHARE if kind == Kind.PAYOUT else Account.HELD
        record(write(posting, [Line(Account.HELD, -amount, giver.pk), Line(account, amount, to.pk)]))
    return posting
