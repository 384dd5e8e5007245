"""What machines read of a public gathering: previews in WhatsApp, search engines."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext

from commons.ui.cards import card_of
from commons.ui.previews import as_data, in_short

from .models import Gathering
from .sharing import said_of, where_it_is

STATUS = {Gathering.State.CANCELLED: "https://schema.org/EventCancelled"}
MIXED, ONLINE, OFFLINE = (f"https://schema.org/{way}EventAttendanceMode" for way in ("Mixed", "Online", "Offline"))


def described(gathering: Gathering, address: str) -> dict[str, Any]:
    """Title and words for a preview, and schema.org's Event for search engines. The link of a call is for who has a seat, and not here."""
    is_somewhere, image = gathering.is_somewhere, f"{address}picture/?in={get_language()}&v={gathering.edition}-{gathering.state}"
    place = {
        "@type": "Place",
        "name": where_it_is(gathering),
        "address": {"@type": "PostalAddress", "addressLocality": gathering.lab.region, "addressCountry": "KG"},
    }
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": gathering.title,
        "image": image,
        "description": gathering.about,
        "startDate": timezone.localtime(gathering.starts_at).isoformat(timespec="minutes"),
        "endDate": timezone.localtime(gathering.ends_at).isoformat(timespec="minutes"),
        "eventStatus": STATUS.get(Gathering.State(gathering.state), "https://schema.org/EventScheduled"),
        "eventAttendanceMode": (MIXED if gathering.video else OFFLINE) if is_somewhere else ONLINE,
        "location": place if is_somewhere else {"@type": "VirtualLocation", "url": address},
        "organizer": {"@type": "Organization", "name": str(gathering.lab), "url": settings.ORIGIN},
        "isAccessibleForFree": True,
        "url": address,
    }
    if not gathering.is_discreet:
        said |= {"maximumAttendeeCapacity": gathering.capacity, "remainingAttendeeCapacity": gathering.left}
    words = " · ".join([*said_of(gathering)[1:], gathering.about]).rstrip(" ·")
    return {"title": gathering.title, "words": in_short(words), "data": as_data(said), "image": image}


def card(gathering: Gathering) -> bytes:
    """As a picture, in the active language: what, when and where, and for whom where it isn't for all."""
    if gathering.state == Gathering.State.CANCELLED:
        return card_of(gettext("Birge"), str(gathering.declared.label), gathering.title, (gettext("Cancelled"),))
    return card_of(gettext("Birge"), str(gathering.declared.label), gathering.title, tuple(said_of(gathering)[1:]))
