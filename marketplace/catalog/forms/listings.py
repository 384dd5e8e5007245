"""One form for a service of any kind, made from what its kind declares."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..actions import Changes
from ..kinds import UNITS
from ..models import Listing
from .fields import SomField, district_field, field_for, title_field, words_field
from .selling import WHO


class ListingForm(forms.Form):
    """What every service says: its names and words, first in the language she reads, its price, its place, who sees it."""

    price_from = SomField(label=_("The price, in som"))
    price_to = SomField(label=_("Up to, in som"), required=False, help_text=_("Where it isn't the same for everyone."))
    unit = forms.ChoiceField(label=_("It is the price"), widget=forms.RadioSelect)
    district = district_field()
    visibility = forms.ChoiceField(label=_("Who sees it?"), choices=list(WHO.items()), widget=forms.RadioSelect)

    def __init__(self, listing: Listing, data: Any = None) -> None:
        super().__init__(data, initial=initial_of(listing))
        self.kind = listing.declared
        self.fields["district"].widget.attrs["placeholder"] = listing.shop.district  # where it is while she leaves it empty
        first = get_language() or "ky"
        self._codes = [first, *(code for code, _name in settings.LANGUAGES if code != first)]
        names = dict(settings.LANGUAGES)
        for code in self._codes:
            own = code == first
            self.fields[f"name_{code}"] = title_field(_("Name") if own else names[code], required=own and not listing.names)
            self.fields[f"about_{code}"] = words_field(_("What is good to know") if own else names[code], required=False)
        units = dict.fromkeys([*self.kind.units, listing.unit])
        self.fields["unit"].choices = [(unit, UNITS[unit]) for unit in units if unit in UNITS]  # type: ignore[attr-defined]
        for declared in self.kind.fields:
            self.fields[declared.name] = field_for(declared)

    @property
    def own(self) -> list[forms.BoundField]:
        """Name and words in the language she reads."""
        return [self[f"name_{self._codes[0]}"], self[f"about_{self._codes[0]}"]]

    @property
    def other_names(self) -> list[forms.BoundField]:
        return [self[f"name_{code}"] for code in self._codes[1:]]

    @property
    def other_words(self) -> list[forms.BoundField]:
        return [self[f"about_{code}"] for code in self._codes[1:]]

    @property
    def asked(self) -> list[forms.BoundField]:
        """What its kind asks for."""
        return [self[declared.name] for declared in self.kind.fields]

    @property
    def speaks_more(self) -> bool:
        """Whether something is said, or wrong, in another language."""
        return any(field.value() or field.errors for field in (*self.other_names, *self.other_words))

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("price_to") and given.get("price_from") and given["price_to"] <= given["price_from"]:
            self.add_error("price_to", _("The higher price is less than the lower one."))
        least, most = given.get("least"), given.get("most")
        if least and most and least > most:
            self.add_error("most", _("The least is more than the most."))
        if not self.errors and not any(given.get(f"name_{code}") for code in self._codes):
            self.add_error(f"name_{self._codes[0]}", _("Write how it is called."))
        return given

    @property
    def changes(self) -> Changes:
        """For `change_listing`."""
        given = self.cleaned_data
        return Changes(
            names={code: given[f"name_{code}"] for code in self._codes},
            abouts={code: given[f"about_{code}"] for code in self._codes},
            details={declared.name: given[declared.name] for declared in self.kind.fields},
            empties=frozenset({"price_to"}),
            **{name: given[name] for name in ("price_from", "price_to", "unit", "district", "visibility")},
        )


def initial_of(listing: Listing) -> dict[str, Any]:
    said = {f"name_{code}": name for code, name in listing.names.items()} | {
        f"about_{code}": about for code, about in listing.abouts.items()
    }
    columns = ("price_from", "price_to", "unit", "district", "visibility")
    return {**listing.details, **said, **{name: getattr(listing, name) for name in columns}}
