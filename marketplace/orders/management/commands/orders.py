"""`manage.py orders check`: every counter against its claims, what was earned against the journal; `orders rebuild` reckons that anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.orders.actions import rebuild_earnings
from marketplace.orders.counting import wrong_counters
from marketplace.orders.earnings import wrong_earnings


class Command(BaseCommand):
    help = "Look whether what is kept of orders is what happened; says what isn't, and fails then."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check", "rebuild"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "rebuild":
            self.stdout.write(f"{rebuild_earnings()} payments counted.")
            return
        wrong = [*wrong_counters(), *wrong_earnings()]
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} are off.")
