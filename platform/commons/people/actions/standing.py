"""Standing: someone who met her says "I know her", or "I don't"; a coordinator trusts her."""

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record

from .. import may
from ..facts import MemberChanged, MemberTrusted, MemberVouched
from ..models import Member, NotMet, Vouch
from ..streams import lab_stream, member_stream
from . import afresh

Standing = Member.Standing


def vouch(by: Member, member: Member) -> None:
    """ "I know her": from now on everything is open to her. Nothing happens when someone was quicker.

    Raises Refused `forbidden` for who may not say it of her.
    """
    with atomic():
        by, member = afresh.two(by, member)
        if member.is_vouched and may.may_invite(by):
            return
        if not may.may_vouch(by, member):
            raise Refused("forbidden")
        if facts := make_known(by, member):
            record(*facts)


def make_known(by: Member, member: Member) -> list[Fact]:
    """She is one of us, by this woman's word; none where someone was quicker.

    As a part of an action that has asked whether she may say it, and records the facts.
    """
    if not Member.objects.filter(pk=member.pk, standing__in=may.WAITING).update(standing=Standing.VOUCHED):
        return []
    Vouch.objects.create(member=member, by=by)
    return [MemberVouched(stream=lab_stream(member.lab_id), actor=by.actor, member=member.pk), _changed(member)]


def pass_over(by: Member, member: Member) -> None:
    """ "I don't": her lists show her no more; who knows her says so still. Twice is once. Raises Refused `forbidden` as `vouch` does."""
    with atomic():
        by, member = afresh.two(by, member)
        if member.is_vouched and may.may_invite(by):
            return
        if not may.may_vouch(by, member):
            raise Refused("forbidden")
        if facts := make_not_met(by, member):
            record(*facts)


def make_not_met(by: Member, member: Member) -> list[Fact]:
    """The same as a part of another action, which has asked whether she may say it."""
    _, is_new = NotMet.objects.get_or_create(by=by, member=member)
    return [MemberChanged(stream=member_stream(by.pk), actor=by.actor)] if is_new else []


def trust(by: Member, member: Member) -> None:
    """From now on she vouches and invites. Raises Refused `forbidden`."""
    _move(by, member, Standing.VOUCHED, Standing.TRUSTED)


def distrust(by: Member, member: Member) -> None:
    """Take the trust back; she stays vouched for. Raises Refused `forbidden`."""
    _move(by, member, Standing.TRUSTED, Standing.VOUCHED)


def _move(by: Member, member: Member, before: Standing, after: Standing) -> None:
    read = afresh.two if after == Standing.TRUSTED else afresh.two_apart
    with atomic():
        by, member = read(by, member)
        if not may.may_trust(by, member):
            raise Refused("forbidden")
        if Member.objects.filter(pk=member.pk, standing=before).update(standing=after):
            told = MemberTrusted(stream=lab_stream(member.lab_id), actor=by.actor, member=member.pk, on=after == Standing.TRUSTED)
            record(told, _changed(member))


def _changed(member: Member) -> MemberChanged:
    return MemberChanged(stream=member_stream(member.pk), actor=None)
