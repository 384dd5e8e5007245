"""Whether this process is alive, and whether it is ready."""

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .hub import serving


@never_cache
@require_safe
def show_health(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@require_safe
def show_readiness(request: HttpRequest) -> JsonResponse:
    """200 with database and bus at hand, else 503. Without the bus everything still works, a little later."""
    hub = serving()
    bus_is_well = hub.bus.is_well and not hub.is_draining if hub else not settings.REDIS_URL
    ready = {"database": _database_answers(), "bus": bus_is_well}
    return JsonResponse(ready, status=200 if all(ready.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True
