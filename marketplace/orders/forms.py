"""What a customer types: errors stand beside the field, and what she typed stays in it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.media.forms import PictureField, PicturesField, VoiceField
from commons.people.clean import LONGEST_NAME, clean_name
from commons.people.forms import Cleaned
from commons.people.phones import clean_phone
from marketplace.catalog.kinds import Counted
from marketplace.catalog.models import Listing

from .actions.placing import LONGEST_BRIEF
from .actions.preparing.asked import LONGEST_WORDS
from .actions.pricing import has_its_price
from .actions.wishing import MOST, MOST_DAYS, MOST_PICTURES
from .fulfilment import Move
from .words import MEANS, REASONS

HOW_MANY = _("How many are there? One at least.")
AT_MOST = _("That is too many at once: at most %(limit_value)s.")
COUNTED = {"required": HOW_MANY, "invalid": HOW_MANY, "min_value": HOW_MANY, "max_value": AT_MOST}
COUNT = {"inputmode": "numeric", "class": "input--count"}


class WishForm(forms.Form):
    """The first page: what it should be, and how much of it. A kind asks for what it is counted by."""

    n = forms.IntegerField(min_value=1, max_value=MOST, error_messages=COUNTED)
    days = forms.IntegerField(
        label=_("How many nights?"), min_value=1, max_value=MOST_DAYS, error_messages=COUNTED, widget=forms.NumberInput(COUNT)
    )
    alone = forms.BooleanField(label=_("A group of our own"), required=False)
    women = forms.BooleanField(
        label=_("Only women come: I, and whoever is with me"),
        error_messages={"required": _("She receives women only. Tick it if that is so.")},
    )
    voice = VoiceField(label=_("Say it"), required=False)
    pictures = PicturesField(label=_("Show it"), required=False, most=MOST_PICTURES)
    brief = forms.CharField(
        label=_("Or write it"), required=False, max_length=LONGEST_BRIEF, widget=forms.Textarea({"rows": 3, "enterkeyhint": "next"})
    )

    def __init__(self, listing: Listing, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = listing.declared
        self.is_told = not has_its_price(listing)
        self.fields["n"].label = how_many(listing)
        self.fields["n"].widget.attrs |= COUNT
        for name, is_asked in {
            "days": kind.name == "homestay",
            "alone": bool(listing.details.get("private_price")),
            "women": listing.is_women_only,
        }.items():
            if not is_asked:
                del self.fields[name]

    @property
    def said(self) -> dict[str, Any]:
        """For the draft; what isn't asked of this kind, or not any more, is as if nobody had said it."""
        unasked = {name: otherwise for name, otherwise in {"days": 1, "alone": False, "women": False}.items() if name not in self.fields}
        return unasked | {name: self.cleaned_data[name] for name in ("n", "days", "alone", "women", "brief") if name in self.cleaned_data}


class ContactForm(forms.Form):
    """The last page: whom it is for. Who has an account is known; an ambassador may say it is for her neighbour."""

    neighbour = forms.BooleanField(label=_("It is for a neighbour"), required=False)
    name = Cleaned(
        clean_name,
        label=_("Your name"),
        widget=forms.TextInput(
            {"maxlength": LONGEST_NAME, "autocomplete": "name", "autocapitalize": "words", "spellcheck": "false", "autofocus": True}
        ),
        error_messages={"required": _("Write the name by which she may call you.")},
    )
    phone = Cleaned(
        clean_phone,
        label=_("Your phone number"),
        help_text=_(
            "The maker sees it once you have agreed, if you ask her to call, or to send you her answer by WhatsApp; "
            "and a friend of hers, if she doesn't come home from meeting you."
        ),
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": _("Write the phone number, so that the answer reaches you.")},
    )
    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput({"autocomplete": "email"}))
    wants_call = forms.BooleanField(label=_("Call me back, please"), required=False)

    def __init__(self, *args: Any, is_known: bool, is_helper: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_helper = is_helper
        if not is_helper:
            del self.fields["neighbour"]
        if is_known and not is_helper:
            del self.fields["name"], self.fields["phone"], self.fields["email"]
        if is_helper:
            self.fields["name"].label, self.fields["phone"].label = _("Her name"), _("Her phone number")
            self.fields["phone"].help_text = ""
            helps = self.data.get("neighbour") if self.is_bound else True
            for name in ("name", "phone"):
                self.fields[name].required = bool(helps)
                self.fields[name].widget.attrs["autocomplete"] = "off"  # a browser knows the ambassador's


class MoveForm(forms.Form):
    """One step of an order: a reason to choose, and a few words if she likes. `key` makes it one, sent twice."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    words = forms.CharField(label=_("In a few words"), required=False, max_length=LONGEST_WORDS, widget=forms.Textarea({"rows": 3}))

    def __init__(self, move: Move, *args: Any, without: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        if move.reasons:
            choices = [(name, REASONS[name]) for name in move.reasons if name not in without]
            asked = _("Choose what fits best.")
            reason = forms.ChoiceField(label=_("Why?"), choices=choices, widget=forms.RadioSelect, error_messages={"required": asked})
            self.fields = {"reason": reason, **self.fields}


STARS = [(str(stars), str(stars)) for stars in range(1, 6)]


class Stars(forms.RadioSelect):
    """One to five, drawn as stars."""

    template_name = "orders/_stars_input.html"


def stars_field(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=STARS, coerce=int, widget=Stars, error_messages={"required": _("Give one to five stars.")}
    )


class ReviewForm(forms.Form):
    """How it was: stars by question, and a line or a voice message."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    on_time = stars_field(_("Was it on time?"))
    as_agreed = stars_field(_("Was it as agreed?"))
    again = stars_field(_("Would you come again?"))
    words = forms.CharField(label=_("In a few words"), required=False, max_length=LONGEST_WORDS, widget=forms.Textarea({"rows": 3}))
    voice = VoiceField(label=_("Say it"), required=False)


class PaidForm(forms.Form):
    """ "I paid": how, and a picture that shows it if she likes."""

    proof = PictureField(
        label=_("A picture that shows it"),
        required=False,
        help_text=_("Only the maker sees it, and a coordinator if you can't agree. It is deleted 30 days after the end."),
    )

    def __init__(self, *args: Any, by_qr: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(name, word) for name, word in MEANS.items() if by_qr or name == "cash"]
        means = forms.ChoiceField(label=_("How?"), choices=choices, widget=forms.RadioSelect, initial=choices[-1][0])
        self.fields = {"means": means, **self.fields}


def how_many(listing: Listing) -> Any:
    """The question that goes with how it is counted."""
    kind = listing.declared
    if kind.trade in ("catering", "tourism"):
        return _("For how many people?")
    return _("How many pieces?") if kind.counted in (Counted.WEEK, Counted.PIECES) else _("How many?")
