"""What is asked of her who says how to share, a question at a time."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commons.people.models import Member
from commons.ui.addresses import number
from marketplace.catalog.forms.fields import SomField

from ..models import Agreement

MOST_OF_ONE = 9
FEWEST = _("Each of you has one part at least. Who shares in nothing looks on as a guest.")
MOST = _("One of you has nine parts at most.")


class KindForm(forms.Form):
    kind = forms.ChoiceField(
        choices=Agreement.Kind, error_messages={"required": _("Choose how to share."), "invalid_choice": _("Choose how to share.")}
    )


class PieceForm(forms.Form):
    a_piece = SomField(
        label=_("For each piece, to who made it, in som"),
        help_text=_("What is left after that is shared in equal parts."),
        error_messages={
            "required": _("Write how much a piece, in som."),
            "invalid": _("Write it in whole som, in digits: 300."),
            "beyond": _("It is at least one som, and at most ten million."),
        },
    )


class PartsForm(forms.Form):
    """A number of parts for each of the women; all together are the whole, whatever they are."""

    def __init__(self, *args: Any, women: Sequence[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        self.women = women
        for woman in women:
            self.fields[field_of(woman)] = forms.IntegerField(
                label=woman.name,
                min_value=1,
                max_value=MOST_OF_ONE,
                initial=1,
                widget=forms.NumberInput({"inputmode": "numeric"}),
                error_messages={"required": FEWEST, "invalid": FEWEST, "min_value": FEWEST, "max_value": MOST},
            )

    @property
    def parts_in_words(self) -> str:
        """The word below their number, in the three forms among which the script chooses: for one, for a few, for many."""
        return "|".join(ngettext("part", "parts", n) for n in (1, 2, 5))

    @property
    def says(self) -> str:
        """As the script says it: it fills in the numbers."""
        return gettext("%(part)s of %(of)s")

    @property
    def rows(self) -> list[tuple[Member, forms.BoundField]]:
        return [(woman, self[field_of(woman)]) for woman in self.women]

    @property
    def weights(self) -> dict[int, int]:
        """By member; for a picture, of what was said so far."""
        said = getattr(self, "cleaned_data", {})
        initial = {woman.pk: self[field_of(woman)].initial for woman in self.women}
        return {woman.pk: said.get(field_of(woman)) or _part(initial[woman.pk]) for woman in self.women}


class HolderForm(forms.Form):
    def __init__(self, *args: Any, women: Sequence[Member], **options: Any) -> None:
        super().__init__(*args, **options)
        one_of_you = _("Choose one of you to hold the money.")
        choices = [(str(woman.pk), woman.name) for woman in women]
        self.fields["holder"] = forms.ChoiceField(choices=choices, error_messages={"required": one_of_you, "invalid_choice": one_of_you})


def field_of(woman: Member) -> str:
    return f"part-{woman.pk}"


def _part(said: object) -> int:
    """What is in a field, where that could be a number of parts."""
    part = number(str(said)) or 1
    return part if part <= MOST_OF_ONE else 1
