"""A private link: whoever has it is that guest in this browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commons.journal.refusals import Refused
from commons.journal.things import thing
from commons.ui.errors import come_again

from ..actions import find_pass
from ..guards import private
from ..models import Pass
from ..passes import carry


@never_cache
@require_safe
def open_link(request: HttpRequest, code: str) -> HttpResponse:
    """To the page it opens; or what to do where it opens nothing."""
    try:
        found = find_pass(code)
    except Refused as refused:
        status = 429 if refused.retry_in else 404
        return private(come_again(render(request, "people/link_ended.html", {"message": refused.message}, status=status), refused.retry_in))
    carry(request, found)
    about = thing(found.stream)
    return private(redirect(about.address if about else "/"))


def address_of(link: Pass) -> str:
    """What is sent on: the whole address of a private link."""
    return settings.ORIGIN + reverse("people:link", args=[link.code])
