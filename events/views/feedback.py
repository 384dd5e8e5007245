"""How it was: asked of those who were there, and shown to those who held it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from commons.people.models import Member

from ..actions import say_how_it_was
from ..feedback import said_of_it
from ..forms.feedback import FeedbackForm
from ..models import Gathering, Seat
from ..pages import seat_page
from ..seeing import Seen
from .asking import for_hosts
from .seats import for_her


@never_cache
@require_POST
@for_her
def give(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Her three answers, or others instead of them."""
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        fresh = Seen(Seat.objects.whole().get(pk=seen.seat.pk), seen.who)
        return render(request, "events/seat.html", seat_page(fresh, feedback=form), status=422)
    say_how_it_was(seen.seat, seen.who, **form.cleaned_data)
    messages.success(request, _("Thank you! Your answers are kept."))
    return redirect("events:seat", seen.gathering.pk, seen.seat.pk)


@require_safe
@for_hosts
def show(request: HttpRequest, member: Member, gathering: Gathering) -> HttpResponse:
    """Counted and drawn, without names."""
    return render(request, "events/host/feedback.html", {"gathering": gathering, "said": said_of_it(gathering)})
