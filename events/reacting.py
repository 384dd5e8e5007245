"""Signs that float over a live gathering: summed for a second, told to all at once, and kept nowhere."""

from commons.journal.refusals import Refused
from commons.people.models import Guest, Member
from commons.realtime.buckets import once_in
from commons.realtime.relay import hint_sign

from .actions.asking import check_voice
from .models import Gathering

SIGNS = ("👏", "❤️", "😄", "😮", "🙏")
ONCE_IN_SECONDS = 2.0


def react(gathering: Gathering, who: Member | Guest, sign: str) -> None:
    """She gives a sign. Raises Refused: `slow_down` where she did so just now, `invalid`, `forbidden`, `read_only`."""
    if sign not in SIGNS:
        raise Refused("invalid")
    if (wait := once_in(ONCE_IN_SECONDS, (gathering.live_stream, who.actor))) is not None:
        raise Refused("slow_down", retry_in=wait)
    check_voice(who, Gathering.objects.get(pk=gathering.pk))
    hint_sign(gathering.live_stream, sign)
