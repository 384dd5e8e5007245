"""Keeping what was earned, as the journal tells it."""

from commons.journal.models import Entry
from commons.journal.writing import atomic

from ..earnings import all_projected, projected
from ..models import Earning


def keep_earning(entry: Entry) -> None:
    """Of one payment that was received, once."""
    with atomic():
        Earning.objects.bulk_create(projected([entry]), ignore_conflicts=True)


def rebuild_earnings() -> int:
    """All of it anew, from the first entry. Returns how many there are."""
    with atomic():
        Earning.objects.all().delete()
        return len(Earning.objects.bulk_create(all_projected(), ignore_conflicts=True))
