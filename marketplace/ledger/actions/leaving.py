"""Who isn't in a venture any more sees no more of its money."""

from commons.journal.writing import atomic, record
from commons.people.facts import MembershipEnded
from commons.people.streams import member_stream

from ..streams import ledger_stream


def end_following(venture_id: int, member_id: int) -> None:
    """Wherever a page of it is open, it closes."""
    with atomic():
        record(MembershipEnded(stream=member_stream(member_id), actor=None, of=ledger_stream(venture_id)))
