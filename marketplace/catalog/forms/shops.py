"""What the shop says of itself and of her."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commons.media.forms import PictureField, VoiceField
from commons.people.clean import clean_line
from commons.people.forms import Cleaned
from commons.people.phones import clean_phone

from ..models import Shop, ShopPicture
from .fields import district_field, title_field, words_field
from .selling import MY_NAME

LONGEST_LINE = 80
MORE = {ShopPicture.Shows.PHOTOS: _("More photos"), ShopPicture.Shows.WORKS: _("More works")}


def _phone(text: str) -> str:
    return clean_phone(text) if text.strip() else ""


class ShopForm(forms.Form):
    name = title_field(_("Name of the shop"), required=False)
    about = words_field(_("A few words about your work"), required=False)
    district = district_field()
    speaks = forms.MultipleChoiceField(
        label=_("Languages you speak"), choices=settings.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )
    phone = Cleaned(
        _phone,
        label=_("Phone for WhatsApp"),
        required=False,
        max_length=30,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("Shown only to those with whom you have agreed on an order."),
    )
    shows_name = forms.BooleanField(required=False)
    shows_face = forms.BooleanField(label=_("They see my picture"), required=False)
    shows_voice = forms.BooleanField(label=_("They hear my voice"), required=False)

    def __init__(self, shop: Shop, data: Any = None) -> None:
        self.shop, self.language = shop, get_language() or "ky"
        said = {"name": shop.names.get(self.language, ""), "about": shop.abouts.get(self.language, ""), "speaks": shop.speaks.split()}
        kept = {name: getattr(shop, name) for name in ("district", "phone", "shows_name", "shows_face", "shows_voice")}
        super().__init__(data, initial={**said, **kept})
        self.fields["shows_name"].label = MY_NAME % {"name": shop.member.name}

    @property
    def changes(self) -> dict[str, Any]:
        """For `change_shop`; what is said in other languages stays."""
        given = dict(self.cleaned_data)
        given["names"] = {**self.shop.names, self.language: given.pop("name")}
        given["abouts"] = {**self.shop.abouts, self.language: given.pop("about")}
        return given


class FaceForm(forms.Form):
    picture = PictureField(label=_("A picture of you, or of your hands at work"))


class VoiceForm(forms.Form):
    voice = VoiceField(label=_("Your voice"))


class LinesForm(forms.Form):
    """What is on each of the pictures, in the language she reads; each has its field as `told`."""

    def __init__(self, pictures: Iterable[ShopPicture], data: Any = None) -> None:
        super().__init__(data)
        self.language = get_language() or "ky"
        self.pictures = list(pictures)
        for one in self.pictures:
            self.initial[_of(one)] = one.lines.get(self.language, "")
            self.fields[_of(one)] = Cleaned(clean_line, label=_("What is it?"), required=False, max_length=LONGEST_LINE)
            one.told = self[_of(one)]  # type: ignore[attr-defined]

    @property
    def lines(self) -> dict[int, dict[str, str]]:
        """For `say_in_shop`: what was sent and is different."""
        changed = [one for one in self.pictures if _of(one) in self.data and _of(one) in self.changed_data]
        return {one.pk: {self.language: self.cleaned_data[_of(one)]} for one in changed}


def _of(picture: ShopPicture) -> str:
    return f"line_{picture.pk}"
