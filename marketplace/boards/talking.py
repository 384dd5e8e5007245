"""What may be made of words where women talk: a card, for those who work in a joint business."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.people.models import Member
from commons.ui.talks import Making

from .models import Partner, Venture
from .streams import venture_of

MAKE = _("Make a card of it")


def card_of_words(who: object, about: str | None) -> Making | None:
    """In the room of her own venture at once on its board; elsewhere on one of hers."""
    if not isinstance(who, Member):
        return None
    hers = set(
        Partner.objects.working().filter(member=who).exclude(venture__state=Venture.State.CLOSED).values_list("venture", flat=True)[:40]
    )
    here = venture_of(about or "")
    if not hers or (here is not None and here not in hers):
        return None
    return Making(MAKE, "kanban", reverse("boards:of-message"), {"venture": here} if here else {})
