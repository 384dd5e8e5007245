"""What the catalog does when others announce something."""

from commons.journal.listening import on
from commons.journal.models import Entry

from .actions import show_what_may_be_shown


@on("people.member.suspended")
def take_off_the_lists(entry: Entry) -> None:
    """She may not be here for now: nothing of hers is listed. Its pages ask for themselves, and closed at once."""
    show_what_may_be_shown(member_of(entry))


@on("people.member.changed")
def look_again(entry: Entry) -> None:
    """She is back, or not vouched for any more."""
    show_what_may_be_shown(member_of(entry))


def member_of(entry: Entry) -> int:
    """The member whose stream this is."""
    return int(entry.stream.partition(":")[2])
