"""Back to an order's page, from one that could only fail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from ..models import Order


def lead_back(request: HttpRequest, order: Order, why: str | Promise) -> HttpResponse:
    """What a page asks for can't be done now: the order's own says why, and how it stands."""
    if why:
        messages.warning(request, str(why))
    answer = redirect("orders:order", order.pk)
    answer.status_code = 303
    return answer
