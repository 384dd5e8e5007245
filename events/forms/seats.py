"""Who comes, and with how many."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.people.clean import LONGEST_NAME, clean_name
from commons.people.forms import Cleaned
from commons.people.phones import clean_phone

from ..models.seats import LARGEST_PARTY

HOW_MANY = _("How many come? From one to six.")


class Parties(forms.RadioSelect):
    """One to six, side by side."""

    template_name = "events/_party_input.html"


class PartyForm(forms.Form):
    """How many come with her, herself included."""

    party = forms.TypedChoiceField(
        label=_("How many of you come?"),
        choices=[(n, str(n)) for n in range(1, LARGEST_PARTY + 1)],
        coerce=int,
        initial=1,
        widget=Parties,
        error_messages={"required": HOW_MANY, "invalid_choice": HOW_MANY},
    )


class SeatForm(PartyForm):
    """Name and phone of who has no account; who has one is known. `key` makes it one, sent twice.

    `waits` says that her page had told her that she would wait in line.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    waits = forms.BooleanField(required=False, widget=forms.HiddenInput)
    name = Cleaned(
        clean_name,
        label=_("Your name"),
        widget=forms.TextInput({"maxlength": LONGEST_NAME, "autocomplete": "name", "autocapitalize": "words", "spellcheck": "false"}),
        error_messages={"required": _("Write the name you want to be called.")},
    )
    phone = Cleaned(
        clean_phone,
        label=_("Your phone number"),
        help_text=_("Only those who hold it see it, to tell you if something changes."),
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": _("Write the phone number, so that you can be told.")},
    )

    def __init__(self, *args: Any, is_known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_known:
            del self.fields["name"], self.fields["phone"]
