"""How she wants to be told."""

import logging
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commons.people.guards import for_members
from commons.people.limits import Limit, take
from commons.people.models import Member

from ..actions import change_preferences
from ..forms import PreferencesForm
from ..mail import ask_to_confirm

logger = logging.getLogger("birge.notify")

ADDRESSES = Limit("mail addresses", 5, timedelta(hours=1))  # of one member: a mail goes to each, and it may be anybody's


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def change(request: HttpRequest, member: Member) -> HttpResponse:
    """Quiet hours, how much is said, mail, and of what she isn't told."""
    form = PreferencesForm(request.POST) if request.method == "POST" else PreferencesForm.of(member)
    if not form.is_valid():
        return render(request, "notify/preferences.html", {"form": form}, status=422 if form.errors else 200)
    email = form.cleaned_data.get("email", "")
    if email and email != member.email:
        take((ADDRESSES, str(member.pk)))
    if not change_preferences(member, **form.kept(member)):
        messages.success(request, _("Kept."))
    elif _asks_to_confirm(member, email):
        messages.success(request, _("Kept. Open the mail that we sent you and say yes there."))
    else:
        change_preferences(member, **{**form.kept(member), "email": ""})
        messages.warning(request, _("Kept, but for the address: no mail could be sent there just now. Please give it once more later."))
    return redirect("notify:preferences")


def _asks_to_confirm(member: Member, email: str) -> bool:
    """Whether our mail server took it."""
    try:
        ask_to_confirm(member.actor, member.language, email)
    except OSError as error:  # what an SMTP server refuses is one, too
        logger.warning("A mail to confirm an address was not taken: %s.", type(error).__name__)
        return False
    return True
