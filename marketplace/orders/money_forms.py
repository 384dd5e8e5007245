"""What is typed about money: how it was paid; and by a maker her own business QR, and what her shop asks unless she says otherwise."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.media.forms import PictureField

from .makers_forms import FREE_HOURS, PERCENT
from .models import PaymentLine
from .words import MEANS


class MeansForm(forms.Form):
    """How money went from one to the other."""

    means = forms.ChoiceField(
        label=_("How was it paid?"), choices=list(MEANS.items()), widget=forms.RadioSelect, initial=PaymentLine.Means.CASH
    )


class ReceivedForm(MeansForm):
    """What she has; where who paid it said nothing, also how it came."""

    def __init__(self, line: PaymentLine, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if line.is_claimed:
            del self.fields["means"]


class CodeForm(forms.Form):
    """Her own business QR: the link, or a picture of it."""

    link = forms.CharField(
        label=_("The link of your QR"),
        required=False,
        max_length=1_000,
        help_text=_("In your bank's app: QR for business, share, copy the link."),
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    picture = PictureField(label=_("Or a picture of it"), required=False)
    declared = forms.BooleanField(label=_("My bank gave me this QR for my business"), required=False)

    def __init__(self, *args: Any, asks: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks:
            self.fields["declared"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        if not self.errors and not (self.cleaned_data.get("link", "").strip() or self.cleaned_data.get("picture")):
            self.add_error("link", _("Paste the link, or choose a picture."))
        return said


class TermsForm(forms.Form):
    """What her shop asks unless a price offer says otherwise."""

    deposit_percent = forms.TypedChoiceField(label=_("Advance"), choices=PERCENT, coerce=int)
    free_hours = forms.TypedChoiceField(label=_("The customer cancels without a loss"), choices=FREE_HOURS, coerce=int)
