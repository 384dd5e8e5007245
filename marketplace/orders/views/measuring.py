"""The customer's own measures, filled in if she likes: whoever sews for her sees them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commons.journal.refusals import Refused

from ..actions import card_for, save_card
from ..measures import MEASURES
from ..seeing import Seen
from .moving import for_parties


class MeasuresForm(forms.Form):
    """A whole number of centimetres for each, or nothing."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for name, (words, least, most) in MEASURES.items():
            beyond = _("It lies between %(least)s and %(most)s cm.") % {"least": least, "most": most}
            said = dict.fromkeys(("min_value", "max_value"), beyond)
            self.fields[name] = forms.IntegerField(label=str(words), required=False, min_value=least, max_value=most, error_messages=said)
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "class": "input--count"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def change_measures(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Her card, to be filled in and changed."""
    if not seen.is_customer:
        raise Refused("forbidden")
    card = card_for(seen.order, seen.who)
    form = MeasuresForm(request.POST if request.method == "POST" else None, initial=card.measures if card else {})
    if request.method == "POST" and form.is_valid():
        save_card(seen.who, form.cleaned_data)
        return redirect("orders:order", seen.order.pk)
    context = {"order": seen.order, "seen": seen, "form": form}
    return render(request, "orders/measures.html", context, status=422 if form.errors else 200)
