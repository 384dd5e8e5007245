from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "commons.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from . import doors, facts  # noqa: F401  registered by being imported
