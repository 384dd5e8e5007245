"""What machines read of a public gathering: previews in WhatsApp, search engines."""

import json
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .models import Gathering
from .sharing import said_of, where_it_is

SAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
LONGEST = 200
STATUS = {Gathering.State.CANCELLED: "https://schema.org/EventCancelled"}
MIXED, ONLINE, OFFLINE = (f"https://schema.org/{way}EventAttendanceMode" for way in ("Mixed", "Online", "Offline"))


def described(gathering: Gathering, address: str) -> dict[str, Any]:
    """Title and words for a preview, and schema.org's Event for search engines. The link of a call is for who has a seat, and not here."""
    is_somewhere = gathering.in_lab_room or bool(gathering.place)
    place = {
        "@type": "Place",
        "name": where_it_is(gathering),
        "address": {"@type": "PostalAddress", "addressLocality": gathering.lab.region, "addressCountry": "KG"},
    }
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": gathering.title,
        "description": gathering.about,
        "startDate": timezone.localtime(gathering.starts_at).isoformat(timespec="minutes"),
        "endDate": timezone.localtime(gathering.ends_at).isoformat(timespec="minutes"),
        "eventStatus": STATUS.get(Gathering.State(gathering.state), "https://schema.org/EventScheduled"),
        "eventAttendanceMode": (MIXED if gathering.video else OFFLINE) if is_somewhere else ONLINE,
        "location": place if is_somewhere else {"@type": "VirtualLocation", "url": address},
        "organizer": {"@type": "Organization", "name": str(gathering.lab), "url": settings.ORIGIN},
        "maximumAttendeeCapacity": gathering.capacity,
        "remainingAttendeeCapacity": gathering.left,
        "isAccessibleForFree": True,
        "url": address,
    }
    return {"title": gathering.title, "words": _in_short(gathering), "data": _as_data(said)}


def _in_short(gathering: Gathering) -> str:
    line = " · ".join([*said_of(gathering)[1:], " ".join(gathering.about.split())]).rstrip(" ·")
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _as_data(said: dict[str, Any]) -> SafeString:
    """A data block: browsers run nothing of it, and nothing in it ends it."""
    text = json.dumps({name: value for name, value in said.items() if value != ""}, ensure_ascii=False).translate(SAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  translated above
