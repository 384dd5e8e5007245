"""Who is behind a cookie. Sessions, members and blocks of many are read in one go, so that a village can return at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.http import parse_cookie
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from commons.journal import reading
from commons.people.models import Block, Member
from commons.people.passes import carried, good_among
from commons.people.sessions import SessionStore
from commons.people.streams import guest_stream, member_actor, member_stream
from commons.ui.languages import SPOKEN

Scope = dict[str, Any]
LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class Visit:
    """A session as it stood when her own stream was at `head`: whose, which actors she doesn't meet, and whom of these she
    blocked herself; and which streams its private links open, for which guests. Without a member, a stranger's.
    """

    member: Member | None = None
    hidden: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    suspended: bool = False
    head: int = 0
    passes: frozenset[str] = frozenset()
    guests: frozenset[int] = frozenset()

    @property
    def own_streams(self) -> list[str]:
        """What tells of her: a member's stream, and those of the guests she is."""
        hers = [member_stream(self.member.pk)] if self.member else []
        return hers + [guest_stream(guest) for guest in sorted(self.guests)]


STRANGER = Visit()


def cookies(scope: Scope) -> dict[str, str]:
    """The cookies of an ASGI scope."""
    found = b"; ".join(value for name, value in scope.get("headers", ()) if name == b"cookie")
    return parse_cookie(found.decode("latin1"))


def session_key(given: dict[str, str]) -> str | None:
    """The key of a session, or None where it can't be one: a database that refuses to be asked for it would refuse all who ask with her."""
    key = given.get(settings.SESSION_COOKIE_NAME, "")
    return key if key.isascii() and key.isalnum() and len(key) <= LONGEST_KEY else None


def language(given: dict[str, str]) -> str:
    """The language she chose, as the pages have it."""
    chosen = given.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in SPOKEN else settings.LANGUAGE_CODE


def look_up(keys: Iterable[str]) -> dict[str, Visit]:
    """Who is behind these session keys; a session that ended, or isn't valid any more, is a stranger's."""
    keys = list(keys)
    sessions = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    store = SessionStore()
    opened = {session.session_key: store.decode(session.session_data) for session in sessions}
    ids = {key: pk for key, data in opened.items() if (pk := _member_id(data)) is not None}
    heads = reading.heads(member_stream(pk) for pk in ids.values())
    members = Member.objects.select_related("lab").prefetch_related("roles").in_bulk(set(ids.values()))
    hidden = hidden_actors(members)
    standing = set(sessions.values_list("session_key", flat=True))  # one that ended before we had its head is not told again
    links = good_among(number for data in opened.values() for number in carried(data))
    visits = dict.fromkeys(keys, STRANGER)
    for key in standing:
        data, pk = opened.get(key, {}), ids.get(key)
        hers = [links[number] for number in carried(data) if number in links]
        guest = (
            Visit(passes=frozenset(link.stream for link in hers), guests=frozenset(link.guest_id for link in hers)) if hers else STRANGER
        )
        member = members.get(pk) if pk is not None else None
        if member is None or not _is_hers(data, member):
            visits[key] = guest
        elif member.is_suspended:
            visits[key] = Visit(suspended=True)
        else:
            met, blocked = hidden[member.pk]
            visits[key] = replace(guest, member=member, hidden=met, blocked=blocked, head=heads[member_stream(member.pk)])
    return visits


def hidden_actors(members: Iterable[int]) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """For each of these members the actors she doesn't meet, and whom of these she blocked herself."""
    hidden: dict[int, set[str]] = {pk: set() for pk in members}
    blocked: dict[int, set[str]] = {pk: set() for pk in hidden}
    if hidden:
        pairs = Block.objects.filter(Q(by__in=hidden) | Q(member__in=hidden)).values_list("by_id", "member_id")
        for one, other in pairs:
            if one in hidden:
                hidden[one].add(member_actor(other))
                blocked[one].add(member_actor(other))
            if other in hidden:
                hidden[other].add(member_actor(one))
    return {pk: (frozenset(actors), frozenset(blocked[pk])) for pk, actors in hidden.items()}


def _member_id(data: dict[str, Any]) -> int | None:
    try:
        return int(data[SESSION_KEY])
    except (KeyError, ValueError):
        return None


def _is_hers(data: dict[str, Any], member: Member) -> bool:
    known = data.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    return known and member.is_active and constant_time_compare(data.get(HASH_SESSION_KEY, ""), member.get_session_auth_hash())
