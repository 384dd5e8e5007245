"""What a maker types on an order's page: errors stand beside the field, and what she typed stays in it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commons.journal.refusals import Refused
from commons.media.forms import PictureField, PicturesField
from marketplace.catalog.forms.fields import SomField

from .actions.preparing.agreeing import check_due, check_it_can_begin, check_it_has_room
from .actions.preparing.asked import LONGEST_WORDS
from .actions.pricing import LineDraft, terms_of
from .choosing import day_for_price
from .fulfilment import TABLE
from .models import Order
from .words import REASONS, is_visit

FREE_HOURS = [(0, _("Until it begins")), (24, _("Until a day before")), (72, _("Until three days before")), (168, _("Until a week before"))]
PERCENT = [(0, _("None")), (20, "20 %"), (30, "30 %"), (50, "50 %"), (100, _("All of it"))]


class Moving(forms.Form):
    """The order's version as she saw it; `key` makes it one, sent twice."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def details(self) -> dict[str, Any]:
        """What the line of the table asks for, with her reason and her words."""
        return {name: self.cleaned_data[name] for name in ("reason", "words") if name in self.cleaned_data}


def words_field(label: Any, rows: int = 3) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST_WORDS, widget=forms.Textarea({"rows": rows}))


class PriceForm(Moving):
    """A price and a ready day, of a stay its first; the rest is as her shop has it, unless she says otherwise."""

    order: Order

    price = SomField(label=_("Price for all of it, in som"))
    due_on = forms.DateField(
        label=_("Ready on"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day on which it is ready."), "invalid": _("Choose the day on which it is ready.")},
    )
    words = words_field(_("In a few words"), rows=2)
    deposit_percent = forms.TypedChoiceField(label=_("Advance"), choices=PERCENT, coerce=int)
    free_hours = forms.TypedChoiceField(label=_("The customer cancels without a loss"), choices=FREE_HOURS, coerce=int)

    @classmethod
    def of(cls, order: Order, data: Any = None) -> "PriceForm":
        last = order.quotes.filter(revision=order.revision).first()
        terms = last or terms_of(order.shop)
        initial = {
            "version": order.version,
            "price": last.total if last else None,
            "due_on": day_for_price(order, last.due_on if last else None) - timedelta(days=order.days - 1),
            "deposit_percent": terms.deposit_percent,
            "free_hours": terms.free_hours,
        }
        form = cls(data, initial=initial)
        form.order = order
        if is_visit(order):
            named = form.fields["due_on"]
            named.label = _("From which day on?") if order.days > 1 else _("On which day?")
            named.error_messages["required"] = named.error_messages["invalid"] = _("Choose the day.")
        if order.days > 1:
            form.fields["due_on"].help_text = ngettext("%(n)s night", "%(n)s nights", order.days) % {"n": order.days}
        _offer(form.fields["deposit_percent"], PERCENT, terms.deposit_percent, f"{terms.deposit_percent} %")
        hours = ngettext("Until %(hours)s hour before", "Until %(hours)s hours before", terms.free_hours)
        _offer(form.fields["free_hours"], FREE_HOURS, terms.free_hours, hours % {"hours": terms.free_hours})
        form.fields["price"].widget.attrs["class"] = "input--count"
        form.fields["due_on"].widget.attrs["min"] = timezone.localdate().isoformat()
        return form

    def clean_due_on(self) -> Any:
        try:
            first = check_due(self.cleaned_data["due_on"])
            due_on = check_due(first + timedelta(days=self.order.days - 1))
            check_it_can_begin(self.order, due_on)
            check_it_has_room(self.order, due_on)
            return due_on
        except Refused as refused:
            raise forms.ValidationError(str(refused.message)) from refused

    def details(self) -> dict[str, Any]:
        said = self.cleaned_data
        lines = [LineDraft("", 1, said["price"])]
        more = {name: said[name] for name in ("due_on", "deposit_percent", "free_hours")}
        return {**super().details(), "lines": lines, **more}


class DeclineForm(Moving):
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[(name, REASONS[name]) for name in TABLE["decline"].reasons],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what fits best.")},
    )
    words = words_field(_("In a few words"))


class HandOverForm(Moving):
    """Handed over; with a picture, if she likes."""

    picture = PictureField(label=_("A picture of it"), required=False)

    def details(self) -> dict[str, Any]:
        return {"picture": self.cleaned_data["picture"]} if self.cleaned_data.get("picture") else {}


class ProgressForm(forms.Form):
    pictures = PicturesField(label=_("Pictures"), most=4, error_messages={"required": _("Choose a picture.")})


class AnswerForm(Moving):
    """Once, for everyone to read."""

    words = forms.CharField(
        label=_("Your answer, for everyone to read"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write an answer.")},
    )


def _offer(field: Any, choices: list[tuple[int, Any]], value: int, said: Any) -> None:
    """What her shop asks stands among the choices."""
    field.choices = choices if value in dict(choices) else [*choices, (value, said)]
