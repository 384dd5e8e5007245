"""That something reached her, told once for each entry she is told of."""

from collections.abc import Collection, Iterable

from django.utils import timezone

from commons.journal.writing import atomic, record

from ..facts import NoticeSent, Way
from ..models import Notice, PushSubscription
from ..models.pushes import mark_of
from ..streams import SYSTEM


def mark_pushes(notice: Notice, taken: Collection[int], failed: Collection[int], gone: Collection[int]) -> None:
    """Which subscriptions took it, whose push service failed, and which lead nowhere any more, by their ids."""
    with atomic():
        PushSubscription.objects.filter(pk__in=gone).delete()
        PushSubscription.objects.filter(pk__in=failed, failed_at=None).update(failed_at=timezone.now())
        PushSubscription.objects.filter(pk__in=taken).update(taken=mark_of(notice), failed_at=None)
        if taken and (facts := reached([notice], "push", SYSTEM)):
            record(*facts)


def mark_mailed(notices: Iterable[Notice]) -> None:
    """They went out in one mail."""
    notices = list(notices)
    with atomic():
        for notice in notices:
            Notice.objects.filter(pk=notice.pk, entry=notice.entry_id).update(mailed_at=timezone.now())
        if facts := reached(notices, "mail", SYSTEM):
            record(*facts)


def reached(notices: Iterable[Notice], way: Way, actor: str) -> list[NoticeSent]:
    """A part of an action, which records what it returns: of each that hadn't reached her yet, and starts a clock."""
    facts = []
    for notice in notices:
        first = Notice.objects.filter(pk=notice.pk, entry=notice.entry_id, reached_at=None).update(reached_at=timezone.now())
        if first and notice.its_kind.starts_clock:
            facts.append(NoticeSent(stream=notice.about, actor=actor, kind=notice.kind, to=notice.to, way=way))
    return facts
