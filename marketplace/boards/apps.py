from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    name = "marketplace.boards"
    label = "boards"
    verbose_name = _("Together")

    def ready(self) -> None:
        from commons.ui.talks import makes_of_words
        from marketplace.catalog.sections import section_above
        from marketplace.catalog.tabs import market_tab

        from . import describing, doors, facts, listeners, notices, telling, told  # noqa: F401  registered by being imported
        from .joint import joint_business
        from .talking import card_of_words

        market_tab(_("Together"), "boards:ventures")
        makes_of_words(card_of_words)
        section_above("boards/_joint.html", joint_business)
