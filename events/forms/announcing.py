"""Announcing, one question a screen: its title, then its day and hour; all else is as usual unless she opens "more"."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.people.models import Lab

from .plans import NAMELESS, PlanForm, title_field

DAYS, HOURS = 21, range(8, 22)  # what is one tap away
CHOOSE_DAY, CHOOSE_HOUR = _("Choose a day."), _("Choose an hour.")


class TitleForm(forms.Form):
    title = title_field(
        _("What is it called?"),
        required=True,
        help_text=_("As you would say it to a neighbour. You can also say it: the microphone is on your keyboard."),
        error_messages={"required": NAMELESS},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].widget.attrs |= {"autofocus": True, "enterkeyhint": "next"}


class Days(forms.RadioSelect):
    """Days side by side, as in a calendar."""

    template_name = "events/host/_days_input.html"


class Hours(forms.RadioSelect):
    template_name = "events/host/_hours_input.html"


class AnnounceForm(PlanForm):
    """The day and the hour, each one tap; `key` makes it one, sent twice."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    day = forms.TypedChoiceField(label=_("On which day?"), coerce=date.fromisoformat, required=False, widget=Days, empty_value=None)
    hour = forms.TypedChoiceField(label=_("At what time?"), coerce=time.fromisoformat, required=False, widget=Hours, empty_value=None)
    other_day = forms.DateField(label=_("Another day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    other_hour = forms.TimeField(label=_("Another time"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    lab = forms.TypedChoiceField(label=_("Lab"), coerce=int)

    def __init__(self, kind: str, labs: Sequence[Lab], *args: Any, **options: Any) -> None:
        super().__init__(kind, *args, **options)
        self.fields[f"title_{self.codes[0]}"].widget = forms.HiddenInput()
        self.now = timezone.localtime()
        today = self.now.date()
        first = today if self.now.hour < HOURS[-1] else today + timedelta(days=1)  # where no hour of it is left, it isn't offered
        days = [first + timedelta(days=ahead) for ahead in range(DAYS)]
        self.fields["day"].choices = [(day.isoformat(), day) for day in days]  # type: ignore[attr-defined]
        self.fields["hour"].choices = [(f"{hour:02}:00", f"{hour}:00") for hour in HOURS]  # type: ignore[attr-defined]
        self.fields["other_day"].widget.attrs["min"] = today.isoformat()
        self.fields["lab"].choices = [(lab.pk, str(lab)) for lab in labs]  # type: ignore[attr-defined]
        if len(labs) == 1:
            del self.fields["lab"]

    @property
    def is_other(self) -> bool:
        """Whether she typed a day or an hour, or something is wrong with it."""
        return any(self[name].value() or self[name].errors for name in ("other_day", "other_hour"))

    @property
    def more(self) -> list[forms.BoundField]:
        """What she may leave as it is."""
        names = ("minutes", "capacity", "where", "place", "video", "women_only", "members_only", "certifies", "lab")
        return [self.about, *(self[name] for name in names if name in self.fields)]

    @property
    def is_more(self) -> bool:
        """Whether she has said something of that, or it is wrong, so that it stands open when the form comes back."""
        fields = (*self.more, *self.other_titles, *self.other_abouts)
        return any(field.errors or (self.is_bound and field.name in self.changed_data) for field in fields)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        day, hour = given.get("other_day") or given.get("day"), given.get("other_hour") or given.get("hour")
        if not day and not self.errors.keys() & {"day", "other_day"}:
            self.add_error("day", CHOOSE_DAY)
        if not hour and not self.errors.keys() & {"hour", "other_hour"}:
            self.add_error("hour", CHOOSE_HOUR)
        if day and hour:
            self.starts_at(day, hour, self.beside)
        return given

    @property
    def beside(self) -> str:
        """The field of the hour that counts."""
        return "other_hour" if self.cleaned_data.get("other_hour") else "hour"
