"""Every address of the house; the only place that names every app."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("commons.ui.urls")),
    path("", include("commons.people.urls")),
    path("", include("commons.realtime.urls")),
    path("media/", include("commons.media.urls")),
    path("", include("commons.notify.urls")),
    path("chats/", include("chat.urls")),
    path("market/orders/", include("marketplace.orders.urls")),
    path("market/together/", include("marketplace.boards.urls")),
    path("market/together/", include("marketplace.ledger.urls")),
    path("market/", include("marketplace.catalog.urls")),
    path("events/", include("events.urls")),
    path("admin/", admin.site.urls),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("commons.people.demo_urls")))

handler400 = "commons.ui.views.show_bad_request"
handler403 = "commons.ui.views.show_forbidden"
handler404 = "commons.ui.views.show_not_found"
handler500 = "commons.ui.views.show_server_error"
