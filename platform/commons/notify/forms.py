"""How she wants to be told, as a form."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commons.people.models import Member

from .kinds import KINDS, groups, kinds_in
from .models import Preferences

CLOCK = {"type": "time"}


def clock(label: Any) -> forms.TimeField:
    wrong = _("Give the hour like 21:00.")
    errors = {"invalid": wrong, "required": wrong}
    return forms.TimeField(label=label, widget=forms.TimeInput(CLOCK, format="%H:%M"), error_messages=errors)


class PreferencesForm(forms.Form):
    quiet_from = clock(_("Quiet from"))
    quiet_until = clock(_("Quiet until"))
    hears = forms.MultipleChoiceField(label=_("Tell me of"), widget=forms.CheckboxSelectMultiple, required=False)
    says_more = forms.BooleanField(
        label=_("Say what it is about"),
        help_text=_("Otherwise a locked phone shows only that there is something new. Who else sees your phone?"),
        required=False,
    )
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("Only if you like: what waits for you comes there, too."))
    mails = forms.BooleanField(label=_("Write to me there"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["hears"].choices = [(name, words) for name, words in groups().items()]  # type: ignore[attr-defined]
        if not settings.MAILS:
            del self.fields["email"], self.fields["mails"]

    @classmethod
    def of(cls, member: Member) -> "PreferencesForm":
        """Filled with what she said before."""
        kept = Preferences.of(member)
        hears = [name for name in groups() if not set(kinds_in(name)) <= set(kept.muted)]
        plain = {"quiet_from": kept.quiet_from, "quiet_until": kept.quiet_until, "says_more": kept.says_more}
        return cls(initial={**plain, "hears": hears, "email": member.email, "mails": kept.mails})

    def kept(self, member: Member) -> dict[str, Any]:
        """What `change_preferences` keeps; of mail what stood before, where none goes out."""
        said = dict(self.cleaned_data)
        hears = said.pop("hears")
        muted = [kind for name in groups() if name not in hears for kind in kinds_in(name)]
        return {"email": member.email, "mails": Preferences.of(member).mails, **said, "muted": [kind for kind in muted if kind in KINDS]}
