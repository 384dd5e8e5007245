"""The maker's business QR for one amount: the address that opens the buyer's bank, and the drawing to save."""

from dataclasses import dataclass

import segno

from commons.ui.money import TYIYN
from marketplace.catalog.models import Shop

from .actions import code_asking


@dataclass(frozen=True)
class BankCode:
    """`link` opens the app of the `bank` with the amount in it; `picture` is the same as a QR; `digits` is the amount, to be pasted."""

    link: str
    bank: str
    picture: str
    digits: str


def code_for(shop: Shop, amount: int) -> BankCode | None:
    """Hers, with so many tyiyn in it; None where she has none."""
    code = code_asking(shop, amount)
    if code is None:
        return None
    picture = segno.make(code.link, error="m").png_data_uri(scale=8, border=3)
    return BankCode(code.link, code.bank, picture, digits_of(amount))


def digits_of(amount: int) -> str:
    """So many tyiyn in som, as a bank's field takes it: `1234567`, or `0.50`."""
    som, tyiyn = divmod(amount, TYIYN)
    return f"{som}.{tyiyn:02}" if tyiyn else str(som)
