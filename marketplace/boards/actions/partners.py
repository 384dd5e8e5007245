"""Who is in it as what: made more by a steward, less by nobody but herself; and how she leaves. Somebody always keeps it."""

from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.facts import MembershipEnded
from commons.people.models import Member
from commons.people.streams import member_stream

from ..facts import PartnerChanged, PartnerJoined, PartnerLeft
from ..may import Role
from ..models import CardMember, Partner, Venture
from .holding import fresh, held, kept_by, next_version, partner_of
from .shop import answers_for_shop

LAST = _("Somebody must keep it. Make another woman a steward first, or close it.")
LAST_OF_CLOSED = _("Somebody must keep it. Open it again, and make another woman a steward first.")
ANSWERS = _("You answer the customers of the shop. Hand it over to another first.")
RANK = {Role.GUEST: 0, Role.PARTNER: 1, Role.STEWARD: 2}


def change_role(by: Member, venture_id: int, member_id: int, role: str) -> None:
    """A steward makes a guest a partner, or a partner a steward; a steward steps back herself, where another stays. Twice is once.

    Raises Refused: `forbidden`; `read_only` once it is closed; `invalid` with a sentence for the last steward, or for what is no role.
    """
    if role not in Role.values:
        raise Refused("invalid")
    wanted = Role(role)
    with atomic():
        venture, changer = held(venture_id), fresh(by)
        partner = partner_of(venture, member_id)
        if partner is None:
            raise Refused("forbidden")
        steps_back = (partner.role, wanted) == (Role.STEWARD, Role.PARTNER) and member_id == changer.pk
        if not steps_back:
            kept_by(by, venture_id)
        if venture.is_closed:
            raise Refused("read_only")
        if partner.role == wanted:
            return
        if RANK[wanted] < RANK[Role(partner.role)] and not steps_back:
            raise Refused("forbidden")
        if steps_back and _is_last(partner):
            raise Refused("invalid", LAST)
        partner.become(wanted)
        next_version(venture)
        record(_told(PartnerChanged, venture, partner, changer.actor))


def leave_venture(member: Member, venture_id: int) -> None:
    """She goes; what she earned stays hers, and she sees no more. Twice is once.

    Raises Refused: `forbidden` for who never was in it; `invalid` with a sentence for the last steward, and for who answers its shop.
    """
    with atomic():
        venture = held(venture_id)
        partner = partner_of(venture, member.pk)
        if partner is None:
            if Partner.objects.filter(venture=venture, member=member).exists():
                return
            raise Refused("forbidden")
        if why := must_stay(partner):
            raise Refused("invalid", why)
        _go(venture, partner, member.actor)


def must_stay(partner: Partner) -> Promise | None:
    """Why she can't leave yet, in a sentence, where she can't."""
    if _is_last(partner):
        return LAST_OF_CLOSED if partner.venture.is_closed else LAST
    return ANSWERS if answers_for_shop(partner) else None


def show_out(by: Member, venture_id: int, member_id: int) -> None:
    """A guest is in it no more; a partner nobody shows out: there is work and money between them. Twice is once.

    Raises Refused `forbidden`.
    """
    with atomic():
        keeper, venture = kept_by(by, venture_id)
        partner = partner_of(venture, member_id)
        if partner is None:
            return
        if partner.role != Role.GUEST:
            raise Refused("forbidden")
        partner.shown_out_by = keeper
        _go(venture, partner, "system")


def _is_last(partner: Partner) -> bool:
    """Whether nobody would keep it without her."""
    others = Partner.objects.stewards().here().filter(venture=partner.venture_id).exclude(pk=partner.pk)
    return partner.is_steward and not others.exists()


def _go(venture: Venture, partner: Partner, actor: str) -> None:
    partner.left_at = timezone.now()
    partner.save(update_fields=["left_at", "shown_out_by"])
    CardMember.objects.filter(card__venture=venture, member=partner.member_id).delete()
    next_version(venture)
    ended = MembershipEnded(stream=member_stream(partner.member_id), actor=None, of=venture.stream)
    record(_told(PartnerLeft, venture, partner, actor), ended)


def _told(fact: type[PartnerJoined], venture: Venture, partner: Partner, actor: str) -> PartnerJoined:
    said: dict[str, Any] = {"venture": venture.pk, "version": venture.version, "member": partner.member_id, "role": str(partner.role)}
    return fact(stream=venture.stream, actor=actor, **said)
