"""Telling her, each way when it is due, at least once: a second one takes the first one's place."""

from datetime import datetime

from commons.journal.listening import on
from commons.journal.models import Entry

from . import mail, push, ways
from .actions import ask_to_send, mark_mailed, mark_pushes
from .facts import NoticeMade
from .models import Notice, PushSubscription


def current(entry: Entry) -> tuple[Notice, ways.Reader] | None:
    """What is still to be told, and to whom: not what she has seen, nor what a newer one has taken the place of."""
    unseen = Notice.objects.filter(pk=entry.data["id"], entry=entry.data["entry"], seen_at=None)
    notice = unseen.select_related("entry").first()
    reader = ways.reader_of(notice.to) if notice else None
    return (notice, reader) if notice and reader else None


def when_to_push(entry: Entry) -> datetime | None:
    return ways.push_due(Notice.objects.get(pk=entry.data["id"]))


def when_to_mail(entry: Entry) -> datetime | None:
    return ways.mail_due(Notice.objects.get(pk=entry.data["id"]))


def when_by_hand(entry: Entry) -> datetime | None:
    return ways.hand_due(Notice.objects.get(pk=entry.data["id"]))


@on(NoticeMade.name, after=when_to_push, slow=True)
def push_notice(entry: Entry) -> None:
    """To each of her browsers; one that is gone is forgotten. Where it wasn't taken it is tried again."""
    if (told := current(entry)) is None:
        return
    notice, reader = told
    good, gone = ways.subscriptions_of(reader)
    taken: list[PushSubscription] = []
    failed: list[PushSubscription] = []
    for one in good:
        if one.has_taken(notice):
            continue
        try:
            (taken if push.send(notice, reader, one) else gone).append(one)
        except push.NotTaken:
            failed.append(one)
    mark_pushes(notice, *([one.pk for one in some] for some in (taken, failed, gone)))
    if failed:
        raise push.NotTaken(len(failed))


@on(NoticeMade.name, after=when_to_mail, slow=True)
def mail_notices(entry: Entry) -> None:
    """All that waits for her in one mail; what went with an earlier one has gone."""
    if (told := current(entry)) is None:
        return
    notice, reader = told
    bundle = mail.bundle_for(reader)
    if notice in bundle:
        mail.send(reader, bundle)
        mark_mailed(bundle)


@on(NoticeMade.name, after=when_by_hand)
def give_to_a_person(entry: Entry) -> None:
    """To the list of whoever can send it on, unless it has reached the guest by now."""
    if (told := current(entry)) is not None and told[0].reached_at is None:
        ask_to_send(told[0])
