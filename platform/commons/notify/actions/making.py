"""Telling people: one transaction for all who are told of the same."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.writing import atomic, record
from commons.people.models import Block, Member
from commons.people.streams import member_of

from ..facts import NoticeMade, NoticeSent
from ..kinds import KINDS, Kind
from ..models import Notice
from ..streams import SYSTEM, bell_stream


def notify(
    entry: Entry,
    to: str | Collection[str],
    kind: str,
    about: str = "",
    sender: Member | int | None = None,
    send_by: datetime | None = None,
) -> None:
    """Let whoever `to` names (`member:7`, `guest:31`, or several) know what happened; called by listeners, and idempotent.

    It is about the entry's stream, unless `about` names another. Of guests a `sender` tells those whom neither push nor
    mail reaches: it stands on her To send list, what is to be sent first (`send_by`) on top. Nobody is told of what she did herself, nor,
    where the kind doesn't pass blocks, someone whom she doesn't meet.
    """
    told = (to,) if isinstance(to, str) else tuple(dict.fromkeys(to))
    sender_id = sender.pk if isinstance(sender, Member) else sender
    for attempt in (1, 2):
        try:
            _make(entry, told, kind, about or entry.stream, {"sender_id": sender_id, "send_by": send_by})
        except IntegrityError:  # of another entry she was told at this very moment: there is something to put it in place of
            if attempt == 2:
                raise
        else:
            return


def _make(entry: Entry, to: Collection[str], kind: str, about: str, by_hand: dict[str, Any]) -> None:
    now = timezone.now()
    with atomic():
        known = Notice.objects.of(to, kind, about)
        told = set(known.filter(entry__gte=entry).values_list("to", flat=True))
        fresh = [actor for actor in _who_is_told(entry, to, KINDS[kind]) if actor not in told]
        if not fresh:
            return
        unseen = Notice.objects.of(fresh, kind, about).unseen()
        unseen.filter(entry__lt=entry).update(entry=entry, at=now, reached_at=None, **by_hand)  # a newer one may just have come
        renewed = set(unseen.values_list("to", flat=True))
        rows = [Notice(to=actor, kind=kind, about=about, entry=entry, at=now, **by_hand) for actor in fresh if actor not in renewed]
        Notice.objects.bulk_create(rows)
        made = dict(unseen.filter(entry=entry).values_list("to", "pk"))
        members = [actor for actor in made if member_of(actor) is not None]
        unseen.filter(entry=entry, to__in=members).update(reached_at=now)  # by her bell
        facts: list[Fact] = [NoticeMade(stream=bell_stream(actor), actor=SYSTEM, id=pk, entry=entry.pk) for actor, pk in made.items()]
        if KINDS[kind].starts_clock:
            facts += [NoticeSent(stream=about, actor=SYSTEM, kind=kind, to=actor, way="bell") for actor in members]
        if facts:
            record(*facts)


def _who_is_told(entry: Entry, to: Collection[str], kind: Kind) -> list[str]:
    """Without her who did it, members who aren't here, and unless it passes blocks those whom she doesn't meet."""
    ids = {member_id for actor in to if (member_id := member_of(actor)) is not None}
    here = set(Member.objects.active().filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    doer = member_of(entry.actor)
    if doer is not None and here and not kind.passes_blocks:
        here -= Block.objects.hidden_from(Member(pk=doer))
    return [actor for actor in to if actor != entry.actor and ((member_id := member_of(actor)) is None or member_id in here)]
