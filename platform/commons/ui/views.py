from django.http import HttpRequest, HttpResponse


def show_landing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("birge")


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("400", status=400)


def show_forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("403", status=403)


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("404", status=404)


def show_server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse("500", status=500)


def show_csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse("403", status=403)
