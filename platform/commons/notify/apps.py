from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotifyConfig(AppConfig):
    name = "commons.notify"
    label = "notify"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from commons.ui.top import top_item
        from commons.ui.ways import way_to

        from . import describing, doors, facts, listeners  # noqa: F401  registered by being imported
        from .bell import bell

        top_item("bell", bell)
        way_to(_("How I am told"), "notify:preferences", "bell-ring", 60)
