"""Another's word on what was recorded: so it is, or it isn't so. Once, and never her own."""

from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member
from marketplace.boards.actions.holding import fresh, held

from ..facts import PostingConfirmed, PostingDenied
from ..may import may_answer
from ..models import Posting
from ..refusals import PostingMoved
from .reversing import divide_again, found, take_back, turned
from .selling import brought

State = Posting.State


def confirm(posting: Posting, member: Member) -> Posting:
    """So it is: of what she was given, that she has it. Twice is once. Raises Refused: `forbidden`, PostingMoved with the fresh one."""
    return _answer(posting, member, State.CONFIRMED)


def deny(posting: Posting, member: Member) -> Posting:
    """It isn't so: it is reversed by that, and counts no more. Twice is once. Raises Refused as confirming does."""
    return _answer(posting, member, State.DENIED)


def _answer(posting: Posting, member: Member, answer: Posting.State) -> Posting:
    with atomic():
        held(posting.venture_id)
        woman, fresh_one = fresh(member), found(posting)
        if not may_answer(woman, fresh_one):
            raise Refused("forbidden")
        if fresh_one.state == answer and fresh_one.answered_by_id == woman.pk:
            return fresh_one
        if fresh_one.state != State.RECORDED or fresh_one.is_reversed:
            raise PostingMoved(fresh_one)
        fresh_one.state, fresh_one.answered_by, fresh_one.answered_at = answer, woman, timezone.now()
        fresh_one.save(update_fields=["state", "answered_by", "answered_at"])
        fact = PostingConfirmed if answer == State.CONFIRMED else PostingDenied
        said = fact(stream=fresh_one.stream, actor=woman.actor, venture=fresh_one.venture_id, posting=fresh_one.pk)
        record(said, *(_undo(fresh_one, woman) if answer == State.DENIED else []))
    return fresh_one


def _undo(denied: Posting, by: Member) -> list[Fact]:
    """What takes it back needs nobody's word any more: hers who denied it is another's already."""
    back = turned(denied, by, state=State.CONFIRMED, answered_at=denied.answered_at)
    facts = [take_back(denied, back), *divide_again(denied)]
    if denied.kind == Posting.Kind.SALE and denied.is_reversal and denied.order is not None:  # it counts again: was it unsaid meanwhile?
        facts += brought(denied.order, denied.venture_id)
    return facts
