"""What holds of every gathering, whatever happened."""

from django.db.models import Sum

from events.models import Gathering, Seat


def check(gathering: Gathering) -> None:
    """The counters are what the seats say, no place is given twice, and nobody has two."""
    fresh = Gathering.objects.get(pk=gathering.pk)
    held = Seat.objects.filter(gathering=gathering, state__in=Seat.HOLDING).aggregate(n=Sum("party"))["n"] or 0
    assert fresh.taken == held <= fresh.capacity
    assert fresh.here == (Seat.objects.here().filter(gathering=gathering).aggregate(n=Sum("came"))["n"] or 0)
    assert fresh.waiting == Seat.objects.in_line().filter(gathering=gathering).count()
    holders = list(Seat.objects.standing().filter(gathering=gathering).values_list("who", flat=True))
    assert len(holders) == len(set(holders))
