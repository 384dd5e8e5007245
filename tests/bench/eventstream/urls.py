"""What is asked is sent to everyone at once: nobody looks at it, and nothing is written."""

import time

import django_eventstream
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path


def ask(request: HttpRequest) -> HttpResponse:
    django_eventstream.send_event("gathering", "question", {"text": request.POST["body"], "committed": time.time()})
    return JsonResponse({"op": "ack"})


urlpatterns = [
    path("live/", include(django_eventstream.urls), {"channels": ["gathering"]}),
    path("ask/", ask),
]
