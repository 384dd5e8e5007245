from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from commons.journal.writing import relay_to
        from commons.ui.bar import bar_item, customers_bar_item
        from commons.ui.landing import landing_section
        from commons.ui.ways import way_to

        from . import (  # noqa: F401  registered by being imported
            chores,
            describing,
            doors,
            facts,
            listeners,
            live,
            notices,
            presenting,
            sockets,
            tallying,
            telling,
        )
        from .landing import coming_for_strangers
        from .reports import has_reports

        relay_to(tallying.gather)
        bar_item(_("Events"), "events:calendar", "calendar", order=30)
        customers_bar_item(_("Events"), "events:calendar", "calendar", order=30)
        way_to(pgettext_lazy("of events", "Reports"), "events:reports", "chart-bar", 40, has_reports)
        landing_section("events/_landing.html", coming_for_strangers, order=-20, head="events/_head.html")
