from django.urls import path

from .views import agreements, offering

app_name = "ledger"
urlpatterns = [
    path("<id:venture_id>/agreement/", agreements.show_agreement, name="agreement"),
    path("<id:venture_id>/agreement/now/", agreements.show_now, name="agreement-now"),
    path("<id:venture_id>/agreement/new/", offering.offer, name="offer"),
    path("<id:venture_id>/agreement/<id:agreement_id>/", agreements.show_version, name="version"),
    path("<id:venture_id>/agreement/<id:agreement_id>/consent/", agreements.consent, name="consent"),
]
