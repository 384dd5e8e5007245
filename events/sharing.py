"""How a gathering is sent on: its link, words for it, and a QR that a phone's camera reads."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commons.ui.previews import picture_of
from commons.ui.templatetags.ui import day

from .models import Gathering


@dataclass(frozen=True)
class Shared:
    address: str
    short_address: str
    text: str
    picture: str  # the QR, as an address of itself

    @property
    def whatsapp(self) -> str:
        return "https://wa.me/?" + urlencode({"text": f"{self.text}\n{self.address}"})

    @property
    def telegram(self) -> str:
        return "https://t.me/share/url?" + urlencode({"url": self.address, "text": self.text})


def shared(gathering: Gathering) -> Shared:
    """In the language of who sends it on."""
    address = f"{settings.ORIGIN}/events/{gathering.pk}/"
    picture = picture_of(address)
    return Shared(address, address.removeprefix("https://"), "\n".join(said_of(gathering)), picture)


def said_of(gathering: Gathering) -> list[str]:
    """Title, when and where; for whom, where it isn't for all."""
    whom = _("For women only") if gathering.women_only else ""
    return [line for line in (gathering.title, when_it_is(gathering), where_it_is(gathering), whom) if line]


def when_it_is(gathering: Gathering) -> str:
    """The day and the hour, in the time of the labs."""
    starts_at = timezone.localtime(gathering.starts_at)
    return f"{day(starts_at)}, {date_format(starts_at, 'TIME_FORMAT')}"


def where_it_is(gathering: Gathering) -> str:
    """The lab's room and how to find it, another place, or a call."""
    if gathering.in_lab_room:
        return ", ".join(part for part in (_("In the lab's room") + f": {gathering.lab}", gathering.place) if part)
    return gathering.place or _("By video")
