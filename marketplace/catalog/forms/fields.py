"""Fields of the market: money, places, and whatever a kind declares."""

import re
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.people.clean import clean_line
from commons.people.forms import Cleaned

from ..clean import LONGEST_ABOUT, LONGEST_NAME, clean_lines, clean_title
from ..kinds import Field
from ..kinds.details import LONGEST

LONGEST_PLACE = 60
DIGITS = re.compile(r"(-?\d{1,12})(?:сом|som|c|с)?\.?", re.IGNORECASE)


class SomField(forms.CharField):
    """Whole som, however they were typed; cleans to tyiyn, or None."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": 20})
        super().__init__(widget=widget, error_messages={"required": _("Write a price in som.")}, **options)

    def prepare_value(self, value: Any) -> Any:
        return value // 100 if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = "".join(super().clean(value).split())
        if not text:
            return None
        found = DIGITS.fullmatch(text)
        if found is None:
            raise forms.ValidationError(_("Write the price in whole som, in digits: 3500."), code="invalid")
        som = int(found[1])
        if not 0 < som <= 10_000_000:
            raise forms.ValidationError(_("A price is at least one som, and at most ten million."), code="invalid")
        return som * 100


def title_field(label: str | Promise, **options: Any) -> Cleaned:
    return Cleaned(clean_title, label=label, widget=forms.TextInput({"maxlength": LONGEST_NAME}), **options)


def words_field(label: str | Promise, **options: Any) -> Cleaned:
    return Cleaned(clean_lines, label=label, widget=forms.Textarea({"rows": 4, "maxlength": LONGEST_ABOUT}), **options)


def district_field() -> Cleaned:
    return Cleaned(
        clean_line,
        label=_("District or village"),
        required=False,
        max_length=LONGEST_PLACE,
        widget=forms.TextInput({"maxlength": LONGEST_PLACE}),
        help_text=_("No house and no street: you tell that when you have agreed."),
    )


def field_for(declared: Field) -> forms.Field:
    """The form field of one thing that a kind asks for."""
    label = format_lazy("{}, {}", declared.label, declared.unit) if declared.unit else declared.label
    said: dict[str, Any] = {"label": label, "help_text": declared.help, "required": declared.required}
    choices = list((declared.choices or {}).items())
    if declared.type == "number":
        digits = forms.NumberInput({"inputmode": "numeric"})
        return forms.IntegerField(min_value=declared.least, max_value=declared.most, widget=digits, **said)
    if declared.type == "money":
        return SomField(**said)
    if declared.type == "choice":
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
    if declared.type == "choices":
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
    if declared.type == "line":
        longest = LONGEST["line"]
        return Cleaned(clean_line, widget=forms.TextInput({"maxlength": longest}), max_length=longest, **said)
    return words_field(said.pop("label"), **said)
