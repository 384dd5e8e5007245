"""The shop of a venture: one of its partners answers its customers, and hands it over when she likes or leaves."""

from collections.abc import Mapping

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member
from commons.people.texts import clean_texts
from marketplace.catalog.actions.joint import hand_over_joint_shop, make_joint_shop
from marketplace.catalog.models import Shop

from ..facts import VentureChanged
from ..may import Role, keeps
from ..models import Partner
from ..refusals import VentureMoved
from .holding import fresh, held, kept_by, next_version, partner_of
from .ventures import said_of_venture


def open_shop(by: Member, venture_id: int, names: Mapping[str, str] | None = None, member_id: int | None = None) -> Shop:
    """The venture's own, called as it or by these names; its customers are answered by that partner, or by the steward who opens it. It is
    on the market with its first service. Twice is once.

    Raises Refused: `forbidden` for who isn't a steward, or where that one isn't a partner, or may not sell; `read_only` once it is closed.
    """
    with atomic():
        keeper, venture = kept_by(by, venture_id)
        if venture.is_closed:
            raise Refused("read_only")
        partner = partner_of(venture, keeper.pk)
        if partner is None or not partner.is_steward:  # who only looks after it meanwhile isn't one of them
            raise Refused("forbidden")
        known = shop_of_venture(venture.stream)
        if known is not None:
            return known
        answers = partner_of(venture, member_id or keeper.pk)
        if answers is None or answers.is_guest:
            raise Refused("forbidden")
        shop = make_joint_shop(venture.stream, answers.member, clean_texts(names or venture.titles), venture.lab)
        next_version(venture)
        record(VentureChanged(**said_of_venture(venture, keeper)))
    return shop


def hand_over_shop(by: Member, venture_id: int, member_id: int, answering: int | None = None) -> None:
    """Another partner answers its customers from now on: said by a steward, or by her who does so far. Twice is once.

    Raises Refused: `forbidden`, also where that one isn't a partner, or may not sell; `invalid` where there is no shop; VentureMoved where
    somebody else than `answering`, whom she saw, answers by now.
    """
    with atomic():
        venture, giver = held(venture_id), fresh(by)
        shop = shop_of_venture(venture.stream)
        answers = shop is not None and shop.member_id == giver.pk and partner_of(venture, giver.pk) is not None
        if not answers and not keeps(giver, venture):
            raise Refused("forbidden")
        if shop is None:
            raise Refused("invalid")
        partner = partner_of(venture, member_id)
        if partner is None or partner.role == Role.GUEST:
            raise Refused("forbidden")
        if shop.member_id == member_id:
            return
        if answering not in (None, shop.member_id):
            raise VentureMoved(venture)
        given = hand_over_joint_shop(venture.stream, fresh(partner.member), giver)
        next_version(venture)
        record(VentureChanged(**said_of_venture(venture, giver)), *given)


def shop_of_venture(venture: str) -> Shop | None:
    """The shop of this venture's stream, if it has one."""
    return Shop.objects.filter(venture=venture).first()


def answers_for_shop(partner: Partner) -> bool:
    """Whether the venture's customers would hear nothing more if she went."""
    return Shop.objects.filter(venture=partner.venture.stream, member=partner.member_id).exists()
