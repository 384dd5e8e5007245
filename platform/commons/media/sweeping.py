"""Files whose rows never came, since a transaction was rolled back, or went without them, since a process ended, are removed."""

from datetime import timedelta

from commons.journal.chores import chore

from . import files
from .models import Picture, Voice

AGE = timedelta(hours=1)  # no transaction takes that long


@chore(every=timedelta(hours=1))
def sweep() -> int:
    """Remove what belongs to no row any more. Returns how many that were."""
    removed = 0
    for keys in files.older_than(AGE.total_seconds()):
        known = {key for model in (Picture, Voice) for key in model.objects.filter(key__in=keys).values_list("key", flat=True)}
        files.remove(keys - known)
        removed += len(keys - known)
    return removed
