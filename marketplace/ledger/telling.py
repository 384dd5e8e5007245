"""Telling the others: whose word is waited for, and what came of it."""

from collections.abc import Collection

from commons.journal.listening import on
from commons.journal.models import Entry
from commons.notify.actions import notify
from commons.people.streams import member_actor
from marketplace.boards.streams import venture_stream

from . import notices
from .agreed import partners_at
from .may import is_asked
from .models import Agreement, Posting
from .streams import agreement_stream


@on("marketplace.agreement.offered")
def tell_that_it_is_to_be_agreed(entry: Entry) -> None:
    """Those who would share by it."""
    _tell_of_agreement(entry, notices.TO_AGREE)


@on("marketplace.agreement.settled")
def tell_that_all_have_agreed(entry: Entry) -> None:
    _tell_of_agreement(entry, notices.SETTLED)


def _tell_of_agreement(entry: Entry, kind: str) -> None:
    agreement = Agreement.objects.prefetch_related("parts").get(pk=entry.data["agreement"])
    notify(entry, sorted(map(member_actor, agreement.members)), kind, about=agreement_stream(agreement.venture_id))


@on("marketplace.posting.recorded")
@on("marketplace.posting.reversed")
def tell_whose_word_is_waited_for(entry: Entry) -> None:
    """Those who may say whether it is so; nobody where it is said already, or follows."""
    posting = Posting.objects.waiting().prefetch_related("legs").filter(pk=entry.data["posting"]).first()
    if posting is not None:
        partners = sorted(partners_at(posting.venture_id))
        notify(entry, [member_actor(pk) for pk in partners if is_asked(pk, posting, partners)], notices.TO_CONFIRM)
        _tell_her_who_left(entry, posting, partners)


def _tell_her_who_left(entry: Entry, posting: Posting, partners: Collection[int]) -> None:
    """That she was paid: she sees no more than that, on the venture's own page."""
    is_paid = posting.kind == Posting.Kind.PAYOUT and posting.amount > 0 and not posting.is_reversal
    if is_paid and posting.to_id and posting.to_id not in partners:
        notify(entry, member_actor(posting.to_id), notices.PAID_OUT, about=venture_stream(posting.venture_id))


@on("marketplace.posting.denied")
def tell_that_it_is_denied(entry: Entry) -> None:
    """Her who wrote it."""
    posting = Posting.objects.get(pk=entry.data["posting"])
    if posting.by_id is not None:
        notify(entry, member_actor(posting.by_id), notices.DENIED)
