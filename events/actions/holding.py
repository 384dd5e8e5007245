"""What every deed of a host begins with: whether she holds the gathering."""

from commons.journal.refusals import Refused
from commons.people.models import Member

from ..may import holds
from ..models import Gathering


def held_now(host: Member, gathering: Gathering) -> tuple[Member, Gathering]:
    """Both as they are now. Raises Refused `forbidden` for who doesn't hold it."""
    fresh = Gathering.objects.select_related("lab", "host").filter(pk=gathering.pk).first()
    if fresh is None:
        raise Refused("forbidden")
    return check_host(host, fresh), fresh


def check_host(host: Member, gathering: Gathering) -> Member:
    """She, as she is now. Raises Refused `forbidden` for who doesn't hold it."""
    fresh = Member.objects.prefetch_related("roles").filter(pk=host.pk).first()
    if fresh is None or not holds(fresh, gathering):
        raise Refused("forbidden")
    return fresh
