"""What whoever reads a mail may do with it: have more, or no more. The address in it is the key; nobody signs in for this."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from commons.people.guards import private

from ..actions import confirm_mail, stop_mail
from ..mail import read_token


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """She gave this address, and reads what comes there."""
    return _answer(request, token, wants=True, act=confirm_mail)


@csrf_exempt  # mail programs send it with one tap, from elsewhere; the token says whose it is
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more mail to this address."""
    return _answer(request, token, wants=False, act=stop_mail)


def _answer(request: HttpRequest, token: str, wants: bool, act: Callable[[str, str], bool]) -> HttpResponse:
    read = read_token(token)
    known, done = read is not None, request.method == "POST"
    if read is not None and done:
        known = act(*read)
    context = {"known": known, "done": done, "wants": wants}
    return private(render(request, "notify/mail_page.html", context, status=200 if known else 404))
