"""What she has looked at needs no telling any more."""

from django.db.models import Q
from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.writing import atomic, record
from commons.people.models import Member
from commons.people.streams import guest_of

from ..facts import NoticeSeen, NoticeSent
from ..kinds import KINDS
from ..models import Notice, ToSend
from ..streams import SYSTEM, bell_stream
from .sending import lists_changed


def see(to: str, about: str, upto: int | None = None, within: str = "") -> None:
    """She, a member or a guest, is looking at the thing of this stream; of a long one she has come as far as the seq `upto`.

    What is said of a thing on another stream, `within` which she has come so far, is named too.
    """
    which = Q(about=about) if upto is None else Q(about=about, entry__stream=within or about, entry__seq__lte=upto)
    if not Notice.objects.filter(which, to=to).unseen().exists():
        return
    with atomic():
        if facts := _seen(to, which):
            record(*facts)


def see_all(member: Member) -> None:
    """She has seen what there is."""
    with atomic():
        if facts := _seen(member.actor, Q()):
            record(*facts)


def seen_about(to: str, about: str) -> list[Fact]:
    """The same as a part of another action, which records the facts it returns; none where there was nothing to see."""
    return _seen(to, Q(about=about))


def take_back(to: str, kind: str, about: str) -> list[Fact] | None:
    """A part of another action, which records the facts it returns: what somebody was to be told isn't so any more.

    Nobody sends it on, no push or mail goes out. None where it has reached her.
    """
    untold = Notice.objects.of([to], kind, about).unseen().first()
    if untold is None:
        return []
    if not Notice.objects.filter(pk=untold.pk, seen_at=None, reached_at=None).update(seen_at=timezone.now()):
        return None
    senders = set(ToSend.objects.filter(notice=untold).values_list("sender", flat=True))
    return [NoticeSeen(stream=bell_stream(to), actor=SYSTEM), *lists_changed(senders, SYSTEM)]


def _seen(to: str, which: Q) -> list[Fact]:
    unseen = Notice.objects.filter(which, to=to).unseen()
    waiting = list(unseen.filter(reached_at=None).values_list("kind", "about"))
    senders = set(ToSend.objects.filter(notice__in=unseen).values_list("sender", flat=True)) if guest_of(to) else set()
    if not unseen.update(seen_at=timezone.now()):
        return []
    clocks = [(kind, about) for kind, about in waiting if kind in KINDS and KINDS[kind].starts_clock]
    found: list[Fact] = [NoticeSent(stream=about, actor=to, kind=kind, to=to, way="page") for kind, about in clocks]
    return [NoticeSeen(stream=bell_stream(to), actor=to), *found, *lists_changed(senders, to)]
