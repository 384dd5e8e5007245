"""The host's hand on a gathering: it begins, what is being said now, and it is over."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member
from commons.people.texts import clean_lines

from ..facts import GatheringBegun, GatheringChanged, GatheringEnded, GatheringSaid, PlanChanged
from ..live_facts import CalledOut
from ..models import Gathering, Question
from ..refusals import NotLive
from .asking import facts_of_question
from .counting import ITSELF
from .holding import check_host
from .versions import write

LONGEST = 200  # characters
FORGOTTEN = timedelta(hours=3)  # after it was to be over


def begin(host: Member, gathering: Gathering) -> Gathering:
    """It begins. Twice is once. Where all sit in one room, what is asked goes to the hosts alone, and there is no chat,
    until they say otherwise.

    Raises Refused `forbidden`; `conflict` where it is over, was cancelled, or is for another day.
    """
    if gathering.state == Gathering.State.ANNOUNCED and not gathering.may_begin:
        raise Refused("conflict", _("It is for another day. Change the day first, if it is today."))
    return _go(host, gathering, Gathering.State.ANNOUNCED, Gathering.State.LIVE)


def end(host: Member, gathering: Gathering) -> Gathering:
    """It is over: nobody asks or votes any more. Twice is once. Raises Refused `forbidden`, or `conflict` where it didn't begin."""
    return _go(host, gathering, Gathering.State.LIVE, Gathering.State.ENDED)


def end_forgotten(gathering_id: int) -> None:
    """It is over where its host went home without saying so. Does nothing where she did, or it goes on."""
    with atomic():
        forgotten = Gathering.objects.filter(pk=gathering_id, state=Gathering.State.LIVE, ends_at__lte=timezone.now() - FORGOTTEN)
        if forgotten.update(state=Gathering.State.ENDED, ended_at=timezone.now(), version=F("version") + 1):
            gathering = Gathering.objects.get(pk=gathering_id)
            record(*_facts(gathering, GatheringEnded, ITSELF), *_let_go(gathering))


def say_now(host: Member, gathering: Gathering, text: str) -> Gathering:
    """Let everyone read what is being said; nothing takes it back.

    Raises Refused `forbidden`, `too_long`; `read_only` where it isn't live.
    """
    return _write(host, gathering, GatheringSaid, said_now=clean_lines(text, LONGEST))


def call_out(host: Member, gathering: Gathering, text: str) -> Gathering:
    """Say it to everybody in the live room, and on the screen, until it is replaced; nothing takes it back. Raises Refused as above."""
    return _write(host, gathering, CalledOut, called_out=clean_lines(text, LONGEST))


def _write(host: Member, gathering: Gathering, fact: type[GatheringChanged], **words: str) -> Gathering:
    check_host(host, gathering)
    with atomic():
        live = Gathering.objects.filter(pk=gathering.pk, state=Gathering.State.LIVE)
        if not live.update(version=F("version") + 1, **words):
            raise NotLive
        gathering = Gathering.objects.get(pk=gathering.pk)
        record(fact(stream=gathering.live_stream, actor=ITSELF, gathering=gathering.pk, version=gathering.version))
    return gathering


def _go(host: Member, gathering: Gathering, before: Gathering.State, after: Gathering.State) -> Gathering:
    check_host(host, gathering)
    now = timezone.now()
    asks = Gathering.Asks.LOOKED_AT if gathering.video else Gathering.Asks.TO_HOST
    begun = {"live_at": now, "asks": asks, "pace": 0 if gathering.video else None}
    at: dict[str, object] = begun if after == Gathering.State.LIVE else {"ended_at": now}
    with atomic():
        moved = Gathering.objects.filter(pk=gathering.pk, state=before).update(state=after, version=F("version") + 1, **at)
        gathering = Gathering.objects.get(pk=gathering.pk)
        if not moved:
            if gathering.state == after:
                return gathering
            raise Refused("conflict")
        began = after == Gathering.State.LIVE
        record(*_facts(gathering, GatheringBegun if began else GatheringEnded, host.actor), *([] if began else _let_go(gathering)))
    return gathering


def _let_go(gathering: Gathering) -> list[Fact]:
    """The question that was being answered isn't any more."""
    pinned = Question.objects.select_related("gathering").filter(gathering=gathering, pinned_at__isnull=False).first()
    if pinned is None:
        return []
    write(pinned, pinned_at=None)
    return facts_of_question(pinned)


def _facts(gathering: Gathering, fact: type[GatheringChanged], actor: str) -> list[Fact]:
    """To all by nobody, and by whom to those who hold it."""
    what = {"gathering": gathering.pk, "version": gathering.version}
    to_hosts = PlanChanged(stream=gathering.desk_stream, actor=actor, **what)
    return [fact(stream=gathering.stream, actor=ITSELF, **what), to_hosts]
