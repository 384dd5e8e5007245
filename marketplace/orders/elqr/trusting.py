"""Whose code it is: a business's is taken, a person's is refused with help, of any other she says herself what it is."""

from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused

from .codes import Code, DamagedCode, parse

BUSINESS, PERSONAL = ("c2b.",), ("c2c.", "p2p.")

NO_CODE = _("This is no payment QR, or a letter of it is missing. Copy the whole link from your bank's app, or choose its picture.")
A_PERSONS = _(
    "This is a personal QR: it shows your phone number, and taking payments for work on it is punishable. "
    "Open “QR for business” in your bank's app, or ask at its counter; until then customers pay in cash."
)
WHOSE = _("From this code it can't be seen that it is a business's. If your bank gave it to you for your business, say so in its box.")


class Undeclared(Refused):
    """It may be a business's: she is asked."""


def check_business(link: str, declared: bool = False) -> Code:
    """The code, where it is a business's or she declares it. Raises Refused `invalid` with a sentence, Undeclared where she is asked."""
    try:
        code = parse(link)
        host = code.host
    except DamagedCode as damaged:
        raise Refused("invalid", NO_CODE) from damaged
    if host.startswith(PERSONAL):
        raise Refused("invalid", A_PERSONS)
    if not host.startswith(BUSINESS) and not declared:
        raise Undeclared("invalid", WHOSE)
    return code
