"""What is typed about a venture's money: what was paid, what was given. Errors stand beside the field, and what she typed stays in it."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from commons.people.forms import Cleaned
from commons.ui.money import TYIYN, som
from marketplace.catalog.forms.fields import SomField
from marketplace.orders.models import Order

from ..actions.writing import LONGEST_WORDS, check_words
from ..reading import Balance

Women = Sequence[tuple[int, Any]]  # by id, and how each is called

OWN, HELD = "own", "held"
UNCHOSEN = ("required", "invalid_choice")


def amount_field() -> SomField:
    sentences = {
        "required": _("Say how much it is, more than nothing."),
        "invalid": _("Write it in whole som, in digits: 3500."),
        "beyond": _("It is at least one som, and at most ten million."),
    }
    return SomField(label=_("How much, in som"), error_messages=sentences)


class MoneyForm(forms.Form):
    """What all of them ask. The key is made with the page: sent twice, it is written once."""

    amount = amount_field()
    key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)


class CostForm(MoneyForm):
    """ "I paid for something"."""

    words = Cleaned(
        check_words,
        label=_("What was it for?"),
        widget=forms.TextInput({"maxlength": LONGEST_WORDS, "enterkeyhint": "done"}),
        error_messages={"required": _("Say what it was for, so that the others know.")},
    )

    def __init__(self, *args: Any, hers: Balance, orders: Sequence[Order], **options: Any) -> None:
        super().__init__(*args, **options)
        ways: list[tuple[str, Any]] = [(OWN, _("My own money: I get it back"))]
        if hers.holds > 0:
            ways.append((HELD, _("The shared money that I hold: %(amount)s") % {"amount": som(hers.holds)}))
        said = dict.fromkeys(UNCHOSEN, _("Choose one of these."))
        self.fields["source"] = forms.ChoiceField(
            label=_("Out of which money?"), choices=ways, initial=ways[-1][0], widget=forms.RadioSelect, error_messages=said
        )
        if orders:
            self.fields["order"] = forms.TypedChoiceField(
                label=_("For which order?"),
                choices=[("", _("For all of the venture")), *((one.pk, _named(one)) for one in orders)],
                required=False,
                coerce=int,
                empty_value=None,
                error_messages=said,
            )


class GivingForm(MoneyForm):
    """To whom, and how much."""

    def __init__(self, *args: Any, label: Any, women: Women, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"] = _one_of(women, label, initial=women[0][0] if len(women) == 1 else None)
        self.order_fields(["to", "amount", "key"])


class HandoverForm(GivingForm):
    """Where somebody who has left still holds some of it, another says to whom that went."""

    def __init__(self, *args: Any, me: int, givers: Women, holder: int | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if holder != me:
            self.fields["to"].initial = self.fields["to"].initial or holder
        self.fields["giver"] = _one_of(givers, _("Who held it?"), initial=givers[0][0] if givers else None)
        if [one for one, _name in givers] == [me]:
            self.fields["giver"].widget = forms.HiddenInput()
        self.order_fields(["giver", "to", "amount", "key"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("to") is not None and said.get("to") == said.get("giver"):
            self.add_error("to", _("Choose another of you, to whom the money goes."))
        return said


class PaybackForm(GivingForm):
    """Who was given too much, and who holds now what she gave back: one of the two says so."""

    def __init__(self, *args: Any, me: int, givers: Women, holder: int | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.me = me
        self.fields["giver"] = _one_of(givers, _("Who gave it back?"), initial=givers[0][0] if givers else None)
        self.fields["to"].initial = self.fields["to"].initial or (holder if givers and givers[0][0] == me else me)
        self.order_fields(["giver", "to", "amount", "key"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if None not in (said.get("to"), said.get("giver")) and self.me not in (said["to"], said["giver"]):
            self.add_error("to", _("Either you gave it back, or it was given back to you."))
        return said


def as_read(amount: int, whole: int) -> int:
    """What she means who reads `whole` in whole som and types as much: all of it, to the tyiyn."""
    is_all = abs(amount - whole) <= TYIYN // 2
    return whole if is_all and som(amount) == som(whole) else amount


def _one_of(women: Women, label: Any, initial: int | None) -> forms.TypedChoiceField:
    said = dict.fromkeys(UNCHOSEN, _("Choose one of them."))
    return forms.TypedChoiceField(label=label, choices=women, initial=initial, coerce=int, widget=forms.RadioSelect, error_messages=said)


def _named(order: Order) -> str:
    return f"{order.pk} · {order.listing.title}"
