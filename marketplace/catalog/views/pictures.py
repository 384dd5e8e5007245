"""Pictures and the spoken description of a service: added, put in order, taken away."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commons.people.models import Member
from commons.ui.addresses import number

from .. import actions
from ..forms import SpokenForm
from .asking import for_sellers, her_listing
from .keeping import change_if_there, kept
from .mine import edited, more_pictures


@require_POST
@for_sellers
def add(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    """After those it has; the good ones also where others are none."""
    there = her_listing(member, listing_id).pictures.all()
    form = more_pictures(len(there), request.POST, request.FILES)
    is_kept = kept(form, lambda pictures: actions.add_pictures(member, listing_id, pictures))
    return _shown(request, member, listing_id, is_kept, more=form)


@require_POST
@for_sellers
def move(request: HttpRequest, member: Member, listing_id: int, picture_id: int) -> HttpResponse:
    """To the place `to`, counted from 1."""
    change_if_there(request, lambda: actions.move_picture(member, listing_id, picture_id, number(request.POST.get("to")) or 1))
    return redirect("catalog:edit", listing_id)


@require_POST
@for_sellers
def remove(request: HttpRequest, member: Member, listing_id: int, picture_id: int) -> HttpResponse:
    change_if_there(request, lambda: actions.remove_picture(member, listing_id, picture_id))
    return redirect("catalog:edit", listing_id)


@require_POST
@for_sellers
def say(request: HttpRequest, member: Member, listing_id: int) -> HttpResponse:
    """A spoken description, or `off`."""
    if request.POST.get("off"):
        actions.say_listing(member, listing_id, None)
        return redirect("catalog:edit", listing_id)
    form = SpokenForm(request.POST, request.FILES)
    is_kept = kept(form, lambda voice: actions.say_listing(member, listing_id, voice))
    return _shown(request, member, listing_id, is_kept, spoken=form)


def _shown(request: HttpRequest, member: Member, listing_id: int, is_kept: bool, **form: forms.Form) -> HttpResponse:
    if is_kept:
        return redirect("catalog:edit", listing_id)
    return render(request, "catalog/edit_listing.html", edited(her_listing(member, listing_id), **form), status=422)
