"""How a coordinator decides: which way it goes on, what is given back, by which day it is to be ready."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from marketplace.catalog.forms.fields import SomField

from .actions.preparing.agreeing import check_due
from .fulfilment import TABLE, Who
from .makers_forms import Moving, words_field
from .models import Order

OUTCOMES = {
    "resume": _("It is made on"),
    "settle": _("It is finished as it is"),
    "call_off": _("It is cancelled"),
    "cancel_for_them": _("It is cancelled"),
}


def outcomes_of(order: Order) -> list[tuple[str, Any]]:
    """The ways open to a coordinator now."""
    return [(name, word) for name, word in OUTCOMES.items() if order.state in TABLE[name].before and Who.COORDINATOR in TABLE[name].who]


class SettlingForm(Moving):
    outcome = forms.ChoiceField(label=_("How does it go on?"), widget=forms.RadioSelect, error_messages={"required": _("Choose one.")})
    refund = SomField(
        least=0,
        label=_("To be given back to the customer, in som"),
        required=False,
        help_text=_("Left empty, nothing more where it goes on or is finished, and all that was paid where it is cancelled."),
        error_messages={
            "invalid": _("Write the amount in whole som, in digits: 3500."),
            "beyond": _("What is given back is from zero to ten million som."),
        },
    )
    due_on = forms.DateField(
        label=_("Ready on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only where it is made on."),
    )
    words = words_field(_("In a few words, for both"))

    def __init__(self, order: Order, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = outcomes_of(order)  # type: ignore[attr-defined]
        if "resume" not in dict(outcomes_of(order)):
            del self.fields["due_on"]

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        try:
            return check_due(due_on) if due_on else None
        except Refused as refused:
            raise forms.ValidationError(str(refused.message)) from refused

    def details(self) -> dict[str, Any]:
        said = self.cleaned_data
        found = {**super().details()}
        if said["refund"] is not None:
            found["refund"] = said["refund"]
        if said["outcome"] == "resume" and said.get("due_on"):
            found["due_on"] = said["due_on"]
        return found
