from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "commons.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from commons.ui.bar import bar_item
        from commons.ui.choosing import on_language_chosen

        from . import facts  # noqa: F401  registered by being imported
        from .views.me import keep_language

        bar_item(_("Me"), "people:me", "user", order=90)
        on_language_chosen(keep_language)
