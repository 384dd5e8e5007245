"""A plan that is there already, in one form."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..kinds import KINDS
from ..models import Gathering
from .announcing import CHOOSE_DAY, CHOOSE_HOUR
from .plans import NAMELESS, PlanForm, initial_of


class ChangeForm(PlanForm):
    """`edition` is the plan as she saw it."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What will it be?"), choices=[(kind.name, kind.label) for kind in KINDS.values()])
    day = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": CHOOSE_DAY, "invalid": CHOOSE_DAY},
    )
    hour = forms.TimeField(
        label=_("At what time?"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"required": CHOOSE_HOUR, "invalid": CHOOSE_HOUR},
    )

    def __init__(self, gathering: Gathering, *args: Any, **options: Any) -> None:
        self.at: datetime = gathering.starts_at
        here = timezone.localtime(self.at)
        initial = {**initial_of(gathering), "kind": gathering.kind, "edition": gathering.edition, "day": here.date(), "hour": here.time()}
        super().__init__(gathering.kind, *args, initial=initial, **options)
        self.title.field.required = not gathering.titles.keys() - {self.codes[0]}
        self.title.field.error_messages["required"] = NAMELESS

    @property
    def first(self) -> list[forms.BoundField]:
        """What it is, when and where."""
        return [self.title, self.about, *(self[name] for name in ("day", "hour", "minutes", "where", "place", "video"))]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in ("capacity", "women_only", "members_only", "certifies", "kind")]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("day") and given.get("hour"):
            self.starts_at(given["day"], given["hour"], "hour")
        return given
