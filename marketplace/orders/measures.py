"""What a measurement card asks for, said as data. In whole centimetres; she gives what she likes."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused

MEASURES: dict[str, tuple[Promise, int, int]] = {  # its words, the least and the most it can be
    "height": (_("Height"), 60, 230),
    "bust": (_("Bust"), 40, 200),
    "waist": (_("Waist"), 35, 200),
    "hips": (_("Hips"), 40, 220),
    "shoulder": (_("Shoulder"), 5, 40),
    "back": (_("Back, neck to waist"), 20, 70),
    "sleeve": (_("Sleeve"), 15, 90),
    "upper_arm": (_("Upper arm"), 10, 80),
    "neck": (_("Neck"), 20, 70),
    "length": (_("Length, waist to hem"), 20, 160),
    "foot": (_("Foot"), 8, 35),
}


def check_measures(given: Mapping[str, Any]) -> dict[str, int]:
    """As they are kept, without what is empty. Raises Refused `invalid` with a sentence."""
    kept = {}
    for name, value in given.items():
        if name not in MEASURES:
            raise Refused("invalid")
        if value in (None, ""):
            continue
        words, least, most = MEASURES[name]
        if type(value) is not int or not least <= value <= most:
            says = {"measure": words, "least": least, "most": most}
            raise Refused("invalid", _("%(measure)s: %(least)s to %(most)s centimetres.") % says)
        kept[name] = value
    return kept
