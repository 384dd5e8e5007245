"""What stands for a noun in an address: `<deed:noun>`, `<task:noun>`. A noun that none of them has is no address at all."""

from django.urls.converters import StringConverter

from .deeds import DEEDS
from .tasks import CALLED, TASKS


class DeedConverter(StringConverter):
    """One of what can be done with an order from its page."""

    regex = "|".join(DEEDS)


class TaskConverter(StringConverter):
    """One of what its maker does with it."""

    regex = "|".join([*TASKS, CALLED.noun])
