"""A private link: whoever has it is that guest in this browser."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commons.journal.refusals import Refused
from commons.journal.things import thing

from ..actions import find_pass, led_to
from ..guards import private
from ..models import Member
from ..passes import carry, drop, passes_of


@never_cache
@require_safe
def open_link(request: HttpRequest, code: str) -> HttpResponse:
    """To the page it opens; or what to do where it opens nothing."""
    try:
        found = find_pass(code)
    except Refused as refused:
        about = thing(led_to(code)) if isinstance(request.user, Member) else None
        if about:  # what was a guest's is hers by now
            return private(redirect(about.address))
        return private(render(request, "people/link_ended.html", {"message": refused.message}, status=404))
    carry(request, found)
    about = thing(found.stream)
    return private(redirect(about.address if about else "/"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forget_links(request: HttpRequest) -> HttpResponse:
    """This browser is no guest's any more: phones are shared. Asked first; the links themselves go on opening what they open."""
    if request.method != "POST":
        links = passes_of(request)
        about = thing(links[0].stream) if links else None
        back = about.address if about else "/"
        return private(render(request, "people/close_links.html", {"back": back}) if links else redirect(back))
    drop(request)
    messages.success(request, _("Closed on this phone. Your link opens it again."))
    return private(redirect("/"))
