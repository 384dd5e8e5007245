from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "marketplace.orders"
    label = "orders"
    verbose_name = _("Orders")

    def ready(self) -> None:
        from django.urls import register_converter

        from commons.ui.bar import customers_bar_item
        from commons.ui.ways import way_to
        from marketplace.catalog.sections import section_below

        from . import chores, describing, doors, facts, listeners, notices, telling  # noqa: F401  registered by being imported
        from .converters import DeedConverter, TaskConverter
        from .homecoming import hearing  # noqa: F401  the same
        from .reputation import reputation
        from .waiting import at_her_desk, in_her_day, of_what_she_ordered

        register_converter(DeedConverter, "deed")
        register_converter(TaskConverter, "task")
        customers_bar_item(_("My orders"), "orders:mine", "package", order=40)
        way_to(_("My day"), "orders:selling", "sun", 10, in_her_day)
        way_to(_("My orders"), "orders:mine", "package", 20, of_what_she_ordered)
        way_to(_("Desk"), "orders:desk", "scale", 30, at_her_desk)
        section_below("orders/_reputation.html", reputation)
