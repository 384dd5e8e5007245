"""How she wants to be told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commons.people.guards import for_members
from commons.people.models import Member

from ..actions import change_preferences
from ..forms import PreferencesForm
from ..mail import ask_to_confirm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def change(request: HttpRequest, member: Member) -> HttpResponse:
    """Quiet hours, how much is said, mail, and of what she isn't told."""
    form = PreferencesForm(request.POST) if request.method == "POST" else PreferencesForm.of(member)
    if not form.is_valid():
        return render(request, "notify/preferences.html", {"form": form}, status=422 if form.errors else 200)
    if change_preferences(member, **form.kept(member)):
        ask_to_confirm(member.actor, member.language, form.cleaned_data.get("email", ""))
        messages.success(request, _("Kept. Open the mail that we sent you and say yes there."))
    else:
        messages.success(request, _("Kept."))
    return redirect("notify:preferences")
