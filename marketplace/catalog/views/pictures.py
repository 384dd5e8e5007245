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
    return _taken(request, member, listing_id, PicturesForm(request.POST, request.FILES), "pictures", actions.add_pictures)


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
    return _taken(request, member, listing_id, SpokenForm(request.POST, request.FILES), "voice", actions.say_listing)


def _taken(request: HttpRequest, member: Member, listing_id: int, form: forms.Form, field: str, keep: Any) -> HttpResponse:
    listing = her_listing(member, listing_id)
    if not form.is_valid():
        return _refused(request, listing, form.errors[field])
    try:
        keep(member, listing_id, form.cleaned_data[field])
    except Refused as refused:
        return _refused(request, listing, [str(refused.message)])
    return redirect("catalog:edit", listing_id)


def _refused(request: HttpRequest, listing: Any, errors: Any) -> HttpResponse:
    return render(request, "catalog/edit_listing.html", edited(listing, errors=errors), status=422)
