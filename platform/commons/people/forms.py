"""What people type: errors stand beside the field, and what she typed stays in it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused

from .clean import clean_about, clean_name
from .models import Craft, Member


class Cleaned(forms.CharField):
    """A text cleaned by a function that raises Refused with the sentence to show. Where something is asked for, spaces are nothing."""

    def __init__(self, clean: Callable[[str], str], **options: Any) -> None:
        super().__init__(strip=False, **options)
        self._clean = clean

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            cleaned = self._clean(text)
        except Refused as refused:
            raise forms.ValidationError(str(refused.message)) from refused
        if self.required and not cleaned:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return cleaned


def name_field(**attributes: str | bool) -> Cleaned:
    hints = {"autocomplete": "nickname", "autocapitalize": "words", "spellcheck": "false", **attributes}
    asked = _("Write the name you want to be called.")
    return Cleaned(clean_name, label=_("What shall we call you?"), widget=forms.TextInput(hints), error_messages={"required": asked})


class CodeForm(forms.Form):
    """The eight letters and digits, typed."""

    attributes = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True, "class": "field__code"}
    code = forms.CharField(
        label=_("Code of the invitation"),
        help_text=_("Eight letters and digits; she who invites you sees them on her phone."),
        max_length=40,
        widget=forms.TextInput(attributes),
        error_messages={"required": _("Type the code of the invitation.")},
    )


class JoinForm(forms.Form):
    name = name_field(autofocus=True, enterkeyhint="go")
    is_under_18 = forms.BooleanField(label=_("I am under 18"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].help_text = _("Any name you like; the others see it.")


class SignInForm(forms.Form):
    number = forms.CharField(
        label=_("Your member number"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "username", "spellcheck": "false", "autofocus": True}),
        error_messages={"required": _("Type your member number: six digits.")},
    )
    three_words = forms.CharField(
        label=_("Your three words"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the three words you keep.")},
    )
    closes_after_me = forms.BooleanField(label=_("Close after me: this phone or computer isn't mine alone"), required=False)

    def clean_number(self) -> str:
        """As the house writes it, however she typed it."""
        return "".join(self.cleaned_data["number"].split()).removeprefix("№")


def craft_choices() -> list[tuple[str, str]]:
    return [(craft.slug, str(craft)) for craft in Craft.objects.all()]


class ProfileForm(forms.Form):
    name = name_field()
    speaks = forms.MultipleChoiceField(
        label=_("Languages you speak"), choices=settings.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )
    crafts = forms.MultipleChoiceField(label=_("What you do"), choices=craft_choices, required=False, widget=forms.CheckboxSelectMultiple)
    about = Cleaned(
        clean_about,
        label=_("A few words about you"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    @classmethod
    def of(cls, member: Member) -> "ProfileForm":
        crafts = [craft.slug for craft in member.crafts.all()]
        return cls(initial={"name": member.name, "speaks": member.speaks, "crafts": crafts, "about": member.about})

    def clean_crafts(self) -> list[Craft]:
        return list(Craft.objects.filter(slug__in=self.cleaned_data["crafts"]))
