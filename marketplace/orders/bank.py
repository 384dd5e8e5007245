"""The maker's business QR for one amount: the address that opens the buyer's bank, and the drawing to save."""

from dataclasses import dataclass

import segno

from commons.ui.money import TYIYN
from marketplace.catalog.models import Shop

from .actions import code_asking


@dataclass(frozen=True)
class BankCode:
    """`link` opens the bank's app with the amount in it; `picture` is the same as a QR; `digits` is the amount, to be pasted."""

    link: str
    picture: str
    digits: str


def code_for(shop: Shop, amount: int) -> BankCode | None:
    """Hers, with so many tyiyn in it; None where she has none."""
    link = code_asking(shop, amount)
    return BankCode(link, segno.make(link, error="m").png_data_uri(scale=8, border=3), f"{amount / TYIYN:g}") if link else None
