from django.urls import include, path

from .views import linking, measuring, mine, moving, orders, paying, placing, reviews

app_name = "orders"
urlpatterns = [
    path("", mine.list_mine, name="mine"),
    path("", include("marketplace.orders.makers_urls")),
    path("", include("marketplace.orders.homecoming.urls")),
    path("reviews/<slug:code>/", reviews.list_reviews, name="reviews"),
    path("new/<slug:code>/", placing.place, name="place"),
    path("new/<slug:code>/day/", placing.choose_day, name="day"),
    path("new/<slug:code>/contact/", placing.give_contact, name="contact"),
    path("new/<slug:code>/removal/", placing.remove_part, name="part-removal"),
    path("<id:order_id>/", orders.show_order, name="order"),
    path("<id:order_id>/now/", orders.show_now, name="now"),
    path("<id:order_id>/call/", moving.call_back, name="call"),
    path("<id:order_id>/again/", mine.order_again, name="again"),
    path("<id:order_id>/link/", linking.keep_link, name="link"),
    path("<id:order_id>/measures/", measuring.change_measures, name="measures"),
    path("<id:order_id>/receipt/", paying.show_receipt, name="receipt"),
    path("<id:order_id>/payments/<id:line_id>/", paying.pay, name="pay"),
    path("<id:order_id>/payments/<id:line_id>/received/", paying.say_received, name="received"),
    path("<id:order_id>/payments/<id:line_id>/missing/", paying.say_missing, name="missing"),
    path("<id:order_id>/<deed:noun>/", moving.move, name="move"),
]
