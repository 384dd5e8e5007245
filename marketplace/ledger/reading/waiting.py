"""What of a venture's money waits for her word."""

from collections.abc import Collection
from dataclasses import dataclass

from commons.people.models import Member
from marketplace.boards.models import Venture

from ..may import where_asked
from ..models import Posting

A_FEW = 5


@dataclass(frozen=True)
class Waiting:
    """The first of them, the oldest first; and how many they are in all."""

    postings: list[Posting]
    n: int

    @property
    def first(self) -> Posting | None:
        return self.postings[0] if self.postings else None


def waiting_for(venture: Venture | int, member: Member, partners: Collection[int]) -> Waiting:
    """What is hers to confirm or deny, who is one of these `partners`, who are in it now; nothing for another."""
    if member.pk not in partners:
        return Waiting([], 0)
    waiting = Posting.objects.waiting().filter(where_asked(member.pk, partners), venture=venture)
    return Waiting(list(waiting.whole().order_by("pk")[:A_FEW]), waiting.count())
