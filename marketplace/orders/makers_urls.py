"""The addresses of the maker's side, and of the coordinator's desk."""

from django.urls import path

from .views import calendar, desk, making, money, selling

urlpatterns = [
    path("selling/", selling.show_day, name="selling"),
    path("selling/book/", selling.list_book, name="book"),
    path("selling/calendar/", calendar.show_month, name="calendar"),
    path("selling/owed/", money.list_owed, name="owed"),
    path("selling/earnings/", money.show_earnings, name="earnings"),
    path("selling/earnings.csv", money.give_earnings, name="earnings-file"),
    path("selling/code/", money.set_code, name="code"),
    path("selling/code/removal/", money.drop_code, name="code-removal"),
    path("selling/terms/", money.change_terms, name="terms"),
    path("selling/legally/", money.work_legally, name="legally"),
    path("<id:order_id>/guest-block/", making.block, name="guest-block"),
    path("desk/", desk.show_desk, name="desk"),
    path("desk/totals/", desk.show_totals, name="totals"),
    path("desk/totals.csv", desk.give_totals, name="totals-file"),
    path("desk/<id:order_id>/", desk.settle, name="settle"),
    path("<id:order_id>/tasks/<task:noun>/", making.make, name="make"),
]
