"""The name on a certificate, and the code of one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.people.clean import LONGEST_NAME, clean_name
from commons.people.forms import Cleaned


class NameForm(forms.Form):
    name = Cleaned(
        clean_name,
        label=_("Which name shall stand on it?"),
        help_text=_("As you want it to be read. It stands on the paper, and on the page where anyone with the paper can check it."),
        widget=forms.TextInput({"maxlength": LONGEST_NAME, "autocomplete": "name", "autocapitalize": "words", "spellcheck": "false"}),
        error_messages={"required": _("Write the name that shall stand on it.")},
    )


class CheckForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the certificate"),
        help_text=_("Ten letters and digits; it stands under the QR."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "field__code"}),
        error_messages={"required": _("Type the code of the certificate.")},
    )
