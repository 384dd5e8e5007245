from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "commons.journal"
    label = "journal"
    verbose_name = "Journal"
