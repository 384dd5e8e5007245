"""The chat of the live room: short words in her name, as often as the hosts' pace lets her; taken away by a host."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commons.journal.queueing import in_turn
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.limits import Limit, take
from commons.people.models import Guest, Member
from commons.people.texts import clean_lines

from ..live_facts import RemarkMade, RemarksRemoved
from ..may import holds
from ..models import Gathering, Remark, Seat
from .asking import check_voice, keep_voice
from .counting import ITSELF
from .holding import check_host

LONGEST = 200  # characters
A_MINUTE = Limit("remarks in a minute", 20, timedelta(minutes=1))
FORGOTTEN = timedelta(days=7)  # after it ended


@in_turn
def say(gathering: Gathering, who: Member | Guest, text: str, key: UUID) -> Remark:
    """Say something in the chat. The same key from the same woman is one remark.

    Raises Refused: `forbidden` for who doesn't take part, `read_only` where it isn't live, has no chat or she is muted, `slow_down` where
    the pace isn't hers yet; `invalid`, `too_long` with a sentence.
    """
    if (known := _said_before(gathering, who, key)) is not None:
        return known
    text = clean_lines(text, LONGEST)
    if not text:
        raise Refused("invalid", _("Write something first."))
    fresh = Gathering.objects.get(pk=gathering.pk)
    check_voice(who, fresh)
    if fresh.pace is None:
        raise Refused("read_only", _("There is no chat just now."))
    remark = Remark(key=key, gathering=fresh, who=who.actor, text=text)
    if isinstance(who, Member):
        remark.member, remark.is_hosts = who, holds(who, fresh)
    else:
        remark.seat = Seat.objects.coming().get(gathering=fresh, guest=who)
    if not remark.is_hosts:
        _keep_pace(fresh, who)
    try:
        with atomic():
            keep_voice(who, fresh)
            remark.save(force_insert=True)
            record(RemarkMade(stream=fresh.live_stream, actor=who.actor, gathering=fresh.pk, remark=remark.pk))
    except IntegrityError:  # the same key came another way at the same moment
        if (known := _said_before(gathering, who, key)) is None:
            raise
        return known
    return remark


def remove_remark(host: Member, remark: Remark) -> None:
    """Take it away for all. Twice is once. Raises Refused `forbidden`."""
    check_host(host, remark.gathering)
    with atomic():
        if blank([remark.pk]):
            record(removed(remark.gathering, [remark.pk]))


def blank(remarks: Sequence[int]) -> int:
    """Inside a transaction: nothing keeps their words any more. Returns how many had some."""
    return Remark.objects.filter(pk__in=remarks, removed_at=None).update(text="", removed_at=timezone.now())


def removed(gathering: Gathering, remarks: Sequence[int]) -> RemarksRemoved:
    """In nobody's name, so that it reaches those, too, who don't meet this host."""
    return RemarksRemoved(stream=gathering.live_stream, actor=ITSELF, gathering=gathering.pk, remarks=list(remarks))


def forget_remarks() -> None:
    """What was said in passing is kept for a week after it ended, and then by nobody."""
    Remark.objects.filter(gathering__ended_at__lt=timezone.now() - FORGOTTEN).delete()


def _keep_pace(gathering: Gathering, who: Member | Guest) -> None:
    hers = f"{gathering.pk} {who.actor}"
    if not gathering.pace:
        take((A_MINUTE, hers))
        return
    try:
        take((Limit(f"remarks, one in {gathering.pace} seconds", 1, timedelta(seconds=gathering.pace)), hers))
    except Refused as refused:
        left = ceil(refused.retry_in or gathering.pace)
        sentence = ngettext("You can write again in %(n)s second.", "You can write again in %(n)s seconds.", left) % {"n": left}
        raise Refused("slow_down", sentence, retry_in=left) from None


def _said_before(gathering: Gathering, who: Member | Guest, key: UUID) -> Remark | None:
    """What this key said. Raises Refused `invalid` where it was elsewhere, or somebody else's."""
    remark = Remark.objects.select_related("gathering").filter(key=key).first()
    if remark is not None and (remark.gathering_id, remark.who) != (gathering.pk, who.actor):
        raise Refused("invalid")
    return remark
