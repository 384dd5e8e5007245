from django.urls import path

from .views import market

app_name = "catalog"
urlpatterns = [
    path("", market.show_market, name="market"),
]
