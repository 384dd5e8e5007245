"""What stands on a certificate, and on the page that says whether it is good."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from commons.people.codes import spaced
from commons.ui.previews import absolute, picture_of

from .forms.plans import as_long
from .models import Certificate, Gathering

HALF = timedelta(minutes=30)


@dataclass(frozen=True)
class Sheet:
    """`code` as it is read aloud, `address` where it is looked up, `picture` the QR of that."""

    certificate: Certificate
    code: str
    address: str
    picture: str

    @property
    def gathering(self) -> Gathering:
        return self.certificate.seat.gathering

    @property
    def day(self) -> date:
        return timezone.localdate(self.gathering.live_at or self.gathering.starts_at)

    @property
    def hours(self) -> str:
        return hours_of(self.gathering)


def sheet_of(certificate: Certificate) -> Sheet:
    address = absolute(reverse("events:certificate-check", args=[certificate.code]))
    return Sheet(certificate, spaced(certificate.code), address.partition("://")[2].rstrip("/"), picture_of(address))


def hours_of(gathering: Gathering) -> str:
    """How long it took, in half hours, half an hour at least and no longer than it was planned."""
    begun, ended = gathering.live_at, gathering.ended_at
    lasted = min(ended - begun, gathering.lasts) if begun and ended else gathering.lasts  # its host may have forgotten to end it
    return as_long(30 * max(1, round(lasted / HALF)))
