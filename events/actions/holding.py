"""What every deed of a host begins with: the gathering as it is now, and whether she holds it."""

from commons.journal.refusals import Refused
from commons.people.models import Member

from ..may import holds
from ..models import Gathering


def held_now(host: Member, gathering: Gathering) -> tuple[Member, Gathering]:
    """Both as they are now. Raises Refused `forbidden` for who doesn't hold it."""
    fresh = Gathering.objects.select_related("lab", "host").filter(pk=gathering.pk).first()
    member = Member.objects.prefetch_related("roles").filter(pk=host.pk).first()
    if fresh is None or member is None or not holds(member, fresh):
        raise Refused("forbidden")
    return member, fresh
