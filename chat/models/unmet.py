"""Whom a woman doesn't meet, and whose words she sees all the same: keeping a room safe reaches past a block."""

from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from commons.people.models import Block, Member

from .entering import coordinated_labs

if TYPE_CHECKING:
    from .rooms import Room


class Unmet:
    """Those one member doesn't meet. In a room she moderates these are only those she blocked herself, not who blocked her."""

    def __init__(self, member: Member) -> None:
        self.member = member

    @cached_property
    def everywhere(self) -> set[int]:
        """Their ids where she doesn't moderate."""
        return {one if other == self.member.pk else other for one, other in self._pairs}

    @cached_property
    def blocked(self) -> set[int]:
        """The ids of those she blocked herself."""
        return {other for one, other in self._pairs if one == self.member.pk}

    def in_room(self, room: "Room") -> set[int]:
        """Their ids in this room."""
        return self.blocked if room.is_moderated_by(self.member) else self.everywhere

    def wrote(self) -> Q:
        """The same of all rooms, as a filter of Message: what she doesn't see."""
        blockers = self.everywhere - self.blocked
        if not blockers:
            return Q(author__in=self.blocked)
        return Q(author__in=self.blocked) | Q(author__in=blockers) & ~moderated_by(self.member, "room__")

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        return list(Block.objects.filter(Q(by=self.member) | Q(member=self.member)).values_list("by_id", "member_id"))


def moderated_by(member: Member, room: str = "") -> Q:
    """The rooms she keeps safe, as a filter; `room` leads to them from elsewhere. See `Room.is_moderated_by`."""
    labs = coordinated_labs(member)
    if member.is_staff:
        hers = Q()
    elif labs:
        hers = Q(**{f"{room}lab__in": labs}) | Q(**{f"{room}lab": None})
    else:
        return Q(pk__in=[])
    return hers & ~Q(**{f"{room}kind__in": ["direct", "order", "venture"]})
