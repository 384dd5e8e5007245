"""What is typed about a venture: errors stand beside the field, and what she typed stays in it."""

from functools import partial
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.people.forms import Cleaned
from commons.people.texts import clean_lines
from marketplace.catalog.forms.fields import title_field, words_field

from .actions.coming import LONGEST_WORDS
from .models import Offer


class TitleForm(forms.Form):
    title = title_field(_("What shall it be called?"), help_text=_("As you would say it to a neighbour: dresses and tables for weddings."))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["title"].widget.attrs["autofocus"] = True


class WordsForm(forms.Form):
    """What it is called and what it is about, in the language she reads."""

    title = title_field(_("What it is called"))
    about = words_field(
        pgettext_lazy("a joint business", "What it is about"),
        required=False,
        help_text=_("Whom it is for, what is there already, what is missing."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class BringForm(forms.Form):
    """ "I bring …", a kind and a few words; the kind is the button she presses."""

    kind = forms.ChoiceField(choices=Offer.Kind, error_messages={"required": _("Choose what you bring.")})
    words = Cleaned(
        partial(clean_lines, longest=LONGEST_WORDS),
        label=_("In a few words"),
        required=False,
        widget=forms.Textarea({"rows": 2, "maxlength": LONGEST_WORDS, "enterkeyhint": "done"}),
    )


class FoundForm(BringForm):
    """The last page of a beginning: all that she has said so far, and what she brings herself."""

    kind = forms.ChoiceField(choices=[("", ""), *Offer.Kind.choices], required=False)
    title = title_field(TitleForm.base_fields["title"].label or "")
    template = forms.CharField(required=False, max_length=20)
    key = forms.UUIDField(initial=uuid4)
