"""What was: of hers with the seats she had, and of all that she may see. A few queries, however much there is."""

from django.http import HttpRequest

from commons.people.viewer import member_of

from .coming_up import Hers
from .models import Gathering, Seat
from .models.gatherings import GatheringQuerySet
from .seeing import hers

MOST = 30  # of hers on top; older ones stand among all


def past(request: HttpRequest) -> GatheringQuerySet:
    """What is over of what she may see, the last first."""
    return Gathering.objects.past().visible_to(member_of(request)).select_related("lab", "host")


def hers_of(request: HttpRequest) -> Hers:
    """What she came to, by her account or by private links of this browser, and what she held."""
    member = member_of(request)
    seats = Seat.objects.coming().filter(hers(request), gathering__in=Gathering.objects.past().order_by())
    seats = seats.select_related("gathering__lab", "gathering__host").order_by("-gathering__starts_at", "-pk")
    held = Gathering.objects.past().held_by(member).select_related("lab", "host") if member else Gathering.objects.none()
    return Hers(tuple(seats[:MOST]), tuple(held[:MOST]))
