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
    """200 while people may be sent here, else 503. The bus is told of, but not needed: without it everything works, a little later."""
    hub = serving()
    is_draining = hub is not None and hub.is_draining
    database, bus = _database_answers(), hub.bus.is_well if hub else not settings.REDIS_URL
    told = {"database": database, "bus": bus, "draining": is_draining}
    return JsonResponse(told, status=200 if database and not is_draining else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True
