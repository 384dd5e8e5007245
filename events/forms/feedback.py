"""Three questions to those who were there."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.people.forms import Cleaned
from commons.people.texts import clean_lines

from ..feedback import AGAIN, FACES
from ..models.feedback import LONGEST


class Faces(forms.RadioSelect):
    """Three of them, side by side, each with an icon."""

    template_name = "events/_faces_input.html"

    def __init__(self, icons: Mapping[Any, str]) -> None:
        super().__init__()
        self.icons = icons

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        return {**super().create_option(name, value, *args, **options), "icon": self.icons[value]}


class FeedbackForm(forms.Form):
    face = forms.TypedChoiceField(
        label=_("How was it?"),
        choices=[(face, label) for face, (label, _icon) in FACES.items()],
        coerce=int,
        widget=Faces({face: icon for face, (_label, icon) in FACES.items()}),
        error_messages={"required": _("Choose one of the three."), "invalid_choice": _("Choose one of the three.")},
    )
    again = forms.ChoiceField(
        label=pgettext_lazy("to an event", "Would you come again?"),
        choices=[(again.value, label) for again, (label, _icon) in AGAIN.items()],
        widget=Faces({again.value: icon for again, (_label, icon) in AGAIN.items()}),
        error_messages={"required": _("Choose one of the three."), "invalid_choice": _("Choose one of the three.")},
    )
    words = Cleaned(
        partial(clean_lines, longest=LONGEST),
        label=_("One line to those who held it"),
        required=False,
        widget=forms.Textarea({"rows": 2, "maxlength": LONGEST}),
    )
