"""Fields of the market: money, places, and whatever a kind declares."""

import re
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.people.clean import clean_line
from commons.people.forms import Cleaned
from commons.people.texts import LONGEST_ABOUT, LONGEST_NAME, clean_lines, clean_title

from ..kinds import Field
from ..kinds.details import LONGEST

LONGEST_PLACE = 60
GROUPING = re.compile(r"\s|(?<=\d)[.,](?=\d{3}(?!\d))")  # 3.500 is three thousand and five hundred; 3500,50 is in no whole som
DIGITS = re.compile(r"(-?\d{1,100})(?:сом|som|c|с)?\.?", re.IGNORECASE)


class SomField(forms.CharField):
    """Whole som, `least` of them, however they were typed; cleans to tyiyn, or None."""

    default_error_messages = {
        "required": _("Write a price in som."),
        "invalid": _("Write the price in whole som, in digits: 3500."),
        "beyond": _("A price is at least one som, and at most ten million."),
    }

    def __init__(self, *, least: int = 1, **options: Any) -> None:
        self.least = least
        super().__init__(widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": 20}), **options)

    def prepare_value(self, value: Any) -> Any:
        return value // 100 if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = GROUPING.sub("", super().clean(value))
        if not text:
            return None
        found = DIGITS.fullmatch(text)
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        som = int(found[1])
        if not self.least <= som <= 10_000_000:
            raise forms.ValidationError(self.error_messages["beyond"], code="beyond")
        return som * 100


def title_field(label: str | Promise, **options: Any) -> Cleaned:
    missing = {"required": _("Write how it is called.")}
    return Cleaned(clean_title, label=label, widget=forms.TextInput({"maxlength": LONGEST_NAME}), error_messages=missing, **options)


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


def ready_field() -> forms.IntegerField:
    return forms.IntegerField(label=_("How many are ready now"), min_value=0, max_value=10_000)


def field_for(declared: Field) -> forms.Field:
    """The form field of one thing that a kind asks for."""
    label = format_lazy("{}, {}", declared.label, declared.unit.word) if declared.unit else declared.label
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
