"""A shop's own business QR."""

from django.utils import timezone

from commons.journal.refusals import Refused
from commons.journal.writing import atomic
from commons.people.models import Member
from marketplace.catalog.models import Shop

from .. import elqr
from ..elqr.trusting import BUSINESS
from ..models import BusinessCode


def save_business_code(maker: Member, link: str, declared: bool = False, shop_id: int | None = None) -> BusinessCode:
    """Keep the code of her own shop, or of this one for which she answers, in place of the one before.

    Raises Refused: `forbidden` without a shop, `invalid`, Undeclared.
    """
    code = elqr.check_business(link, declared)
    shop = Shop.objects.kept_by(maker, shop_id).first()
    if shop is None:
        raise Refused("forbidden")
    said = timezone.now() if declared and not code.host.startswith(BUSINESS) else None
    kept = {"link": code.link, "name": code.name[:60], "declared_at": said, "saved_at": timezone.now()}
    with atomic():
        saved, _ = BusinessCode.objects.update_or_create(shop=shop, defaults=kept)
    return saved


def drop_business_code(maker: Member, shop_id: int | None = None) -> None:
    """From now on customers pay her in cash."""
    with atomic():
        BusinessCode.objects.filter(shop__in=Shop.objects.kept_by(maker, shop_id)).delete()


def code_asking(shop: Shop, tyiyn: int) -> elqr.Code | None:
    """Her code with this amount in it; None where she has none."""
    kept = BusinessCode.objects.filter(shop=shop).first()
    return elqr.parse(kept.link).asking(tyiyn) if kept else None
