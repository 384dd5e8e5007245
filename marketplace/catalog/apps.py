from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "marketplace.catalog"
    label = "catalog"
    verbose_name = _("Market")

    def ready(self) -> None:
        from commons.ui.bar import bar_item

        from . import doors, facts, listeners  # noqa: F401  registered by being imported

        bar_item(_("Market"), "catalog:market", "store", order=20)
