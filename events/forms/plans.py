"""A plan as a host types it: first in the language she reads, and mostly as it is usual."""

from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.people.forms import Cleaned
from commons.people.texts import LONGEST_NAME, clean_lines, clean_title

from ..actions import Plan
from ..actions.announcing import LONGEST_ABOUT, LONGEST_PLACE, MOST_PLACES, USUALLY, check_time, check_video
from ..kinds import KINDS
from ..models import Gathering

LENGTHS = (30, 60, 90, 120, 180, 240, 360, 480)  # minutes
WHERE = [("room", _("In the lab's room")), ("elsewhere", _("Somewhere else, or by video"))]
COLUMNS = ("place", "video", "capacity", "members_only", "women_only", "certifies")  # of a gathering, as they are
NAMELESS = _("Give it a name, so that people know what it is about.")
HOW_MANY = _("How many can come? From 1 to 5,000.")


class PlanForm(forms.Form):
    """All but the day and the hour, which stand on the page of their own; `at` is when it was before, where it is changed."""

    at: datetime | None = None

    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int)
    where = forms.ChoiceField(label=_("Where"), choices=WHERE, widget=forms.RadioSelect, initial="room")
    place = Cleaned(
        partial(clean_lines, longest=LONGEST_PLACE),
        label=_("Place and how to find it"),
        required=False,
        widget=forms.TextInput({"maxlength": LONGEST_PLACE}),
    )
    video = Cleaned(
        check_video,
        label=_("Link of a video call"),
        required=False,
        max_length=200,
        help_text=_("Only who has a seat sees it."),
        widget=forms.URLInput({"inputmode": "url", "placeholder": "https://"}),
    )
    capacity = forms.IntegerField(
        label=_("How many places"),
        min_value=1,
        max_value=MOST_PLACES,
        initial=USUALLY,
        error_messages={"required": HOW_MANY, "invalid": HOW_MANY, "min_value": HOW_MANY, "max_value": HOW_MANY},
        widget=forms.NumberInput({"inputmode": "numeric", "class": "input--count"}),
    )
    women_only = forms.BooleanField(label=_("For women only"), required=False)
    members_only = forms.BooleanField(label=_("For members only"), required=False)
    certifies = forms.BooleanField(
        label=_("Who was there gets a certificate"), help_text=_("Not where it is for women or for members only."), required=False
    )

    def __init__(self, kind: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        first = get_language() or "ky"
        self.codes = [first, *(code for code, _name in settings.LANGUAGES if code != first)]
        names = dict(settings.LANGUAGES)
        for code in self.codes:
            own = code == first
            self.fields[f"title_{code}"] = title_field(_("Name") if own else names[code])
            self.fields[f"about_{code}"] = about_field(_("What it is about") if own else names[code])
        usually = int(self.initial.get("minutes") or KINDS[kind].minutes)
        self.initial["minutes"] = usually
        self.initial.setdefault("certifies", KINDS[kind].certifies)
        self.fields["minutes"].choices = [(n, as_long(n)) for n in sorted({*LENGTHS, usually})]  # type: ignore[attr-defined]

    @property
    def about(self) -> forms.BoundField:
        """In the language she reads."""
        return self[f"about_{self.codes[0]}"]

    @property
    def title(self) -> forms.BoundField:
        return self[f"title_{self.codes[0]}"]

    @property
    def other_titles(self) -> list[forms.BoundField]:
        return [self[f"title_{code}"] for code in self.codes[1:]]

    @property
    def other_abouts(self) -> list[forms.BoundField]:
        return [self[f"about_{code}"] for code in self.codes[1:]]

    @property
    def speaks_more(self) -> bool:
        """Whether something is said, or wrong, in another language."""
        return any(field.value() or field.errors for field in (*self.other_titles, *self.other_abouts))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("where") == "elsewhere" and not given.get("place") and not given.get("video") and not self.errors:
            self.add_error("place", _("Say where it is, or give the link of a video call."))
        if not any(given.get(f"title_{code}") for code in self.codes) and not self.errors:
            self.add_error(f"title_{self.codes[0]}", NAMELESS)
        return given

    def starts_at(self, day: Any, hour: Any, beside: str) -> None:
        """Keep when it begins, in the time of the labs; what can't be is said `beside` a field."""
        starts_at = timezone.make_aware(datetime.combine(day, hour))
        if self.at and starts_at == self.at.replace(second=0, microsecond=0):
            starts_at = self.at
        try:
            check_time(starts_at, self.cleaned_data.get("minutes") or 60, self.at)
        except Refused as refused:
            self.add_error(beside, str(refused.message))
        self.cleaned_data["starts_at"] = starts_at

    def plan(self, kind: str) -> Plan:
        """For `announce` and `change_gathering`."""
        given = self.cleaned_data
        return Plan(
            kind=kind,
            titles={code: given[f"title_{code}"] for code in self.codes},
            abouts={code: given[f"about_{code}"] for code in self.codes},
            in_lab_room=given["where"] == "room",
            **{name: given[name] for name in ("starts_at", "minutes", *COLUMNS)},
        )


def initial_of(gathering: Gathering) -> dict[str, Any]:
    """As it is, for the form that changes it."""
    said = {f"title_{code}": title for code, title in gathering.titles.items()}
    said |= {f"about_{code}": about for code, about in gathering.abouts.items()}
    minutes = round(gathering.lasts.total_seconds() / 60)
    where = "room" if gathering.in_lab_room else "elsewhere"
    return {**said, "minutes": minutes, "where": where, **{name: getattr(gathering, name) for name in COLUMNS}}


def title_field(label: Any, **options: Any) -> Cleaned:
    return Cleaned(clean_title, label=label, widget=forms.TextInput({"maxlength": LONGEST_NAME}), **{"required": False, **options})


def about_field(label: Any) -> Cleaned:
    area = forms.Textarea({"rows": 3, "maxlength": LONGEST_ABOUT})
    return Cleaned(partial(clean_lines, longest=LONGEST_ABOUT), label=label, required=False, widget=area)


def as_long(minutes: int) -> str:
    """30 minutes; 2 hours; 1 hour 30 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}] if hours else []
    parts += [ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest}] if rest else []
    return " ".join(parts)
