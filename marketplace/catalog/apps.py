from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "marketplace.catalog"
    label = "catalog"
    verbose_name = _("Market")

    def ready(self) -> None:
        from django.urls import register_converter

        from commons.ui.bar import bar_item, customers_bar_item
        from commons.ui.landing import landing_section

        from . import doors, facts, listeners  # noqa: F401  registered by being imported
        from .converters import ShowsConverter
        from .landing import services_for_strangers

        register_converter(ShowsConverter, "shows")
        bar_item(_("Market"), "catalog:market", "store", order=20)
        customers_bar_item(_("Market"), "catalog:market", "store", order=20)
        customers_bar_item(_("Favourites"), "catalog:favourites", "heart", order=60)
        landing_section("catalog/_landing.html", services_for_strangers, order=-10, head="catalog/_head.html")
