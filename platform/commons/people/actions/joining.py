"""Joining: an invitation, a language, the name she wants to be called. No password is typed."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.journal.writing import Ask, answered, atomic, record
from commons.ui.languages import SPOKEN

from ..clean import clean_name
from ..codes import hash_of
from ..facts import MemberJoined, MemberVouched, SessionEnded
from ..models import Arrival, Invitation, Lab, Member, Role, Vouch
from ..streams import lab_stream, member_stream
from .invitations import USED, ended, find_invitation, new_invitation

Kind, Standing = Invitation.Kind, Member.Standing

STANDING = {
    Kind.IN_PERSON: Standing.VOUCHED,
    Kind.LINK: Standing.INVITED,
    Kind.WORKSHOP: Standing.INVITED,
    Kind.FOUNDER: Standing.TRUSTED,
    Kind.GATHERING: Standing.ASKED,
}
TRIES = 3
LOST_ANSWER = timedelta(minutes=10)


def join(code: str, name: str, language: str, is_under_18: bool = False, key: UUID | None = None) -> Member:
    """Make her account. The same `key` with the same code gives the same member again for ten minutes, until she
    keeps words or signs out: the answer may have been lost.

    Raises Refused: `invalid` for an unknown code or an empty name, `forbidden` for an invitation that ended,
    `too_long` for a name past 40 characters, `slow_down` when too many wrong codes are tried everywhere.
    """
    name = check_newcomer(name, language)
    if key and (member := _joined_by(code, key)):
        return member
    invitation = find_invitation(code)
    for tried in range(TRIES):
        try:
            return _join(invitation, name, language, is_under_18, key)
        except IntegrityError:  # another newcomer took her number in the same moment, or her own second tap was quicker
            if key and (member := _joined_by(code, key)):
                return member
            if tried == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def check_newcomer(name: str, language: str) -> str:
    """Her name as it is kept. Raises Refused `invalid` or `too_long`."""
    name = clean_name(name)
    if language not in SPOKEN:
        raise Refused("invalid")
    return name


def let_ask(host: Member, lab: Lab, name: str, language: str, is_under_18: bool) -> tuple[Member, list[Fact]]:
    """An account for one who came to what the host held, and asks to join: she sees nobody until someone who met her says "I know her".

    As a part of another app's action, which has checked her name (`check_newcomer`), records the facts, that she joined first, and tries
    again where another newcomer took her number in the same moment (IntegrityError).
    """
    invitation = new_invitation(Kind.GATHERING, lab, host)
    return _admit(invitation, name, language, is_under_18, belonging=Member.Belonging.NETWORK)


def joined_before(ask: Ask) -> Member | None:
    """Whom this ask let in, for ten minutes, until she keeps words or signs out. Raises Refused `forbidden` after that."""
    seq = answered(ask)
    if seq is None:
        return None
    joined = Entry.objects.get(stream=ask.stream, seq=seq).data["member"]
    fresh = Member.objects.active().filter(joined_at__gt=timezone.now() - LOST_ANSWER, sessions_salt=0, words_kept_at=None)
    member = fresh.filter(pk=joined).first()
    left = Entry.objects.filter(stream=member_stream(joined), fact=SessionEnded.name)
    if member is None or left.exists():  # a form left behind in a browser is no way back in
        raise Refused("forbidden", USED)
    return member


def ask_of(actor: str, lab_id: int, key: UUID) -> Ask:
    """The receipt of one who joins a lab: of her invitation, or of the guest she was."""
    return Ask(actor=actor, key=key, verb="people.join", stream=lab_stream(lab_id))


def _join(invitation: Invitation, name: str, language: str, is_under_18: bool, key: UUID | None) -> Member:
    with atomic():
        member, facts = _admit(invitation, name, language, is_under_18)
        record(*facts, asks=[_ask(invitation, key)] if key else [])
    return member


def _admit(invitation: Invitation, name: str, language: str, is_under_18: bool, **fields: str) -> tuple[Member, list[Fact]]:
    """Her account, for one use of the invitation."""
    kind, host = Kind(invitation.kind), invitation.made_by
    if not Invitation.objects.running().filter(pk=invitation.pk).update(uses_left=F("uses_left") - 1):
        invitation.refresh_from_db(fields=["uses_left"])
        raise ended(invitation)
    member = Member.objects.create_user(
        name=name, lab=invitation.lab, language=language, is_under_18=is_under_18, standing=STANDING[kind], speaks=[language], **fields
    )
    Arrival.objects.create(member=member, invitation=invitation)
    facts: list[Fact] = [MemberJoined(stream=invitation.stream, actor=member.actor, member=member.pk)]
    if kind == Kind.IN_PERSON and host is not None:
        Vouch.objects.create(member=member, by=host)
        facts.append(MemberVouched(stream=invitation.stream, actor=host.actor, member=member.pk))
    if kind == Kind.FOUNDER:
        Role.objects.create(member=member, lab=invitation.lab, kind=Role.Kind.COORDINATOR)
    return member, facts


def _joined_by(code: str, key: UUID) -> Member | None:
    invitation = Invitation.objects.filter(code_hash=hash_of(code)).first()
    return joined_before(_ask(invitation, key)) if invitation else None


def _ask(invitation: Invitation, key: UUID) -> Ask:
    return ask_of(f"invitation:{invitation.pk}", invitation.lab_id, key)
