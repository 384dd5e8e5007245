"""Agreeing how to share: one woman offers, each says "I agree", and with the last of them it is in force."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from commons.journal.facts import Fact
from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.limits import Limit, take
from commons.people.models import Member
from marketplace.boards.actions.holding import fresh, held
from marketplace.boards.models import Venture

from ..agreed import partners_at
from ..facts import AgreementAccepted, AgreementOffered, AgreementSettled
from ..may import may_keep
from ..models import Agreement, Consent, Part
from ..refusals import AgreementReplaced, PartnersChanged
from ..splitting import WHOLE, equal_parts
from .writing import check_amount, keyed

Kind = Agreement.Kind
OFFERED = Limit("agreements offered", 40, timedelta(days=1))


def offer_agreement(
    by: Member,
    venture_id: int,
    kind: str,
    holder_id: int,
    key: UUID,
    *,
    parts: Mapping[int, int] | None = None,
    a_piece: int = 0,
    newest: int | None = None,
) -> Agreement:
    """Say how to share, and agree to it herself; whatever waited before it waits no more. The same key gets the same agreement.

    `parts` are basis points for each partner whom she saw; without them, or where parts are equal, everybody's is the same. `holder_id`
    is who holds the money, `a_piece` in tyiyn; `newest` the number of the last one she saw. Raises Refused: `forbidden`,
    AgreementReplaced where another was offered since, PartnersChanged, `read_only`, `slow_down`; `invalid` with a sentence.
    """
    if kind not in Kind.values:
        raise Refused("invalid", _("Choose how to share."))
    if kind == Kind.PIECES:
        check_amount(a_piece)
    said = {"kind": kind, "a_piece": a_piece if kind == Kind.PIECES else 0, "holder_id": holder_id}
    take((OFFERED, str(by.pk)))
    with keyed():
        venture, woman = held(venture_id), fresh(by)
        if not may_keep(woman, venture):
            raise Refused("forbidden")
        if (known := Agreement.objects.filter(key=key, venture=venture, made_by=woman).first()) is not None:
            if not _is_same(known, said, parts):
                raise Refused("invalid")
            return known
        if venture.is_closed:
            raise Refused("read_only")
        last = venture.agreements.order_by("number").last()
        if last is not None and newest is not None and last.number != newest:
            raise AgreementReplaced(last)
        partners = partners_at(venture)
        hers = _parts(kind, parts, partners)
        if holder_id not in partners:
            raise Refused("invalid", _("Choose one of you to hold the money."))
        agreement = Agreement.objects.create(
            key=key, venture=venture, number=newest_of(venture) + 1, made_by=woman, made_at=timezone.now(), **said
        )
        Part.objects.bulk_create(Part(agreement=agreement, member_id=pk, basis_points=part) for pk, part in hers.items())
        record(_told(AgreementOffered, agreement, woman), *_consent(agreement, woman))
    return agreement


def agree(agreement: Agreement, member: Member) -> Agreement:
    """ "I agree": with the last of all partners it is in force, from now on. Twice is once.

    Raises Refused: `forbidden`; AgreementReplaced with the one offered since; PartnersChanged; `read_only`.
    """
    with atomic():
        venture, woman = held(agreement.venture_id), fresh(member)
        now = Agreement.objects.get(pk=agreement.pk)
        if not may_keep(woman, venture):
            raise Refused("forbidden")
        if woman.pk in now.agreed:
            return now
        newest = venture.agreements.order_by("number").last()
        if newest is not None and newest.pk != now.pk:
            raise AgreementReplaced(newest)
        if now.members != partners_at(venture):
            raise PartnersChanged
        if venture.is_closed:
            raise Refused("read_only")
        record(*_consent(now, woman))
    return now


def _is_same(agreement: Agreement, said: Mapping[str, object], parts: Mapping[int, int] | None) -> bool:
    """Whether it is what this key is sent with once more."""
    its_own = dict(agreement.parts.values_list("member_id", "basis_points")) if agreement.kind == Kind.OWN else parts
    return its_own == parts and all(getattr(agreement, name) == value for name, value in said.items())


def newest_of(venture: Venture) -> int:
    """The number of the last that was offered; 0 where none was."""
    return venture.agreements.order_by("number").values_list("number", flat=True).last() or 0


def _parts(kind: str, parts: Mapping[int, int] | None, partners: set[int]) -> Mapping[int, int]:
    if parts is None and kind != Kind.OWN:
        return equal_parts(partners)
    parts = parts or {}
    if set(parts) != partners:
        raise PartnersChanged
    if kind == Kind.EQUAL:
        return equal_parts(partners)
    if any(type(part) is not int or part < 0 for part in parts.values()) or sum(parts.values()) != WHOLE:
        raise Refused("invalid", _("All parts together must be the whole: 100 per cent."))
    return parts


def _consent(agreement: Agreement, woman: Member) -> list[Fact]:
    """Hers; and where it is the last of all, what that makes of it."""
    now = timezone.now()  # asked for here, since a default keeps to the real clock where a village is filled
    Consent.objects.create(agreement=agreement, member=woman, at=now)
    facts: list[Fact] = [_told(AgreementAccepted, agreement, woman, member=woman.pk)]
    if set(agreement.consents.values_list("member_id", flat=True)) == set(agreement.parts.values_list("member_id", flat=True)):
        agreement.in_force_at = now
        agreement.save(update_fields=["in_force_at"])
        facts.append(_told(AgreementSettled, agreement, woman))
    return facts


def _told(fact: type[AgreementOffered], agreement: Agreement, by: Member, **more: int) -> AgreementOffered:
    ids = {"venture": agreement.venture_id, "agreement": agreement.pk, "number": agreement.number}
    return fact(stream=agreement.stream, actor=by.actor, **ids, **more)
