"""What is typed about a venture: errors stand beside the field, and what she typed stays in it."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Self
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.media.forms import PicturesField, VoiceField
from commons.people.forms import Cleaned
from commons.people.models import Member
from commons.people.texts import clean_lines
from marketplace.catalog.forms.fields import SomField, title_field, words_field

from .actions import Saying
from .actions.cards import LONGEST_WORDS as LONGEST_CARD
from .actions.cards import TOO_DEAR
from .actions.coming import LONGEST_WORDS
from .models import Card, Offer

DEAR = {"beyond": TOO_DEAR}


class TitleForm(forms.Form):
    title = title_field(_("What shall it be called?"), help_text=_("As you would say it to a neighbour: dresses and tables for weddings."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
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


class ShopForm(forms.Form):
    """What their shop is called, in the language she reads, and who of them answers its customers."""

    name = title_field(_("What shall your shop be called?"))

    def __init__(self, women: Iterable[Member], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(woman.pk), f"{woman.name} · {woman.lab}") for woman in women]
        said = {"required": _("Choose who answers."), "invalid_choice": _("Choose who answers.")}
        self.fields["member"] = forms.ChoiceField(
            label=_("Who answers its customers?"),
            choices=choices,
            widget=forms.RadioSelect,
            error_messages=said,
            help_text=_("Orders come to her, and she puts your services on the market. She can hand it over to another later."),
        )


class HandOverForm(forms.Form):
    """Who answers from now on; she is the button that is pressed."""

    def __init__(self, women: Iterable[Member], *args: Any) -> None:
        super().__init__(*args)
        said = _("Only a partner of it can answer its customers.")
        choices = [(str(woman.pk), woman.name) for woman in women]
        self.fields["member"] = forms.ChoiceField(choices=choices, error_messages={"required": said, "invalid_choice": said})


class BringForm(forms.Form):
    """ "I bring …", a kind and a few words; the kind is the button she presses."""

    kind = forms.ChoiceField(choices=Offer.Kind, error_messages={"required": _("Choose what you bring.")})
    words = Cleaned(
        partial(clean_lines, longest=LONGEST_WORDS),
        label=_("In a few words"),
        required=False,
        widget=forms.Textarea({"rows": 2, "maxlength": LONGEST_WORDS, "enterkeyhint": "done"}),
    )


class CardForm(forms.Form):
    """All that is said of a card; what she empties it has no more. It knows what it said when she saw it: only what she changed is hers."""

    title = title_field(_("What is to be done"), show_hidden_initial=True)
    words = Cleaned(
        partial(clean_lines, longest=LONGEST_CARD),
        label=_("More about it"),
        required=False,
        show_hidden_initial=True,
        widget=forms.Textarea({"rows": 3, "maxlength": LONGEST_CARD}),
    )
    due_on = forms.DateField(
        label=_("Until which day"),
        required=False,
        show_hidden_initial=True,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    planned = SomField(label=_("Money as we think, in som"), required=False, least=0, show_hidden_initial=True, error_messages=DEAR)
    actual = SomField(label=_("Money as it was, in som"), required=False, least=0, show_hidden_initial=True, error_messages=DEAR)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, card: Card) -> Self:
        """As the card stands."""
        return cls(initial={name: getattr(card, name) for name in cls.base_fields})

    def saying(self) -> Saying:
        """For the action: what she changed. Only once it is valid."""
        said = {name: self.cleaned_data[name] for name in self.changed_data if name != "version"}
        empties = frozenset(name for name, value in said.items() if value is None)
        return Saying(**said, empties=empties)

    def upon(self, card: Card) -> Self:
        """The same with what she changed, upon the card as it stands now: what she left alone is no older word over another's."""
        now, data = self.of(card), self.data.dict()  # type: ignore[attr-defined]  # what was posted
        for name in self.fields:
            said = now[name].value()
            shown = "" if said is None else str(said)
            if name == "version" or name not in self.changed_data:
                data[name] = shown
            data[f"initial-{name}"] = shown
        return type(self)(data)


class ShownForm(forms.Form):
    pictures = PicturesField(label=_("Pictures"), most=4)


class SpokenForm(forms.Form):
    voice = VoiceField(label=_("Say it"))


class SaidForm(forms.Form):
    """What is said of a card by voice; the words beside it are the page's."""

    voice = VoiceField(label=_("Voice message"), required=False)


class FoundForm(BringForm):
    """The last page of a beginning: all that she has said so far, and what she brings herself."""

    kind = forms.ChoiceField(choices=[("", ""), *Offer.Kind.choices], required=False)
    title = title_field(TitleForm.base_fields["title"].label or "")
    template = forms.CharField(required=False, max_length=20)
    key = forms.UUIDField(initial=uuid4)
