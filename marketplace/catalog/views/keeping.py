"""What she sends, kept; and what can't be kept, told on the next page she sees."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from commons.journal.refusals import Refused
from commons.media.forms import Chosen


def kept(form: forms.Form, keep: Callable[[Any], None]) -> bool:
    """Whether all is kept that the one field of the form holds; why something isn't stands beside it."""
    field = next(iter(form.fields))
    if form.is_valid():
        given = form.cleaned_data[field]
        good, refused = given if isinstance(given, Chosen) else (given, [])
        try:
            keep(good)
        except Refused as refusal:
            form.add_error(field, str(refusal.message))
        else:
            if refused:
                form.add_error(field, forms.ValidationError(refused))
    return not form.errors


def change_if_there(request: HttpRequest, change: Callable[[], None]) -> None:
    """Change it; where it can't be any more, a message says why."""
    try:
        change()
    except Refused as refusal:
        if refusal.code != "invalid":
            raise
        messages.error(request, str(refusal.message))
