"""What a bell itself is about, where a notice is of no one thing: what waits to be sent on."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from commons.journal.things import Thing, describes


@describes("notify.bell")
def describe_lists(numbers: Collection[str]) -> dict[str, Thing]:
    return {number: Thing(_("To send"), "/to-send/") for number in numbers}
