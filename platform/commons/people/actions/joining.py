"""Joining: an invitation, a language, the name she wants to be called. No password is typed."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from commons.journal.models import Entry
from commons.journal.refusals import Refused
from commons.journal.writing import Ask, answered, atomic, record
from commons.ui.languages import SPOKEN

from ..clean import clean_name
from ..codes import hash_of
from ..facts import MemberJoined, MemberVouched, SessionEnded
from ..models import Arrival, Invitation, Member, Role, Vouch
from ..streams import member_stream
from .invitations import USED, ended, find_invitation

Kind, Standing = Invitation.Kind, Member.Standing

STANDING = {Kind.IN_PERSON: Standing.VOUCHED, Kind.LINK: Standing.INVITED, Kind.WORKSHOP: Standing.INVITED, Kind.FOUNDER: Standing.TRUSTED}
TRIES = 3
LOST_ANSWER = timedelta(minutes=10)


def join(code: str, name: str, language: str, is_under_18: bool = False, key: UUID | None = None) -> Member:
    """Make her account. The same `key` with the same code gives the same member again for ten minutes, until she
    keeps words or signs out: the answer may have been lost.

    Raises Refused: `invalid` for an unknown code or an empty name, `forbidden` for an invitation that ended,
    `too_long` for a name past 40 characters, `slow_down` when too many wrong codes are tried everywhere.
    """
    name = clean_name(name)
    if language not in SPOKEN:
        raise Refused("invalid")
    if key and (member := _joined_before(code, key)):
        return member
    invitation = find_invitation(code)
    for tried in range(TRIES):
        try:
            return _join(invitation, name, language, is_under_18, key)
        except IntegrityError:  # another newcomer took her number in the same moment, or her own second tap was quicker
            if key and (member := _joined_before(code, key)):
                return member
            if tried == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _join(invitation: Invitation, name: str, language: str, is_under_18: bool, key: UUID | None) -> Member:
    kind, host = Kind(invitation.kind), invitation.made_by
    with atomic():
        if not Invitation.objects.running().filter(pk=invitation.pk).update(uses_left=F("uses_left") - 1):
            invitation.refresh_from_db(fields=["uses_left"])
            raise ended(invitation)
        member = Member.objects.create_user(
            name=name, lab=invitation.lab, language=language, is_under_18=is_under_18, standing=STANDING[kind], speaks=[language]
        )
        Arrival.objects.create(member=member, invitation=invitation)
        facts: list[MemberJoined | MemberVouched] = [MemberJoined(stream=invitation.stream, actor=member.actor, member=member.pk)]
        if kind == Kind.IN_PERSON and host is not None:
            Vouch.objects.create(member=member, by=host)
            facts.append(MemberVouched(stream=invitation.stream, actor=host.actor, member=member.pk))
        if kind == Kind.FOUNDER:
            Role.objects.create(member=member, lab=invitation.lab, kind=Role.Kind.COORDINATOR)
        record(*facts, asks=[_ask(invitation, key)] if key else [])
    return member


def _joined_before(code: str, key: UUID) -> Member | None:
    invitation = Invitation.objects.filter(code_hash=hash_of(code)).first()
    seq = answered(_ask(invitation, key)) if invitation else None
    if invitation is None or seq is None:
        return None
    joined = Entry.objects.get(stream=invitation.stream, seq=seq).data["member"]
    fresh = Member.objects.active().filter(joined_at__gt=timezone.now() - LOST_ANSWER, sessions_salt=0, words_kept_at=None)
    member = fresh.filter(pk=joined).first()
    left = Entry.objects.filter(stream=member_stream(joined), fact=SessionEnded.name)
    if member is None or left.exists():  # a form left behind in a browser is no way back in
        raise Refused("forbidden", USED)
    return member


def _ask(invitation: Invitation, key: UUID) -> Ask:
    return Ask(actor=f"invitation:{invitation.pk}", key=key, verb="people.join", stream=invitation.stream)
