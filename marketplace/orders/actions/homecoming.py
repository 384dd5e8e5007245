"""Tell my friend, ask if I'm home: arranged for one order, asked at the hour, and the friend told to call where no answer comes.

Every step is one guarded write, `UPDATE … WHERE state IN (…) [AND version = v]`: a clock that rings late, twice, or at the moment of
somebody's tap finds that the row has moved on, and does nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.circles import known_to
from commons.people.clean import clean_line
from commons.people.limits import Limit, take
from commons.people.models import Block, Member
from commons.people.phones import clean_phone
from marketplace.catalog.meeting import meets

from ..fulfilment import AGREED, Who
from ..homecoming.facts import HomecomingArranged, HomecomingAsked, HomecomingEnded, HomecomingMissed, HomecomingPostponed
from ..homecoming.seeing import meet
from ..may import parts_of
from ..models import Homecoming, Order

State = Homecoming.State
FARTHEST = timedelta(days=100)
LATER = (30, 60)  # minutes
ARRANGED = Limit("friends asked to look after a way home", 20, timedelta(days=1))


@dataclass(frozen=True)
class Answer:
    """Who of the two may say it, where it stands then, and where after it."""

    is_hers: bool
    before: Sequence[str]
    after: State


ANSWERS = {
    "home": Answer(True, Homecoming.OPEN, State.HOME),
    "later": Answer(True, Homecoming.OPEN, State.WAITING),
    "off": Answer(True, (State.WAITING, State.ASKED), State.OFF),
    "no": Answer(False, (State.WAITING, State.ASKED), State.DECLINED),
    "reached": Answer(False, (State.MISSED,), State.HOME),
}
AWAY = Answer(False, Homecoming.OPEN, State.DECLINED)  # her friend isn't to be reached any more


def may_arrange(order: Order, member: Member) -> bool:
    """Its maker or its customer, a member who is vouched for, while the two have agreed and somebody goes somewhere."""
    is_side = bool(parts_of(order, member) & {Who.MAKER, Who.CUSTOMER})
    return is_side and member.is_vouched and order.state in AGREED and meets(order.listing)


def friends_for(order: Order, member: Member) -> QuerySet[Member]:
    """Grown women she knows, but for whom she meets, and whom that one has helped to order or blocks."""
    sides = [pk for pk in (order.shop.member_id, order.member_id, order.helper_id) if pk]
    blocked = [Block.objects.hidden_from(Member(pk=pk)) for pk in sides if pk != member.pk]
    return known_to(member).filter(is_under_18=False).exclude(pk__in=sides).exclude(pk__in=set().union(*blocked))


def arrange_homecoming(order: Order, member: Member, friend_id: int, where: str, phone: str, home_at: datetime) -> Homecoming:
    """Ask this friend to look after her way home. Said again while one is under way, it is that one.

    Raises Refused: `forbidden` where it isn't hers to arrange; `invalid` with a sentence; `slow_down`.
    """
    fresh = Order.objects.whole().get(pk=order.pk)
    if not may_arrange(fresh, member):
        raise Refused("forbidden")
    if not friends_for(fresh, member).filter(pk=friend_id).exists():
        raise Refused("invalid", _("Choose one of the women you know."))
    if not timezone.now() < home_at <= timezone.now() + FARTHEST:
        raise Refused("invalid", _("Choose an hour that is still to come, within three months."))
    where, phone = clean_line(where)[:200], clean_phone(phone)
    if not where:
        raise Refused("invalid", _("Write where you meet."))
    under_way = Homecoming.objects.open().filter(order=fresh, member=member)
    if (known := under_way.first()) is not None:
        return known
    take((ARRANGED, member.actor))
    try:
        with atomic():
            made = Homecoming.objects.create(order=fresh, member=member, friend_id=friend_id, where=where, phone=phone, home_at=home_at)
            record(_said(HomecomingArranged, made, member.actor))
    except IntegrityError:  # her own second tap, at the same moment
        return under_way.get()
    return made


def answer_homecoming(homecoming: Homecoming, who: Member, name: str, version: int = 0, minutes: int = LATER[0]) -> None:
    """One of the two says one of the ANSWERS; `later`, by so many minutes, of the `version` she saw, so that a second tap adds nothing.

    Said twice, or once it is over, it does nothing. Raises Refused `forbidden` for who may not, `invalid` for other minutes.
    """
    answer = ANSWERS[name]
    if who.pk != (homecoming.member_id if answer.is_hers else homecoming.friend_id) or not (answer.is_hers or meet(homecoming)):
        raise Refused("forbidden")
    if name != "later":
        _end(homecoming, answer, who.actor)
        return
    if minutes not in LATER:
        raise Refused("invalid")
    later = max(timezone.now(), homecoming.home_at) + timedelta(minutes=minutes)
    with atomic():
        if _move(homecoming, answer.before, answer.after, version, home_at=later):
            record(_said(HomecomingPostponed, homecoming, who.actor))


def ask_if_home(homecoming_id: int, version: int) -> None:
    """The hour has come. Where her friend isn't to be reached any more, she is told that instead: nobody would call her."""
    _ring(homecoming_id, version, State.WAITING, State.ASKED, HomecomingAsked)


def alarm_friend(homecoming_id: int, version: int) -> None:
    """She hasn't answered: her friend is to call her; where that one is gone by now, she is told so."""
    _ring(homecoming_id, version, State.ASKED, State.MISSED, HomecomingMissed)


def call_off_homecoming(order_id: int, member_id: int) -> None:
    """She has cancelled the order herself: she doesn't go. What has been missed by then is still to be answered."""
    for found in Homecoming.objects.open().filter(order=order_id, member=member_id):
        _end(found, ANSWERS["off"], "system")


def let_friends_go(member_id: int) -> None:
    """She has blocked somebody, or may not be here: who relied on a friend that isn't to be reached any more is told at once."""
    theirs = Homecoming.objects.open()
    for found in theirs.filter(member=member_id) | theirs.filter(friend=member_id):
        if not meet(found):
            _end(found, AWAY, "system")


def forget_homecomings() -> None:
    """What is some days old: where, when and with whom is nobody's any more."""
    with atomic():
        Homecoming.objects.old().delete()


def _ring(homecoming_id: int, version: int, before: State, after: State, fact: type[HomecomingArranged]) -> None:
    found = Homecoming.objects.filter(pk=homecoming_id).first()
    if found is None:
        return
    if not meet(found):
        _end(found, AWAY, "system")
        return
    with atomic():
        if _move(found, (before,), after, version):
            record(_said(fact, found, "system"))


def _end(homecoming: Homecoming, answer: Answer, actor: str) -> None:
    with atomic():
        if _move(homecoming, answer.before, answer.after, ended_at=timezone.now()):
            record(_said(HomecomingEnded, homecoming, actor))


def _move(homecoming: Homecoming, before: Sequence[str], after: State, version: int | None = None, **columns: datetime) -> bool:
    """Inside the transaction, first; the homecoming is as it is then."""
    row = Homecoming.objects.filter(pk=homecoming.pk, state__in=before)
    if version is not None:
        row = row.filter(version=version)
    if not row.update(state=after, version=F("version") + 1, **columns):
        return False
    homecoming.refresh_from_db(fields=["state", "version", "home_at", "ended_at"])
    return True


def _said(fact: type[HomecomingArranged], homecoming: Homecoming, actor: str) -> Fact:
    version, state = homecoming.version, str(homecoming.state)
    return fact(stream=homecoming.stream, actor=actor, homecoming=homecoming.pk, version=version, state=state)
