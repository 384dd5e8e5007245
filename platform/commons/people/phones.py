"""Phone numbers as people here write them, kept as the world dials them."""

import re

from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused

COUNTRY = "996"
_DRESSING = re.compile(r"[\s()./‐-―-]+")


def clean_phone(text: str) -> str:
    """`0700 12-34-56`, `996700123456` or `+996…` as `+996700123456`; numbers of other countries begin with +. Raises Refused `invalid`."""
    dialled = _DRESSING.sub("", text)
    digits = dialled.removeprefix("+")
    if not digits.isascii() or not digits.isdecimal():
        raise Refused("invalid", _("Write the phone number in digits, for example 0700 123 456."))
    if not dialled.startswith("+"):
        if digits.startswith("00"):
            digits = digits[2:]
        elif len(digits) == 10 and digits.startswith("0"):
            digits = COUNTRY + digits[1:]
        elif len(digits) == 9:
            digits = COUNTRY + digits
    is_ours = digits.startswith(COUNTRY)
    if not (len(digits) == 12 if is_ours else 8 <= len(digits) <= 15) or digits.startswith("0"):
        raise Refused("invalid", _("This phone number is too short or too long. For example: 0700 123 456."))
    return f"+{digits}"
