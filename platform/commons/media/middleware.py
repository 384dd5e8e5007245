from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Only our own pages may ask for camera and microphone; what we never ask for, nobody does.
PERMISSIONS = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()"


def keep_devices_to_our_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Every page says which of a phone's devices may be asked for, and by whom."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware
