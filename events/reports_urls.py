"""The addresses of reports."""

from django.urls import path

from .views import reports

urlpatterns = [
    path("<id:gathering_id>/report/", reports.show_gathering, name="report"),
    path("<id:gathering_id>/sharing/", reports.count, name="sharing"),
    path("reports/", reports.show_hers, name="reports"),
    path("reports/file.csv", reports.give_hers, name="report-file"),
    path("reports/labs/<slug:slug>/", reports.show_lab, name="lab-report"),
    path("reports/labs/<slug:slug>/file.csv", reports.give_lab, name="lab-report-file"),
]
