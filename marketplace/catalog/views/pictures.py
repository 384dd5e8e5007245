"""Pictures and the spoken description of a service: added, put in order, taken away."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commons.journal.refusals import Refused
from commons.people.models import Member
from commons.ui.addresses import number

from .. import actions
from ..forms import PicturesForm, SpokenForm
from .asking import for_sellers, her_listing
from .mine import edited


@require_POST
@for_sellers
def add(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    return _taken(request, member, listing_id, "more", PicturesForm(request.POST, request.FILES), actions.add_pictures)


@require_POST
@for_sellers
def move(request: HttpRequest, member: Member, listing_id: int, picture_id: int) -> HttpResponse:
    """To the place `to`, counted from 1."""
    actions.move_picture(member, listing_id, picture_id, number(request.POST.get("to")) or 1)
    return redirect("catalog:edit", listing_id)


@require_POST
@for_sellers
def remove(request: HttpRequest, member: Member, listing_id: int, picture_id: int) -> HttpResponse:
    actions.remove_picture(member, listing_id, picture_id)
    return redirect("catalog:edit", listing_id)


@require_POST
@for_sellers
def say(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    """A spoken description, or `off`."""
    if request.POST.get("off"):
        actions.say_listing(member, listing_id, None)
        return redirect("catalog:edit", listing_id)
    return _taken(request, member, listing_id, "spoken", SpokenForm(request.POST, request.FILES), actions.say_listing)


def _taken(request: HttpRequest, member: Member, listing_id: int, name: str, form: forms.Form, keep: Any) -> HttpResponse:
    """Keep what the one field of the form holds; why it isn't taken stands beside it."""
    listing, field = her_listing(member, listing_id), next(iter(form.fields))
    if form.is_valid():
        try:
            keep(member, listing_id, form.cleaned_data[field])
        except Refused as refused:
            form.add_error(field, str(refused.message))
        else:
            return redirect("catalog:edit", listing_id)
    return render(request, "catalog/edit_listing.html", edited(listing, **{name: form}), status=422)
