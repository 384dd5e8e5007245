"""What a stranger may know of people: which labs there are, and where."""

from django.conf import settings
from django.http import HttpRequest

from .models import Lab


def labs_for_strangers(request: HttpRequest) -> dict[str, object] | None:
    """The labs by region, each with the languages spoken there; None while there is no lab."""
    names = dict(settings.LANGUAGES)
    labs = sorted(Lab.objects.all(), key=lambda lab: (lab.region, str(lab)))
    spoken = [(lab, [names[code] for code in lab.languages if code in names]) for lab in labs]
    return {"labs": spoken} if spoken else None
