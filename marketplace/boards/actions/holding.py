"""What every deed in a venture begins with: its row held until the end of the transaction, and who she is to it by then."""

from collections.abc import Sequence

from commons.journal.refusals import Refused
from commons.people.models import Member

from ..may import Role, keeps, role_in
from ..models import Partner, Venture
from ..refusals import VentureMoved


def fresh(member: Member) -> Member:
    """Her as she is now. Raises Refused `forbidden` where she is gone."""
    found = Member.objects.select_related("lab").prefetch_related("roles").filter(pk=member.pk).first()
    if found is None:
        raise Refused("forbidden")
    return found


def held(venture_id: int) -> Venture:
    """Its row: whoever else changes who is in it waits. Raises Refused `forbidden` where there is none."""
    found = Venture.objects.select_for_update(of=("self",), no_key=True).select_related("lab").filter(pk=venture_id).first()
    if found is None:
        raise Refused("forbidden")
    return found


def kept_by(by: Member, venture_id: int, expected_version: int | None = None) -> tuple[Member, Venture]:
    """Both as they are now, the venture held. Raises Refused `forbidden` for who doesn't keep it, VentureMoved for another version."""
    venture = held(venture_id)
    keeper = fresh(by)
    if not keeps(keeper, venture):
        raise Refused("forbidden")
    if expected_version not in (None, venture.version):
        raise VentureMoved(venture)
    return keeper, venture


def open_for(member: Member, venture: Venture, roles: Sequence[Role] = (Role.STEWARD, Role.PARTNER)) -> Role:
    """As what she is in it, one of these. Raises Refused: `forbidden` for anybody else, `read_only` once it is closed."""
    role = role_in(member, venture)
    if role not in roles or role is None:
        raise Refused("forbidden")
    if venture.is_closed:
        raise Refused("read_only")
    return role


def next_version(venture: Venture, **columns: object) -> int:
    """Onto its row, which this transaction holds."""
    for name, value in {**columns, "version": venture.version + 1}.items():
        setattr(venture, name, value)
    venture.save(update_fields=[*columns, "version"])
    return venture.version


def partner_of(venture: Venture, member_id: int) -> Partner | None:
    """Her row there, while she is in it."""
    return Partner.objects.standing().select_related("member").filter(venture=venture, member=member_id).first()
