"""Why something can't be had on a day, in her words: full, too few left, too soon, a day off."""

from datetime import timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.catalog.kinds import Counted
from marketplace.catalog.models import Listing


def few_left(listing: Listing, left: int, alone: bool = False) -> str:
    """Where something is left, but too little; nothing where it is all taken."""
    is_ready = listing.declared.counted == Counted.PIECES
    if not left:
        return _("It is sold out just now.") if is_ready else ""
    if is_ready:
        return ngettext("Only %(left)d is left.", "Only %(left)d are left.", left) % {"left": left}
    if alone:
        return _("Others are coming that day already, so it can't be yours alone.")
    if listing.declared.counted == Counted.WEEK:
        return ngettext("Only %(left)d more can be made that week.", "Only %(left)d more can be made that week.", left) % {"left": left}
    return ngettext("Only %(left)d place is left that day.", "Only %(left)d places are left that day.", left) % {"left": left}


def notice_needed(listing: Listing) -> str:
    """How long ahead it is ordered, and from which day on that can be."""
    named, unit = listing.declared.notice or ("", "days")
    n = listing.details.get(named) or listing.lead_days
    first = formats.date_format(timezone.localdate() + timedelta(days=listing.lead_days), "MONTH_DAY_FORMAT")
    if unit == "hours":
        sentence = ngettext(
            "It is ordered %(n)d hour ahead, so from %(first)s on.", "It is ordered %(n)d hours ahead, so from %(first)s on.", n
        )
    else:
        sentence = ngettext(
            "It is ordered %(n)d day ahead, so from %(first)s on.", "It is ordered %(n)d days ahead, so from %(first)s on.", n
        )
    return sentence % {"n": n, "first": first}


def soon_for(listing: Listing, ahead: int) -> str:
    """What is asked for sooner than it is usually made."""
    said = _("That is today.") if ahead == 0 else ""
    n = listing.lead_days
    usual = ngettext("It usually takes her %(n)d day.", "It usually takes her %(n)d days.", n) % {"n": n} if n else ""
    return f"{said} {usual}".strip()


def nothing_then(days: int = 1) -> str:
    """A day on which she takes nothing, or one of several."""
    return _("On one of these days she takes nothing.") if days > 1 else _("On that day she takes nothing.")
