"""How often one person does something in a live gathering, by her socket or by forms: counted in memory, since hundreds do at once."""

from commons.journal.refusals import Refused
from commons.realtime.buckets import seldom_enough

A_SECOND, AT_ONCE = 0.5, 30  # more than a lively hour asks of her


def count_deed(gathering_id: int, actor: str) -> None:
    """One more. Raises Refused `slow_down`."""
    if (wait := seldom_enough(A_SECOND, AT_ONCE, (gathering_id, actor))) is not None:
        raise Refused("slow_down", retry_in=wait)
