"""By which ways someone can be told, and when each is to be tried. Asked as the notice is made, and again before it goes out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max

from commons.people.models import Guest, Member
from commons.people.streams import guest_actor, guest_of, member_actor, member_of
from commons.realtime.sessions import look_up

from .hours import after_quiet
from .models import Notice, Preferences, PushSubscription

GATHERS, GATHERS_URGENT = timedelta(minutes=5), timedelta(minutes=1)  # what comes meanwhile goes into the same mail
BETWEEN_MAILS = timedelta(hours=1)
PATIENCE = timedelta(minutes=30)  # where push or mail ought to reach a guest, before a person is asked to


@dataclass(frozen=True)
class Reader:
    """Who is told: a member as she wants it, or a guest with what she gave."""

    actor: str
    name: str
    language: str
    email: str
    preferences: Preferences
    guest: Guest | None = None

    def hears_of(self, notice: Notice) -> bool:
        return notice.kind not in self.preferences.muted

    def words_of(self, notice: Notice) -> str:
        """In the active language, as much as she wants said where others may look."""
        return str(notice.its_kind.words if self.preferences.says_more else notice.its_kind.neutral)


def reader_of(actor: str) -> Reader | None:
    """Whoever is behind `member:7` or `guest:31`; None where she is gone, or may not be here."""
    if (guest_id := guest_of(actor)) is not None:
        guest = Guest.objects.filter(pk=guest_id).first()
        return Reader(actor, guest.name, guest.language, guest.email, Preferences(), guest) if guest else None
    member = Member.objects.active().filter(pk=member_of(actor)).first()
    if member is None:
        return None
    preferences = Preferences.of(member)
    email = member.email if preferences.mails and preferences.mail_confirmed_at else ""
    return Reader(actor, member.name, member.language, email, preferences)


def subscriptions_of(reader: Reader) -> tuple[list[PushSubscription], list[PushSubscription]]:
    """Her browsers, and those that were hers: there the session ended, or is another's."""
    kept = list(PushSubscription.objects.filter(actor=reader.actor))
    visits = look_up({one.session_id for one in kept})
    good: list[PushSubscription] = []
    over: list[PushSubscription] = []
    for one in kept:
        visit = visits[one.session_id]
        is_hers = reader.guest.pk in visit.guests if reader.guest else visit.member is not None and visit.member.actor == reader.actor
        (good if is_hers else over).append(one)
    return good, over


def reached_by_themselves(actors: Collection[str]) -> set[str]:
    """Whom of them bell, push or mail reaches: nobody has to send it on. The number of queries doesn't grow with them."""
    members = {pk for actor in actors if (pk := member_of(actor)) is not None}
    guests = {pk for actor in actors if (pk := guest_of(actor)) is not None}
    here = {member_actor(pk) for pk in Member.objects.active().filter(pk__in=members).values_list("pk", flat=True)}
    mailed = Guest.objects.filter(pk__in=guests).exclude(email="").values_list("pk", flat=True) if settings.MAILS else ()
    browsers = PushSubscription.objects.filter(actor__in=[guest_actor(pk) for pk in guests]).values_list("actor", "session_id")
    visits = look_up({session for _actor, session in browsers})
    pushed = {actor for actor, session in browsers if guest_of(actor) in visits[session].guests}
    return here | pushed | {guest_actor(pk) for pk in mailed}


def push_due(notice: Notice) -> datetime | None:
    """When to push it; None where she has no browser that takes it, or doesn't want it."""
    if notice.its_kind.by_hand or not PushSubscription.objects.filter(actor=notice.to).exists():
        return None
    reader = reader_of(notice.to)
    return _heard_at(notice.at, notice, reader) if reader and reader.hears_of(notice) else None


def mail_due(notice: Notice) -> datetime | None:
    """When to write to her: some minutes later, an hour after the last mail; None where mail doesn't reach her."""
    reader = reader_of(notice.to) if settings.MAILS and not notice.its_kind.by_hand else None
    if reader is None or not reader.email or not reader.hears_of(notice):
        return None
    due = notice.at + (GATHERS_URGENT if notice.its_kind.is_urgent else GATHERS)
    before: datetime | None = Notice.objects.filter(to=notice.to).aggregate(last=Max("mailed_at"))["last"]
    if before and not notice.its_kind.is_urgent:
        due = max(due, before + BETWEEN_MAILS)
    return _heard_at(due, notice, reader)


def hand_due(notice: Notice) -> datetime | None:
    """When a person is to send it on, unless it has reached her: at once where nothing else would; None where nobody can."""
    if notice.sender_id is None or guest_of(notice.to) is None:
        return None
    reader = reader_of(notice.to)
    is_pushed = reader is not None and bool(subscriptions_of(reader)[0])  # a phone whose link has ended isn't hers any more
    others = [due for due in (push_due(notice) if is_pushed else None, mail_due(notice)) if due]
    return max(others) + PATIENCE if others else notice.at


def _heard_at(moment: datetime, notice: Notice, reader: Reader) -> datetime:
    if notice.its_kind.is_urgent:
        return moment
    return after_quiet(moment, reader.preferences.quiet_from, reader.preferences.quiet_until)
