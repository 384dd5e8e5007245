"""How the shops of the village are paid, and what they ask."""

from collections.abc import Mapping

from commons.people.models import Member
from marketplace.catalog.models import Shop

from .. import elqr
from ..actions import save_business_code, set_terms

BANK = "https://pay.bank.example"
HOST = "c2b.bank.example"  # no bank is called so


def settle_shops() -> None:
    """Half of them have a business QR, by the format and of no real bank; some ask an advance."""
    for place, shop in enumerate(Shop.objects.open().filter(venture="").select_related("member").order_by("pk")):
        if place % 2 == 0:
            save_business_code(shop.member, code_of(shop.member))
        if place % 5 == 4:
            set_terms(shop.member, 30, 48)


def code_of(member: Member) -> str:
    """A static code, as a bank would make it for her."""
    template = f"00{len(HOST):02}{HOST}1006{member.pk:06}"
    fields: Mapping[str, str] = {"00": "01", "01": "11", "32": template, "52": "5699", "53": "417", "59": member.name[:25]}
    return elqr.build(BANK, fields)
