from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "commons.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from commons.ui.bar import bar_item
        from commons.ui.choosing import on_language_chosen
        from commons.ui.landing import landing_section

        from . import facts  # noqa: F401  registered by being imported
        from .landing import labs_for_strangers
        from .views.me import keep_language

        bar_item(_("Me"), "people:me", "user", order=90, also=("/members/", "/invitations/", "/sign-out/"))
        landing_section("people/_labs.html", labs_for_strangers)
        on_language_chosen(keep_language)
