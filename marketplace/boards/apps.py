from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    name = "marketplace.boards"
    label = "boards"
    verbose_name = _("Together")

    def ready(self) -> None:
        from marketplace.catalog.tabs import market_tab

        from . import describing, doors, facts, listeners, notices, telling  # noqa: F401  registered by being imported

        market_tab(_("Together"), "boards:ventures")
