"""The addresses of the maker's side, and of the coordinator's desk."""

from django.urls import path

from .views import desk, making, selling

urlpatterns = [
    path("selling/", selling.show_day, name="selling"),
    path("selling/book/", selling.list_book, name="book"),
    path("desk/", desk.show_desk, name="desk"),
    path("desk/<id:order_id>/", desk.settle, name="settle"),
    path("<id:order_id>/tasks/<slug:noun>/", making.make, name="make"),
]
