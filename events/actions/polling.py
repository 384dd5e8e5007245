"""Polls: opened, closed and their results shown by a host."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member
from commons.people.texts import clean_lines

from ..facts import PollChanged
from ..models import Gathering, Poll, PollOption
from ..refusals import NotLive
from .counting import ITSELF
from .holding import check_host

LONGEST, LONGEST_OPTION = 200, 80  # characters
FEWEST, MOST = 2, 8
YES_OR_NO, YES_NO = gettext_noop("Yes or no?"), (gettext_noop("Yes"), gettext_noop("No"))


def ask_yes_or_no(host: Member, gathering: Gathering, key: UUID) -> Poll:
    """Ask all of them what she says aloud: each reads "yes" and "no" in her language. The same key is one poll. Raises as `open_poll`."""
    return _open(host, gathering, YES_OR_NO, YES_NO, Poll(key=key, gathering=gathering, is_quick=True))


def open_poll(host: Member, gathering: Gathering, text: str, options: Sequence[str], key: UUID, is_multiple: bool = False) -> Poll:
    """Ask all of them. The same key is one poll.

    Raises Refused: `forbidden`, `read_only` where it isn't live; `invalid`, `too_long` with a sentence.
    """
    return _open(host, gathering, text, options, Poll(key=key, gathering=gathering, is_multiple=is_multiple))


def _open(host: Member, gathering: Gathering, text: str, options: Sequence[str], poll: Poll) -> Poll:
    check_host(host, gathering)
    if (known := Poll.objects.filter(key=poll.key, gathering=gathering).first()) is not None:
        return known
    text = clean_lines(text, LONGEST)
    answers = list(dict.fromkeys(said for option in options if (said := clean_lines(option, LONGEST_OPTION))))
    if not text:
        raise Refused("invalid", _("Write what you ask them."))
    if not FEWEST <= len(answers) <= MOST:
        raise Refused("invalid", _("Give from two to eight different answers."))
    poll.text = text
    try:
        with atomic():
            if not Gathering.objects.filter(pk=gathering.pk, state=Gathering.State.LIVE).update(version=F("version") + 1):
                raise NotLive
            poll.save(force_insert=True)
            PollOption.objects.bulk_create(PollOption(poll=poll, place=place, text=said) for place, said in enumerate(answers, 1))
            record(_fact(poll))
    except IntegrityError:  # the same key came another way at the same moment
        return Poll.objects.get(key=poll.key, gathering=gathering)
    return poll


def close_poll(host: Member, poll: Poll) -> Poll:
    """Nobody answers any more, and all see how it came out. Twice is once. Raises Refused `forbidden`."""
    return _change(host, poll, closed_at=timezone.now(), shows_results=True)


def show_results(host: Member, poll: Poll) -> Poll:
    """All see how it stands, while it goes on. Raises Refused `forbidden`."""
    return _change(host, poll, shows_results=True)


def _change(host: Member, poll: Poll, **fields: object) -> Poll:
    check_host(host, poll.gathering)
    with atomic():
        among = Poll.objects.filter(pk=poll.pk, closed_at=None)
        changed = among.update(version=F("version") + 1, **fields)
        poll = Poll.objects.select_related("gathering").get(pk=poll.pk)
        if changed:
            record(_fact(poll))
    return poll


def _fact(poll: Poll) -> PollChanged:
    """In nobody's name, so that it reaches those, too, who don't meet this host."""
    return PollChanged(
        stream=poll.gathering.live_stream,
        actor=ITSELF,
        gathering=poll.gathering_id,
        poll=poll.pk,
        version=poll.version,
        is_open=poll.closed_at is None,
    )
