"""What someone is to an order, and so what she may do: asked by actions, doors, and the pages that show the buttons."""

from dataclasses import dataclass

from django.db.models import Q

from commons.people.may import AMBASSADOR, COORDINATOR, is_here
from commons.people.models import Block, Guest, Member, Role

from .fulfilment import TABLE, Move, State, Who
from .models import Order, PaymentLine, Proposal


@dataclass(frozen=True)
class Itself:
    """Who acts where nobody does: a timer, or what follows from something else."""

    actor: str = "system"


ITSELF = Itself()
Actor = Member | Guest | Itself


def parts_of(order: Order, who: Actor) -> set[Who]:
    """All that she is to this order. Members come with their roles, else that costs a query."""
    if isinstance(who, Itself):
        return {Who.ITSELF}
    if isinstance(who, Guest):
        return {Who.CUSTOMER} if order.guest_id == who.pk else set()
    if not who.is_active or who.is_suspended:
        return set()
    if order.shop.member_id == who.pk:
        return {Who.MAKER}
    if order.member_id == who.pk:
        return {Who.CUSTOMER}
    if order.helper_id == who.pk:
        return set() if _meets_neither(order, who) else {Who.HELPER}
    return {Who.COORDINATOR} if may_settle(who, order) else set()


def part_in(order: Order, who: Actor, move: Move) -> Who | None:
    """As what she may do this, or None."""
    return next((part for part in move.who if part in parts_of(order, who)), None)


def open_to(order: Order, who: Actor) -> list[str]:
    """The lines of the table that are hers to go now, but for what they ask beyond that."""
    parts = parts_of(order, who)
    return [name for name, move in TABLE.items() if order.state in move.before and parts.intersection(move.who)]


def may_help(member: Member) -> bool:
    """Who orders for her neighbours: ambassadors and coordinators."""
    return is_here(member) and (member.has_role(AMBASSADOR) or member.has_role(COORDINATOR))


def may_settle(member: Member, order: Order) -> bool:
    """A coordinator of the shop's lab, or staff; where one of the two coordinates that lab herself, of any lab. Never a side of it."""
    if not is_here(member) or member.pk in (order.shop.member_id, order.member_id, order.helper_id):
        return False
    if member.is_staff or member.is_coordinator_of(order.lab_id):
        return True
    sides = [pk for pk in (order.shop.member_id, order.member_id) if pk]
    return member.has_role(COORDINATOR) and Role.objects.filter(member__in=sides, lab=order.lab_id, kind=COORDINATOR).exists()


def waits_for_coordinator(order: Order) -> bool:
    """Whether the two can't go on alone: disputed, overdue, or a proposal to cancel came to nothing."""
    if order.state == State.DISPUTED or order.is_overdue:
        return True
    return order.state == State.IN_PROGRESS and order.proposals.filter(answer__in=Proposal.FAILED).exists()


def may_renew(order: Order) -> bool:
    """Whether its maker may change her guest's link: nobody is shut out of a dispute, of an answer that is due, or of her money back."""
    if order.state == State.DISPUTED or order.proposals.filter(answered_at=None).exists():
        return False
    return not PaymentLine.objects.refunds().filter(order=order, confirmed_at=None).exists()


def _meets_neither(order: Order, helper: Member) -> bool:
    sides = [pk for pk in (order.shop.member_id, order.member_id) if pk]
    return Block.objects.filter(Q(by=helper, member__in=sides) | Q(by__in=sides, member=helper)).exists()
