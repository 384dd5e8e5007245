"""Coming back and leaving: a number with three words, this phone, all phones."""

from datetime import timedelta

from django.contrib.auth import HASH_SESSION_KEY, authenticate
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record

from ..facts import SessionEnded
from ..limits import Limit, forget, take, wait
from ..models import Member
from ..streams import member_stream
from ..words import pick

A_WHILE, A_DAY = timedelta(minutes=15), timedelta(days=1)
PER_ACCOUNT = Limit("sign-in", 5, A_WHILE)
PER_ACCOUNT_A_DAY = Limit("sign-in of a day", 30, A_DAY)
OVER_ALL = Limit("sign-in of all", 1_000, A_WHILE)
LONGEST_WORDS = 100

WRONG = _("The number and the three words don't belong together. Look at both again.")
SHOWN = _("Your three words were shown already, once. If you wrote them down, all is well; if not, take new ones.")


def sign_in(number: str, words: str, device: str | None = None) -> Member:
    """The member of this number, when these are her words. A number that nobody has is counted and answered alike.

    On a `device` of hers tries are counted for it alone. Raises Refused: `forbidden`, or `slow_down` after five tries in
    15 minutes, 30 in a day, or, on a phone that isn't known, a thousand wrong ones of all.
    """
    if device is None:
        wait(OVER_ALL, "")
    tries = number if device is None else f"{number} {device}"
    take((PER_ACCOUNT, tries), (PER_ACCOUNT_A_DAY, tries))
    member = authenticate(number=number, password=words[:LONGEST_WORDS])
    if not isinstance(member, Member):
        if device is None:
            take((OVER_ALL, ""))
        raise Refused("forbidden", WRONG)
    forget(PER_ACCOUNT, tries)
    return member


def keep_words(member: Member, session: SessionBase | None = None) -> str:
    """Give her three new words to keep, and return them; this is the only time they are known.

    Those she had stop working; every session but this one ends, also by her first words. This one keeps its key: were the
    answer lost on its way to her, she would have neither a new key nor the words. Raises Refused `forbidden` where this
    session has just ended, or where she was given others since `member` was read.
    """
    words, before = pick(member.language), member.words_kept_at
    member.set_password(words)  # slow on purpose, so before the transaction
    member.words_kept_at = timezone.now()
    with atomic():
        kept = Member.objects.filter(pk=member.pk, words_kept_at=before)
        if not kept.update(password=member.password, words_kept_at=member.words_kept_at):
            raise Refused("forbidden", SHOWN)
        if session is not None:
            session[HASH_SESSION_KEY] = member.get_session_auth_hash()
            try:
                session.save()
            except UpdateError:
                raise Refused("forbidden") from None
            session.modified = False  # not once more with the answer: a second tap may have kept other words by then
        record(SessionEnded(stream=member_stream(member.pk), actor=member.actor))
    return words


def end_session(member: Member) -> None:
    """Say that a session of hers ended: what listens on it looks again."""
    with atomic():
        record(SessionEnded(stream=member_stream(member.pk), actor=member.actor))


def end_all_sessions(member: Member) -> None:
    """Sign her out everywhere."""
    with atomic():
        Member.objects.filter(pk=member.pk).update(sessions_salt=F("sessions_salt") + 1)
        record(SessionEnded(stream=member_stream(member.pk), actor=member.actor))
