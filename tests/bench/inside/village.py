"""Settle a fresh database: members of the network room, each with a session."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django.utils.crypto import get_random_string

from chat.models import Room
from commons.people.models import Member
from commons.testing import lab


def do(count: float) -> dict[str, object]:
    """Migrate, and make so many members, vouched for. Returns the room, their ids, and a cookie for each."""
    call_command("migrate", verbosity=0)
    home = lab("osh")
    vouched = Member.Standing.VOUCHED
    members = [Member(number=f"{700_000 + n}", name=f"Айзада {n}", lab=home, standing=vouched, password="!") for n in range(int(count))]
    Member.objects.bulk_create(members)
    room, _ = Room.objects.get_or_create(kind=Room.Kind.NETWORK)
    return {"room": room.pk, "members": [member.pk for member in members], "cookies": sign_in(members)}


def sign_in(members: list[Member]) -> list[str]:
    """Sessions as the sign-in page makes them; returns the cookies."""
    store, ends = SessionStore(), timezone.now() + timedelta(days=1)
    rows = []
    for member in members:
        kept = {
            SESSION_KEY: str(member.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: member.get_session_auth_hash(),
        }
        rows.append(Session(session_key=get_random_string(32), session_data=store.encode(kept), expire_date=ends))
    Session.objects.bulk_create(rows)
    return [f"{settings.SESSION_COOKIE_NAME}={row.session_key}" for row in rows]
