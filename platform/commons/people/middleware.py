from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def keep_out_the_suspended(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    return get_response
