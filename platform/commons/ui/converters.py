"""What stands for an id in an address: `<id:room_id>`."""

from django.urls.converters import IntConverter


class IdConverter(IntConverter):
    """At most 18 digits: more than that fits no column, and is nobody's."""

    regex = "[0-9]{1,18}"
