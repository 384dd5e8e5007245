"""To send: what a person sends on to a guest, from her own phone or the lab's."""

from collections.abc import Collection

from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Guest, Member
from commons.people.streams import guest_of, member_actor

from ..facts import ListChanged, NoticeHanded
from ..may import may_send, who_sends_for
from ..models import Notice, Preferences, ToSend
from ..streams import SYSTEM, bell_stream
from .reaching import reached


def ask_to_send(notice: Notice) -> None:
    """Put it on its sender's list, again if something newer came in its place; nothing else has reached the guest."""
    guest = Guest.objects.filter(pk=guest_of(notice.to) or 0).first()
    if guest is None or notice.sender_id is None:
        return
    afresh = {"sender_id": notice.sender_id, "guest": guest, "made_at": notice.at, "sent_at": None, "sent_by": None, "dropped_at": None}
    with atomic():
        kept = ToSend.objects.filter(notice=notice).first()
        if kept and kept.made_at >= notice.at:
            return
        ToSend.objects.update_or_create(notice=notice, defaults=afresh)
        record(*lists_changed({notice.sender_id}, SYSTEM), *([] if kept and kept.is_waiting else _handed(notice)))


def _handed(notice: Notice) -> list[Fact]:
    if not notice.its_kind.starts_clock:
        return []
    return [NoticeHanded(stream=notice.about, actor=SYSTEM, kind=notice.kind, to=notice.to)]


def mark_sent(member: Member, to_send: ToSend) -> None:
    """She is sending it, with the tap that opens her messenger; also once more. Raises Refused `forbidden`."""
    _allow(member, to_send)
    with atomic():
        ToSend.objects.filter(pk=to_send.pk).update(sent_at=timezone.now(), sent_by=member, dropped_at=None)
        facts: list[Fact] = lists_changed({to_send.sender_id}, member.actor)
        record(*facts, *reached([to_send.notice], "hand", member.actor))


def drop(member: Member, to_send: ToSend) -> None:
    """It needn't be sent. Raises Refused `forbidden`."""
    _allow(member, to_send)
    with atomic():
        ToSend.objects.filter(pk=to_send.pk).update(dropped_at=timezone.now())
        record(*lists_changed({to_send.sender_id}, member.actor))


def agree_to_show(member: Member, shows: bool) -> None:
    """Whether customers may see her number; where they may not, the lab's phone sends for her."""
    with atomic():
        before = lists_changed({member.pk}, member.actor)
        Preferences.objects.update_or_create(member=member, defaults={"shows_number": shows})
        record(*dict.fromkeys([*before, *lists_changed({member.pk}, member.actor)]))


def hand_on(about: str, before: int, to: int) -> list[Fact]:
    """A part of another action: what stands on the list of `before` about this stream is `to`'s to send from now on."""
    Notice.objects.filter(about=about, sender=before).update(sender=to)
    moved = ToSend.objects.filter(notice__about=about, sender=before, sent_at=None).update(sender=to)
    return lists_changed({before, to}, SYSTEM) if moved else []


def lists_changed(senders: Collection[int], actor: str) -> list[Fact]:
    """A part of another action, which records what it returns: what these members send on is different.

    On their bells, and on those of their labs' coordinators where the lab's phone sends for them.
    """
    return [ListChanged(stream=bell_stream(member_actor(pk)), actor=actor) for pk in who_sends_for(senders)] if senders else []


def _allow(member: Member, to_send: ToSend) -> None:
    if not may_send(member, to_send):
        raise Refused("forbidden")
