"""Money as it is read here: 1 250 сом, in English 1,250 som. It is counted in tyiyn, of which a som has a hundred."""

from django.utils import formats
from django.utils.translation import gettext as _

TYIYN = 100


def som(tyiyn: int) -> str:
    """An amount in whole som, half a som rounded up, in the active language."""
    return _("%(amount)s som") % {"amount": in_som(tyiyn)}


def in_som(tyiyn: int) -> str:
    """The same without the word, for the first of two prices."""
    whole = (abs(tyiyn) + TYIYN // 2) // TYIYN
    number = formats.number_format(whole, use_l10n=True, force_grouping=True)
    return f"−{number}" if tyiyn < 0 and whole else number
