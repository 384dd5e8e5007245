"""When someone may be told: not in her quiet hours, but for what is urgent."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def after_quiet(moment: datetime, quiet_from: time, quiet_until: time) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into, on the clock of the labs."""
    here = timezone.localtime(moment)
    if not _is_between(here.time(), quiet_from, quiet_until):
        return moment
    ends = here.replace(hour=quiet_until.hour, minute=quiet_until.minute, second=quiet_until.second, microsecond=0)
    return ends if ends > here else ends + timedelta(days=1)


def _is_between(now: time, start: time, end: time) -> bool:
    if start <= end:
        return start <= now < end
    return now >= start or now < end
