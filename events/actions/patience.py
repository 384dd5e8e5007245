"""How long an offer of places waits: for her to be told of it, and then for her to answer."""

from datetime import datetime, time, timedelta

from commons.notify.hours import after_quiet

from ..models import Gathering

LONGEST, SHORTEST = timedelta(hours=12), timedelta(minutes=10)
NIGHT = (time(22), time(8))  # no clock starts or ends in it, unless the gathering begins before the morning
PART = 4  # an offer takes at most a fourth of the time that is left: so that others have a chance, too


def waits_until(gathering: Gathering, moment: datetime) -> datetime:
    """Until when it waits for what begins to be waited for at this moment."""
    since = _by_day(moment, gathering)
    return _by_day(since + max(SHORTEST, min(LONGEST, (gathering.starts_at - since) / PART)), gathering)


def _by_day(moment: datetime, gathering: Gathering) -> datetime:
    """The moment, or the morning after where it is at night, and the gathering begins later than that."""
    morning = after_quiet(moment, *NIGHT)
    return morning if morning < gathering.starts_at else moment
