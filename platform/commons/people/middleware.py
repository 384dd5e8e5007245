from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .models import Block, Member

STILL_OPEN = ("/sign-out/", "/language/", "/offline/", "/service-worker.js", "/healthz", "/readyz", "/robots.txt", "/favicon.ico", "/demo/")


def keep_out_the_suspended(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A suspended member finds, wherever she goes, the page that says so and whom to ask; she may sign out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        member = request.user
        if not isinstance(member, Member) or not member.is_suspended or request.path.startswith(STILL_OPEN):
            return get_response(request)
        if "application/json" in request.headers.get("Accept", ""):
            refusal = {"op": "nack", "code": "forbidden", "retry_in": None, "message": _("You can't be here for now.")}
            return JsonResponse(refusal, status=403)
        coordinators = Member.objects.active().filter(roles__kind="coordinator", roles__lab=member.lab_id)
        met = coordinators.exclude(pk__in=Block.objects.hidden_from(member)).order_by("name")
        return render(request, "people/suspended.html", {"coordinators": met, "shell": None}, status=403)

    return middleware
