"""What can be done in the live room, as a host arranges it while it is on."""

from django.db.models import F

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member

from ..live_facts import RoomChanged
from ..models import Gathering
from .asking import check_live
from .counting import ITSELF
from .holding import check_host


def arrange_asking(host: Member, gathering: Gathering, asks: str) -> Gathering:
    """What becomes of a question from now on; those that were asked stay what they were. Twice is once.

    Raises Refused `forbidden`, `invalid`; `read_only` where it isn't live.
    """
    if asks not in Gathering.Asks.values:
        raise Refused("invalid")
    return _arrange(host, gathering, asks=asks)


def arrange_chat(host: Member, gathering: Gathering, pace: int | None) -> Gathering:
    """A chat in which everyone may say something once in so many seconds, or (None) no chat. Twice is once. Raises Refused as above."""
    if pace not in (None, *Gathering.PACES):
        raise Refused("invalid")
    return _arrange(host, gathering, pace=pace)


def _arrange(host: Member, gathering: Gathering, **fields: object) -> Gathering:
    check_host(host, gathering)
    with atomic():
        gathering = Gathering.objects.select_for_update(no_key=True).get(pk=gathering.pk)
        check_live(gathering)
        if any(getattr(gathering, name) != value for name, value in fields.items()):
            Gathering.objects.filter(pk=gathering.pk).update(version=F("version") + 1, **fields)
            gathering.refresh_from_db()
            record(RoomChanged(stream=gathering.live_stream, actor=ITSELF, gathering=gathering.pk, version=gathering.version))
    return gathering
