"""The first service, one question a page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.media.forms import GoodPicturesField, PictureField, VoiceField
from commons.media.uploads import MOST as MOST_AT_ONCE

from ..capacity import stock_of
from ..kinds import UNITS, Counted
from ..models import Listing, Shop
from .fields import SomField, ready_field, title_field

WHO = {
    Listing.Visibility.EVERYONE: _("Everyone: it is in the market"),
    Listing.Visibility.LINK: _("Only who has my link"),
}
MY_NAME = _("They see my name: %(name)s")


class PictureForm(forms.Form):
    """In whose name it is, is asked only of who answers for the shop of a joint business."""

    picture = PictureField(label=_("A picture of your work"), required=False, help_text=_("More can be added later."))

    def __init__(self, joint: Iterable[Shop], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(shop.pk), shop.title) for shop in joint]
        if names or self.data.get("shop"):  # who answers for none any more is told so
            self.fields["shop"] = forms.ChoiceField(
                label=_("Where is it sold?"),
                choices=[("", _("My own shop")), *names],
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("You don't answer for this shop. Choose where it is sold.")},
            )

    @property
    def shop_id(self) -> int | None:
        """The joint one that she chose. Only once it is valid."""
        return int(self.cleaned_data.get("shop") or 0) or None


class PicturesForm(forms.Form):
    """Some more pictures, where there is room for so many."""

    def __init__(self, label: str | Promise, room: int, *given: Any) -> None:
        super().__init__(*given)
        self.fields["pictures"] = GoodPicturesField(most=max(1, min(room, MOST_AT_ONCE)), label=label)


class SpokenForm(forms.Form):
    voice = VoiceField(label=_("Tell of it"))


class NameForm(forms.Form):
    name = title_field(
        _("What is it called?"), help_text=_("As you would say it to a neighbour: a dress for the holiday, dinner for guests.")
    )
    voice = VoiceField(label=_("Tell of it"), required=False, help_text=_("You can say it instead of writing much."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autofocus"] = True


class PriceForm(forms.Form):
    """A price; where the kind knows several units, what it is for; of what is ready now, how many there are."""

    price = SomField(label=_("The price, in som"))
    unit = forms.ChoiceField(label=_("It is the price"), widget=forms.RadioSelect)

    def __init__(self, listing: Listing, data: Any = None) -> None:
        super().__init__(data, initial={"price": listing.price_from, "unit": listing.unit})
        self.fields["price"].widget.attrs["autofocus"] = True
        units = listing.declared.units
        if listing.declared.quoted:
            self.fields["price"].help_text = _("From how much on. For each order you name the exact price.")
        if len(units) > 1:
            self.fields["unit"].choices = [(unit, UNITS[unit]) for unit in units]  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]
            if "piece" not in units:  # as it stands beside the price; a piece isn't said there either
                self.fields["price"].label = format_lazy("{}, {}", self.fields["price"].label, UNITS[units[0]])
        if listing.declared.counted == Counted.PIECES:
            stock = stock_of(listing)
            self.fields["left"], self.initial["left"] = ready_field(), stock.left if stock else 1


class AudienceForm(forms.Form):
    visibility = forms.ChoiceField(label=_("Who sees it?"), choices=list(WHO.items()), widget=forms.RadioSelect)
    shows_name = forms.BooleanField(required=False)

    def __init__(self, listing: Listing, data: Any = None) -> None:
        super().__init__(data, initial={"visibility": listing.visibility, "shows_name": listing.shop.shows_name})
        self.fields["shows_name"].label = MY_NAME % {"name": listing.shop.member.name}
