"""What she says to her friend: who it is, where she meets, her number, and when she thinks to be home."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.people.clean import clean_line
from commons.people.forms import Cleaned
from commons.people.models import Member
from commons.people.phones import clean_phone

from ..meeting import address_of_meeting
from ..models import Order

EVENING = time(18)


class HomecomingForm(forms.Form):
    friend = forms.TypedChoiceField(label=_("Who looks after you?"), coerce=int, widget=forms.RadioSelect)
    where = Cleaned(clean_line, label=_("Where do you meet?"), max_length=200, widget=forms.TextInput({"maxlength": 200}))
    phone = Cleaned(
        clean_phone,
        label=_("Your phone number"),
        help_text=_("Your friend sees it, so that she can call you."),
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Write your phone number, so that she can call you.")},
    )
    day = forms.DateField(label=_("On which day are you home again?"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    hour = forms.TimeField(label=_("At what time?"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))

    def __init__(self, order: Order, member: Member, friends: list[Member], data: Any = None) -> None:
        super().__init__(data, initial=_usual(order, member))
        self.friends = {str(friend.pk): friend for friend in friends}
        self.fields["friend"].choices = [(pk, f"{friend.name} · {friend.lab}") for pk, friend in self.friends.items()]  # type: ignore[attr-defined]
        asked = _("Choose one of the women you know.")
        self.fields["friend"].error_messages |= {"required": asked, "invalid_choice": asked}
        self.fields["where"].error_messages["required"] = _("Write where you meet.")
        self.fields["day"].widget.attrs["min"] = timezone.localdate().isoformat()

    @property
    def home_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))


def _usual(order: Order, member: Member) -> dict[str, Any]:
    """What stands there at first: the day it is for, of several nights the last; the evening, or some hours after it begins."""
    today = timezone.localdate()
    first = order.begins_on or today
    begins = timezone.localtime(order.starts_at) if order.starts_at else None
    hours = order.listing.details.get("hours") or 3
    ends = begins + timedelta(hours=hours + 1) if begins else None
    nights = order.days if order.declared.name == "homestay" else 0
    day = ends.date() if ends else first + timedelta(days=nights)
    phone = order.shop.phone if order.shop.member_id == member.pk else ""
    hour = ends.time().replace(second=0, microsecond=0) if ends else EVENING
    return {"day": max(day, today), "hour": hour, "where": address_of_meeting(order), "phone": phone}
