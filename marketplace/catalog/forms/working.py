"""When a shop works, how much there is, and when its tours leave."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..kinds import TRADES
from ..models import Shop
from .fields import ready_field


def day_field(label: Any) -> forms.DateField:
    picker = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, input_formats=["%Y-%m-%d", "%d.%m.%Y"])


def hour_field(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


class DaysForm(forms.Form):
    """Weekdays, hours, and how much she takes of each trade of hers that is counted."""

    workdays = forms.MultipleChoiceField(
        label=_("On which days you work"),
        choices=[(str(day + 1), name) for day, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )
    works_from = hour_field(_("From what time"))
    works_until = hour_field(_("Until what time"))

    def __init__(self, shop: Shop, trades: Collection[str], data: Any = None) -> None:
        kept: dict[str, Any] = {"workdays": list(shop.workdays), "works_from": shop.works_from, "works_until": shop.works_until}
        self.counted = [trade for trade in TRADES.values() if trade.capacity and trade.name in trades]
        super().__init__(data, initial=kept | {trade.name: shop.takes(trade.name) for trade in self.counted})
        for trade in self.counted:
            label = format_lazy("{}, {}", trade.capacity_label, trade.capacity_unit)
            self.fields[trade.name] = forms.IntegerField(label=label, min_value=0, max_value=2_000)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("works_from") and given.get("works_until") and given["works_from"] >= given["works_until"]:
            self.add_error("works_until", _("The end is before the beginning."))
        return given

    @property
    def changes(self) -> dict[str, Any]:
        """For `change_days`."""
        given = dict(self.cleaned_data)
        capacities = {trade.name: given.pop(trade.name) for trade in self.counted}
        return {**given, "workdays": "".join(given["workdays"]), "capacities": capacities}


class BlockedDayForm(forms.Form):
    day = day_field(_("A day on which you take nothing"))


class DeparturesForm(forms.Form):
    """A day and an hour, perhaps week after week."""

    day = day_field(_("Day"))
    hour = hour_field(_("At what time"))
    places = forms.IntegerField(label=_("How many places"), min_value=1, max_value=1_000)
    weeks = forms.IntegerField(label=_("How many weeks in a row"), min_value=1, max_value=26, initial=1)

    @property
    def starts(self) -> list[datetime]:
        first = datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"])
        return [timezone.make_aware(first + timedelta(weeks=week)) for week in range(self.cleaned_data["weeks"])]


class StockForm(forms.Form):
    left = ready_field()
