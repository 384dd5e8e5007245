"""Have a member say so much in a room."""

from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from chat.actions.posting import post_message
from chat.streams import room_stream
from commons.journal.presenting import present
from commons.journal.reading import read
from commons.people.models import Member
from tests.bench.crowd import WORDS


def do(room: float, member: float, count: float) -> dict[str, int]:
    """Returns the room's head, and how many queries it takes to fetch what she said from the database and present it."""
    room, count, author = int(room), int(count), Member.objects.get(pk=member)
    for _ in range(count):
        head = post_message(author, room, uuid4(), WORDS)
    with CaptureQueriesContext(connection) as asked:
        present(read(room_stream(room), head - count), author.language)
    return {"head": head, "queries": len(asked)}
