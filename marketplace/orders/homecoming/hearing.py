"""The clocks of a homecoming, and who is told of it. Each clock is bound to the version its fact left behind."""

from datetime import datetime, timedelta

from commons.journal.listening import on
from commons.journal.models import Entry
from commons.notify.actions import notify
from commons.people.streams import member_of

from ..actions.homecoming import alarm_friend, ask_if_home, call_off_homecoming, let_friends_go
from ..models import Homecoming
from . import notices
from .facts import HomecomingArranged, HomecomingAsked, HomecomingEnded, HomecomingMissed, HomecomingPostponed

PATIENCE = timedelta(minutes=30)  # to answer whether she is home
ENDED = {
    Homecoming.State.HOME: notices.HOME,
    Homecoming.State.OFF: notices.OFF,
}


def the_hour(entry: Entry) -> datetime:
    return Homecoming.objects.get(pk=entry.data["homecoming"]).home_at


@on(HomecomingArranged.name, after=the_hour)
@on(HomecomingPostponed.name, after=the_hour)
def ask_her(entry: Entry) -> None:
    ask_if_home(entry.data["homecoming"], entry.data["version"])


@on(HomecomingAsked.name, after=PATIENCE)
def tell_her_friend_to_call(entry: Entry) -> None:
    alarm_friend(entry.data["homecoming"], entry.data["version"])


@on(HomecomingArranged.name)
@on(HomecomingPostponed.name)
@on(HomecomingAsked.name)
@on(HomecomingMissed.name)
@on(HomecomingEnded.name)
def tell_the_two(entry: Entry) -> None:
    """Whoever did it isn't told."""
    found = Homecoming.objects.select_related("member", "friend").filter(pk=entry.data["homecoming"]).first()
    if found is None:
        return
    if entry.fact == HomecomingArranged.name:
        notify(entry, found.friend.actor, notices.TOLD)
    elif entry.fact == HomecomingPostponed.name:
        notify(entry, found.friend.actor, notices.LATER)
    elif entry.fact == HomecomingAsked.name:
        notify(entry, found.member.actor, notices.ARE_YOU_HOME)
    elif entry.fact == HomecomingMissed.name:
        notify(entry, found.friend.actor, notices.CALL_HER)
        notify(entry, found.member.actor, notices.FRIEND_CALLS)
    elif entry.data["state"] in ENDED:
        notify(entry, found.friend.actor, ENDED[entry.data["state"]])
    else:
        notify(entry, found.member.actor, notices.ASK_ANOTHER)


@on("marketplace.order.cancelled")
def call_it_off(entry: Entry) -> None:
    """Only where she did it herself: whom she is meeting just now must not be able to have her looked after by nobody."""
    if (member_id := member_of(entry.actor)) is not None:
        call_off_homecoming(entry.data["order"], member_id)


@on("people.member.blocked")
@on("people.member.suspended")
def let_them_go(entry: Entry) -> None:
    """A friend who isn't to be reached any more would call nobody."""
    if (member_id := member_of(entry.stream.removeprefix("people."))) is not None:
        let_friends_go(member_id)
