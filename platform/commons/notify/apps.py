from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotifyConfig(AppConfig):
    name = "commons.notify"
    label = "notify"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from . import doors, facts, listeners  # noqa: F401  registered by being imported
