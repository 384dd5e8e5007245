"""Which gathering a verb is about, by its stream."""

from commons.journal.refusals import Refused

from ..models import Gathering


def gathering_by(number: int | None) -> Gathering:
    """By the number that its stream has. Raises Refused `invalid` where it has none, `forbidden` where there is no such gathering."""
    if number is None:
        raise Refused("invalid")
    gathering = Gathering.objects.filter(pk=number).first()
    if gathering is None:
        raise Refused("forbidden")
    return gathering
