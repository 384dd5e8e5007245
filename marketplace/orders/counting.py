"""Holding the counters against what was claimed."""

from collections.abc import Iterator

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from marketplace.catalog.models import DayCapacity, Slot

from .models import Claim


def wrong_counters() -> Iterator[str]:
    """Each counter row whose `taken` isn't the sum of its active claims, in words for who looks after the place."""
    for name, counter in (("slot", Slot), ("day", DayCapacity)):
        claimed = Claim.objects.active().filter(**{name: OuterRef("pk")}).order_by().values(name).annotate(sum=Sum("n")).values("sum")
        for pk, taken, claims in counter.objects.order_by("pk").values_list("pk", "taken", Coalesce(Subquery(claimed), 0)).iterator():
            if taken != claims:
                yield f"{name} {pk}: {taken} taken, {claims} claimed"
