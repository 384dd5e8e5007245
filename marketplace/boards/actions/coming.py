""" "I bring …": how a woman comes in, by an offer that a steward accepts, or by an invitation that she does."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.limits import Limit, take
from commons.people.models import Member
from commons.people.texts import clean_lines

from ..facts import OfferAccepted, OfferAsked, OfferDeclined, OfferMade, OfferWithdrawn, PartnerChanged, PartnerJoined
from ..may import Role, may_found, may_offer, meets_all_in, works_in
from ..models import Offer, Partner, Venture
from ..refusals import OfferMoved
from .holding import fresh, held, kept_by, next_version, partner_of

Kind, State = Offer.Kind, Offer.State
LONGEST_WORDS = 500
MOST_PARTNERS = 40
MOST_BROUGHT = 20  # by one woman
OFFERED = Limit("what is brought to ventures", 30, timedelta(days=1))
INVITED = Limit("women invited to ventures", 40, timedelta(days=1))
CHOOSE = _("Choose what you bring.")
CROWDED = _("Forty women are in it already: more can't be.")
ENOUGH = _("You have said very much of what you bring already.")


def make_offer(member: Member, venture_id: int, kind: str, words: str = "") -> Offer:
    """ "I bring …". Said again of the same kind while it waits, the new words stand; where she was invited, she is in it by that; and what
    she brings who is in it counts at once.

    Raises Refused: `forbidden`; `invalid` or `too_long` with a sentence; `read_only` once it is closed; `slow_down`.
    """
    if kind not in Kind.values:
        raise Refused("invalid", CHOOSE)
    said = clean_lines(words, LONGEST_WORDS)
    take((OFFERED, str(member.pk)))
    with atomic():
        venture, woman = held(venture_id), fresh(member)
        if venture.is_closed:
            raise Refused("read_only")
        if not may_offer(woman, venture):
            raise Refused("forbidden")
        hers = Offer.objects.filter(venture=venture, member=woman)
        if hers.exclude(state__in=(State.DECLINED, State.WITHDRAWN)).count() >= MOST_BROUGHT:
            raise Refused("invalid", ENOUGH)
        invitation, partner = hers.filter(state=State.INVITED).first(), partner_of(venture, woman.pk)
        if invitation is not None:
            invitation.kind, invitation.words = kind, said
            _come_in(venture, invitation, woman)
            return invitation
        if partner is not None and works_in(Role(partner.role)):
            offer = hers.create(**_answered(State.ACCEPTED, woman), venture=venture, member=woman, kind=kind, words=said)
        else:
            offer, _made = hers.update_or_create(venture=venture, member=woman, kind=kind, state=State.MADE, defaults={"words": said})
        next_version(venture)
        record(_told(OfferMade, venture, offer, woman))
    return offer


def withdraw_offer(member: Member, offer_id: int) -> Offer:
    """She takes back what waits. Raises Refused: `forbidden` of another's; OfferMoved where it was answered meanwhile."""
    with atomic():
        venture, offer = _waiting(offer_id, State.MADE)
        if offer.member_id != member.pk:
            raise Refused("forbidden")
        _answer(offer, State.WITHDRAWN, member)
        next_version(venture)
        record(_told(OfferWithdrawn, venture, offer, member))
    return offer


def accept_offer(by: Member, offer_id: int, role: str = Role.PARTNER) -> Offer:
    """She is in it from now on, with all she has offered. Raises Refused: `forbidden`; OfferMoved; `invalid` where so many are in it."""
    with atomic():
        venture, offer = _waiting(offer_id, State.MADE)
        keeper, _venture = kept_by(by, venture.pk)
        offer.role = _as(role)
        _come_in(venture, offer, keeper)
    return offer


def decline_offer(by: Member, offer_id: int) -> Offer:
    """Thank her, and decline what she has offered. Raises Refused: `forbidden`, OfferMoved."""
    with atomic():
        venture, offer = _waiting(offer_id, State.MADE)
        keeper, _venture = kept_by(by, venture.pk)
        _answer(offer, State.DECLINED, keeper)
        next_version(venture)
        record(_told(OfferDeclined, venture, offer, keeper))
    return offer


def invite_partner(by: Member, venture_id: int, member_id: int, role: str = Role.PARTNER) -> Offer:
    """Ask her in; she says whether, and what she brings. Where she has offered something already, that is accepted. Twice is once.

    Raises Refused: `forbidden`, also for a woman she doesn't see, or whom one who is in it doesn't meet; `read_only`; `slow_down`.
    """
    take((INVITED, str(by.pk)))
    with atomic():
        keeper, venture = kept_by(by, venture_id)
        if venture.is_closed:
            raise Refused("read_only")
        woman = Member.objects.visible_to(keeper).filter(pk=member_id).first()
        if woman is None or not may_found(woman) or not meets_all_in(woman, venture) or partner_of(venture, woman.pk) is not None:
            raise Refused("forbidden")
        waiting = Offer.objects.open().filter(venture=venture, member=woman).order_by("-state", "pk").first()
        if waiting is not None and waiting.state == State.MADE:
            waiting.role = _as(role)
            _come_in(venture, waiting, keeper)
        if waiting is not None:
            return waiting
        offer = Offer.objects.create(venture=venture, member=woman, role=_as(role), state=State.INVITED, invited_by=keeper)
        next_version(venture)
        record(_told(OfferAsked, venture, offer, keeper))
    return offer


def answer_invite(member: Member, offer_id: int, yes: bool) -> Offer:
    """She comes in, or doesn't; with `make_offer` she says at once what she brings.

    Raises Refused: `forbidden` of another's, or where she may not be in it by now; OfferMoved where it was answered meanwhile.
    """
    with atomic():
        venture, offer = _waiting(offer_id, State.INVITED)
        woman = fresh(member)
        if offer.member_id != woman.pk:
            raise Refused("forbidden")
        if yes:
            if not may_offer(woman, venture):
                raise Refused("forbidden")
            _come_in(venture, offer, woman)
        else:
            _answer(offer, State.DECLINED, woman)
            next_version(venture)
            record(_told(OfferDeclined, venture, offer, woman))
    return offer


def _waiting(offer_id: int, state: Offer.State) -> tuple[Venture, Offer]:
    """Its venture, held, and the offer by then. Raises Refused `forbidden` where there is none, OfferMoved where it waits no more."""
    venture_id = Offer.objects.filter(pk=offer_id).values_list("venture", flat=True).first()
    venture = held(venture_id or 0)
    offer = Offer.objects.select_related("member").get(pk=offer_id)
    if offer.state != state:
        raise OfferMoved(offer)
    return venture, offer


def _come_in(venture: Venture, offer: Offer, by: Member) -> None:
    """Accepted, with all else that she has offered, and recorded."""
    woman = offer.member
    if venture.is_closed:
        raise Refused("read_only")
    if not may_found(woman) or not meets_all_in(woman, venture):
        raise Refused("forbidden")
    partner = partner_of(venture, woman.pk)
    if partner is None and Partner.objects.standing().filter(venture=venture).count() >= MOST_PARTNERS:
        raise Refused("invalid", CROWDED)
    _answer(offer, State.ACCEPTED, by)
    Offer.objects.waiting().filter(venture=venture, member=woman).exclude(pk=offer.pk).update(**_answered(State.ACCEPTED, by))
    Offer.objects.filter(venture=venture, member=woman, state=State.INVITED).exclude(pk=offer.pk).delete()
    next_version(venture)
    facts: list[Fact] = [_told(OfferAccepted, venture, offer, by)]
    said: dict[str, Any] = {"venture": venture.pk, "version": venture.version, "member": woman.pk, "role": str(offer.role)}
    if partner is None:
        Partner.objects.create(venture=venture, member=woman, role=offer.role)
        facts.append(PartnerJoined(stream=venture.stream, actor=woman.actor, **said))
    elif partner.is_guest and offer.role != Role.GUEST:
        partner.become(offer.role)
        facts.append(PartnerChanged(stream=venture.stream, actor=by.actor, **said))
    record(*facts)


def _answer(offer: Offer, state: Offer.State, by: Member) -> None:
    for name, value in _answered(state, by).items():
        setattr(offer, name, value)
    offer.save()


def _answered(state: Offer.State, by: Member) -> dict[str, Any]:
    return {"state": state, "answered_at": timezone.now(), "answered_by": by}


def _as(role: str) -> Role:
    """As what one comes in: nobody comes as a steward."""
    if role not in (Role.PARTNER, Role.GUEST):
        raise Refused("invalid")
    return Role(role)


def _told(fact: type[OfferMade], venture: Venture, offer: Offer, by: Member) -> OfferMade:
    said: dict[str, Any] = {
        "venture": venture.pk,
        "version": venture.version,
        "offer": offer.pk,
        "member": offer.member_id,
        "kind": str(offer.kind),
    }
    return fact(stream=venture.stream, actor=by.actor, **said)
