"""What was written last of a venture's money, as all who share in it read it; and what was paid out to one who may not."""

from dataclasses import dataclass

from commons.people.models import Member
from marketplace.boards.models import Venture

from ..models import Posting

A_PAGE = 20
A_FEW = 3


@dataclass(frozen=True)
class Latest:
    """The last first; `before` asks for those that follow, None where there are none."""

    postings: list[Posting]
    before: int | None


def latest_of(venture: Venture | int, before: int | None = None) -> Latest:
    """A page of them, from the posting `before`; without what follows from others, which each reads in her statement."""
    postings = Posting.objects.whole().with_reversed().filter(venture=venture).exclude(kind=Posting.Kind.DIVISION)
    if before is not None:
        postings = postings.filter(pk__lt=before)
    found = list(postings.order_by("-pk")[: A_PAGE + 1])
    return Latest(found[:A_PAGE], found[A_PAGE - 1].pk if len(found) > A_PAGE else None)


def given_to(venture: Venture | int, member: Member) -> list[Posting]:
    """What others paid out to her last, as far as it counts, and she hasn't confirmed it herself."""
    paid = Posting.objects.counting().filter(venture=venture, kind=Posting.Kind.PAYOUT, to=member, amount__gt=0, reverses=None)
    return list(paid.exclude(by=member).exclude(answered_by=member).whole().order_by("-pk")[:A_FEW])
