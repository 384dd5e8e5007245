"""Those who came to a gathering and ask to join, as one sees them who held it."""

from django.db.models import QuerySet

from commons.people.may import WAITING
from commons.people.models import Block, Member, NotMet

from .may import may_welcome
from .models import Gathering

MOST_SHOWN = 20


def newcomers_for(member: Member, gathering: Gathering) -> QuerySet[Member]:
    """Those of whom she may say "I know her" and hasn't said "I don't", who asked first first; none whom she doesn't meet."""
    if not may_welcome(member, gathering):
        return Member.objects.none()
    asking = Member.objects.active().filter(came_by__gathering=gathering, standing__in=WAITING)
    answered, unmet = NotMet.objects.filter(by=member).values("member"), Block.objects.hidden_from(member)
    return asking.exclude(pk__in=answered).exclude(pk__in={member.pk, *unmet}).order_by("came_by__asked_at", "pk")


def shown_newcomers(member: Member, gathering: Gathering) -> dict[str, object]:
    """What a page shows of them: the first, and how many there are."""
    asking = newcomers_for(member, gathering)
    first = list(asking[:MOST_SHOWN])
    return {"newcomers": first, "newcomers_count": asking.count() if len(first) == MOST_SHOWN else len(first)}
