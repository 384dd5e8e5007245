"""What kinds of gatherings there are, and how long each usually takes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """One of them.

    Where its host says nothing else it takes so many `minutes`, and (`certifies`) who was there gets a certificate.
    """

    name: str
    label: Promise
    icon: str
    minutes: int
    certifies: bool = False


KINDS = {
    kind.name: kind
    for kind in (
        Kind("masterclass", _("Master class"), "scissors", 120, certifies=True),
        Kind("seminar", _("Seminar"), "book-open", 90, certifies=True),
        Kind("talk", _("Talk"), "mic", 60),
        Kind("fair", _("Fair"), "store", 240),
        Kind("circle", _("Circle"), "users", 90),
    )
}
