"""What kinds of gatherings there are, and how long each usually takes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """One of them; `minutes` is how long it takes where its host says nothing else."""

    name: str
    label: Promise
    icon: str
    minutes: int


KINDS = {
    kind.name: kind
    for kind in (
        Kind("masterclass", _("Master class"), "scissors", 120),
        Kind("seminar", _("Seminar"), "book-open", 90),
        Kind("talk", _("Talk"), "mic", 60),
        Kind("fair", _("Fair"), "store", 240),
        Kind("circle", _("Circle"), "users", 90),
    )
}
