from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "marketplace.ledger"
    label = "ledger"
    verbose_name = _("Money of joint businesses")

    def ready(self) -> None:
        from . import chores, describing, doors, facts, listeners, notices, sections, telling  # noqa: F401  registered by being imported
