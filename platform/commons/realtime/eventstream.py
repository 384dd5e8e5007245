"""What django-eventstream asks of us: who may read which channel, and what happened on it.

A channel is a stream. Its storage is the journal, so an event's id is the seq, and nothing is appended by the library.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django_eventstream.channelmanager import ChannelManagerBase
from django_eventstream.event import Event
from django_eventstream.storage import EventDoesNotExist, StorageBase

from commons.journal.presenting import present
from commons.journal.reading import head, read
from commons.people.models import Member

from .doors import may_enter


class ChannelManager(ChannelManagerBase):
    """Asks the doors; deny is the default."""

    def get_channels_for_request(self, request: HttpRequest, view_kwargs: dict[str, Any]) -> set[str]:
        """The streams named in the address."""
        return set(request.GET.getlist("stream"))

    def can_read_channel(self, user: Any, channel: str) -> bool:
        return may_enter(user if isinstance(user, Member) else None, channel)

    def is_channel_reliable(self, channel: str) -> bool:
        """Every stream is in the journal; a hint has no id."""
        return True


class JournalStorage(StorageBase):
    """The library's storage interface over the journal."""

    def append_event(self, channel: str, event_type: str, data: Any) -> Event:
        raise NotImplementedError("Facts are recorded by actions.")

    def get_events(self, channel: str, last_id: int, limit: int = 100) -> list[Event]:
        """The events that follow. Raises EventDoesNotExist for an id that the stream hasn't reached."""
        current = head(channel)
        if last_id > current:
            raise EventDoesNotExist(f"{channel} has no {last_id}", current)
        entries = read(channel, last_id, limit)
        facts = present(entries, get_language() or "ky")
        return [Event(channel, fact["fact"], fact["data"], id=fact["seq"]) for fact in facts]

    def get_current_id(self, channel: str) -> int:
        return head(channel)
