"""`manage.py catalogues`: compile the translations; with --extract, first bring them level with the source."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from commons.ui import catalogues


class Command(BaseCommand):
    help = "Compiles every .po that is newer than its .mo. Needs none of gettext's programs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--extract", action="store_true", help="add what the source says anew, take out what it says no more")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["extract"]:
            for app in catalogues.our_apps():
                for locale in catalogues.PLURAL_FORMS:
                    came, gone = catalogues.extract(app, locale)
                    if came or gone:
                        self.stdout.write(f"{app.name} {locale}: {came} came, {gone} went")
        written = catalogues.compile_catalogues()
        if options["verbosity"]:
            self.stdout.write(f"{len(written)} catalogues compiled")
